"""What kind of source a phrase names. The phrase stands in brackets, its type before it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.attribution.roles import SOURCE_TYPES, source_type
from framing.document import Span
from framing.language import codebook, language_codes, load_lexicon
from framing.lexicon import EXCEPTION

ENGLISH = """
government [Interior Minister Ines Tornau] said no.
government [The White House] said no.
government [Taiwan] said no.
government [Beijing] said no.
government “No”, said [a spokesman for the Kremlin].
government [Downing Street sources' boss, the prime minister], said no.
official [The river police] said no.
official [Prosecutors in Velmora] said no.
official [A spokeswoman for the water authority] said no.
official [A spokesman] said no.
official [Several US officials] said no.
party [Senator Ada Holm] said no.
party [Jan Weber (D-Ohio)] said no.
party [The leader of the Green Party] said no.
party [The Holm campaign] said no.
company [The chief executive of Siemens] said no.
company [A spokeswoman for the carmaker] said no.
company [Velmora Inc.] said no.
civil_society [Ada Holm, president of the teachers' union,] said no.
civil_society [The Bishop of Velmora] said no.
civil_society [Ada Holm of Greenpeace] said no.
expert [Researchers at the University of Velmora] said no.
expert [A new study] said no.
media [The Velmora Times] said no.
media [CCTV] said no.
media [A CNN reporter] said no.
statistics [A CNN poll] said no.
statistics [The Census Bureau] said no.
witness [An eyewitness] said no.
witness [A resident of Berlin] said no.
anonymous [A person familiar with the talks] said no.
anonymous [Sources close to the minister] said no.
anonymous [A ministry official, who asked not to be named,] said no.
anonymous [A ministry official], who asked not to be named, said no.
collective [Critics of the government] said no.
collective [Many] said no.
collective [Experts] said no.
official [Some of the officials] said no.
person [Ada Holm] said no.
person [Jordan Pell] said no.
person [A baker from Paris] said no.
person [He] said no.
unspecified [They] said no.
unspecified [The report] said no.
official [A statement by the police] said no.
party [Holm's spokesman] said no. Senator Ada Holm was away.
government Prime Minister Ada Holm resigned. [Holm] said no.
government [Holm] said no. Ada Holm, the former prime minister, was away.
civil_society The head of the river union, Ada Holm, resigned. [Holm] said no.
"""

GERMAN = """
government [Innenministerin Ines Tornau] sagte nein.
government [Der Kreml] sagte nein.
government Nach Angaben [des Kremls] ist es ruhig.
government [Taiwan] sagte nein.
government [Das Auswärtige Amt] sagte nein.
government [Niedersachsens Ministerpräsident Jan Weber (CDU)] sagte nein.
official [Die Polizei] sagte nein.
official [Ein Sprecher der Staatsanwaltschaft] sagte nein.
official Nach [Polizeiangaben] ist es ruhig.
official Nach [Angaben der Behörden] ist es ruhig.
official [Ein Sprecher] sagte nein.
party [Der Fraktionschef der Grünen] sagte nein.
party [Die SPD-Abgeordnete Ada Holm] sagte nein.
party [Der innenpolitische Sprecher der Fraktion, Jan Weber,] sagte nein.
party [Jan Weber (CDU)] sagte nein.
company [Ein Porschesprecher] sagte nein.
company [Der Sprecher des Unternehmens] sagte nein.
company [VW-Chef Jan Weber] sagte nein.
civil_society [Die Vorsitzende der IG Metall] sagte nein.
civil_society [Der Bischof von Velmora] sagte nein.
civil_society [Jan Weber vom Naturschutzbund] sagte nein.
expert [Forscherinnen der Universität Velmora] sagten nein.
expert Laut [einer neuen Studie] ist es ruhig.
media [Die „Moscow Times“] schrieb nein.
media Laut [der chinesischen Nachrichtenagentur Xinhua] ist es ruhig.
statistics [Das Statistische Bundesamt] sagte nein.
statistics Laut [einer Umfrage von Forsa] ist es ruhig.
witness [Anwohner] sagten nein.
witness Nach [Angaben von Augenzeugen] ist es ruhig.
anonymous Das hieß es aus [Regierungskreisen].
anonymous [Ein Beamter, der nicht genannt werden will,] sagte nein.
anonymous [Eine mit der Sache vertraute Person] sagte nein.
collective [Kritiker der Regierung] sagten nein.
collective [Viele] sagten nein.
collective [Experten] sagten nein.
expert [Ein Experte] sagte nein.
person [Ada Holm] sagte nein.
person [Joschka Fischer] sagte nein.
person [Er] sagte nein.
unspecified [Sie] sagte nein.
unspecified Nach [ersten Angaben] ist es ruhig.
party Der SPD-Politiker Jan Weber trat zurück. [Weber] sagte nein.
government Laut [Tornau] ist es ruhig. Ines Tornau, Innenministerin von Velmora, schwieg.
official Der Leiter des Zollamts in Velmora, Jan Weber, trat zurück. [Weber] sagte nein.
person Bäcker Joschka Fischer trat zurück. [Fischer] sagte nein.
"""

EXAMPLES = [
    (code, *line.split(" ", 1))
    for code, lines in (("en", ENGLISH), ("de", GERMAN))
    for line in lines.strip().splitlines()
]


def bracketed(marked):
    """The text without its one pair of brackets, and what stood in them."""
    before, phrase, after = re.fullmatch(r"(.*)\[(.*)\](.*)", marked).groups()
    return before + phrase + after, Span(len(before), len(before) + len(phrase))


@pytest.mark.parametrize(("code", "expected", "marked"), EXAMPLES)
def test_a_source_has_the_type_of_its_head(code, expected, marked):
    text, span = bracketed(marked)
    assert source_type(parse(text, code), span) == expected


@pytest.mark.parametrize("code", language_codes())
def test_every_type_has_an_example(code):
    assert {kind for language, kind, _ in EXAMPLES if language == code} == set(SOURCE_TYPES)


@pytest.mark.parametrize("code", language_codes())
def test_every_category_of_roles_leads_to_a_type(code):
    used = {entry.category for entry in load_lexicon("roles", code).entries} - {EXCEPTION}
    assert used == set(codebook()["roles"])
    assert {kind.removeprefix("post_") for kind in used} - {"account", "place"} <= {*SOURCE_TYPES}


@given(st.data())
def test_any_stretch_of_any_text_has_a_type(data):
    code, _, marked = data.draw(st.sampled_from(EXAMPLES))
    text, _ = bracketed(marked)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert source_type(parse(text, code), span) in SOURCE_TYPES


def test_an_introduction_holds_for_the_whole_article_and_for_no_other_name():
    doc = parse("Minister Ines Tornau left. Jan Weber stayed. Tornau and Weber said no.", "en")
    at = doc.text.index("Tornau and")
    assert source_type(doc, Span(at, at + 6)) == "government"
    assert source_type(doc, Span(at + 11, at + 16)) == "person"
