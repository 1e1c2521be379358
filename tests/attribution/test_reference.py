"""Who a source phrase means. Phrases stand in brackets, with the name they should get."""

from dataclasses import replace

import pytest

from framing import parse
from framing.attribution.reference import resolved, resolved_types, speakers
from framing.document import Attribution, Span
from framing.language import language_codes, load_data
from tests.markup import unmark

EXAMPLES = [
    ("en", "Minister [Ines Tornau|Ines_Tornau] left. [Tornau|Ines_Tornau] said no."),
    ("en", "[Interior Minister Ines Tornau|Ines_Tornau] said no. [She|Ines_Tornau] left."),
    ("en", "Minister Ines Tornau left. [She|Ines_Tornau] said no. [The minister|Ines_Tornau] did."),
    ("en", "Ines Tornau met Jan Weber. [He|Jan_Weber] said no. [She|Ines_Tornau] said yes."),
    (
        "en",
        "[Ines Tornau|Ines_Tornau] said so. It rained. It did. It poured. [She|Ines_Tornau] left",
    ),
    ("en", "[The police|police] said no. [They|police] left. [Police|police] came."),
    ("en", "[The company Velmora Group|Velmora_Group] said no. [The firm|Velmora_Group] said yes."),
    ("en", "[The Velmora Times|Velmora_Times] wrote so. [It|Velmora_Times] said no."),
    ("en", "[Jan Weber|Jan_Weber] left. [Tornau's|Tornau] word. [Mr. Weber|Jan_Weber] said no."),
    ("en", "[A spokesman for the river board|spokesman_for_the_river_board] said no."),
    ("en", "[He|He] said no."),
    ("en", "[Ada Holm and Jan Pell|Ada_Holm_and_Jan_Pell] left. [They|Ada_Holm_and_Jan_Pell] met."),
    ("de", "Ministerin [Ines Tornau|Ines_Tornau] ging. [Tornau|Ines_Tornau] sagte nein."),
    ("de", "[Innenministerin Ines Tornau|Ines_Tornau] sagte ja. [Sie|Ines_Tornau] ging."),
    (
        "de",
        "[Innenministerin Ines Tornau|Ines_Tornau] sagte ja. [Die Ministerin|Ines_Tornau] ging.",
    ),
    ("de", "[Der SPD-Politiker Jan Weber|Jan_Weber] ging. [Der Politiker|Jan_Weber] sagte nein."),
    ("de", "Ines Tornau traf Jan Weber. [Er|Jan_Weber] sagte nein, [sie|Ines_Tornau] sagte ja."),
    ("de", "Nach [Angaben des Kremls|Kreml] ist Ruhe. Laut [Kreml|Kreml] auch."),
    ("de", "[Die „Moscow Times“|Moscow_Times] schrieb. Laut [der „Moscow Times“|Moscow_Times] ja."),
    ("de", "[Das Auswärtige Amt|Auswärtige_Amt] sagte. Laut [Auswärtigem Amt|Auswärtige_Amt] ja."),
    ("de", "Nach [Polizeiangaben|Polizei] ist Ruhe. [Die Polizei|Polizei] ging."),
    ("de", "[Jan Weber|Jan_Weber] ging. [Seiner Meinung|Jan_Weber] nach ist Ruhe."),
    ("de", "[Die Gewerkschaft Verdi|Verdi] sagte nein. [Verdi|Verdi] sagte ja."),
    ("de", "[Sie|Sie] sagte nein."),
]


def article(code, marked):
    """The text, an attribution for each phrase, and the names that are expected."""
    text, marks = unmark(marked.replace("_", "ß"))  # names are one word in marks
    spans = [Span(start, end) for start, end, _ in marks]
    names = [name.replace("ß", " ") for _, _, name in marks]
    return parse(text, code), [Attribution("indirect", span, (), ()) for span in spans], names


@pytest.mark.parametrize(("code", "marked"), EXAMPLES)
def test_one_speaker_has_one_name(code, marked):
    doc, attributions, names = article(code, marked)
    assert list(speakers(doc, attributions)) == names


def test_without_attributions_those_of_the_document_are_taken():
    doc, attributions, names = article(*EXAMPLES[0])
    own = replace(doc, attributions=tuple(attributions))
    assert list(speakers(own)) == names
    assert resolved_types(own) == resolved_types(doc, attributions)


def test_who_is_not_named_has_no_name():
    doc = parse("It was said that it rained.", "en")
    nobody = [Attribution("indirect", None, (Span(7, 11),), (Span(12, 27),))]
    assert speakers(doc, nobody) == (None,)
    assert resolved_types(doc, nobody) == ("unspecified",)
    assert speakers(doc, []) == ()


@pytest.mark.parametrize(
    ("code", "marked", "types"),
    [
        ("en", "[Minister Ines Tornau|a] said no. [She|b] left.", ["government"] * 2),
        ("en", "Minister Ines Tornau left. [She|b] said no.", ["government"]),
        ("en", "[The police|a] said no. [They|b] left.", ["official"] * 2),
        ("de", "[Ministerin Ines Tornau|a] sagte. [Sie|b] ging.", ["government"] * 2),
        ("de", "[Die Zeitung „Velmora heute“|a] schrieb. [Sie|b] log.", ["media"] * 2),
    ],
)
def test_a_pronoun_has_the_type_of_what_it_stands_for(code, marked, types):
    doc, attributions, _ = article(code, marked)
    assert list(resolved_types(doc, attributions)) == types


def test_a_pronoun_in_reported_words_is_the_one_who_reports():
    doc = parse("Jan Weber came. Tornau said he would go. “I am ill”, Weber said.", "en")
    said = Attribution("indirect", Span(16, 22), (Span(23, 27),), (Span(28, 39),))
    thought = Attribution("indirect", Span(28, 30), (), ())
    ill = Attribution("direct", Span(53, 58), (Span(59, 63),), (Span(41, 51),))
    who = Attribution("indirect", Span(42, 43), (), ())
    assert speakers(doc, [said, thought]) == ("Tornau", "Tornau")
    assert speakers(doc, [ill, who]) == ("Jan Weber", "Jan Weber")


def test_the_order_of_attributions_does_not_matter():
    doc, attributions, names = article(*EXAMPLES[3])
    assert list(speakers(doc, attributions[::-1])) == names[::-1]


def test_names_and_types_come_at_one_go():
    doc, attributions, names = article(*EXAMPLES[0])
    found = resolved(doc, attributions)
    assert [one.name for one in found] == names
    assert [one.source_type for one in found] == list(resolved_types(doc, attributions))


def test_every_language_has_the_same_tables_of_reference():
    def shape(table):
        return {k: shape(v) if isinstance(v, dict) else type(v) for k, v in table.items()}

    tables = [shape(load_data(code, "reference")) for code in language_codes()]
    assert all(table == tables[0] for table in tables)
