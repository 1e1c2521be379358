"""The forms of corpora whose files are no tables, on invented files in their shape."""

import json
import sys

import pytest

from framing.cards import FORMS
from framing.cards.formats.semeval2023 import paragraph_texts
from framing.document import Span


@pytest.fixture
def rows(tmp_path):
    """The rows of a form, from the contents of its files."""

    def read(form, contents, **settings):
        files = {}
        for path, content in contents.items():
            files[path] = tmp_path / path
            files[path].parent.mkdir(parents=True, exist_ok=True)
            files[path].write_bytes(content.encode())
        table = FORMS[form](files, settings)
        found = list(table.rows)
        assert [row.number for row in found] == list(range(1, len(found) + 1))
        assert all(set(row.cells) <= set(table.columns) for row in found)
        return found

    return read


def cells(found, *names):
    return [tuple(row.cells[name] for name in names) for row in found]


# BASIL

ARTICLE = {
    "source": "NYT",
    "title": "Mayor resigns",
    "uuid": "u1",
    "triplet-uuid": "t1",
    "main-event": "resignation",
    "url": "https://example.org/1",
    "date": "2031-05-03",
    "body-paragraphs": [["The mayor resigned.", "A disgrace, said Holm."], ["It rained."]],
}


def mark(where, kind, start, end, **more):
    span = {"id": where, "bias": kind, "start": start, "end": end, "target": "Mayor"}
    return {**span, "polarity": "neg", "quote": "no", **more}


def basil(rows, *spans):
    marks = {
        "article-level-annotations": {"relative_stance": "left"},
        "phrase-level-annotations": spans,
    }
    files = {"articles/2031/a_1.json": ARTICLE, "annotations/2031/a_1_ann.json": marks}
    return rows("basil", {path: json.dumps(content) for path, content in files.items()})


def test_a_sentence_of_basil_is_biased_where_a_span_is_marked(rows):
    found = basil(rows, mark("p1", "lex", 2, 10, quote="yes"), mark("p1", "inf", 0, 22))
    assert cells(found, "sentence", "bias", "lexical", "informational", "in_quote") == [
        ("The mayor resigned.", 0, 0, 0, 0),
        ("A disgrace, said Holm.", 1, 1, 1, 1),
        ("It rained.", 0, 0, 0, 0),
    ]
    spans = found[1].cells["spans"]
    assert spans == (Span(0, 22, "informational"), Span(2, 10, "lexical"))
    assert ARTICLE["body-paragraphs"][0][1][slice(*spans[1][:2])] == "disgrace"


def test_basil_names_outlet_event_and_article_and_leaves_titles_out(rows):
    found = basil(rows, mark("title", "lex", 0, 5))
    assert cells(found, "source", "triplet-uuid", "uuid", "bias") == [("nyt", "t1", "u1", 0)] * 3
    assert [row.cells["number"] for row in found] == [0, 1, 2]


# GVFC


def headline(*frames):
    marks = ["1.0" if at in frames else "0.0" for at in range(1, 10)]
    return "\t".join(["7", 'A "gun" law', "a", *marks])


def test_frames_of_gvfc_are_the_numbers_of_their_columns(rows):
    found = rows("gvfc", {"train.tsv": f"{headline(2, 9)}\n{headline()}\n"})
    assert cells(found, "text_a", "frames") == [('A "gun" law', ("2", "9")), ('A "gun" law', ())]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("7\tA headline", "2 cells instead of 12"),
        (headline(1).replace("1.0", "2.0"), "a frame is '2.0', neither 0.0 nor 1.0"),
    ],
)
def test_a_row_of_gvfc_that_does_not_fit_is_a_problem(rows, line, problem):
    assert [row.problem for row in rows("gvfc", {"x.tsv": f"{headline(1)}\n{line}\n"})] == [
        "",
        problem,
    ]


# SemEval-2023

TEXT = "Title\r\n\r\nThe mayor lied.\r\n"


