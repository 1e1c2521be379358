"""Reading a lexicon file."""

import pytest

from framing.lexicon import EXCEPTION, Entry, header, read_entries

HEAD = "# licence: CC0-1.0\n# source: written for the tests\nterm\tcategory\tclass\tcase\tnote\n"
CATEGORIES = ("hedge", "intensifier")


@pytest.fixture
def written(tmp_path):
    def write(lines):
        path = tmp_path / "toy.tsv"
        path.write_text(HEAD + lines, encoding="utf-8")
        return path

    return write


def test_a_line_is_an_entry(written):
    path = written("utterly\tintensifier\nlikely\thedge\t\tlower\tnot a forecast\n")
    assert read_entries(path, CATEGORIES) == (
        Entry("utterly", "intensifier"),
        Entry("likely", "hedge", "", "lower", "not a forecast"),
    )


def test_blank_lines_and_comments_are_none(written):
    assert len(read_entries(written("\n# --- words\nutterly\tintensifier\n  \n"), CATEGORIES)) == 1


def test_exceptions_need_no_category(written):
    assert read_entries(written("not likely\texception\n"), ())[0].category == EXCEPTION


def test_one_term_may_stand_there_in_two_cases(written):
    assert len(read_entries(written("may\thedge\nmay\thedge\t\tlower\n"), CATEGORIES)) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("utterly", "toy.tsv, line 5: a term and 1 to 4 more columns are needed, not 'utterly'"),
        ("a\thedge\t\t\t\tb", "toy.tsv, line 5: a term and 1 to 4 more columns are needed"),
        ("\thedge", "toy.tsv, line 5: a term and 1 to 4 more columns are needed"),
        ("a\tedge", "toy.tsv, line 5: no category 'edge'; there is: hedge, intensifier"),
        ("a\thedge\t\tupper", "toy.tsv, line 5: no case 'upper'; there is: lower, exact"),
        ("may\thedge", "toy.tsv, line 5: 'may' stands in line 4 already"),
    ],
)
def test_a_malformed_line_is_an_error_that_names_file_and_line(written, line, message):
    with pytest.raises(ValueError, match=message):
        read_entries(written(f"may\thedge\n{line}\n"), CATEGORIES)


def test_the_header_says_licence_and_source(written):
    facts = {"licence": "CC0-1.0", "source": "written for the tests"}
    assert header(written("may\thedge\n# later: not of the header\n")) == facts
