"""How an article reads to raters: as data, as lines to read, and on the page."""

import csv
import io
import json
import re
import sys
from subprocess import run

import pytest
from rich.console import Console

import framing
from framing import Corpus
from framing.models import article_ratings, explain, known_error, list_raters, load_rater
from framing.models.rating import labels_of
from framing.report import print_overview, print_summary, record, render_page
from framing.report.coders import FULL, LEAST, panels, parts
from framing.report.export import to_csv, to_json
from framing.report.ratings import (
    MOST_DRIVERS,
    MOST_LABELS,
    STRONGEST,
    named,
    rated,
    rating_columns,
)
from tests.report.markup import article_texts

CALM = "The council met in the town hall on Monday. The members talked about the new school. "
LOUD = (
    "The radical mob shamelessly smeared our brave officers. This disgraceful regime ruins the "
    "whole country again. Nobody with a shred of decency could defend such a vile scheme. "
)
QUOTED = "“The radical mob shamelessly smeared our brave officers once again,” said Ada Holm. "
TEXT = CALM * 4 + LOUD + QUOTED
GERMAN = "Der Rat traf sich am Montag im Rathaus und sprach über die neue Schule im Ort. "
RATERS = list_raters()


@pytest.fixture(scope="module")
def article():
    return framing.parse(TEXT, "en", id="a1")


@pytest.fixture(scope="module")
def found(article):
    return record(article)


def by_rater(ratings):
    return {one["rater"]: one for one in ratings}


# As data


def test_every_rater_of_the_language_rates_the_article_and_no_other(found):
    wanted = [name for name in RATERS if "en" in load_rater(name).recipe.languages]
    assert [one["rater"] for one in found["ratings"]] == wanted
    assert {"bias-en", "frames-en"} <= set(wanted)


@pytest.mark.parametrize("name", RATERS)
def test_each_rating_stands_beside_the_name_error_and_licence_of_its_rater(name):
    rater = load_rater(name)
    language = rater.recipe.languages[0]
    (one,) = rated(framing.parse(TEXT if language == "en" else GERMAN * 9, language), [name])
    assert one["known_error"] == known_error(rater)
    assert one["held_out"]["value"] == rater.facts["known_error"]["value"]
    assert one["licence"] == rater.recipe.weights_licence
    assert [row["label"] for row in one["article"]] == one["labels"]
    for row in one["article"]:
        assert 0 <= row["low"] <= row["rating"] <= row["high"] <= 1
        assert row["note"] in ("", "out of domain")


def test_an_article_is_rated_as_by_the_function_for_tables(article, found):
    for row in article_ratings([article]):
        (one,) = (
            r for r in by_rater(found["ratings"])[row.rater]["article"] if r["label"] == row.label
        )
        assert (one["rating"], one["low"], one["high"]) == (row.rating, row.low, row.high)
        assert one["author_sentences"] == row.author_sentences


def test_sentences_have_offsets_and_the_strongest_own_ones_have_the_words_that_drove_them(
    article, found
):
    bias = by_rater(found["ratings"])["bias-en"]
    assert [row["sentence"] for row in bias["sentences"]] == list(range(len(article.sentences)))
    strongest = [row for row in bias["sentences"] if row["drivers"] is not None]
    assert 0 < len(strongest) <= STRONGEST
    assert all(row["voice"] == "author" for row in strongest)
    weakest = min(row["probability"] for row in strongest)
    for row in bias["sentences"]:
        assert [row["start"], row["end"]] == article.sentences[row["sentence"]].tolist()
        if row["drivers"] is None and row["voice"] == "author":
            assert row["probability"] <= weakest
    words = {driver["text"] for row in strongest for driver in row["drivers"]}
    assert {"radical", "shamelessly", "vile"} <= words
    for row in strongest:
        assert len(row["drivers"]) <= MOST_DRIVERS
        for driver in row["drivers"]:
            assert article.text[driver["start"] : driver["end"]] == driver["text"]
            assert row["start"] <= driver["start"] < driver["end"] <= row["end"]


