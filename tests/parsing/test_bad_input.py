"""Bad input: an error that names file, row and what is wrong, or a sensible result."""

import json
import re
from contextlib import suppress
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.language import LanguageError
from framing.parsing import ReadError
from framing.parsing.files import SUFFIXES

TEXT = "The council closed the bridge on Monday and said nothing more about it."
ROW = f"{TEXT},Post\n"


def file(tmp_path, content, name="news.csv"):
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content, encoding="utf-8", newline="")
    return path


def reported(source, **options):
    """The corpus and its problems as text, having checked that without errors= it is an error."""
    corpus = framing.read(source, errors="report", **options)
    problems = [f"{p.file}, row {p.row}: {p.problem}" for p in corpus.problems.itertuples()]
    if problems:
        with pytest.raises(ReadError, match=re.escape(corpus.problems.loc[0, "problem"])):
            framing.read(source, **options)
    return corpus, problems


def rows_of(problems):
    return [int(re.search(r"row (\d+)", problem)[1]) for problem in problems]


def ids(corpus):
    return [document.id for document in corpus]


# Quotation marks


def table(*texts):
    return "id,text,outlet\n" + "".join(f"a{n},{text},Post\n" for n, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("texts", "broken"),
    [
        pytest.param([f'"{TEXT}', TEXT, f'"{TEXT}', TEXT], [1, 3], id="two rows, a mark each"),
        pytest.param([TEXT, f'"{TEXT}', TEXT, TEXT], [2], id="one mark, to the end of the file"),
        pytest.param([TEXT, f'"{TEXT}', TEXT, f'"{TEXT}"'], [2], id="up to a row in order"),
        pytest.param([TEXT, f'"{TEXT}" she said', TEXT], [2], id="text after the second mark"),
        pytest.param([f'"{TEXT}', f'"{TEXT}\n\nMore."', TEXT], [1], id="before several lines"),
        pytest.param([TEXT] * 3 + [f'"{TEXT}'], [4], id="in the last row"),
        pytest.param([f'"{TEXT}', TEXT, f'{TEXT}"', TEXT], [1], id="merged, yet valid"),
        pytest.param([TEXT, f'"{TEXT}', f'{TEXT}"', TEXT], [2], id="two merged, yet valid"),
    ],
)
def test_a_stray_quotation_mark_costs_only_its_own_row(tmp_path, texts, broken):
    corpus, problems = reported(file(tmp_path, table(*texts)))
    assert rows_of(problems) == broken
    assert ids(corpus) == [f"a{n}" for n in range(1, len(texts) + 1) if n not in broken]
    assert all("a2," not in document.text for document in corpus)
    assert all(problem.startswith("news.csv, row ") and ", line" in problem for problem in problems)


def test_a_merged_row_is_noticed_when_the_text_stands_first(tmp_path):
    rows = f'text,outlet\n"{ROW}{ROW}{TEXT}",Post\n{ROW}'
    corpus, problems = reported(file(tmp_path, rows))
    assert len(corpus) + len(problems) == 4
    assert "looks like another row" in problems[0]


def test_rows_that_nothing_tells_from_a_text_are_problems_each(tmp_path):
    rows = f'text\n{TEXT}\n"{TEXT}\n{TEXT}\n{TEXT}\n'
    corpus, problems = reported(file(tmp_path, rows))
    assert (len(corpus), len(problems)) == (1, 3)
    assert "broken quoting" in problems[0]
    assert "follows a broken quotation mark in line 3" in problems[2]


def test_a_stray_mark_in_the_header_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"news.csv: the header cannot be read: broken quoting"):
        framing.read(file(tmp_path, f'id,"text\n1,{TEXT}\n'))


