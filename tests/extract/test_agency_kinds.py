"""Who acts and who is acted upon: one sentence a line, its predicate with kind, agent, patient."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.extract.agency import KINDS, Agency, clauses

# sentence | main word | kind | agent | patient | harm ("-" stands for none)
LINES = {
    "en": """
Police cleared the camp on Monday. | cleared | active | Police | the camp | force
The camp was cleared by police on Monday. | cleared | passive_agent | police | The camp | force
The camp had been cleared before dawn. | cleared | passive_no_agent | - | The camp | force
Two men were killed in the night. | killed | passive_no_agent | - | Two men | kill
The bridge is still closed. | closed | stative | - | The bridge | -
Rocks flew over the fence. | flew | unaccusative | - | Rocks | -
Clashes erupted near the station. | erupted | unaccusative | - | Clashes | unrest
The killing of two men shocked the town. | killing | nominalisation | - | two men | kill
Soldiers shot the driver. | shot | active | Soldiers | the driver | -
He got fired last week. | fired | passive_no_agent | - | He | -
The woman who was attacked left the hospital. | attacked | passive_no_agent | - | - | attack
""",
    "de": """
Die Polizei räumte das Lager am Montag. | räumte | active | Die Polizei | das Lager | force
Das Lager wurde von der Polizei geräumt. | geräumt | passive_agent | der Polizei | Das Lager | force
Das Lager wurde am Morgen geräumt. | geräumt | passive_no_agent | - | Das Lager | force
Zwei Männer wurden in der Nacht getötet. | getötet | passive_no_agent | - | Zwei Männer | kill
Die Straße ist gesperrt. | gesperrt | stative | - | Die Straße | -
Am Abend flogen Steine. | flogen | unaccusative | - | Steine | -
Drei Menschen starben. | starben | unaccusative | - | Drei Menschen | kill
Die Lage verschärfte sich am Abend. | verschärfte | reflexive | - | Die Lage | unrest
Die Tötung des Fahrers empörte viele. | Tötung | nominalisation | - | des Fahrers | kill
""",
}
NO_PASSIVE = {
    "en": ("She has closed the shop.", "The team was tired.", "They were leaving the town."),
    "de": (
        "Der Zug ist gekommen.",
        "Die Ministerin wird morgen kommen.",
        "Der Autor ist bekannt.",
        "Das ist zu erwarten.",
        "Sie wurde Ministerin.",
    ),
}
EXAMPLES = [
    (language, *(cell.strip() for cell in line.split("|")))
    for language, lines in LINES.items()
    for line in lines.strip().splitlines()
]


def texts(document, one):
    agent = document[one.agent] if one.agent else "-"
    return one.kind, agent, document[one.patient] if one.patient else "-", one.harm or "-"


@pytest.mark.parametrize(
    ("language", "text", "main", "kind", "agent", "patient", "harm"),
    EXAMPLES,
    ids=[example[1] for example in EXAMPLES],
)
def test_a_predicate_has_its_kind_and_those_who_take_part(
    language, text, main, kind, agent, patient, harm
):
    document = parse(text, language, attribution="rules")
    found = {document[one.main]: texts(document, one) for one in clauses(document)}
    assert main in found
    wanted = (kind, agent, patient, harm)
    for value, want in zip(found[main], wanted, strict=True):
        if want != "-":
            assert value == want
    assert found[main][0] == kind
    if kind in ("passive_no_agent", "stative", "unaccusative", "reflexive"):
        assert found[main][1] == "-"


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, lines in NO_PASSIVE.items() for text in lines]
)
def test_what_only_looks_like_a_passive_is_none(language, text):
    kinds = {one.kind for one in clauses(parse(text, language, attribution="rules"))}
    assert kinds.isdisjoint({"passive_agent", "passive_no_agent"})


def test_a_german_predicate_can_stand_apart():
    document = parse("Das Lager wurde am Morgen geräumt.", "de", attribution="rules")
    (one,) = clauses(document)
    assert [document[span] for span in one.spans] == ["wurde", "geräumt"]


def test_shares_by_hand():
    text = "Police cleared the camp. Two men were hurt. One was treated by a doctor."
    row = Agency().row(parse(text, "en", attribution="rules"))
    assert row["agency__author_passive_share"] == pytest.approx(2 / 3)
    assert row["agency__author_agentless_share"] == pytest.approx(1 / 2)


@given(
    st.text(alphabet="wurde von geräumt.was by —„“é\n🙂", max_size=150),
    st.sampled_from(["de", "en"]),
)
def test_predicates_lie_in_any_text(text, language):
    document = parse(text, language, attribution="rules")
    for one in clauses(document):
        assert one.kind in KINDS
        for span in (*one.spans, one.main, one.agent, one.patient):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_long_text_without_a_full_stop_is_read(language):
    document = parse("und wurde von geräumt was cleared by " * 800, language, attribution="rules")
    assert clauses(document) == clauses(document)