def test_what_a_source_says_is_rated_but_never_among_the_strongest(article, found):
    bias = by_rater(found["ratings"])["bias-en"]
    quoted = bias["sentences"][-1]
    assert (quoted["voice"], quoted["note"]) == ("source", "source voice")
    assert quoted["probability"] > 0.5
    assert quoted["drivers"] is None


def test_over_an_article_the_same_word_adds_up(article, found):
    frames = by_rater(found["ratings"])["frames-en"]
    explained = [row for row in frames["article"] if row["drivers"]]
    assert len(explained) == MOST_LABELS
    assert frames["sentences"] == []
    word = max(explained[0]["drivers"], key=lambda word: word["times"])
    single = explain("frames-en", article, label=explained[0]["label"])
    same = [one.weight for one in single if one.text.casefold() == word["text"].casefold()]
    assert (len(same), sum(same)) == (word["times"], pytest.approx(word["weight"]))


@pytest.mark.parametrize("text", ["", "The radical mob met on Monday, and it was loud."])
def test_too_little_text_has_no_rating(text):
    for one in rated(framing.parse(text, "en")):
        for row in one["article"]:
            assert row["note"].startswith(("too few sentences", "too short"))
    cells = next(csv.DictReader(io.StringIO(to_csv([framing.parse(text, "en")]))))
    assert {cells[name] for name in rating_columns()} == {""}


def test_a_rater_asked_about_another_language_says_so():
    (one,) = rated(framing.parse(GERMAN * 9, "de"), ["bias-en"])
    assert [row["note"] for row in one["article"]] == ["other language: de"]
    assert one["sentences"] == []
    assert "other language: de" in render_page(framing.parse(GERMAN * 9, "de"), raters=["bias-en"])


def test_json_has_null_where_there_is_no_rating():
    corpus = Corpus((framing.parse("It rained on Monday.", "en"),))
    (article,) = json.loads(to_json(corpus))["articles"]
    bias = by_rater(article["ratings"])["bias-en"]
    assert (bias["article"][0]["rating"], bias["sentences"][0]["low"]) == (None, None)


def test_csv_has_the_same_columns_whatever_the_language():
    english, german = (framing.parse(TEXT, "en"), framing.parse(GERMAN * 9, "de"))
    tables = [list(csv.DictReader(io.StringIO(to_csv(some)))) for some in ([english], [german])]
    assert list(tables[0][0]) == list(tables[1][0])
    assert list(tables[0][0])[-len(rating_columns()) :] == rating_columns()
    bias = [f"rating__bias-en_biased{end}" for end in ("_low", "", "_high")]
    low, rating, high = (float(tables[0][0][name]) for name in bias)
    assert low <= rating <= high
    assert {tables[1][0][name] for name in bias} == {""}


def test_without_raters_nothing_about_them_is_loaded():
    code = (
        "import sys, framing, framing.report.export as e; "
        f"c = framing.Corpus((framing.parse({TEXT!r}, 'en', attribution='rules'),)); "
        "found = e.to_json(c, ()); e.to_csv(c, ()); framing.report.render_page(c[0], raters=()); "
        "print(sorted(m for m in sys.modules if m.startswith('framing.models')), "
        "'reads to coders' in found)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


def test_rating_an_article_loads_no_library_for_tables_or_training():
    code = (
        f"import sys, framing; from framing.report import record; "
        f"record(framing.parse({TEXT!r}, 'en')); "
        "print(sorted({'pandas', 'sklearn', 'scipy', 'torch', 'onnxruntime'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["bais-en"], "no rater 'bais-en'; did you mean 'bias-en'"),
        (["none", "bias-en"], "'none' stands alone, not beside bias-en"),
    ],
)
def test_names_of_raters_that_cannot_be_meant(names, message):
    with pytest.raises(ValueError, match=message):
        named(names)


# As lines to read


def test_a_sentence_is_cut_at_its_words_and_loses_no_character():
    sentence = {"start": 5, "text": "A vile\nscheme, it is."}
    drivers = [
        {"start": 12, "end": 18, "weight": -0.3},
        {"start": 7, "end": 11, "weight": 3 * FULL},
        {"start": 20, "end": 22, "weight": LEAST / 2},
    ]
    cut = parts(sentence, drivers)
    assert "".join(part["text"] for part in cut) == sentence["text"]
    marked = [(part["text"], part["side"], part["strength"]) for part in cut if part["side"]]
    assert marked == [("vile", "for", 1.0), ("scheme", "against", 0.3)]