@pytest.mark.parametrize(
    "text",
    [
        "Alpha, beta and\nGamma, delta were there.",
        "a7, she said\na8, he said",
        "Rund 1,5 Millionen Menschen\nund 2,5 Millionen Tiere",
        'He said: "It, is"\n\n"No, never", she said.',
        "one,two\nthree,four",
    ],
)
def test_a_cell_of_several_lines_is_no_broken_row(tmp_path, text):
    rows = pd.DataFrame({"id": ["a1", "a2"], "text": [text, TEXT]})
    rows.to_csv(tmp_path / "a.csv", index=False)
    assert framing.read(tmp_path / "a.csv", language="en")[0].text == text


def test_lines_of_a_broken_text_are_no_articles(tmp_path):
    lines = f"a1,{TEXT}\na2,{TEXT}\na3,{TEXT}\nIt rained.\nThen, it snowed.\na, b\nx,y\na4,{TEXT}\n"
    corpus, problems = reported(file(tmp_path, f"id,text\n{lines}"))
    assert ids(corpus) == ["a1", "a2", "a3", "a4"]
    assert rows_of(problems) == [4, 5, 6, 7]
    assert problems[1].endswith("follows a broken row and does not look like one, line 6")


@given(marks=st.lists(st.sampled_from(["", '"', "end", "both"]), min_size=1, max_size=9))
def test_however_marks_stray_every_row_is_a_document_or_a_problem(tmp_path, marks):
    texts = [
        ('"' if mark in ('"', "both") else "") + TEXT + ('"' if mark in ("end", "both") else "")
        for mark in marks
    ]
    corpus = framing.read(file(tmp_path, table(*texts)), errors="report")
    assert len(corpus) + len(corpus.problems) == len(marks)
    assert all(document.text.strip('"') == TEXT for document in corpus)
    sound = {f"a{n}" for n, mark in enumerate(marks, 1) if mark in ("", "both")}
    assert sound <= set(ids(corpus))


# Cells


