"""The page shows the article as it was given, and nothing in it can become code."""

import re
import sys
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing import Attribution, Corpus, Document, Span
from framing.document import no_offsets
from framing.extract import default_families
from framing.language import codebook
from framing.report import display, record, render_page, write_report
from framing.report.figures import GROUP_OF, all_units, meaning
from framing.report.meanings import TITLES
from framing.report.pieces import cut
from tests.report.markup import article_texts, tags
from tests.voices_markup import speakers_as_written

__all__ = ["speakers_as_written"]
pytestmark = pytest.mark.usefixtures(speakers_as_written.__name__)

ARTICLE = """Mayor resigns after damning inquiry

By Ada Holm | 3 May 2031

The mayor resigned on Monday. “It was a ‘witch hunt’, as my friends say,” she said  again.

Advertisement

The regime's so-called reform has utterly failed.\r\n\r\nCritics slammed “the disastrous plan.

Leave a Reply
"""
HOSTILE = "<script>document.title = 'hacked'</script>"


def shown(text):
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def test_shows_every_character_of_the_article():
    assert article_texts(render_page(framing.parse(ARTICLE))) == [ARTICLE]


@pytest.mark.parametrize("article", framing.load_dataset("sample"), ids=lambda a: a.id)
def test_shows_every_character_of_the_sample_articles(article):
    assert article_texts(render_page(article)) == [article.text]
    assert article_texts(display(article)) == [article.text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\ufeffThe regime fell.\n",
        "One line.\r\nAnother line.\rA third\x0bone\x0cand\u2028more\x85.",
        "NUL \x00 and lone \ud83d surrogate, and \U0001f600 a pair.",
        "\u202eturned round\u202c and \u2066isolated\u2069, \u061c and &amp; &lt;b&gt; <b>bold</b>",
        f"The regime {HOSTILE} fell. “{HOSTILE}”, she said.",
        "<!-- comment --> ]]> </div></main> {{ 7 * 7 }} {% raw %}",
    ],
)
def test_shows_odd_characters(text):
    page = render_page(framing.parse(text, language="en"))
    assert article_texts(page) == [shown(text)]
    assert "script" not in tags(page)


def attributions(edge):
    """Reported speech anywhere, with parents that may be wrong."""
    span = st.tuples(edge, edge).map(sorted).map(lambda pair: Span(*pair))
    some = st.lists(span, max_size=2).map(tuple)
    source, parent = st.none() | span, st.none() | st.integers(0, 3)
    return st.builds(Attribution, st.just("mixed"), source, some, some, parent=parent)


@st.composite
def marked_documents(draw):
    """Documents whose spans lie anywhere, in each other and across each other."""
    text = draw(st.text(alphabet="ab regime “”‘’<&\n\r\u202e.", max_size=60))
    edge = st.integers(0, len(text))
    spans = st.lists(st.tuples(edge, edge).map(sorted), max_size=4)
    parsed = framing.parse(text, language="en")
    removed = tuple(Span(start, end, "byline") for start, end in draw(spans))
    quotes = sorted(draw(spans), key=lambda span: (span[0], -span[1]))
    titles = draw(spans)
    return Document(
        text=text,
        language="en",
        tokens=parsed.tokens,
        words=parsed.words,
        sentences=parsed.sentences,
        quotes=no_offsets() if not quotes else parsed.tokens.dtype.type(quotes),
        quote_kinds=("speech",) * len(quotes),
        title=Span(*titles[0], "title") if titles else None,
        removed=removed,
        warnings=tuple(Span(a, b, "unbalanced_quotation_mark") for a, b in draw(spans)),
        attributions=tuple(draw(st.lists(attributions(edge), max_size=3))),
    )


@settings(deadline=None)
@given(marked_documents())
def test_loses_nothing_wherever_the_spans_lie(document):
    blocks = cut(document, record(document))
    assert "".join(block.text for block in blocks) == document.text
    assert article_texts(render_page(document)) == [document.text]


def test_cuts_a_loaded_word_where_a_quotation_begins():
    text = "The witch hunt went on."
    parsed = framing.parse(text, language="en")
    quotes = parsed.tokens[:1] * 0 + [10, 23]  # the quotation begins at "hunt"
    document = Document(
        text, "en", parsed.tokens, parsed.words, parsed.sentences, quotes, ("speech",)
    )
    (block,) = cut(document, record(document))
    word = [(p.text, p.source, p.opens) for p in block.pieces if p.hit]
    assert word == [("witch ", False, True), ("hunt", True, False)]


