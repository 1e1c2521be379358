"""Actors, agency, frames and zones in the record, on the page and in the terminal."""

import io
import json
import math
import re

import pytest
from rich.console import Console

import framing
from framing.extract import EXTRACTORS, default_families
from framing.extract.frames import Frames
from framing.report import print_summary, record, render_page
from framing.report.export import to_csv, to_json
from framing.report.storylines import (
    MOST,
    MOST_EVIDENCE,
    actor_lines,
    agency_lines,
    frame_lines,
    story,
    zone_lines,
)
from framing.zones import ZONES, zone
from tests.report.markup import tags

ENGLISH = """Regime silences its brave critics

Mayor Ada Holm met the radicals on Monday. Holm said little, and three people were injured.

Police cleared the camp in the night. “The radicals attacked officers,” Holm said on Tuesday.
"""
GERMAN = """Lager in Vell geräumt

Die Polizei räumte das Lager am Montag. Dabei wurden zwei Menschen verletzt.

Bürgermeisterin Ada Holm sprach am Abend von Chaoten. Holm will die Kosten am Dienstag nennen.
"""
HOSTILE = "<img src=x onerror=alert(1)>"
SAMPLE = framing.load_dataset("sample")


@pytest.fixture
def english():
    return framing.parse(ENGLISH, "en")


@pytest.fixture
def german():
    return framing.parse(GERMAN, "de")


def plain_text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def section(page, heading):
    """What stands on a page from a heading to the next, as text."""
    return plain_text(page[page.index(f"<h3>{heading}") :].split("<h3>")[1])


def in_terminal(article):
    out = io.StringIO()
    print_summary(article, Console(file=out, width=200, highlight=False), raters=())
    return out.getvalue()


# In the record


@pytest.mark.parametrize("article", SAMPLE, ids=lambda article: article.id)
def test_every_passage_is_where_it_says_and_has_the_voice_of_the_text(article):
    found = record(article, raters=())
    mentions = [one for actor in found["actors"] for one in actor["mentions"]]
    cues = [cue for one in found["frames"] for cue in one["cues"]]
    assert mentions
    assert cues
    assert found["agency"]
    for one in mentions + cues:
        assert article.text[one["start"] : one["end"]] == one["text"]
        assert one["voice"] == article.voice((one["start"], one["end"]))
    for one in found["agency"]:
        assert article.text[one["start"] : one["end"]] in one["text"]
        for role in filter(None, (one["agent"], one["patient"])):
            assert article.text[role["start"] : role["end"]] == role["text"]


def test_an_actor_keeps_every_mention_with_form_label_and_voice(english):
    actors = {one["name"]: one for one in record(english, raters=())["actors"]}
    assert actors["Ada Holm"]["kind"] == "person"
    forms = [one["form"] for one in actors["Ada Holm"]["mentions"]]
    assert forms == ["title", "surname", "surname"]
    labels = [
        (mention["text"].lower(), mention["label"], mention["voice"])
        for one in actors.values()
        for mention in one["mentions"]
        if "radicals" in mention["text"]
    ]
    assert labels == [
        ("the radicals", "negative", "author"),
        ("the radicals", "negative", "source"),
    ]


def test_a_predicate_says_who_does_what_to_whom_or_nobody(german):
    found = [one for one in record(german, raters=())["agency"] if one["harm"]]
    cleared = next(one for one in found if one["text"] == "räumte")
    assert (cleared["kind"], cleared["agent"]["text"]) == ("active", "Die Polizei")
    assert cleared["patient"]["text"] == "das Lager"
    injured = next(one for one in found if "verletzt" in one["text"])
    assert (injured["kind"], injured["agent"]) == ("passive_no_agent", None)
    assert injured["patient"]["text"] == "zwei Menschen"


def test_frames_have_the_cues_that_their_measures_count(english):
    found = record(english, raters=())
    for one in found["frames"]:
        for voice, words in found["words"].items():
            rate = 1000 * sum(cue["voice"] == voice for cue in one["cues"]) / words
            assert found["measures"][f"frames__{voice}_{one['measure']}"] == pytest.approx(rate)
    assert [one["measure"] for one in found["frames"]] == list(Frames().columns().values())


def test_each_frame_says_what_is_known_of_its_indicator(german, english):
    for article in (german, english):
        for one in record(article, raters=())["frames"]:
            assert one["note"].startswith(one["status"])


@pytest.mark.parametrize("article", SAMPLE, ids=lambda article: article.id)
def test_zones_are_those_of_the_package_and_have_every_word_once(article):
    found = record(article, raters=())
    assert [one["zone"] for one in found["zones"]] == list(ZONES)
    for one in found["zones"]:
        assert one["words"] == zone(article, one["zone"]).n_words
    for voice, words in found["words"].items():
        assert sum(one["words"][voice] for one in found["zones"]) == words
    assert sum(sum(one["loaded"].values()) for one in found["zones"]) == len(found["loaded"])
    for one in found["zones"]:
        row = EXTRACTORS["loaded"]().row(zone(article, one["zone"]))
        if one["words"]["author"]:
            assert one["rate"] == pytest.approx(row["loaded__author_all"])


def test_without_a_title_the_headline_has_no_words_and_no_rate():
    headline = record(framing.parse("It rained on Monday.", "en"), raters=())["zones"][0]
    assert headline["words"] == {"author": 0, "source": 0}
    assert math.isnan(headline["rate"])