def test_articles_of_semeval_are_found_by_their_number(rows):
    found = rows(
        "semeval_articles",
        {
            "data/ge/train-articles-subtask-2/article22.txt": TEXT,
            "data/ge/train-articles-subtask-2/article23.txt": "Other",
            "data/ge/train-labels-subtask-2.txt": "23\tMorality,Political\n22\tEconomic\n",
        },
    )
    assert cells(found, "article", "text", "labels") == [
        ("23", "Other", "Morality,Political"),
        ("22", TEXT, "Economic"),
    ]


def test_spans_of_semeval_count_line_ends_as_they_are_stored(rows):
    start = TEXT.index("lied")
    (row,) = rows(
        "semeval_spans",
        {
            "data/ge/train-articles-subtask-3/article22.txt": TEXT,
            "data/ge/spans/article22-labels-subtask-3.txt": f"22\tDoubt\t{start}\t{start + 4}\n",
        },
    )
    (span,) = row.cells["spans"]
    assert row.cells["text"][span.start : span.end] == "lied"
    assert row.cells["techniques"] == ("Doubt",)


def test_paragraphs_of_semeval_have_their_labels_or_none(rows):
    found = rows(
        "semeval_paragraphs",
        {
            "train-labels-subtask-3.template": "22\t1\tRain.22\t3\tSnow.\n23\t1\tHail.\n",
            "train-labels-subtask-3.txt": "22\t1\tDoubt\n22\t3\t\n23\t1\tDoubt,Slogans\n",
        },
    )
    assert cells(found, "article", "paragraph", "text", "labels") == [
        ("22", 1, "Rain.", "Doubt"),
        ("22", 3, "Snow.", ""),
        ("23", 1, "Hail.", "Doubt,Slogans"),
    ]


def test_the_longest_number_that_is_awaited_ends_a_glued_text():
    known = {("1", "4"): "", ("2222", "1"): "", ("222", "1"): ""}
    records = [["1", "4", "It ended.2222", "1", "New"], ["222", "1", "Other"]]
    assert paragraph_texts(records, known)["1", "4"] == "It ended."


def test_a_labelled_paragraph_without_a_text_is_an_error(rows):
    with pytest.raises(ValueError, match="no text of paragraph 3 of article 22"):
        rows("semeval_paragraphs", {"a.template": "22\t1\tRain.\n", "a.txt": "22\t1\t\n22\t3\t\n"})
    with pytest.raises(ValueError, match=r"no number of an article at the end of 'Rain\.'"):
        rows("semeval_paragraphs", {"a.template": "22\t1\tRain.\t1\tHail\n", "a.txt": "22\t1\t\n"})


# Hyperpartisan news


def test_paragraphs_of_hyperpartisan_news_are_separated_and_links_are_not(rows):
    xml = (
        '<articles><article id="1" title="Rain" published-at="2031-05-03">A <a href="#">link</a> '
        "goes on <p>It   rained &amp; <a>snowed</a>.</p> <p>It hailed.</p>End</article>"
        '<article id="2" title="Snow"><p>It snowed.</p></article></articles>'
    )
    truth = (
        '<articles><article id="1" hyperpartisan="true" url="https://www.example.org/a"/>'
        '<article id="2" hyperpartisan="false" url="http://news.example.org/b"/></articles>'
    )
    found = rows("hyperpartisan", {"articles-x.xml": xml, "ground-truth-x.xml": truth})
    assert cells(found, "text", "hyperpartisan", "host") == [
        ("A link goes on\n\nIt rained & snowed.\n\nIt hailed.\n\nEnd", "true", "example.org"),
        ("It snowed.", "false", "news.example.org"),
    ]
    assert found[1].cells["published-at"] is None


# Narrative frames

FOLDS = {
    "data_splits_raw/Fold_1/test.txt": "7\tCNN\tleft_bias\t2031-05-03\tIt rained.\t"
    "True\tFalse\tTrue\tFalse\tFalse)\n",
    "data_splits_raw/Fold_2/test.txt": "8\tDaily Kos\tleft_bias\t2031-05-04\tIt snowed.\t"
    "False\tFalse\tFalse\tFalse\tFalse\n",
    "data/roles.tsv": "ID\tentity\tgroup\trole\tmbfc\n7\tHolm\tG\thero\tx\n7\tthey\tG\tvillain\tx\n"
    "7\tHolm\tG\thero\tx\n7\tAda\tG\thero\tx\n",
    "data/full.json": json.dumps(
        {
            "7": {"_source": "cnn", "re1": ["yes", ["yes", "no", -1]], "co1": ["no", ["no"] * 3]},
            "8": {"re1": ["no", [-1, "no", -1]], "co1": ["yes", [-1, "yes", -1]]},
        }
    ),
}