def test_marks_the_voice_and_the_loaded_words_in_the_title_too():
    page = render_page(framing.parse(ARTICLE))
    title = page.split('class="fr-title"')[1].split("</p>")[0]
    assert "Subjective evaluative · the outlet’s own word" in title
    assert "Loaded label · a source’s word" in page


def test_folds_removed_lines_away_where_they_stood():
    page = render_page(framing.parse(ARTICLE))
    assert "Removed as boilerplate: byline" in page
    assert page.index("Removed as boilerplate: byline") < page.index("resigned on Monday")


def test_says_what_a_warning_means_and_where():
    page = render_page(framing.parse(ARTICLE))
    assert "A quotation mark has no partner" in page
    places = re.findall(r'href="#(fr-1-\d+)"', page)
    assert len(places) == 1
    assert f'id="{places[0]}"' in page


def test_shows_hostile_meta_data_as_text():
    meta = {"outlet": HOSTILE, "author": "\ud800", "url": "javascript:alert(1)", "date": "\u202e1"}
    article = framing.parse("The regime fell on Monday.", meta=meta, id=HOSTILE)
    page = render_page(Corpus((article,)), title=HOSTILE)
    assert "script" not in tags(page)
    assert "href=javascript" not in page.replace('"', "")
    assert "&lt;script&gt;" in page
    assert "\ud800" not in page


def test_says_that_rates_of_short_texts_say_little():
    page = render_page(framing.parse("The regime fell on Monday, and nobody was there."))
    assert "With fewer than 50, rates say little." in page
    assert "loaded words per 1,000</" not in page


def test_shows_an_empty_article_and_an_empty_corpus():
    assert "No word of the lexicon was found." in render_page(framing.parse("", language="de"))
    assert "There is no article to show." in render_page(Corpus())
    assert "0 articles" in display(Corpus())


def test_lists_the_articles_of_a_corpus_and_links_to_each():
    corpus = framing.load_dataset("sample")
    page = render_page(corpus)
    assert article_texts(page) == [article.text for article in corpus]
    for number, article in enumerate(corpus, 1):
        assert f'href="#fr-article-{number}"' in page
        assert page.count(f'id="fr-article-{number}"') == 1
        assert article.meta["outlet"] in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_says_what_could_not_be_read():
    page = render_page(Corpus((), (("a<b>.html", 3, "too short"),)))
    assert "a&lt;b&gt;.html, row 3: too short" in page


def test_names_what_the_numbers_were_made_with():
    page = render_page(framing.parse("Das Regime ist am Montag gefallen, und niemand war da."))
    assert f"framing {framing.__version__}, lexicon “loaded” for German" in page
    assert 'lang="de" data-article' in page


def test_a_notebook_shows_twenty_articles_and_says_how_many_more_there_are():
    article = framing.parse("The regime fell on Monday.")
    fragment = display(Corpus((article,) * 23))
    assert len(article_texts(fragment)) == 20
    assert "3 more articles are not shown" in fragment


def test_the_look_of_a_notebook_reaches_nothing_else():
    style = display(framing.parse("The regime fell on Monday.")).split("</style>")[0]
    rules = re.sub(r"/\*.*?\*/", "", style.removeprefix("<style>"), flags=re.S)
    selectors = [s for s in re.findall(r"([^{};]+)\{", rules) if not s.strip().startswith("@")]
    assert selectors
    assert all(".fr" in part for s in selectors for part in re.split(r",(?![^(]*\))", s))


def test_writes_utf_8_and_leaves_nothing_else_behind(tmp_path):
    path = write_report(framing.parse("The regime \ud83d fell on Monday. Ä"), tmp_path / "a.html")
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]
    assert "\ufffd" in path.read_text(encoding="utf-8")


def test_keeps_the_old_report_when_writing_fails(tmp_path):
    (tmp_path / "a.html").mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(OSError, match=r"a\.html"):
        write_report(framing.parse("The regime fell on Monday."), tmp_path / "a.html")
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_every_category_has_a_group_and_every_measure_a_meaning():
    assert set(codebook()["loaded"]) == set(GROUP_OF)
    unvoiced = {re.sub("__(author|source)_(?!share)", "__", name) for name in all_units()}
    assert [name for name in unvoiced if not meaning(*name.split("__"))] == []
    assert set(default_families()) <= set(TITLES)


def test_importing_the_report_loads_no_template_engine():
    code = (
        "import sys, framing.report; "
        "print(sorted({'jinja2', 'rich', 'pandas', 'sklearn'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
