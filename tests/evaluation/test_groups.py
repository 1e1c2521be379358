"""Our attributions in the tokens, with the edges and frames, of the German corpus."""

import os

import pytest

from framing.annotations import Official
from framing.cards import load_dataset
from framing.evaluation.groups import groups_of, kind_of_mixed
from framing.evaluation.official import f1, tally
from framing.segment import tokenize
from tests.evaluation.marked import marked
from tests.markup import unmark

needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)


def official(document):
    """The article in our own tokens, as if the corpus had the same."""
    tokens = tuple(map(tuple, tokenize(document.text)[0].tolist()))
    sentences = tuple(
        (
            sum(end <= start for _, end in tokens),
            sum(begin < stop for begin, _ in tokens),
        )
        for start, stop in document.sentences.tolist()
    )
    return Official(tokens, sentences, ())


def group_of(line):
    document = marked(line)
    facts = official(document)
    (group,) = groups_of(document, facts)

    def text(ids):
        return " ".join(document.text[slice(*facts.tokens[number])] for number in sorted(ids))

    return group, text


FRAMES = [
    "{[Ein Sprecher|source1] [sagte|cue1],} [es gehe ihm gut|indirect1].",
    "{Am Montag [gab|cue1] [das Amt|source1] [bekannt|cue1],} [dass es schließt|indirect1].",
    "{[Laut|cue1] [Polizei|source1]} [kam niemand zu Schaden|indirect1].",
    "[Der Damm|indirect1] {[sei|indirect1]} [sicher|indirect1].".replace(
        "{[sei|indirect1]}", "{[nach|cue1] [Angaben des Amts|source1]}"
    ),
    "[Der Damm halte|indirect1]{, [sagte|cue1] [die Leiterin|source1] am Abend}.",
    "[Im Mai|indirect1]{, so [schätzen|cue1] [Fachleute|source1],} [komme die Flut|indirect1].",
    "{Über den Damm [sagte|cue1] [Holm|source1]:} [„Er hält.“|direct1]",
    "{[Holm|source1] [nannte|cue1] den Plan} [„einen Witz“|direct1].",
]


@pytest.mark.parametrize("line", FRAMES)
def test_the_frame_is_the_clause_that_introduces(line):
    plain = line.replace("{", "").replace("}", "")
    group, text = group_of(plain)
    wanted = unmark(line)[0].partition("{")[2].partition("}")[0]
    assert text(group.frame).replace(" ", "") == wanted.replace(" ", "")


def test_a_cue_in_a_sentence_of_its_own_makes_that_sentence_the_frame():
    group, text = group_of("[Holm|source1] [widersprach|cue1] gestern. [„Er hält.“|direct1]")
    assert text(group.frame) == "Holm widersprach gestern"


def test_without_a_cue_there_is_no_frame():
    assert not group_of("[Holm|source1] kam. [Der Damm halte.|free_indirect1]")[0].frame


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Sie sagt: „[Er hält|direct1]“.", "„ Er hält “"),
        ("Sie sagt: [„Er hält“|direct1].", "„ Er hält “"),
        ("Sie sagt[, er halte.|indirect1]", "er halte"),
        ("Sie nennt es [einen „Witz“|indirect1].", "einen „ Witz “"),
        ("Der Damm steht. [Er halte|free_indirect1].", "Er halte ."),
        ("[Das Amt warnt vor Flut|reported1].", "Das Amt warnt vor Flut ."),
    ],
)
def test_a_message_has_the_edges_that_the_corpus_gives_it(line, quote):
    group, text = group_of(line)
    assert text(group.quote) == quote


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("„ ein Witz von gestern “ sei", "Direct"),
        ("der Plan von gestern sei „ ein Witz “", "Indirect"),
        ("der Plan", "Indirect"),
    ],
)
def test_mixed_speech_is_direct_where_most_is_quoted(content, kind):
    tokens = content.split()
    assert kind_of_mixed(tokens, frozenset(range(len(tokens)))) == kind


def test_an_attribution_without_a_token_of_the_corpus_is_no_group():
    document = marked("Sie sagt: [ |indirect1]nichts.")
    assert groups_of(document, official(document)) == []


@needs_mirror
def test_right_attributions_lose_next_to_nothing_in_translation():
    tallies = [
        tally(document.meta["official"].groups, groups_of(document, document.meta["official"]))
        for document in load_dataset("german_quotes", "train")
    ]
    messages, joints = zip(*tallies, strict=True)
    sums = [type(messages[0])(*map(sum, zip(*side, strict=True))) for side in (messages, joints)]
    assert f1(sums[0]) > 0.999
    assert f1(sums[1]) > 0.97
