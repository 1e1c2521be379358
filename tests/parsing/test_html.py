"""HTML pages: the article, its title first, and nothing else of the page."""

import subprocess
import sys
from pathlib import Path

import pytest

import framing
from framing.parsing import ReadError

PAGES = Path(__file__).parent / "pages"
FACTS = {
    "hafenbruecke": {
        "title": "Hafenbrücke bleibt bis Herbst gesperrt",
        "outlet": "Quernhagener Bote",
        "date": "2021-05-04",
        "author": "Merle Tostrup",
        "url": "https://www.quernhagener-bote.example/stadt/hafenbruecke-gesperrt",
    },
    "rent-cap": {
        "title": "Council votes to cap rent rises at 3%",
        "outlet": "The Calverne Dispatch",
        "date": "2020-02-11",
        "author": "Oona Brackwell",
        "url": "https://dispatch.example/2020/02/11/rent-cap",
    },
    "muellgebuehren": {
        "title": "Müllgebühren steigen im Kreis Varnsiek",
        "date": "2019-11-20",
        "author": "Jörg Hüttenrauch",
    },
}
BODY = "<p>The mayor resigned on Monday after a long inquiry into the harbour bridge.</p>"
ARTICLE = (
    f"<html><body><article>{BODY}<p>She said that it was time to go.</p></article></body></html>"
)


@pytest.fixture(params=FACTS)
def page(request):
    (document,) = framing.read(PAGES / f"{request.param}.html")
    return document


def test_what_a_page_says_of_itself_is_kept(page):
    assert page.meta == FACTS[page.id]


def test_the_title_stands_first_and_once(page):
    title = FACTS[page.id]["title"]
    assert page.text.startswith(title)
    assert page.text.count(title) == 1
    assert page[page.title] == title


def test_offsets_point_into_the_extracted_text(page):
    sentences = [page[sentence] for sentence in page.sentences]
    assert sentences[0] == FACTS[page.id]["title"]
    assert len(sentences) >= 8
    assert all(sentence.endswith((".", "”", "“")) for sentence in sentences[1:])
    assert page.quotes.size


def test_nothing_but_the_article_is_left(page):
    others = (
        "Cookie cookies Startseite Sport Subscribe Opinion Kommentar typisch Reply Impressum ferry "
        "tracker geheim document.write console Archiv Übersicht Suchwort verantwortlich teaser <"
    )
    assert [word for word in others.split() if word in page.text] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hafenbruecke", "Händler Pfeilern Uferstraße „Wir Prüfung Oktober Juni"),
        ("rent-cap", "“Nobody tenants’ city’s landlords’ spreadsheet,” midnight court"),
        ("muellgebuehren", "Müllabfuhr Landrätin Käthe Beschluß Größere hervorgeht"),
    ],
)
def test_the_whole_article_is_there_with_its_letters(name, words):
    text = framing.read(PAGES / f"{name}.html")[0].text
    assert [word for word in words.split() if word not in text and word != "landlords’"] == []


def test_all_pages_of_a_folder_are_read():
    corpus = framing.read(PAGES)
    assert [document.id for document in corpus] == sorted(FACTS)
    assert [document.language for document in corpus] == ["de", "de", "en"]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),  # as a crawler saves it
        ("utf-8", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("klingon", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_letters_are_right_whatever_the_page_declares(tmp_path, declared, written):
    text = "Die Bürgermeisterin erklärte, die „Größe“ der Brücke koste 3 € mehr, so die Königin."
    if written == "iso-8859-15":
        text = text.replace("„", '"').replace("“", '"')
    html = f'<html><head><meta charset="{declared}"></head><body><article><p>{text}</p>'
    html += f"<p>{text}</p></article></body></html>"
    (tmp_path / "a.html").write_bytes(html.encode(written))
    assert text in framing.read(tmp_path / "a.html")[0].text


def test_what_the_caller_knows_wins_over_the_page():
    html = ARTICLE.replace("<body>", '<head><meta name="author" content="Ada Holm"></head><body>')
    document = framing.parse_html(html, id="a1", meta={"author": "A. Holm", "event": "bridge"})
    assert document.id == "a1"
    assert document.meta == {"author": "A. Holm", "event": "bridge"}


def test_a_page_without_a_title_is_read():
    document = framing.parse_html(ARTICLE)
    assert document.title is None
    assert document.text.startswith("The mayor resigned")


def test_no_date_is_guessed_from_the_text():
    html = ARTICLE.replace("on Monday", "on 3 May 2019")
    assert "date" not in framing.parse_html(html).meta


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "<html></html>",
        "<html><head><title>News</title></head><body></body></html>",
        '<html><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></body></html>',
        "<<<>>><html",
        "\0\0",
        "<script>var text = 'The mayor resigned on Monday after a long inquiry.';</script>",
        "<html><body>" + "<div>" * 5000,
    ],
)
def test_a_page_without_an_article_is_an_error(tmp_path, html):
    with pytest.raises(ReadError, match=rf"no article found in the page of {len(html):,} char"):
        framing.parse_html(html, "en")
    (tmp_path / "a.html").write_text(html)
    with pytest.raises(ReadError, match=r"^a.html: (no article found|empty: no text)"):
        framing.read(tmp_path / "a.html")


@pytest.mark.parametrize(
    "html",
    [
        ARTICLE.replace("</p>", "").replace("</article>", ""),
        ARTICLE.replace("</body></html>", ""),
        ARTICLE.replace("<p>", "<p class='a' \"<>"),
        f"</div></html>{ARTICLE}",
        ARTICLE.replace("Monday", "Monday &unknown; &#xD800; &amp"),
        ARTICLE.replace("<article>", "<article><b><i>").replace("</p>", "</b></p>"),
    ],
)
def test_a_malformed_page_is_read_as_far_as_it_goes(html):
    assert "after a long inquiry into the harbour bridge." in framing.parse_html(html).text


@pytest.mark.parametrize("html", [None, b"<html>", 3])
def test_a_page_is_a_string(html):
    with pytest.raises(TypeError, match="a page is a string, not"):
        framing.parse_html(html)


def test_trafilatura_is_loaded_when_a_page_is_read_and_not_before():
    script = (
        "import sys, framing; framing.parse('The mayor resigned on Monday.');"
        "from framing import read, parse_html; print('trafilatura' in sys.modules);"
        "read(sys.argv[1]); print('trafilatura' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(PAGES / "rent-cap.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
    assert not done.stderr
