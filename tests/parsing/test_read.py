"""Reading articles: every format gives the same, and rows in are documents plus problems."""

import csv
import gc
import io
import json
import os
import subprocess
import sys
import weakref

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import framing
from framing.parsing import ReadError

BRIDGE = "The harbour bridge stays closed until autumn, the council said on Monday."
RENT = "Der Stadtrat hat am Dienstag eine Obergrenze für Mieten beschlossen, so die „Größe“."
ROWS = [
    {"id": "a1", "text": BRIDGE, "outlet": "Dispatch", "section": "city"},
    {"id": "a2", "text": RENT, "outlet": "Umschau", "section": "land"},
]


def as_csv(path, rows=ROWS, encoding="utf-8", **form):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), **form)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_jsonl(path, rows=ROWS):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_parquet(path, rows=ROWS):
    pd.DataFrame(rows).to_parquet(path)
    return path


TABLES = {
    ".csv": as_csv,
    ".tsv": lambda path: as_csv(path, delimiter="\t"),
    ".jsonl": as_jsonl,
    ".parquet": as_parquet,
}


def same_as_rows(corpus):
    return [(d.id, d.text, dict(d.meta)) for d in corpus] == [
        (row["id"], row["text"], {"outlet": row["outlet"], "section": row["section"]})
        for row in ROWS
    ]


@pytest.mark.parametrize("suffix", TABLES)
def test_every_table_gives_the_same(tmp_path, suffix):
    corpus = framing.read(TABLES[suffix](tmp_path / f"news{suffix}"))
    assert same_as_rows(corpus)
    assert [document.language for document in corpus] == ["en", "de"]
    assert corpus.problems.empty


def test_a_dataframe_gives_the_same_whatever_its_index():
    assert same_as_rows(framing.read(pd.DataFrame(ROWS, index=[7, 7])))


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_is_called_after_its_file(tmp_path, suffix):
    (tmp_path / f"march.bridge{suffix}").write_bytes(BRIDGE.encode())
    (document,) = framing.read(tmp_path / f"march.bridge{suffix}")
    assert (document.id, document.text) == ("march.bridge", BRIDGE)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_encodings_are_recognised(tmp_path, encoding, suffix):
    path = tmp_path / f"news{suffix}"
    if suffix == ".csv":
        as_csv(path, encoding=encoding)
    else:
        path.write_bytes(RENT.encode(encoding))
    assert framing.read(path)[-1].text == RENT


def test_utf_16_with_the_big_end_first_is_recognised_by_its_mark(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + RENT.encode("utf-16-be"))
    assert framing.read(tmp_path / "a.txt")[0].text == RENT


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_standard_input_is_one_article(monkeypatch, mark):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((mark + RENT).encode())))
    (document,) = framing.read("-")
    assert (document.id, document.text) == ("stdin", RENT)


def test_standard_input_can_be_a_stream_of_strings(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(RENT))
    assert framing.read("-")[0].text == RENT


def test_an_empty_standard_input_is_said_to_be_empty(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(ReadError, match="standard input: empty"):
        framing.read("-")


def test_all_names_are_understood_and_the_other_columns_are_meta():
    row = {
        "text": BRIDGE,
        "title": "Bridge closed",
        "id": 17,
        "outlet": "Dispatch",
        "date": "2021-05-04",
        "language": "en",
        "event": "bridge",
        "url": "https://dispatch.example/17",
        "clicks": 3,
    }
    (document,) = framing.read(pd.DataFrame([row]))
    assert document.id == "17"
    assert document.text == f"Bridge closed\n\n{BRIDGE}"
    assert document[document.title] == "Bridge closed"
    assert document.meta == {
        key: row[key] for key in ("title", "outlet", "date", "event", "url", "clicks")
    }


def test_names_can_be_mapped():
    frame = pd.DataFrame({"body": [BRIDGE], "id": ["Post"], "nr": [4], "outlet": ["old"]})
    names = {"text": "body", "outlet": "id", "id": "nr"}
    (document,) = framing.read(frame, columns=names)
    assert (document.text, document.id, dict(document.meta)) == (BRIDGE, "4", {"outlet": "Post"})


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Bridge closed", "Bridge closed\nIt rained.", "Bridge closed\nIt rained."),
        ("Bridge closed", " \nBridge closed\nIt rained.", " \nBridge closed\nIt rained."),
        ("Bridge", "Bridges are closed.", "Bridge\n\nBridges are closed."),
        (" Bridge ", "It rained.", "Bridge\n\nIt rained."),
        ("", "It rained.", "It rained."),
        (2031, "It rained.", "2031\n\nIt rained."),
    ],
)
def test_a_title_stands_before_the_text_once(title, text, expected):
    (document,) = framing.read(pd.DataFrame({"title": [title], "text": [text]}), language="en")
    assert document.text == expected
    if title:
        assert document[document.title] == str(title).strip()


