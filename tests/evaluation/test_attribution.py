"""What counts as a hit: fragments, words, detected attributions and right sources."""

import pytest

from framing.evaluation.attribution import compared, detected
from framing.evaluation.units import units, word_offsets
from tests.evaluation.marked import marked

GOLD = "[Die Ministerin|source1] [sagte|cue1], [der Damm halte dem Wasser stand|indirect1]."


def both(gold, predicted):
    gold, predicted = marked(gold), marked(predicted)
    assert gold.text == predicted.text
    words = word_offsets(gold.text)
    return units(gold, words), units(predicted, words)


def ratio(gold, predicted, name, types=()):
    return compared(*both(gold, predicted), types)[name]


@pytest.mark.parametrize(
    "name", ["cue_f1", "source_f1", "content_f1", "content_token_f1", "detection_f1", "both_f1"]
)
def test_an_attribution_agrees_with_itself(name):
    hits, total = ratio(GOLD, GOLD, name)
    assert hits == total > 0


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("[„Er hält.“|direct1]", "„[Er hält|direct1].“"),
        ("Sie sagt[, er hält|indirect1].", "Sie sagt, [er hält.|indirect1]"),
        ("[der Mann (55)|indirect1] kam", "[der Mann (55|indirect1]) kam"),
    ],
)
def test_marks_at_the_edges_play_no_part(gold, predicted):
    hits, total = ratio(gold, predicted, "content_f1")
    assert hits == total == 2


def test_one_word_more_is_no_exact_hit_but_most_words_are():
    wider = "[Die Ministerin|source1] [sagte|cue1], der [Damm halte dem Wasser stand|indirect1]."
    assert ratio(GOLD, wider, "content_f1") == (0, 2)
    assert ratio(GOLD, wider, "content_token_f1") == (10, 11)
    assert ratio(GOLD, wider, "detection_f1") == (2, 2)


def test_pieces_without_a_word_between_them_are_one_fragment():
    pieces = GOLD.replace("halte dem", "halte|indirect1] [dem")
    assert ratio(GOLD, pieces, "content_f1") == (2, 2)


def test_pieces_with_words_between_them_are_fragments_of_their_own():
    gold = "[Der Damm|indirect1] [halte|indirect1], [sagt|cue1] [sie|source1], [noch|indirect1]."
    found = gold.replace("[noch|indirect1]", "noch")
    assert ratio(gold, found, "content_f1") == (2, 3)


def test_a_source_of_two_attributions_counts_once():
    two = "[Sie|source1] [sagt|cue1], [er kommt|indirect1], und [bleibt|cue2] [dabei|indirect2]."
    gold = marked(two)
    first, second = gold.attributions
    words = word_offsets(gold.text)
    shared = units(gold, words)
    shared[1] = shared[1]._replace(source=shared[0].source)
    assert compared(shared, shared, ())["source_f1"] == (2, 2)
    assert compared(shared, shared, ())["cue_f1"] == (4, 4)
    assert first.source
    assert second.source is None


def test_content_that_is_listed_twice_must_be_found_twice():
    said = both(GOLD, GOLD)[0]
    assert compared(said * 2, said, ())["content_f1"] == (2, 3)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[a b c d|indirect1] e f", True),
        ("[a b|indirect1] c d e f", True),  # two of four words
        ("[a|indirect1] b c d e f", False),
        ("[a b c d e f|indirect1] g h", True),  # four of six
        ("a [b c d e f g h|indirect1]", False),  # three of eight
    ],
)
def test_an_attribution_is_detected_from_half_of_the_words_on(content, found):
    text = "a b c d e f g h"
    gold = marked(text.replace("a b c d", "[a b c d|indirect1]"))
    rest = text[len(content.replace("[", "").replace("|indirect1]", "")) :]
    predicted = marked(content + rest)
    words = word_offsets(text)
    assert bool(detected(units(gold, words), units(predicted, words))) == found


def test_one_prediction_finds_one_attribution_only():
    gold = "[a b c|indirect1] [d e f|indirect2]"
    predicted = "[a b c d e f|indirect1]"
    assert len(detected(*both(gold, predicted))) == 1
    assert ratio(gold, predicted, "detection_f1") == (2, 3)


def test_of_two_ways_to_pair_the_better_is_taken():
    gold = "[a b c d|indirect1] [e f|indirect2]"
    predicted = "[a b c d e|indirect1] f"
    words = word_offsets("a b c d e f")
    gold, (wide,) = units(marked(gold), words), units(marked(predicted), words)
    narrow = wide._replace(content=frozenset({0, 1, 2, 3}))
    pairs = detected(gold, [wide, narrow])
    assert [(pair.gold, pair.predicted) for pair in pairs] == [(0, 1)]


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("[Die Ministerin|source1]", True),
        ("Die [Ministerin|source1]", True),  # one of two words
        ("Die Ministerin", False),
    ],
)
def test_a_source_is_right_from_half_of_the_words_on(source, right):
    predicted = GOLD.replace("[Die Ministerin|source1]", source)
    assert ratio(GOLD, predicted, "source_right") == (right, 1)
    assert ratio(GOLD, predicted, "both_f1") == (2 * right, 2)


def test_that_there_is_no_source_can_be_right_too():
    unsaid = GOLD.replace("[Die Ministerin|source1]", "Die Ministerin")
    assert ratio(unsaid, unsaid, "source_right") == (1, 1)
    assert ratio(unsaid, GOLD, "source_right") == (0, 1)


def test_a_wrong_source_counts_only_where_the_attribution_was_detected():
    nothing = "Die Ministerin [sagte|cue1], der Damm halte dem Wasser [stand|indirect1]."
    assert ratio(GOLD, nothing, "source_right") == (0, 0)


def test_recall_goes_by_the_type_in_gold():
    gold = GOLD + " [„Ja“|direct2], sagte er."
    predicted = GOLD.replace("indirect1", "mixed1") + " „Ja“, sagte er."
    types = ("direct", "indirect")
    assert ratio(gold, predicted, "recall_indirect", types) == (1, 1)
    assert ratio(gold, predicted, "recall_direct", types) == (0, 1)
