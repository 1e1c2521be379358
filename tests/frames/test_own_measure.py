"""Own frames as a measure: at once, from the seeds, in the voice that speaks."""

import pytest
from sklearn.base import clone

from framing import parse
from framing.frames.own import OwnFrame, save_frames
from framing.frames.own_measure import OwnFrames
from tests.frames.invented import HOUSING

TEXT = "Tenants were evicted on Monday. “No tenant has a right to housing,” the owner said."
WORK = OwnFrame("work", "Work", "", {"en": ("owner (n)", "tenant (n)")})


def test_terms_are_found_in_the_voice_that_uses_them():
    doc = parse(TEXT, "en")
    found = [(doc[span], span.label) for span in OwnFrames([HOUSING]).find(doc)]
    assert found == [
        ("Tenants", "author_housing"),
        ("evicted", "author_housing"),
        ("tenant", "source_housing"),
        ("right to housing", "source_housing"),
    ]


def test_rates_are_per_thousand_words_of_the_voice():
    doc = parse(TEXT, "en")
    row = OwnFrames([HOUSING]).row(doc)
    assert row["own__author_housing"] == pytest.approx(2000 / doc.n_words["author"])
    assert row["own__source_housing"] == pytest.approx(2000 / doc.n_words["source"])


def test_a_word_can_count_for_two_frames():
    doc = parse("The tenant left.", "en")
    labels = [span.label for span in OwnFrames([HOUSING, WORK]).find(doc)]
    assert labels == ["author_housing", "author_work"]


def test_a_file_gives_the_same_as_its_frames(tmp_path):
    path = save_frames([HOUSING], tmp_path / "my_frames.toml")
    by_file, by_frames = OwnFrames(path), OwnFrames([HOUSING])
    assert by_file.transform([TEXT]).equals(by_frames.transform([TEXT]))
    assert clone(by_file).get_params() == by_file.get_params()
    assert list(by_file.get_feature_names_out()) == ["own__author_housing", "own__source_housing"]
    assert set(by_file.units()) == set(by_file.names())


def test_a_changed_file_is_read_anew(tmp_path):
    path = save_frames([HOUSING], tmp_path / "my_frames.toml")
    before = OwnFrames(path).names()
    save_frames([WORK], path)
    assert OwnFrames(path).names() != before


def test_an_article_in_a_language_without_seeds_is_an_error_not_a_zero():
    with pytest.raises(
        ValueError, match="frame 'work': no seeds for articles in 'de', there are s"
    ):
        OwnFrames([WORK]).row(parse("Die Mieter zogen aus.", "de"))


def test_german_seeds_inflect():
    doc = parse("Den Mietern drohen Zwangsräumungen.", "de")
    assert [doc[span] for span in OwnFrames([HOUSING]).find(doc)] == ["Mietern", "Zwangsräumungen"]


def test_two_frames_of_one_name_are_an_error():
    with pytest.raises(ValueError, match="two frames are called 'housing'"):
        OwnFrames([HOUSING, HOUSING]).names()
