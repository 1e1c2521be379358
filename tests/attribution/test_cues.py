"""Cues: which words introduce what somebody says, and what the lexicons may hold."""

import pytest

from framing.attribution import cues as module
from framing.attribution.cues import KINDS, TAKES, load_cues
from framing.document import ATTITUDES, COMMITMENTS
from framing.language import language_codes
from framing.lexicon import EXCEPTION
from tests.attribution.drafts import drafted, shown, view_of, words


def matches(language, text):
    view = view_of(language, text)
    return view, list(load_cues(language).matches(view.document))


@pytest.mark.parametrize(
    ("language", "text", "cue", "commitment", "attitude"),
    [
        ("en", "The mayor denied it.", "denied", "neutral", "denial"),
        ("en", "The mayor claimed that it rained.", "claimed", "distancing", "assertion"),
        ("en", "The mayor admitted that it rained.", "admitted", "endorsing", "concession"),
        ("en", "The mayor demanded that it stop.", "demanded", "neutral", "demand"),
        ("de", "Der Rat bestritt es.", "bestritt", "neutral", "denial"),
        ("de", "Der Rat behauptete, es regne.", "behauptete", "distancing", "assertion"),
        ("de", "Der Rat warnte vor Regen.", "warnte", "neutral", "warning"),
        ("de", "Der Rat forderte, dass es aufhört.", "forderte", "neutral", "demand"),
    ],
)
def test_a_cue_has_a_stance_and_an_act(language, text, cue, commitment, attitude):
    view, found = matches(language, text)
    (one,) = [match for match in found if match.cue.kind == "verb"]
    assert words(view, (one.first, one.last)).startswith(cue)
    assert (one.cue.commitment, one.cue.attitude) == (commitment, attitude)


@pytest.mark.parametrize(
    "marked",
    [
        "Der Verband [warf|c1] dem Minister Betrug [vor|c1].",
        "Die Behörde [teilte|c1] am Abend [mit|c1], dass es regne.",
        "Der Rat [räumte|c1] Fehler [ein|c1].",
        "Er [vertrat|c1] gestern [die Ansicht|c1], dass es regne.",
        "Der Verband, der ihm Betrug [vorwarf|c1], schwieg.",
        "Er hat ihm Betrug [vorgeworfen|c1].",
    ],
)
def test_a_german_cue_has_its_later_half_where_it_stands_apart(marked):
    view, (draft,) = drafted("de", marked)
    found = load_cues("de").matches(view.document)
    parts = [((m.first, m.last), *((m.tail,) if m.tail else ())) for m in found]
    assert draft.cue in parts


def test_a_verb_whose_later_half_is_missing_is_no_cue():
    _, found = matches("de", "Der Junge warf den Ball über den Zaun.")
    assert found == []


def test_cues_come_in_order_and_do_not_overlap():
    view, found = matches("en", "Holm said he denied it and, according to Weber, warned us.")
    assert [words(view, m[:2]) for m in found] == ["said", "denied", "according to", "warned"]


@pytest.mark.parametrize("language", language_codes())
def test_every_line_of_a_lexicon_is_within_the_codebook(language):
    lexicon = load_cues(language).cues
    assert {cue.kind for cue in lexicon.values()} <= {*KINDS, EXCEPTION}
    real = [cue for cue in lexicon.values() if cue.kind != EXCEPTION]
    assert {cue.commitment for cue in real} == set(COMMITMENTS)
    assert {cue.attitude for cue in real} == set(ATTITUDES)
    assert set().union(*(cue.takes for cue in real)) == set(TAKES)


@pytest.mark.parametrize("language", language_codes())
def test_every_kind_of_cue_is_there(language):
    needed = set(KINDS) - ({"postposition"} if language == "en" else {"adjective"})
    assert {cue.kind for cue in load_cues(language).cues.values()} >= needed


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("say\tverbs\tneutral\tassertion", "no kind 'verbs'; did you mean 'verb'"),
        ("say\tverb\tneutrl\tassertion", "no commitment 'neutrl'; did you mean 'neutral'"),
        ("say\tverb\tneutral\tasertion", "no attitude 'asertion'; did you mean 'assertion'"),
        ("say\tverb\tneutral\tassertion\tclaus", "no content 'claus'; did you mean 'clause'"),
        ("say\tverb\tneutral\tassertion\tclause\tv\tupper", "no case 'upper'; there is: lower"),
        ("say", "a term, its kind"),
        ("\tverb\tneutral\tassertion", "a term, its kind"),
        ("say\tverb\tneutral\tassertion" + "\t" * 5, "a term, its kind"),
        ("state\tverb\tneutral\tassertion", "'state' stands in line 2 already"),
    ],
)
def test_a_malformed_line_is_named_with_what_there_is(line, message, tmp_path, monkeypatch):
    (tmp_path / "en").mkdir()
    good = "# licence: CC0-1.0\nstate\tverb\tneutral\tassertion\tclause\tv\n"
    (tmp_path / "en" / "cues.tsv").write_text(good + line + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "PACKS", tmp_path)
    with pytest.raises(ValueError, match=f"cues.tsv, line 3: .*{message}"):
        load_cues.__wrapped__("en")


def test_marked_examples_are_read_as_drafts():
    view, (one,) = drafted("en", "[Holm|s1] [said|c1] [it rained|w1] and [it stopped|w1].")
    assert shown(view, one) == ("Holm", "said", "it rained … it stopped")