def test_sentences_unlike_what_a_rater_has_learnt_from_are_counted(found):
    ratings = json.loads(json.dumps(by_rater(found["ratings"])["bias-en"]))
    for row in ratings["sentences"]:
        row["out_of_domain"] = row["sentence"] < 3
    (panel,) = panels({**found, "ratings": [ratings]})
    own = ratings["article"][0]["author_sentences"]
    assert panel["rows"][0]["note"] == f"3 of {own} out of domain"


def summary(article, raters=None):
    out = io.StringIO()
    print_summary(article, Console(file=out, width=80, highlight=False), raters)
    return out.getvalue()


def test_the_summary_shows_rating_interval_sentences_and_known_error(article, found):
    printed = summary(article)
    line = next(line for line in printed.splitlines() if "bias-en: biased" in line)
    bias = by_rater(found["ratings"])["bias-en"]
    whole = bias["article"][0]
    assert f"{whole['rating']:.2f} ("[1:] in line
    assert f"{whole['author_sentences']} of {whole['sentences']}" in line
    assert re.search(r"weighted F1 \.\d\d ±\.\d\d$", line.rstrip())
    assert "no verdict" in printed


def test_the_summary_says_why_there_is_no_rating():
    lines = summary(framing.parse("It rained on Monday.", "en"), ["bias-en"]).splitlines()
    at = next(i for i, line in enumerate(lines) if "bias-en" in line)
    assert lines[at + 1].strip() == "too few sentences"


def test_the_summary_has_no_ratings_when_none_are_asked_for(article):
    assert "reads to coders" not in summary(article, [])


def test_an_overview_sets_articles_against_raters(article):
    out = io.StringIO()
    german = framing.parse(GERMAN * 9, "de", id="b1")
    print_overview(Corpus((article, german)), Console(file=out, width=80, highlight=False))
    _, _, table = out.getvalue().partition("How they read to coders")
    assert re.search(r"a1 +\.\d\d \(\.\d\d–[\d.]+\)", table)
    assert re.search(r"b1 +–", table)
    assert "Also rated by frames-en" in table


# On the page


def test_the_page_marks_the_driving_words_and_leads_to_the_sentence(article):
    page = render_page(article)
    assert article_texts(page) == [article.text]
    assert re.search(r'<mark class="fr-drive fr-for"[^>]*>radical</mark>', page)
    links = re.findall(r'href="#(fr-1-sentence-\d+)"', page)
    assert links
    assert all(page.count(f'id="{link}"') == 1 for link in links)


def test_the_page_names_model_and_known_error_at_every_table_and_list(article):
    page = render_page(article)
    for name in (name for name in RATERS if "en" in load_rater(name).recipe.languages):
        error = known_error(load_rater(name))
        assert f"<small>{name}: {error}</small></h4>" in page
        cells = page.count(f'data-label="Known error">{error}</td>')
        assert cells == len(labels_of(load_rater(name)))
    assert "never a verdict" in page
    assert "cannot see whether a sentence is true" in page
    assert "biased outlet" not in page.lower()


def test_a_page_of_several_sets_articles_against_the_raters_of_their_language(article):
    page = render_page(Corpus((article, framing.parse(GERMAN * 9, "de", id="b1"))))
    table = page[page.index("How they read to coders") : page.index('id="fr-article-1"')]
    assert table.count("<table") == 2
    english, german = table.split("<h4>")[1:]
    assert "bias-en" in english
    assert "bias-en" not in german


def test_hostile_text_stays_text_among_the_strongest():
    hostile = "The radical <script>x</script> mob & regime shamelessly smeared our officers. "
    page = render_page(framing.parse(hostile * 6, "en"))
    assert "<script" not in page
    assert "fr-drive" in page.split("</style>")[1]


def test_a_page_without_raters_does_not_speak_of_them(article):
    page = render_page(article, raters=()).split("</style>")[1]
    assert "reads to coders" not in page
    assert "Other coders" not in page
