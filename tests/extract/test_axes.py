"""Semantic axes: towards which pole words lean, and whether groups of articles differ."""

import math
import re

import numpy as np
import pytest

import framing
from framing.extract.axes import Axes, pole_names
from framing.extract.axis_sums import adjusted, axis_baseline
from framing.extract.axis_tables import AxisWarning, axis_table
from framing.extract.axis_words import axis_scale, default_axes, known_axes
from framing.language import language_codes, load_data

SAFE = ("A safe and secure harbour.", "The protected bridge is safe.")
RISKY = ("A dangerous harbour, a threat.", "The unsafe bridge is a danger.")
QUIET = ("The harbour has a bridge.", "A ferry crosses the river.")


def article(text, outlet="Post", language="en"):
    return framing.parse(text, language, meta={"outlet": outlet}, attribution="rules")


def corpus(n=12, **texts):
    return [article(lines[i % 2], outlet) for outlet, lines in texts.items() for i in range(n)]


def bias(text, axis="safe_dangerous", language="en", voice="author", **settings):
    row = Axes([axis], **settings).row(article(text, language=language))
    return row[f"axes__{voice}_{axis}_bias"]


@pytest.fixture(params=language_codes())
def language(request):
    return request.param


# The axes that come with the languages


def test_every_language_has_the_same_axes(language):
    assert tuple(load_data(language, "axes")["axes"]) == known_axes()


@pytest.mark.parametrize("axis", known_axes())
def test_every_pole_has_several_words_and_all_of_them_have_vectors(axis, language):
    poles = load_data(language, "axes")["axes"][axis]
    assert min(len(poles[pole].split()) for pole in ("plus", "minus")) > 2
    assert axis_scale([axis], language).directions.shape == (1, 100)


@pytest.mark.parametrize("axis", known_axes())
def test_the_words_of_a_pole_lean_to_it(axis, language):
    scale, poles = axis_scale([axis], language), load_data(language, "axes")["axes"][axis]
    from framing.vectors import word_hashes

    plus, minus = (
        scale.cosines[scale.vectors.rows(word_hashes(poles[pole].split())), 0]
        for pole in ("plus", "minus")
    )
    assert plus.mean() > scale.baseline[0] > minus.mean()
    assert plus.mean() > minus.mean() + 0.3


def test_default_axes_are_known_ones():
    assert set(default_axes()) <= set(known_axes())
    assert default_axes()


# The measures


@pytest.mark.parametrize(
    ("language", "safe", "risky"),
    [
        ("en", "The bridge is safe and protected.", "The bridge is unsafe and dangerous."),
        ("de", "Die Brücke ist sicher und geschützt.", "Die Brücke ist unsicher und gefährlich."),
    ],
)
def test_a_text_leans_to_the_pole_of_its_words(language, safe, risky):
    assert bias(safe, language=language) > bias(risky, language=language)


def test_bias_and_intensity_are_those_of_the_equations():
    text = "The safe bridge, the safe river."
    scale = axis_scale(["good_bad"], "en")
    from framing.vectors import word_vectors

    words = word_vectors(["safe", "bridge", "safe", "river"], "en")
    cosines = words.astype(float) @ scale.directions[0].astype(float)
    row = Axes(["good_bad"]).row(article(text))
    assert row["axes__author_good_bad_bias"] == pytest.approx(cosines.mean(), abs=1e-6)
    intensity = ((cosines - scale.baseline[0]) ** 2).mean()
    assert row["axes__author_good_bad_intensity"] == pytest.approx(intensity, abs=1e-6)


def test_stop_words_numbers_and_marks_are_not_counted():
    assert bias("Bridge!") == pytest.approx(bias("And the 25 of it - 3.5: bridge?"))


def test_what_is_said_by_a_source_is_not_the_authors():
    text = "“A dangerous threat to all of us in this town,” she said of the safe bridge."
    assert bias(text, voice="source") < bias(text)


def test_a_voice_without_counted_words_is_nan():
    assert math.isnan(bias("The harbour has a bridge.", voice="source"))
    assert math.isnan(bias("It is what it was."))


def test_the_baseline_can_be_the_users_corpus():
    texts = [article(text) for text in SAFE]
    own = axis_baseline(texts, ["safe_dangerous"])
    name = "axes__author_safe_dangerous_intensity"
    near, far = (
        Axes(["safe_dangerous"], baseline=b).row(texts[0])[name] for b in (own, "language")
    )
    assert near < far


def test_the_evidence_is_what_moves_the_bias_most():
    document = article("The dangerous bridge over the river has a railing.")
    spans = Axes(["safe_dangerous"], top=1).find(document)
    assert [(document[s], s.label) for s in spans] == [("dangerous", "author_safe_dangerous_bias")]


# The user's own axes


