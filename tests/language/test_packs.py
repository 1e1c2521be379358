"""What holds for every language pack there is; a new one is tested by being there."""

import re

import pytest

from framing.language import (
    PACKS,
    LanguageError,
    codebook,
    language_codes,
    lexicon_facts,
    load_data,
    load_language,
    load_lexicon,
)
from framing.lexicon import EXCEPTION
from framing.lexicon.forms import compile_entry
from framing.segment import FurniturePatterns, SentenceRules

ENGLISH = "en"
LEXICONS = sorted(codebook())


@pytest.fixture(params=language_codes())
def code(request):
    return request.param


@pytest.fixture(params=LEXICONS)
def lexicon(request, code):
    return load_lexicon(request.param, code)


def test_there_are_german_and_english():
    assert {"de", "en"} <= set(language_codes())


def test_codes_are_those_of_iso_639():
    assert all(re.fullmatch("[a-z]{2}", code) for code in language_codes())
    assert list(language_codes()) == sorted(language_codes())


def test_every_folder_of_data_is_a_language():
    folders = {path.name for path in PACKS.iterdir() if path.is_dir()}
    assert folders == set(language_codes())


def test_every_pack_has_the_same_files(code):
    files = {path.name for path in (PACKS / code).iterdir()}
    assert files == {path.name for path in (PACKS / ENGLISH).iterdir()}


def test_every_pack_states_the_same_facts(code):
    def shape(facts):
        return {k: shape(v) if isinstance(v, dict) else type(v) for k, v in facts.items()}

    assert shape(load_language(code).facts) == shape(load_language(ENGLISH).facts)


def test_every_pack_inflects_the_same_classes(code):
    assert set(load_language(code).inflection) == set(load_language(ENGLISH).inflection)


def test_inflections_are_expressions_that_keep_the_stem(code):
    for rules in load_language(code).inflection.values():
        for pattern, replacements in rules:
            groups = re.compile(pattern).groups
            assert groups <= 1
            assert replacements
            assert groups == any(r"\1" in new for new in replacements)


def test_function_words_are_lower_case_and_of_one_language_for_the_most_part(code):
    mine = load_language(code).function_words
    assert len(mine) >= 50
    assert all(word == word.lower() for word in mine)
    for other in set(language_codes()) - {code}:
        assert len(mine & load_language(other).function_words) <= len(mine) / 5


def test_the_rules_for_sentences_are_complete(code):
    rules = SentenceRules.of(load_language(code).facts["sentences"])
    assert rules.abbreviations
    assert rules.openers
    assert rules.reporting


def test_every_pack_labels_boilerplate_alike(code):
    def labels(pack):
        return {*pack["sentences"], *pack["lines"]}

    assert labels(load_data(code, "boilerplate")) == labels(load_data(ENGLISH, "boilerplate"))


def test_every_pattern_of_boilerplate_compiles_and_needs_some_text(code):
    patterns = FurniturePatterns.of([load_data(code, "boilerplate")])
    for label, pattern in (*patterns.sentences, *patterns.lines):
        assert "{{" not in pattern, f"{label}: a macro is not filled in"
        assert re.compile(pattern, re.IGNORECASE).fullmatch("") is None, f"{label}: {pattern}"


# Lexicons


def test_every_language_has_a_file_for_every_lexicon_and_no_other(code):
    files = sorted(path.stem for path in (PACKS / code).glob("*.tsv"))
    assert files == sorted([*LEXICONS, "cues"])  # cues have columns of their own


def test_every_category_is_used_in_every_language(lexicon):
    used = {entry.category for entry in lexicon.entries}
    assert used - {EXCEPTION} == set(codebook()[lexicon.name])


def test_the_loaded_words_are_twelve_hundred_and_more(code):
    lexicon = load_lexicon("loaded", code)
    assert sum(entry.category != EXCEPTION for entry in lexicon.entries) >= 1200


def test_every_entry_compiles_to_words(lexicon):
    pack = load_language(lexicon.language)
    for entry in lexicon.entries:
        phrases = list(compile_entry(entry, pack.inflection, lexicon._fold))
        assert phrases, entry
        for phrase in phrases:
            assert all(p.forms or p.prefixes or p.suffixes for p in phrase.head + phrase.tail), (
                entry
            )


def test_no_entry_stands_there_twice(lexicon):
    keys = [(entry.term, entry.case) for entry in lexicon.entries]
    assert len(keys) == len(set(keys))


def test_terms_have_no_white_space_but_single_blanks(lexicon):
    assert not [e.term for e in lexicon.entries if e.term != " ".join(e.term.split(" ")).strip()]
    assert not [e.term for e in lexicon.entries if "  " in e.term or "\u00a0" in e.term]


def test_every_lexicon_is_free_and_says_where_it_comes_from(lexicon):
    facts = lexicon_facts(lexicon.name, lexicon.language)
    assert facts["licence"] == "CC0-1.0"
    assert facts["source"]


def test_every_category_is_explained():
    for name, categories in codebook().items():
        assert categories, name
        assert all(len(text) > 20 and text.endswith(".") for text in categories.values())


# Errors


@pytest.mark.parametrize("wrong", ["fr", "DE", "", "german", None])
def test_an_unknown_language_is_told_what_there_is(wrong):
    with pytest.raises(LanguageError, match=r"no language .*(there is: de, en|did you mean)"):
        load_language(wrong)


def test_an_unknown_lexicon_is_told_what_there_is():
    with pytest.raises(
        ValueError, match=r"no lexicon 'laoded' for German; did you mean 'loaded'\?"
    ):
        load_lexicon("laoded", "de")
