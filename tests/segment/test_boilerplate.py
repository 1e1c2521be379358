"""What belongs to the page and not to the article. Examples stand in boilerplate.txt."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.language import language_codes
from framing.parsing.patterns import furniture_patterns
from framing.segment import FurniturePatterns, find_furniture, lines

EXAMPLES = [
    tuple(line.split(" ", 2))
    for line in (Path(__file__).parent / "boilerplate.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
FURNITURE = [(label, line) for _, label, line in EXAMPLES if label != "body"]
BODY = {
    code: [x for c, label, x in EXAMPLES if c == code and label == "body"] for code in ("de", "en")
}
PROSE = "Der Fluss trat am Montag nach langem Regen an drei Stellen über das Ufer und blieb hoch."


def removed(text, language="de"):
    document = parse(text, language)
    return [(document[span], span.label) for span in document.removed]


@pytest.mark.parametrize("line", [line for _, line in FURNITURE])
def test_furniture_is_recognised(line):
    assert furniture_patterns().label(line) is not None


def test_furniture_is_mostly_told_apart():
    """``Drucken`` can be a way to share and one to print: labels overlap, but not much."""
    hits = [furniture_patterns().label(line) for _, line in FURNITURE]
    right = [bool(hit) and hit[0] == label for hit, (label, _) in zip(hits, FURNITURE, strict=True)]
    assert sum(right) / len(right) >= 0.9


@pytest.mark.parametrize("line", [line for several in BODY.values() for line in several])
def test_a_line_of_the_article_stays(line):
    assert furniture_patterns().label(line) is None


@pytest.mark.parametrize("bullet", ["• ", "– ", "\u00a0", "» ", "  * "])
def test_bullets_before_furniture_do_not_hide_it(bullet):
    label, _ = furniture_patterns().label(f"{bullet}Leave a Reply  ")
    assert label == "comment_form"


def test_every_label_has_an_example_in_every_language():
    known = {label for label, _ in [*furniture_patterns().sentences, *furniture_patterns().lines]}
    for code in language_codes():
        assert {label for c, label, _ in EXAMPLES if c == code} - {"body"} == known


def test_there_are_as_many_lines_of_articles_in_both_languages():
    counts = Counter(code for code, label, _ in EXAMPLES if label == "body")
    assert all(counts[code] >= 100 for code in language_codes())


def test_a_byline_tells_author_and_date():
    text = (
        "Mayor resigns after inquiry\n\nBy Ada Holm | 3 May 2031\n\nThe mayor resigned on Monday."
    )
    document = parse(text, "en")
    assert document.meta["author"] == "Ada Holm"
    assert document.meta["date"] == "3 May 2031"


def test_what_the_caller_knows_is_not_overwritten_by_a_byline():
    text = (
        "Mayor resigns after inquiry\n\nBy Ada Holm | 3 May 2031\n\nThe mayor resigned on Monday."
    )
    document = parse(text, "en", meta={"author": "A. Holm", "outlet": "Post"})
    assert dict(document.meta) == {"author": "A. Holm", "date": "3 May 2031", "outlet": "Post"}


def test_links_under_a_heading_go_with_it():
    text = f"{PROSE}\n\nMehr zum Thema\nChronik eines Streits\nWas das Gesetz erlaubt\n\n{PROSE}"
    found = [line for line, _ in removed(text)]
    assert found[:2] == ["Mehr zum Thema", "Chronik eines Streits"]
    assert PROSE not in found


def test_prose_under_a_heading_stays():
    assert [line for line, _ in removed(f"{PROSE}\n\nMehr zum Thema\n\n{PROSE}")] == [
        "Mehr zum Thema"
    ]


def test_a_headline_such_as_a_video_link_stays_at_the_top():
    top = f"Video: Wie die Brücke über den Fluss fiel\n\n{PROSE}"
    assert removed(top) == []


def test_a_crosshead_such_as_a_section_stays_in_the_article():
    assert ("Politik", "section") in removed(f"Politik\n\n{PROSE}\n\n{PROSE}")
    assert removed(f"{PROSE}\n\nPolitik\n\n{PROSE}") == []


def test_a_page_of_furniture_only_is_all_removed():
    document = parse("Teilen\nDrucken\n\nLeave a Reply\n", "de")
    assert len(document.removed) == 3
    assert len(document.sentences) == len(document.tokens) == len(document) == 0


@given(st.lists(st.sampled_from([line for _, line in FURNITURE] + BODY["de"]), max_size=12))
def test_removed_lines_are_whole_lines_in_order(chosen):
    text = "\n".join(chosen)
    whole = lines(text)
    found = find_furniture(text, whole, furniture_patterns()).spans
    assert [span[:2] for span in found] == sorted({span[:2] for span in found})
    assert {span[:2] for span in found} <= set(whole)


@given(st.lists(st.sampled_from(BODY["de"] + BODY["en"]), min_size=1, max_size=8))
def test_nothing_is_removed_where_there_is_no_furniture(chosen):
    assert (
        find_furniture("\n".join(chosen), lines("\n".join(chosen)), furniture_patterns()).spans
        == ()
    )


def test_a_pattern_matches_a_line_only_from_end_to_end():
    patterns = FurniturePatterns(lines=[("share", "teilen"), ("share", "share (this|it)")])
    assert patterns.label("TEILEN") == ("share", {})
    assert patterns.label("Share it") == ("share", {})
    assert patterns.label("Mitteilen") is None
    assert patterns.label("Share it now") is None


def test_a_line_of_prose_needs_a_pattern_for_sentences():
    line = "Please share this with all of your friends."
    assert FurniturePatterns(lines=[("share", "please share .*")]).label(line) is None
    assert FurniturePatterns(sentences=[("share", "please share .*")]).label(line) == ("share", {})


def test_a_pattern_for_sentences_is_tried_on_prose_even_if_its_words_are_everyday_ones():
    patterns = FurniturePatterns(sentences=[("related_link", "this (?:one )?(?:ran|was) .*")])
    assert patterns.label("This one ran in the Post on Monday.") == ("related_link", {})


def test_lines_longer_than_the_longest_are_not_looked_at():
    patterns = FurniturePatterns(lines=[("share", "share .*")], longest=20)
    assert patterns.label("share " + "x" * 14) == ("share", {})
    assert patterns.label("share " + "x" * 15) is None
