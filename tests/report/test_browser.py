"""The page in a real browser: it works by keyboard and mouse, loads nothing and runs nothing."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

import framing
from framing import Corpus
from framing.report import write_report

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = "<script>document.documentElement.dataset.hacked = 1</script>"
TEXT = f"""Mayor resigns after damning inquiry

By Ada Holm | 3 May 2031

The regime denied it on Monday {HOSTILE}. “It was a ‘witch hunt’,” she said again.

Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsgesetz.

Leave a Reply
"""
FOLLOWING = """place => {
    const rest = document.createRange();
    rest.selectNodeContents(place.closest("p"));
    rest.setStartAfter(place);
    return rest.toString();
}"""
TOOLTIP = """mark => {
    const style = getComputedStyle(mark, "::before");
    return style.display === "none" ? "" : style.content;
}"""


@pytest.fixture(scope="module")
def browser():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:  # CI installs it
        pytest.skip("no Chromium to test the page with: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def article():
    meta = {"outlet": f'"><img src=x onerror=alert(1)>{HOSTILE}', "url": "https://a.example/" * 9}
    return framing.parse(TEXT, language="en", meta=meta)


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a report in a browser without network; on closing, nothing may have gone wrong."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    troubles = []

    def opened(articles):
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file://", "data:"))
                else troubles.append(request.url)
            ),
        )
        page.goto(write_report(articles, tmp_path / "report.html").as_uri())
        return page

    yield opened
    context.close()
    assert not troubles


def test_shows_the_text_and_runs_nothing_in_it(open_page, article):
    page = open_page(article)
    shown = """text => {
        const copy = text.cloneNode(true);
        copy.querySelectorAll("summary").forEach(label => label.remove());
        return copy.textContent;
    }"""
    assert page.locator("[data-article]").evaluate(shown) == TEXT
    assert page.locator("script, img, iframe").count() == 0
    assert page.evaluate("document.documentElement.dataset.hacked") is None


def test_the_tab_key_reaches_a_loaded_word_and_shows_what_it_is(open_page, article):
    page = open_page(article)
    word = page.locator("mark[tabindex]", has_text="regime")
    assert word.evaluate(TOOLTIP) == ""
    for _ in range(20):
        page.keyboard.press("Tab")
        if word.evaluate("mark => mark === document.activeElement"):
            break
    assert word.evaluate("mark => mark === document.activeElement")
    assert "Loaded label · the outlet’s own word" in word.evaluate(TOOLTIP)
    described_by = word.get_attribute("aria-describedby")
    assert "carry a verdict" in page.locator(f"#{described_by}").text_content()


def test_pointing_at_a_loaded_word_shows_what_it_is(open_page, article):
    page = open_page(article)
    word = page.locator("mark[tabindex]", has_text="witch hunt")
    word.hover()
    assert "Loaded label · a source’s word" in word.evaluate(TOOLTIP)
    page.mouse.move(0, 0)
    assert word.evaluate(TOOLTIP) == ""


@pytest.mark.parametrize("width", [380, 800, 1280])
def test_never_scrolls_sideways(open_page, article, width):
    page = open_page(Corpus((article, *framing.load_dataset("sample")[:2])))
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    for word in page.locator("mark[tabindex]").all()[:8]:
        word.focus()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_prints_with_what_was_folded_away(open_page, article):
    page = open_page(article)
    page.emulate_media(media="print")
    removed = page.locator(".fr-removed p").last
    assert removed.evaluate("line => line.getBoundingClientRect().height") > 0
    assert removed.evaluate("line => line.checkVisibility({contentVisibilityAuto: true})")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_jumps_from_a_warning_to_its_place(open_page):
    text = "The plan failed again on Monday, and “it fell, she said.\n\n" + "It rained. " * 60
    page = open_page(framing.parse(text, language="en"))
    page.locator(".fr-warnings a").first.click()
    assert page.locator(".fr-odd:target").text_content() == "“"


def test_jumps_from_a_rated_sentence_to_its_place(open_page):
    text = "It rained on the town hall. " * 60 + "The radical mob shamelessly smeared officers."
    page = open_page(framing.parse(text, language="en"))
    first = page.locator(".fr-strongest li").first
    assert "radical" in first.locator("mark.fr-for").all_text_contents()
    first.locator("a").click()
    place = page.locator(".fr-at:target")
    assert place.evaluate(FOLLOWING).startswith("The radical mob")
    assert place.evaluate("place => place.getBoundingClientRect().top") < 800


def test_words_for_and_against_are_told_apart_without_colour(open_page, article):
    page = open_page(article)
    marks = ".fr-driven mark.fr-{}"
    sign = """mark => getComputedStyle(mark, "::after").content"""
    assert page.locator(marks.format("for")).first.evaluate(sign).startswith('"+"')
    border = "mark => getComputedStyle(mark).borderTopStyle"
    assert page.locator(marks.format("against")).first.evaluate(border) == "dashed"
    assert page.locator(marks.format("for")).first.evaluate(border) == "none"