@pytest.mark.parametrize(
    ("given", "code"),
    [("German", "de"), ("deutsch", "de"), ("de-AT", "de"), ("EN", "en"), ("en_GB", "en")],
)
def test_a_language_can_be_written_in_many_ways(given, code):
    frame = pd.DataFrame({"text": ["Short."], "language": [given]})
    assert framing.read(frame)[0].language == code
    assert framing.read(frame[["text"]], language=given)[0].language == code


def test_a_date_is_a_string_in_every_format(tmp_path):
    frame = pd.DataFrame({"text": [BRIDGE], "date": [pd.Timestamp("2021-05-04")]})
    frame.to_parquet(tmp_path / "a.parquet")
    for source in (frame, tmp_path / "a.parquet"):
        assert framing.read(source)[0].meta["date"] == "2021-05-04"


# Folders, patterns, lists

PAGE = f"<html><body><article><p>{BRIDGE}</p><p>{BRIDGE}</p></article></body></html>"


@pytest.fixture
def folder(tmp_path):
    for name in ("march/bridge.txt", "april/bridge.txt", "april/bridge.html", "april/.bak.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if "html" in name else BRIDGE)
    (tmp_path / "news" / "logo.png").write_bytes(b"\x89PNG")
    as_csv(tmp_path / "news" / "april" / "wire.csv", [{"text": BRIDGE}, {"text": RENT}])
    return tmp_path / "news"


IDS = [
    "april/bridge.html",
    "april/bridge.txt",
    "april/wire-1",
    "april/wire-2",
    "march/bridge",
]


def test_articles_of_a_folder_are_called_by_their_path_in_it(folder):
    assert [document.id for document in framing.read(folder)] == IDS


def test_a_pattern_gives_the_same_names(folder):
    corpus = framing.read(f"{folder}/*/*")
    assert [document.id for document in corpus] == IDS


def test_a_list_of_files_of_the_same_name_gives_different_ids(folder):
    paths = [folder / "march/bridge.txt", str(folder / "april/bridge.txt")]
    corpus = framing.read(paths)
    assert len({document.id for document in corpus}) == 2


def test_a_list_of_folders_is_read(folder):
    assert len(framing.read([folder / "march", folder / "april"])) == len(IDS)


def test_a_file_read_twice_is_a_duplicate(folder):
    path = folder / "march/bridge.txt"
    with pytest.raises(ReadError, match="duplicate id"):
        framing.read([path, path])


def test_a_folder_linked_into_itself_is_read_once(folder):
    (folder / "again").symlink_to(folder)
    assert len(framing.read(folder)) == len(IDS)


def test_a_home_folder_is_understood(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    assert len(framing.read("~/march")) == 1
    assert len(framing.read("~/mar*/*.txt")) == 1


# Nothing is dropped, nothing is changed

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
PROSE = st.lists(st.sampled_from(["Rain", '"', '""', "\n", "\r\n", ",", ";", "\t", " ", "ü", "1"]))
TEXTS = st.one_of(CELLS, PROSE.map("".join))
NUMBERED = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("order", [("id", "text", "note"), ("text", "note", "id")])
@given(rows=NUMBERED)
@example(rows=[('"', "x\n\n"), ("\n", '","'), ("NA", "null")])
def test_what_a_csv_writer_writes_is_read_back(tmp_path, delimiter, order, rows):
    path = tmp_path / "news.csv"
    cells = [{"id": f"n{n}", "text": text, "note": note} for n, (text, note) in enumerate(rows, 1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, order, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(cells)
    corpus = framing.read(path, language="en", errors="report")
    assert len(corpus) + len(corpus.problems) == len(rows)
    empty = [number for number, (text, _) in enumerate(rows, 1) if not text.strip()]
    assert corpus.problems["row"].tolist() == empty
    for document in corpus:
        row = cells[int(document.id[1:]) - 1]
        assert document.text == row["text"]
        assert document.meta.get("note", "") == row["note"]


BAD = ["good", "no text", "duplicate", "short row", "long row", "undecodable", "French"]


@given(kinds=st.lists(st.sampled_from(BAD), min_size=1, max_size=12))
def test_rows_in_are_documents_plus_problems(tmp_path, kinds):
    lines = {
        "good": lambda n: f"a{n},{RENT!r},Post",
        "no text": lambda n: f"a{n},,Post",
        "duplicate": lambda n: f"twice,{BRIDGE.replace(',', ';')},Post",
        "short row": lambda n: f"a{n},text",
        "long row": lambda n: f"a{n},text,Post,more",
        "undecodable": lambda n: f"a{n},Gr\udcfc\udcdfe,Post",
        "French": lambda n: f"a{n},Le président a refusé de répondre aux questions.,Post",
    }
    text = "".join(f"{lines[kind](n)}\n" for n, kind in enumerate(kinds))
    text = text.replace("'", '"') + 'z,"Die Grüße kamen spät, sagte die Königin am Montag.",Ö\n' * 1
    path = tmp_path / "news.csv"
    path.write_bytes(f"id,text,outlet\n{text}".encode("utf-8", "surrogateescape"))
    corpus = framing.read(path, errors="report")
    assert len(corpus) + len(corpus.problems) == len(kinds) + 1
    right = kinds.count("good") + ("duplicate" in kinds) + 1
    assert len(corpus) == right
    assert set(corpus.problems["file"]) <= {"news.csv"}


# One at a time


def test_stream_reads_no_further_than_it_is_asked():
    asked = []

    class Frame:
        columns = ("text",)

        def itertuples(self, **_):
            for number in range(100):
                asked.append(number)
                yield (f"{BRIDGE} {number}",)

    articles = framing.stream(Frame())
    assert not asked
    next(articles)
    next(articles)
    assert asked == [0, 1]


@pytest.mark.parametrize("suffix", [*TABLES, "frame", "folder"])
def test_stream_holds_one_article(tmp_path, suffix):
    rows = [{"id": f"a{n}", "text": f"{BRIDGE} {n}"} for n in range(6)]
    if suffix == "frame":
        source = pd.DataFrame(rows)
    elif suffix == "folder":
        source = tmp_path
        for row in rows:
            (tmp_path / f"{row['id']}.txt").write_text(row["text"])
    else:
        source = tmp_path / f"news{suffix}"
        makers = {".jsonl": as_jsonl, ".parquet": as_parquet}
        makers.get(suffix, lambda p, r: as_csv(p, r, delimiter="\t" if "t" in suffix else ","))(
            source, rows
        )
    seen = []
    for document in framing.stream(source):
        gc.collect()
        assert not any(one() for one in seen), "an article read before is still held"
        seen.append(weakref.ref(document))
        del document
    assert len(seen) == 6


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_large_file_is_read_in_pieces_and_its_broken_row_found(tmp_path, suffix):
    path = tmp_path / f"news{suffix}"
    filler = b"Die Gr\xc3\xbc\xc3\x9fe kamen. " * 6_000
    with path.open("wb") as file:
        file.write(b"id,text\n" if suffix == ".csv" else b"")
        for number in range(200):
            cell = filler if number != 150 else b"Gr\xfc\xdfe " * 100
            line = b"%d,%b\n" if suffix == ".csv" else b'{"id": "%d", "text": "%b"}\n'
            file.write(line % (number, cell))
    assert path.stat().st_size > 20_000_000
    script = (
        "import sys, resource, framing; from framing.parsing import text, rows\n"
        "rows.parse = lambda text, *_, id, **__: rows.Document(text[:9], *[None] * 5, id=id)\n"
        "limit = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; bad = []\n"
        "n = sum(1 for _ in framing.stream(sys.argv[1], language='de', problems=bad))\n"
        "more = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - limit\n"
        "print(n, [(p.row, p.problem) for p in bad], more < 15_000_000)"
    )
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "199 [(151, 'undecodable')] True"


def test_a_parquet_file_is_read_in_batches(tmp_path, monkeypatch):
    import pyarrow.parquet as pq

    sizes = []

    class Counting(pq.ParquetFile):
        def iter_batches(self, *args, **kwargs):
            for batch in super().iter_batches(*args, **kwargs):
                sizes.append(batch.num_rows)
                yield batch

    monkeypatch.setattr(pq, "ParquetFile", Counting)
    path = as_parquet(tmp_path / "a.parquet", [{"text": f"{BRIDGE} {n}"} for n in range(1000)])
    next(framing.stream(path))
    assert len(sizes) == 1
    assert sizes[0] < 100


def test_reading_text_loads_neither_pandas_nor_trafilatura(tmp_path):
    script = (
        "import sys, framing; framing.read(sys.argv[1], language='en');"
        "print([m for m in ('pandas', 'trafilatura', 'pyarrow', 'pooch') if m in sys.modules])"
    )
    (tmp_path / "a.txt").write_text(BRIDGE)
    command = [sys.executable, "-c", script, str(tmp_path / "a.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
