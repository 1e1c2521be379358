"""Moral words: each form of list is read as its authors meant it, and nothing is guessed."""

import os
from pathlib import Path

import pytest

from framing import parse
from framing.extract.moral import MoralLanguage
from framing.extract.moral_lists import CATEGORIES, MoralReader

TEXT = (
    'The villagers suffered for months. "They betrayed us in cold blood," she said in a fair trial.'
)
DIC = """%
1 HarmVirtue
2 HarmVice
3 FairnessVirtue
4 IngroupVice
5 MoralityGeneral
%
suffer* 2
betray* 4
in cold blood\t2
fair 3 1
good 5
"""
MFD2 = "language,term,category\nen,suffer*,care.vice\nen,fair,fairness.virtue\n"
EMFD = (
    "word,care_p,fairness_p,loyalty_p,authority_p,sanctity_p,"
    "care_sent,fairness_sent,loyalty_sent,authority_sent,sanctity_sent\n"
    "suffered,0.5,0.25,0,0,0.1,-0.6,-0.1,0,0,0\n"
    "fair,0.1,0.5,0,0,0,0.2,0.3,0,0,0\n"
)
LISTS = Path(os.environ.get("FRAMING_MIRROR", "/nowhere")).parent / "lexicons"


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(path, text=TEXT):
    document = parse(text, "en")
    return {document[s]: s.label for s in MoralLanguage(path).find(document)}


def test_reads_a_dictionary_in_the_form_of_liwc(tmp_path):
    assert found(written(tmp_path, "mfd.dic", DIC)) == {
        "suffered": "author_care_vice",
        "betrayed": "source_loyalty_vice",
        "in cold blood": "source_care_vice",
        "fair": "author_care_virtue",
    }


def test_entries_of_no_foundation_are_counted_apart(tmp_path):
    assert MoralReader(written(tmp_path, "mfd.dic", DIC)).entries.general == 1


def test_reads_a_table_of_terms_and_categories(tmp_path):
    assert found(written(tmp_path, "mfd2.csv", MFD2)) == {
        "suffered": "author_care_vice",
        "fair": "author_fairness_virtue",
    }


def test_a_word_of_emfd_counts_by_its_probabilities(tmp_path):
    moral, document = MoralLanguage(written(tmp_path, "emfd.csv", EMFD)), parse(TEXT, "en")
    row, words = moral.row(document), document.n_words["author"]
    assert row["moral__author_care_vice"] == pytest.approx(1000 * 0.5 / words)
    assert row["moral__author_fairness_vice"] == pytest.approx(1000 * 0.25 / words)
    assert row["moral__author_care_virtue"] == pytest.approx(1000 * 0.1 / words)
    assert row["moral__author_fairness_virtue"] == pytest.approx(1000 * 0.5 / words)
    assert row["moral__author_sanctity_vice"] == row["moral__author_sanctity_virtue"] == 0


def test_columns_are_the_ten_categories_of_each_voice():
    assert len(MoralLanguage().names()) == 2 * len(CATEGORIES) == 20


def test_is_off_by_default():
    assert not MoralLanguage.default


def test_without_a_list_it_says_where_to_get_one(tmp_path):
    with pytest.raises(ValueError, match=r"no list of moral words is shipped.*osf\.io"):
        MoralLanguage().find(parse(TEXT, "en"))
    with pytest.raises(FileNotFoundError, match=r"no list of moral words at .*emfd\.csv"):
        MoralLanguage(tmp_path / "emfd.csv").find(parse(TEXT, "en"))


def test_a_document_in_another_language_is_refused(tmp_path):
    document = parse("Die Leute litten lange.", "de", id="a1")
    with pytest.raises(ValueError, match=r"the list is for 'en', but article 'a1' is in 'de'"):
        MoralLanguage(written(tmp_path, "mfd.dic", DIC)).find(document)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.dic", "%\n1 Harm\n", r"a\.dic has no second line with %"),
        ("a.dic", "%\n1 HarmVice\n%\nsuffer\n", r"a\.dic, line 4: a word and numbers are needed"),
        ("a.dic", "%\n1 HarmVice\n%\nsuffer 7\n", r"line 4: no category 7; there is: 1"),
        ("a.dic", "%\n1 Posemo\n%\nsuffer 1\n", r"line 4: no category 'Posemo'"),
        ("a.csv", "word,score\nsuffer,1\n", r"a\.csv has the columns word, score; needed are"),
        ("a.csv", EMFD + "x,much,0,0,0,0,0,0,0,0,0\n", r"line 4: 'much' is no number"),
        ("a.csv", EMFD + "x,3,0,0,0,0,0,0,0,0,0\n", r"line 4: 3\.0 is no probability"),
        ("a.csv", "term,category\nhelp,kindness\n", r"line 2: no category 'kindness'"),
        ("a.csv", "term,category\n", r"a\.csv has no words"),
    ],
)
def test_what_is_wrong_with_a_list_is_named(tmp_path, name, text, message):
    with pytest.raises(ValueError, match=message):
        MoralLanguage(written(tmp_path, name, text)).find(parse(TEXT, "en"))


@pytest.mark.skipif(not LISTS.is_dir(), reason="the published lists are not at hand")
@pytest.mark.parametrize("name", ["emfd_en.csv", "mfd2_en.csv"])
def test_reads_the_published_lists(name):
    entries = MoralReader(LISTS / name).entries
    assert len(entries.words) + len(entries.phrases) > 1500
    categories = {category for weights in entries.words.values() for category in weights}
    assert categories == set(CATEGORIES)