@pytest.mark.parametrize("text", ["NA", "null", "nan", "None", "N/A", "#N/A", "true", "0"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_what_other_readers_take_for_nothing_is_a_text(tmp_path, text, suffix):
    lines = f"id,text\n1,{text}\n" if suffix == ".csv" else json.dumps({"text": text})
    path = file(tmp_path, lines, f"a{suffix}")
    assert framing.read(path, language="en")[0].text == text
    with pytest.raises(ReadError, match=rf"a{suffix}, row 1: too short to tell the language"):
        framing.read(path)


@pytest.mark.parametrize("size", [132_000, 10_500_000])
def test_a_long_cell_is_read(tmp_path, size):
    note = f"{TEXT}\n\n" * (size // len(TEXT))
    path = file(tmp_path, f'id,text,note\n1,{TEXT},"{note}"\n')
    assert path.stat().st_size > size
    assert framing.read(path)[0].meta["note"] == note


def test_too_many_or_too_few_cells_are_problems(tmp_path):
    rows = f"id,text,outlet\na1,{ROW}a2,{TEXT}\na3,{TEXT},Post,more\na4,{ROW}"
    corpus, problems = reported(file(tmp_path, rows))
    assert ids(corpus) == ["a1", "a4"]
    assert problems == [
        "news.csv, row 2: 2 cells in 3 columns, line 3",
        "news.csv, row 3: 4 cells in 3 columns, line 4",
    ]


def test_blank_lines_are_no_rows(tmp_path):
    rows = f"\n\nid,text,outlet\n\na1,{ROW}\n  \na2,{ROW}\n\n"
    corpus, problems = reported(file(tmp_path, rows))
    assert (ids(corpus), problems) == (["a1", "a2"], [])


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_can_be_separated_otherwise(tmp_path, delimiter):
    rows = f"id,text,outlet\na1,{ROW}".replace(",", delimiter)
    assert framing.read(file(tmp_path, rows))[0].meta["outlet"] == "Post"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.txt"])
def test_lines_can_end_in_any_way(tmp_path, end, name):
    content = {
        "a.csv": f"id,text{end}a1,{TEXT}{end}a2,{TEXT}{end}",
        "a.jsonl": f'{{"text": "{TEXT}"}}{end}' * 2,
        "a.txt": f"{TEXT}{end}{end}{TEXT}",
    }[name]
    corpus = framing.read(file(tmp_path, content.encode(), name))
    if name == "a.txt":
        assert corpus[0].text == content
        assert len(corpus[0].sentences) == 2
    else:
        assert [document.text for document in corpus] == [TEXT, TEXT]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.txt"])
def test_a_zero_character_is_part_of_the_text(tmp_path, name):
    text = TEXT.replace("bridge", "bri\0dge")
    content = {"a.csv": f"id,text\n1,{text}\n", "a.jsonl": json.dumps({"text": text})}
    corpus = framing.read(file(tmp_path, content.get(name, text), name))
    assert corpus[0].text == text


def test_lone_surrogates_are_undecodable(tmp_path):
    lines = f'{{"text": "{TEXT} \\ud83d"}}\n{{"text": "{TEXT} \\ud83d\\ude00"}}\n'
    corpus, problems = reported(file(tmp_path, lines, "a.jsonl"))
    assert [document.text[-1] for document in corpus] == ["😀"]
    assert problems == ["a.jsonl, row 1: undecodable: half a character (a lone surrogate) in text"]
    frame = pd.DataFrame({"text": [TEXT], "outlet": ["\udc80"]}, dtype=object)
    with pytest.raises(ReadError, match=r"table, row 1: undecodable.* in outlet"):
        framing.read(frame)


def test_a_row_that_cannot_be_decoded_does_not_change_the_others(tmp_path):
    rows = [f"Die Größe der Brücke {n} überraschte die Königin, sagte sie." for n in range(5)]
    data = [row.encode() for row in rows]
    data[2] = rows[2].encode("cp1252")
    lines = b"".join(b'%d,"%b"\n' % (n, row) for n, row in enumerate(data, 1))
    corpus, problems = reported(file(tmp_path, b"id,text\n" + lines))
    assert [document.text for document in corpus] == rows[:2] + rows[3:]
    assert problems == ["news.csv, row 3: undecodable"]


def test_half_a_character_in_utf_16_costs_only_its_row(tmp_path):
    rows = f"id,text\na1,{TEXT} \ud83d\na2,{TEXT}\n"
    data = b"\xff\xfe" + rows.encode("utf-16-le", "surrogatepass")
    for content in (data, data + b"x"):
        corpus = framing.read(file(tmp_path, content), errors="report")
        assert ids(corpus) == ["a2"]
        assert corpus.problems.loc[0, "problem"] == "undecodable"


def test_a_text_that_cannot_be_decoded_is_an_error_that_names_the_line(tmp_path):
    lines = [f"Die Größe überraschte die Königin {n} Mal.".encode() for n in range(9)]
    lines[3] = b"Gr\xf6\xdfe"
    with pytest.raises(ReadError, match=r"a.txt: line 4 cannot be decoded as utf-8 .*Windows-1252"):
        framing.read(file(tmp_path, b"\n".join(lines), "a.txt"))


def test_binary_data_is_no_text(tmp_path):
    with pytest.raises(ReadError, match=r"a.txt: binary data"):
        framing.read(file(tmp_path, bytes(range(256)) * 20, "a.txt"))


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT, np.datetime64("NaT"), ""])
def test_an_empty_cell_is_no_text_and_no_meta(nothing):
    frame = pd.DataFrame({"text": [TEXT, nothing], "outlet": [nothing, "Post"]}, dtype=object)
    corpus, problems = reported(frame)
    assert "outlet" not in corpus[0].meta
    assert problems == ["table, row 2: no text"]


@pytest.mark.parametrize("text", [" ", "\n\n", "\ufeff \t"])
def test_white_space_is_no_text(text):
    with pytest.raises(ReadError, match=r"table, row 1: (no text|too short)"):
        framing.read(pd.DataFrame({"text": [text]}))


@pytest.mark.parametrize("text", [12, 1.5, True, ["a"], {"b": 1}])
def test_a_text_that_is_no_string_is_a_problem(tmp_path, text):
    path = file(tmp_path, json.dumps({"text": text}), "a.jsonl")
    with pytest.raises(ReadError, match=r"a.jsonl, row 1: the text is not a string but of type"):
        framing.read(path)


def test_cells_that_are_lists_or_arrays_are_kept():
    frame = pd.DataFrame({"text": [TEXT], "tags": [["a", "b"]], "scores": [np.array([1.0, 2.0])]})
    assert framing.read(frame)[0].meta["tags"] == ["a", "b"]


@pytest.mark.parametrize(("given", "name"), [(0, "0"), (3.0, "3"), (" b ", "b"), (" ", "row-1")])
def test_an_id_can_be_a_number(given, name):
    assert ids(framing.read(pd.DataFrame({"text": [TEXT], "id": [given]}))) == [name]


def test_a_duplicate_id_names_both_rows(tmp_path):
    rows = f"id,text,outlet\na1,{ROW}a1,{ROW}"
    corpus, problems = reported(file(tmp_path, rows))
    assert (ids(corpus), len(problems)) == (["a1"], 1)
    assert problems[0] == "news.csv, row 2: duplicate id 'a1', as in news.csv, row 1"


def test_a_language_there_is_none_of_is_a_problem():
    frame = pd.DataFrame({"text": [TEXT, TEXT], "language": ["fr", "EN"]})
    corpus, problems = reported(frame)
    assert len(corpus) == 1
    assert problems == ["table, row 1: no language 'fr'; there is: de (German), en (English)"]
    with pytest.raises(LanguageError, match="no language 'fr'; there is: de"):
        framing.read(frame, language="fr", errors="report")


# Columns


def test_a_missing_text_column_names_those_there_are(tmp_path):
    for rows in ("id,body\n1,x\n", "id,body\n"):
        with pytest.raises(ReadError, match=r"news.csv: no column 'text'; there is: id, body"):
            framing.read(file(tmp_path, rows), errors="report")
    with pytest.raises(ReadError, match=r"a.jsonl, row 1: no column 'text'; there is: body"):
        framing.read(file(tmp_path, '{"body": "x"}', "a.jsonl"))
    with pytest.raises(ReadError, match="no column 'text'; there is: none"):
        framing.read(pd.DataFrame())


def test_a_mapped_column_must_be_there():
    frame = pd.DataFrame({"text": [TEXT], "paper": ["Post"]})
    with pytest.raises(ReadError, match="no column 'papr'; there is: text, paper"):
        framing.read(frame, columns={"outlet": "papr"})
    with pytest.raises(ReadError, match=r"no column 'outlt' to map; did you mean 'outlet'\?"):
        framing.read(frame, columns={"outlt": "paper"})


def test_columns_of_the_same_name_are_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"news.csv: several columns of the same name: 'text'"):
        framing.read(file(tmp_path, "text,text\na,b\n"))
    with pytest.raises(ReadError, match="several columns of the same name: '1'"):
        framing.read(pd.DataFrame([[TEXT, 1, 2]], columns=["text", 1, "1"]))
    with pytest.raises(ReadError, match=r"a.jsonl, row 1: several columns .*: 'text'"):
        framing.read(file(tmp_path, '{"text": "a", "text": "b"}', "a.jsonl"))


