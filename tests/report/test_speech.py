"""Who says what, on the page and as data."""

import io
import json
import math
import re
import sys
from csv import DictReader
from dataclasses import replace
from subprocess import run

import pytest

import framing
from framing import Corpus
from framing.report import record, render_page
from framing.report.export import to_csv, to_json
from framing.report.speech import SHOWN, anchors, statements, voices
from tests.report.markup import article_texts
from tests.voices_markup import attributed, speakers_as_written

pytestmark = pytest.mark.usefixtures(speakers_as_written.__name__)
__all__ = ["speakers_as_written"]


@pytest.fixture
def german():
    return attributed(
        "de",
        "[Ada Holm|s1] [warf|c1] dem Rat [Untätigkeit|w1] [vor|c1]. [Der Sender|s2] [meldet|c2],"
        " [[sie|s3] [habe angeblich|c3] [gelogen|w3]|w2]. [„Es wird hier weiter gebaut!“|w4] Die"
        " „Wende“ blieb aus.",
        "reported official neutral criticism",
        "indirect media",
        "indirect official distancing assertion 2",
        "direct",
        id="a1",
    )


# As data


def test_each_attribution_is_listed_with_offsets_and_texts(german):
    first, relay, inner, bare = record(german)["attributions"]
    assert [part["text"] for part in first["cue"]] == ["warf", "vor"]
    assert first["source"] == {"start": 0, "end": 8, "text": "Ada Holm"}
    assert (inner["parent"], inner["commitment"], inner["speaker"]) == (
        1,
        "distancing",
        "Der Sender",
    )
    assert (relay["words"], inner["words"]) == (3, 1)
    assert (bare["source"], bare["speaker"], bare["cue"], bare["quoted_words"]) == (
        None,
        None,
        [],
        5,
    )
    for one in (first, relay, inner, bare):
        for part in [one["source"] or one["content"][0], *one["cue"], *one["content"]]:
            assert german.text[part["start"] : part["end"]] == part["text"]


def test_json_has_null_and_csv_an_empty_cell_where_nothing_can_be_measured():
    corpus = Corpus((framing.parse("It rained on Monday.", "en", id="a1"),))
    (article,) = json.loads(to_json(corpus))["articles"]
    assert article["attributions"] == []
    assert article["measures"]["sourcing__entropy"] is None
    assert math.isnan(record(corpus[0])["measures"]["sourcing__entropy"])
    (row,) = DictReader(io.StringIO(to_csv(corpus)))
    assert row["sourcing__entropy"] == ""
    assert row["sourcing__attributed_share"] == "0"


@pytest.mark.parametrize(("tier", "words"), [("rules", "rules alone"), ("model", "trained model")])
def test_page_and_data_say_what_found_reported_speech(german, tier, words):
    document = german.attributed(german.attributions, tier)
    assert record(document)["tier"] == tier
    assert words in render_page(document)
    assert "Indirect speech was found by" not in render_page(german.attributed(()))


def test_devices_are_listed_with_their_words_and_voice():
    document = framing.parse("The so-called inquiry ended on Monday.", "en", attribution="rules")
    (device,) = record(document)["devices"]
    assert (device["device"], device["voice"]) == ("distancing_frame", "author")
    page = render_page(document)
    assert device["text"] in page[page.index("Devices") :]
    assert "exploratory" in page