def test_a_user_can_give_a_pair_of_words():
    axes = Axes({"safety": ("sicher", "gefährlich")})
    row = axes.row(article("Die Brücke ist sicher.", language="de"))
    assert row["axes__author_safety_bias"] > 0.2
    assert axes.units()["author_safety_bias"] == "-1 (gefährlich) to 1 (sicher)"
    assert pole_names("safe_dangerous") == ("safe", "dangerous")


@pytest.mark.parametrize(
    ("axes", "message"),
    [
        ({"safety": ("sichr", "gefährlich")}, "axis 'safety': not in the word vectors 'de'"),
        ({"safety": ("sichr", "gefährlich")}, "'sichr' (did you mean 'sicher'?)"),
        ({"safety": ("sicher", "und")}, "axis 'safety': 'und' is a stop word of German"),
        ({"safety": ("sicher", "")}, "axis 'safety' has an empty pole"),
        ({"safety": ("sicher", "Sicher")}, "'sicher' is in both poles"),
        ({"safety": "sicher"}, "give two poles"),
        ({"safety": {"en": ("safe", "risky")}}, "has no words for 'de'; it has some for 'en'"),
        ({"Safety 1": ("sicher", "gefährlich")}, "an axis cannot be called 'Safety 1'"),
        (["good_bat"], "no axis 'good_bat'; did you mean 'good_bad'?"),
        ([], "no axis is asked for"),
    ],
)
def test_a_mistaken_axis_is_named(axes, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Axes(axes).row(article("Die Brücke ist sicher.", language="de"))


def test_a_mistaken_baseline_is_named():
    with pytest.raises(ValueError, match="the baseline lacks axis 'good_bad'"):
        Axes(["good_bad"], baseline={"legal_illegal": 0.0}).row(article(SAFE[0]))
    with pytest.raises(ValueError, match="no baseline 'corpse'"):
        Axes(baseline="corpse").row(article(SAFE[0]))


# Groups of articles


def test_groups_that_differ_lie_outside_of_what_chance_gives():
    table = axis_table(corpus(Post=SAFE, Herald=RISKY), axes=["safe_dangerous"], draws=200)
    row = table[table["measure"] == "bias"].set_index("group")
    assert row.loc["Post", "estimate"] > row.loc["Post", "null_high"]
    assert row.loc["Herald", "estimate"] < row.loc["Herald", "null_low"]
    assert (row["p"] < 0.05).all()
    assert (row["low"] <= row["estimate"]).all()
    assert (row["estimate"] <= row["high"]).all()


def test_groups_of_the_same_words_do_not_differ():
    table = axis_table(corpus(Post=QUIET, Herald=QUIET), axes=["safe_dangerous"], draws=200)
    assert (table["effect"].abs() < 1e-9).all()
    assert (table["p"] > 0.5).all()


def test_an_estimate_is_the_mean_over_all_words_of_a_group():
    table = axis_table(corpus(Post=SAFE), by=None, axes=["safe_dangerous"], draws=100)
    joined = bias(" ".join(SAFE))
    assert table.loc[0, "estimate"] == pytest.approx(joined)
    assert np.isnan(table.loc[0, "effect"])


def test_a_small_group_is_no_result():
    texts = corpus(Post=SAFE) + corpus(n=9, Herald=RISKY)
    table = axis_table(texts, axes=["safe_dangerous"], draws=100).set_index("group")
    assert set(table.loc["Herald", "note"]) == {"insufficient data"}
    assert table.loc["Herald", "estimate"].isna().all()
    assert table.loc["Herald", "n_articles"].tolist() == [9, 9]


def test_an_axis_that_follows_topics_is_warned_of():
    texts = corpus(n=40, Post=SAFE, Herald=("The court ruled on the law.", "A judge in court."))
    with pytest.warns(AxisWarning, match="legal_illegal go with what articles are about"):
        table = axis_table(texts, axes=["legal_illegal"], draws=100)
    assert (table["note"] == "topic").all()


def test_the_same_seed_gives_the_same_table():
    texts = corpus(Post=SAFE, Herald=RISKY)
    one, two = (axis_table(texts, axes=["good_bad"], draws=100, seed=3) for _ in range(2))
    assert one.equals(two)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"by": "outlets"}, "24 of 24 articles have no 'outlets'"),
        ({"draws": 10}, "draws=10: an interval of 95 % needs 100"),
        ({"voice": "sources"}, "no voice 'sources'; did you mean 'source'?"),
    ],
)
def test_a_mistaken_question_is_named(settings, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        axis_table(corpus(Post=SAFE, Herald=RISKY), **settings)


def test_articles_of_two_languages_are_not_compared():
    texts = [article(SAFE[0]), article("Die Brücke ist sicher.", language="de")]
    with pytest.raises(ValueError, match="these are in 'de', 'en'"):
        axis_table(texts)


def test_p_values_are_adjusted_as_by_hand():
    p = np.array([0.01, np.nan, 0.04, 0.03])
    assert adjusted(p)[[0, 2, 3]].tolist() == pytest.approx([0.03, 0.04, 0.04])
    assert np.isnan(adjusted(p)[1])