def test_column_names_need_not_be_strings():
    frame = pd.DataFrame({"text": [TEXT], 2031: ["x"], ("a", "b"): ["y"]})
    assert framing.read(frame)[0].meta == {"2031": "x", "('a', 'b')": "y"}


def test_an_empty_dataframe_is_an_empty_corpus():
    corpus = framing.read(pd.DataFrame({"text": []}))
    assert (len(corpus), len(corpus.problems)) == (0, 0)


# Lines of JSON


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1, 2]", "a JSON object is needed, not list"),
        ('"text"', "a JSON object is needed, not str"),
        ("null", "a JSON object is needed, not NoneType"),
        ('{"text": "a"', "no JSON: Expecting"),
        ("text", "no JSON: Expecting"),
        ("[" * 200_000, "nested too deeply"),
        ('{"text": ' * 200_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "no JSON: Exceeds the limit"),
        ('{"text": NaN}', "no text"),
    ],
)
def test_a_line_that_is_no_object_is_a_problem(tmp_path, line, problem):
    good = json.dumps({"text": TEXT})
    corpus, problems = reported(file(tmp_path, f"{good}\n\n{line}\n{good}\n", "a.jsonl"))
    assert ids(corpus) == ["a-1", "a-4"]
    assert len(problems) == 1
    assert problems[0].startswith("a.jsonl, row 3: ")
    assert problem in problems[0]