def test_a_record_needs_no_library_for_tables():
    code = (
        "import sys, framing, framing.report.export as e; "
        "e.to_json(framing.Corpus((framing.parse('“It will rain now,” said Ada Holm.', 'en'),))); "
        "print(sorted({'pandas', 'sklearn', 'scipy', 'jinja2'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# As lines to read


def test_what_lies_within_another_follows_it_and_is_indented(german):
    lines = statements(record(german))
    assert [(line["number"], line["depth"], line["parent"]) for line in lines] == [
        (1, 0, None),
        (2, 0, None),
        (3, 1, 2),
        (4, 0, None),
    ]
    assert lines[0]["cue"] == "warf … vor"


def test_nested_speech_that_is_listed_first_still_follows_what_it_lies_in(german):
    first, relay, inner, bare = german.attributions
    turned = replace(german, attributions=(inner._replace(parent=2), first, relay, bare))
    lines = statements(record(turned))
    assert [line["number"] for line in lines] == [2, 3, 1, 4]


def test_a_circle_of_parents_is_shown_all_the_same(german):
    first, relay, *_ = german.attributions
    circle = (first._replace(parent=1), relay._replace(parent=0))
    lines = statements(record(replace(german, attributions=circle)))
    assert {line["number"] for line in lines} == {1, 2}


def test_says_what_is_known_of_each_and_nothing_else(german):
    lines = statements(record(german))
    assert lines[0]["facts"] == ["reported", "source: official", "criticism", "1 word"]
    assert lines[3]["facts"] == ["direct", "5 words"]
    assert [line["stance"] for line in lines] == ["", "", "the outlet doubts", ""]


def test_a_pronoun_is_shown_with_the_name_it_stands_for(german):
    line = statements(record(german))[2]
    assert (line["source"], line["speaker"]) == ("sie", "Der Sender")


def test_a_long_quotation_is_cut_between_words(german):
    marked = "[Holm|s1] [said|c1] [" + "rain " * 200 + "|w1]."
    line = statements(record(attributed("en", marked, "indirect person")))[0]
    assert line["content"].endswith("rain …")
    assert len(line["content"]) < 250


# Shares


def test_the_words_of_an_article_are_its_own_attributed_or_only_quoted(german):
    whole = {row["name"]: row["words"] for row in voices(record(german))["whole"]}
    assert sum(whole.values()) == len(german)
    assert list(whole.values()) == [len(german) - 11, 10, 1]


def test_many_sources_make_one_row_for_the_rest():
    text = " ".join(f"[Holm {'I' * i}|s{i}] [said|c{i}] [it rains|w{i}]." for i in range(1, 13))
    told = voices(record(attributed("en", text, *["indirect person"] * 12)))
    rows = told["tables"]["Source"]
    assert len(rows) == SHOWN + 1
    assert (rows[-1]["name"], rows[-1]["words"]) == ("4 more sources", 8)
    assert sum(row["words"] for row in rows) == told["attributed"] == 24
    assert told["sources"] == 12


def test_words_of_nobody_are_no_source(german):
    told = voices(record(german))
    assert told["sources"] == 2
    assert told["tables"]["Source"][-1]["name"] == "(no source)"


# On the page


def test_the_page_numbers_each_attribution_in_the_text_and_lists_it(german):
    page = render_page(german)
    assert article_texts(page) == [german.text]
    listed = re.findall(r'id="fr-1-said-(\d)"', page)
    linked = re.findall(r'href="#fr-1-said-(\d)"', page)
    assert sorted(listed) == sorted(linked) == ["1", "2", "3", "4"]
    assert 'data-n="3?"' in page
    assert page.count('<b class="fr-who">Ada Holm</b>') == 1  # in the text


def test_attributions_with_the_same_cue_are_numbered_at_one_place(german):
    first, relay, *_ = german.attributions
    both = replace(german, attributions=(first, relay._replace(cue=first.cue)))
    assert anchors(record(both)) == {9: [(1, ""), (2, "")]}
    assert 'data-n="1 2"' in render_page(both)


def test_a_loaded_word_inside_a_cue_stays_marked():
    document = attributed("en", "[Holm|s1] [reportedly admitted|c1] [it|w1].", "indirect person")
    cue = render_page(document).split('<i class="fr-cue">')[1:]
    assert any("<mark" in part.split("</i>")[0] for part in cue)


def test_few_words_get_no_bar_and_no_share(german):
    page = render_page(german)
    assert "10 words are attributed. With fewer than 50, shares say little." in page
    assert 'class="fr-left fr-share">–<' in page


def test_an_article_in_which_nobody_speaks_says_so():
    assert "No reported speech was found." in render_page(framing.parse("It rained.", "en"))


def test_hostile_names_are_shown_as_text():
    document = attributed("en", "[<script>x</script>|s1] [said|c1] [it|w1].", "indirect person")
    page = render_page(document)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_measures_without_a_value_are_named_apart_from_those_at_zero():
    page = render_page(framing.parse("It rained on Monday.", "en"))
    assert "without a value: there is nothing to divide by" in page
    assert "nan" not in re.sub(r"<[^>]+>", " ", page).split()