def test_measures_are_those_that_are_on_by_default(english):
    measured = record(english, raters=())["measures"]
    assert list(dict.fromkeys(name.partition("__")[0] for name in measured)) == default_families()
    assert "axes__" not in to_csv([english], raters=()).splitlines()[0]


def test_the_record_is_json_for_an_empty_article_too():
    corpus = framing.Corpus((framing.parse("", "de"), framing.parse(HOSTILE, "en")))
    empty, _ = json.loads(to_json(corpus, raters=()))["articles"]
    assert (empty["actors"], empty["agency"]) == ([], [])
    assert [one["rate"] for one in empty["zones"]] == [None] * 3
    assert not any(one["cues"] for one in empty["frames"])


# As lines


def mention(text, form="description", label="", voice="author"):
    return {"start": 0, "end": 1, "text": text, "form": form, "label": label, "voice": voice}


def test_actors_are_listed_if_named_twice_or_with_a_label():
    found = {
        "actors": [
            {"name": "once", "kind": "group", "mentions": [mention("once")]},
            {
                "name": "mob",
                "kind": "group",
                "mentions": [mention("the\nmob", "label", "negative")],
            },
            {"name": "Holm", "kind": "person", "mentions": [mention("Holm", "surname")] * 2},
        ]
    }
    lines = actor_lines(found)
    assert [line["name"] for line in lines] == ["Holm", "mob"]
    assert lines[0]["forms"] == "surname 2"
    assert lines[0]["mentions"] == {"author": 2, "source": 0}
    assert lines[1]["labels"] == [
        {"text": "the mob", "label": "negative", "voice": "author", "times": 1}
    ]


def test_harm_without_an_agent_is_counted(german):
    lines = agency_lines(record(german, raters=()))
    nobody = [one for one in lines["harm"] if not one["agent"]]
    assert lines["unnamed"] == len(nobody) > 0
    assert all(one["nobody"] for one in nobody)
    assert sum(one["author"] + one["source"] for one in lines["kinds"]) == len(
        record(german, raters=())["agency"]
    )


def test_evidence_is_cut_and_words_are_written_as_in_the_text():
    words = ["Euro", "euro", *(f"word{n}" for n in range(MOST_EVIDENCE))]
    cues = [{"start": 0, "end": 1, "text": word, "voice": "author"} for word in words]
    facts = {"frame": "economic", "battery": "generic", "measure": "economic", "cues": cues}
    found = {
        "frames": [{**facts, "status": "not tested", "note": "not tested: no labelled corpus"}],
        "measures": {"frames__author_economic": 100.0, "frames__source_economic": 0.0},
        "words": {"author": 100, "source": 0},
    }
    (line,) = frame_lines(found)
    assert line["words"].startswith("Euro (2), word0")
    assert (line["more"], line["sound"]) == (1, False)
    assert line["voices"]["author"] == {"count": 10, "rate": "100.0"}
    assert line["voices"]["source"] == {"count": 0, "rate": ""}


def test_a_zone_with_few_words_says_that_its_rate_says_little(english):
    assert [line["enough"] for line in zone_lines(record(english, raters=()))] == [False] * 3


# On the page and in the terminal


def test_the_page_tells_who_is_named_how_and_by_whose_words(english):
    told = section(render_page(english, raters=()), "Who is named")
    assert "Ada Holm person 3 0 surname 2, title 1" in told
    assert "the radicals negative, author" in told


def test_the_page_says_where_nobody_is_named_as_doing_harm(german):
    told = section(render_page(german, raters=()), "Who does what to whom")
    assert "Die Polizei räumte force das Lager active author" in told
    assert "nobody named wurden verletzt injure zwei Menschen passive, without author" in told
    assert "docs/agency.md" in told


def test_the_page_calls_frames_an_indicator_and_gives_their_status(german):
    told = section(render_page(german, raters=()), "Frames")
    assert told.startswith("Frames indicator")
    assert "What it cannot see: docs/frames.md" in told
    assert "validated: AUC" in told


def test_the_page_compares_headline_lead_and_body(english):
    told = section(render_page(english, raters=()), "Headline, lead, body")
    assert "Headline 5 5 2 400.0" in told


def test_the_page_of_an_empty_article_says_that_there_is_nothing():
    told = plain_text(render_page(framing.parse("", "en"), raters=()))
    assert "Nobody is named twice" in told
    assert "No predicate was found." in told
    assert "No cue of a frame was found." in told


def test_a_page_lists_the_first_actors_and_counts_the_others(english):
    found = record(english, raters=())
    holm = {"name": "Holm", "kind": "person", "mentions": [mention("Holm", "surname")] * 2}
    told = story({**found, "actors": [holm] * (MOST + 3)})
    assert (len(told["actors"]), told["more_actors"]) == (MOST, 3)


def test_hostile_names_are_shown_as_text():
    text = (
        f"Mayor Ada {HOSTILE} Holm spoke. The radicals{HOSTILE} attacked {HOSTILE} officers. " * 3
    )
    page = render_page(framing.parse(text, "en"), raters=())
    assert "img" not in tags(page)
    assert "\x1b" not in in_terminal(framing.parse("Mayor Ada \x1b[31m Holm met radicals.", "en"))


def test_the_terminal_tells_actors_labels_and_harm_in_three_lines(german):
    lines = [line.strip() for line in in_terminal(german).splitlines()]
    assert any(line.startswith("Named most: Ada Holm (2)") for line in lines)
    assert any(line.startswith("Loaded labels: Chaoten") for line in lines)
    (harm,) = (line for line in lines if line.startswith("Predicates of harm: "))
    assert "wurden verletzt" in harm
    assert "räumte" not in harm