def test_narrative_frames_have_the_fold_that_tests_on_them(rows):
    found = rows("narrative_frames", FOLDS)
    assert cells(found, "id", "outlet", "frames", "fold") == [
        ("7", "cnn", ("RE", "CO"), 1),
        ("8", "dailykos", (), 2),
    ]
    assert cells(found, "hero", "villain", "victim") == [
        (("Holm", "Ada"), ("they",), ()),
        ((), (), ()),
    ]


def test_raters_of_narrative_frames_are_those_who_answered(rows):
    found = rows("narrative_annotators", FOLDS)
    assert cells(found, "id", "annotator", "questions") == [
        ("7", "1", ("re1",)),
        ("7", "2", ()),
        ("7", "3", ()),
        ("8", "2", ("co1",)),
    ]


def test_a_verdict_that_is_neither_true_nor_false_is_a_problem(rows):
    path = "data_splits_raw/Fold_1/test.txt"
    found = rows("narrative_frames", {**FOLDS, path: FOLDS[path].replace("False)", "Maybe")})
    assert "not five times True or False" in found[0].problem
    assert not found[1].problem


# NewsMTSC, NewsWCL50


def test_a_sentence_of_newsmtsc_has_a_row_for_each_target(rows):
    targets = [
        {"Input.gid": f"g{at}", "mention": name, "from": at, "to": at + 4, "polarity": polarity}
        for at, name, polarity in ((0, "Holm", 6.0), (9, "Berg", 2.0))
    ]
    one = {
        "primary_gid": "allsides_12_3_5_Holm_0_4",
        "sentence_normalized": "Holm beat Berg.",
        "targets": targets,
    }
    other = {**one, "primary_gid": "polusa_v1_99_-1_7_Holm_0_4", "targets": targets[:1]}
    found = rows("newsmtsc", {"train.jsonl": f"{json.dumps(one)}\n{json.dumps(other)}\n"})
    assert cells(found, "target", "polarity", "article", "event") == [
        ("Holm", "6.0", "allsides_12_3", "allsides_12"),
        ("Berg", "2.0", "allsides_12_3", "allsides_12"),
        ("Holm", "6.0", "polusa_v1_99", None),
    ]


@pytest.mark.parametrize("first", ["sep=,\n", ""])
def test_a_mention_of_newswcl50_has_the_url_of_its_article(rows, first):
    found = rows(
        "newswcl50",
        {
            "Annotations.csv": f'{first}id,code_mention,event_id,publisher_id\n1,"a, b",0,LL\n',
            "urls.tsv": "Event ID\tOutlet\tURL\n0\tLL\thttps://example.org/x\n",
        },
    )
    assert cells(found, "code_mention", "article", "url") == [
        ("a, b", "0_LL", "https://example.org/x")
    ]


# Workbooks


def test_a_workbook_is_read_by_its_header(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in (["text", "rater", "rating"], ["It rained.", 3, "Biased"], [None, 4, "Biased"]):
        book.active.append(line)
    book.save(tmp_path / "raw.xlsx")
    found = list(FORMS["workbook"]({"raw.xlsx": tmp_path / "raw.xlsx"}, {}).rows)
    assert cells(found, "text", "rater", "rating") == [
        ("It rained.", 3, "Biased"),
        (None, 4, "Biased"),
    ]


def test_without_openpyxl_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match="pip install openpyxl"):
        FORMS["workbook"]({"raw.xlsx": tmp_path / "raw.xlsx"}, {})


def test_a_file_that_is_missing_from_the_split_is_named(rows):
    with pytest.raises(ValueError, match=r"one file …urls.tsv is needed, there are 0; files: Ann"):
        rows("newswcl50", {"Annotations.csv": "id\n"})