# Files


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_an_error(tmp_path, suffix):
    path = file(tmp_path, b"", f"a{suffix}")
    with pytest.raises(ReadError, match=rf"^a{suffix}: (empty|no parquet file)"):
        framing.read(path)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_header_without_rows_is_an_error(tmp_path, suffix):
    path = file(tmp_path, "id\ttext\n", f"a{suffix}")
    with pytest.raises(ReadError, match=rf"a{suffix}: a header \(id, text\) and no rows"):
        framing.read(path)


def test_a_parquet_file_that_is_none_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"^a.parquet: no parquet file"):
        framing.read(file(tmp_path, f"id,text\n1,{TEXT}\n", "a.parquet"))


def test_a_damaged_parquet_file_gives_what_can_be_read(tmp_path):
    path = tmp_path / "a.parquet"
    noise = Random(1)
    texts = [f"{TEXT} {noise.randbytes(99).hex()}" for _ in range(2000)]
    pd.DataFrame({"text": texts}).to_parquet(path, row_group_size=200)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20_000] = bytes(20_000)
    path.write_bytes(data)
    corpus, problems = reported(path, language="en")
    assert [document.text for document in corpus] == [
        text for n, text in enumerate(texts, 1) if n not in set(rows_of(problems))
    ]
    assert 200 <= len(problems) <= 600
    assert "cannot be read: " in problems[-1]


def test_a_text_too_short_to_tell_its_language_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(ReadError, match=r"a.txt: too short to tell the language.*Pass language="):
        framing.read(file(tmp_path, "Ja.", "a.txt"))
    assert framing.read(tmp_path / "a.txt", language="de")[0].text == "Ja."


def test_an_unknown_suffix_names_those_there_are(tmp_path):
    expected = rf"a\.docx: .*no format '\.docx'; there is: {re.escape(', '.join(SUFFIXES))}"
    with pytest.raises(ReadError, match=expected):
        framing.read(file(tmp_path, TEXT, "a.docx"))
    with pytest.raises(ReadError, match="no format ''"):
        framing.read(file(tmp_path, TEXT, "README"))


def test_one_bad_file_among_others_is_a_problem(tmp_path):
    file(tmp_path, TEXT, "a.txt")
    file(tmp_path, "id,body\n1,x\n", "b.csv")
    file(tmp_path, b"", "c.parquet")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    corpus, problems = reported(tmp_path)
    assert ids(corpus) == ["a"]
    assert [problem.split(",")[0] for problem in problems] == ["b.csv", "c.parquet", "d.txt"]
    assert "No such file" in problems[2]


def test_a_file_that_vanishes_is_a_problem(tmp_path):
    paths = [file(tmp_path, TEXT, name) for name in ("a.txt", "b.txt", "c.csv", "d.parquet")]
    problems = []
    articles = framing.stream(tmp_path, problems=problems)
    next(articles)
    for path in paths[1:]:
        path.unlink()
    assert not list(articles)
    assert [problem.file for problem in problems] == ["b.txt", "c.csv", "d.parquet"]
    assert all("No such file or directory" in problem.problem for problem in problems)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_may_not_be_read_is_an_error(tmp_path, monkeypatch, suffix):
    path = file(tmp_path, TEXT, f"a{suffix}")

    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=rf"^a{suffix}: cannot be read: Permission denied$"):
        framing.read(path)


