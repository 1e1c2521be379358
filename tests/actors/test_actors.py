"""Actors and their mentions: marked in lines.txt what is found; here what must always hold."""

import itertools
from types import SimpleNamespace as Made

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import parse
from framing.actors import (
    FORMS,
    KINDS,
    LABELS,
    ActorError,
    KnownActor,
    actors,
    actors_from_spacy,
    read_actors,
)
from tests.markup import marked_lines

EXAMPLES = marked_lines("actors/lines.txt")
WORDS = (
    "Ada Holm Minister Tornau die the Sie she beide regime Machthaber , . “ ” „ \n\n ’s İ 12 US-"
)


def rules(text, language="en"):
    return parse(text, language, attribution="rules")


def grouped(marks):
    """Marks as a set of actors, each the set of its mentions."""
    found = {}
    for start, end, label in marks:
        number, _, form = label.partition("_")
        found.setdefault(number, set()).add((start, end, form))
    return {frozenset(one) for one in found.values()}


def read(document, known=()):
    return {
        one.name: [(document[m.span], m.form, m.label) for m in one.mentions]
        for one in actors(document, known)
    }


@pytest.mark.parametrize(("language", "text", "marks"), EXAMPLES)
def test_an_actor_has_the_mentions_that_are_marked(language, text, marks):
    found = {
        frozenset((m.span.start, m.span.end, m.form) for m in one.mentions)
        for one in actors(rules(text, language))
    }
    assert grouped(marks) <= found


def test_a_capital_after_a_preposition_of_place_is_no_government():
    assert "Russia" not in read(rules("The two men met in Moscow on Friday."))
    assert "Russland" not in read(rules("Die beiden trafen sich am Freitag in Moskau.", "de"))


def test_two_named_before_are_one_actor_together():
    found = read(rules("Anna Holm met Jan Weber on Friday. The two leaders spoke."))
    assert [text for text, *_ in found["Anna Holm + Jan Weber"]] == ["The two leaders"]


def test_verdicts_are_told_from_plain_names():
    found = read(rules("The strongman spoke. The mayor listened. The regime fell."))
    labels = {text.lower(): label for mentions in found.values() for text, _, label in mentions}
    assert labels["the regime"] == labels["the strongman"] == "negative"
    assert labels.get("the mayor", "") == ""


def test_the_same_article_gives_the_same_actors():
    texts = [rules("Mayor Ada Holm met activists. She told the radicals to go.") for _ in range(2)]
    assert actors(texts[0]) == actors(texts[1])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40), st.sampled_from(["de", "en"]))
def test_mentions_lie_in_the_text_and_do_not_overlap(words, language):
    check(rules(" ".join(words), language))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.sampled_from(["de", "en"]))
def test_no_text_is_too_odd(text, language):
    check(rules(text, language))


def check(document):
    found = actors(document)
    spans = sorted(m.span[:2] for one in found for m in one.mentions)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for one in found:
        assert one.name
        assert one.kind in KINDS
        assert one.mentions
        assert list(one.mentions) == sorted(one.mentions, key=lambda m: m.span)
        assert all(m.form in FORMS and m.label in LABELS for m in one.mentions)


# Actors of the user's


def test_a_known_actor_is_found_by_its_aliases_and_bears_its_name():
    known = [KnownActor("Harbour Alliance", ("Blues",), "institution")]
    found = read(rules("The Harbour Alliance lost. Many had left the Blues."), known)
    texts = [
        text.removeprefix("The ").removeprefix("the ") for text, *_ in found["Harbour Alliance"]
    ]
    assert texts == ["Harbour Alliance", "Blues"]
    assert "Harbour Alliance" in read(rules("Many had left the Blues."), known)


def test_one_name_inside_another_is_an_error_that_names_both():
    with pytest.raises(ActorError, match=r"'Xi' stands inside 'Xi Jinping'"):
        actors(rules("Xi spoke."), [KnownActor("Xi"), KnownActor("Xi Jinping")])


def test_a_name_inside_another_word_is_no_error():
    assert actors(rules("Xi spoke."), [KnownActor("Xi"), KnownActor("Xiomara Holm")]) is not None


def test_a_list_is_read_from_csv_and_toml(tmp_path):
    table, toml = tmp_path / "a.csv", tmp_path / "a.toml"
    table.write_text("name,aliases,kind\nAda Holm,Holm;the boss,person\n", encoding="utf-8")
    toml.write_text(
        '[[actors]]\nname = "Ada Holm"\naliases = ["Holm", "the boss"]\n', encoding="utf-8"
    )
    assert read_actors(table) == read_actors(toml)
    assert read_actors(table)[0].aliases == ("Holm", "the boss")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "name,alias\nAda Holm,Holm\n", r"no 'alias'; did you mean 'aliases'\?"),
        ("a.csv", "name,kind\nAda Holm,persn\n", r"no kind 'persn'; did you mean 'person'\?"),
        ("a.csv", "name,kind\n,person\n", "without a name"),
        ("a.toml", '[[actor]]\nname = "Ada Holm"\n', r"no table 'actor'; there is: \[\[actors\]\]"),
        ("a.txt", "Ada Holm", r"a list of actors is a \.toml or \.csv file"),
    ],
)
def test_a_list_that_cannot_be_used_is_an_error_that_says_why(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ActorError, match=message):
        read_actors(path)


# A pipeline of the user's


def span_of(document, text, label=""):
    start = document.text.index(text)
    return Made(start_char=start, end_char=start + len(text), text=text, label_=label)


def test_entities_and_clusters_of_a_pipeline_become_actors():
    document = rules("Ada Holm resigned on Monday. She told Oxfam that Holm was ill.")
    person, body = span_of(document, "Ada Holm", "PERSON"), span_of(document, "Oxfam", "ORG")
    short = Made(start_char=49, end_char=53, text="Holm", label_="PERSON")
    day = span_of(document, "Monday", "DATE")
    clusters = {"coref_clusters_1": [span_of(document, "She"), short, person]}
    doc = Made(text=document.text, ents=[person, day, body, short], spans=clusters)
    found = actors_from_spacy(document, doc)
    assert [(one.name, one.kind) for one in found] == [
        ("Ada Holm", "person"),
        ("Oxfam", "institution"),
    ]
    assert [(document[m.span], m.form) for m in found[0].mentions] == [
        ("Ada Holm", "name"),
        ("She", "description"),
        ("Holm", "surname"),
    ]


def test_a_pipeline_without_clusters_joins_entities_by_their_text():
    document = rules("Oxfam warned of famine. Oxfam asked for money.")
    first = span_of(document, "Oxfam", "ORG")
    second = Made(start_char=24, end_char=29, text="Oxfam", label_="ORG")
    found = actors_from_spacy(document, Made(text=document.text, ents=[first, second]))
    assert [[document[m.span] for m in one.mentions] for one in found] == [["Oxfam", "Oxfam"]]


def test_another_text_is_an_error():
    with pytest.raises(ValueError, match="another text"):
        actors_from_spacy(rules("Ada Holm resigned."), Made(text="Ada Holm  resigned.", ents=[]))


def test_a_pronoun_does_not_take_up_a_known_body_that_it_does_not_agree_with():
    known = [KnownActor("Northgate", (), "institution"), KnownActor("Anna Holm")]
    document = parse("Northgate praised Anna Holm. She was pleased.", "en", attribution="rules")
    found = {one.name: [document[m.span] for m in one.mentions] for one in actors(document, known)}
    assert found["Anna Holm"] == ["Anna Holm", "She"]
    assert found["Northgate"] == ["Northgate"]