def test_a_folder_with_the_name_of_a_text_is_a_folder(tmp_path):
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(ReadError, match=r"no articles in .*x.txt; what can be read: .txt"):
        framing.read(tmp_path / "x.txt")
    with pytest.raises(ReadError, match=r"no file matches .* but folders"):
        framing.read(f"{tmp_path}/*.txt")


def test_a_broken_link_names_where_it_points(tmp_path):
    (tmp_path / "x.txt").symlink_to("nowhere.txt")
    with pytest.raises(ReadError, match=r"x.txt is a link to nowhere.txt, which is not there"):
        framing.read(tmp_path / "x.txt")


def test_a_folder_without_articles_names_what_can_be_read(tmp_path):
    file(tmp_path, b"\x89PNG", "logo.png")
    with pytest.raises(ReadError, match=r"no articles in .*; what can be read: .txt, .md"):
        framing.read(tmp_path)


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"no file matches '.*/\*\.csv'"):
        framing.read(f"{tmp_path}/*.csv")


def test_a_wrong_name_gets_a_suggestion(tmp_path):
    file(tmp_path, TEXT, "articles.txt")
    with pytest.raises(ReadError, match=r"no file '.*artikles.txt'; did you mean 'articles.txt'\?"):
        framing.read(tmp_path / "artikles.txt")
    with pytest.raises(ReadError, match="there is no folder"):
        framing.read(tmp_path / "nowhere" / "a.txt")


@pytest.mark.parametrize(
    "text", [TEXT, TEXT * 5, TEXT * 50, f"{TEXT}\n{TEXT}", "a\0b", "What? Is [it] * so bad?"]
)
def test_a_text_instead_of_a_path_is_noticed(text):
    with pytest.raises(ReadError, match=r"not a path but a text|no file matches"):
        framing.read(text)


@pytest.mark.parametrize("path", ["", "  "])
def test_an_empty_path_is_not_the_folder_one_is_in(path):
    with pytest.raises(ReadError, match="an empty path"):
        framing.read(path)


def test_a_path_with_half_a_character_is_an_error():
    with pytest.raises(ReadError, match=r"no file|not a path"):
        framing.read("\ud800.txt")


@pytest.mark.parametrize("source", [None, 3, b"a.txt", {"text": TEXT}, [3], [None], [b"a.txt"]])
def test_what_cannot_be_a_source_is_a_type_error(source):
    with pytest.raises(TypeError, match=r"cannot read a \w+|a list of paths is needed"):
        framing.read(source)


def test_an_empty_list_is_an_error():
    with pytest.raises(ReadError, match="the list of paths is empty"):
        framing.read([])


def test_errors_must_be_known():
    with pytest.raises(ValueError, match=r"no errors='reprot'; did you mean 'report'\?"):
        framing.read(".", errors="reprot")


def test_arguments_are_checked_before_anything_is_read():
    with pytest.raises(ReadError, match="no column 'txt' to map"):
        framing.stream("nowhere.csv", columns={"txt": "body"})
    with pytest.raises(LanguageError, match="no language 'klingon'"):
        framing.stream("nowhere.csv", language="klingon")


SCRAPS = st.sampled_from(
    [b"text", b"id", b",", b'"', b"\n", b"\r", b"\0", b"{", b"}", b":", b"PAR1"]
)
BYTES = st.one_of(st.binary(max_size=200), st.lists(SCRAPS, max_size=40).map(b"".join))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=BYTES)
def test_whatever_a_file_holds_it_is_read_or_a_read_error(tmp_path, suffix, data):
    path = file(tmp_path, data, f"a{suffix}")
    with suppress(ReadError):
        framing.read(path, language="en", errors="report")
