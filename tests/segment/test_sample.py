"""The sample corpus, read as its annotations say.

The annotations were made by hand, without the program. ``KEPT`` names the few lines of page
furniture that look like article text: they are known to stay.
"""

import json
from pathlib import Path

import pytest

from framing.cards import CARDS, load_dataset

ANNOTATIONS = json.loads((Path(CARDS) / "sample" / "annotations.json").read_text("utf-8"))
CORPUS = load_dataset("sample", "all")
KEPT = {
    "camp-depesche": ["Was erlaubt das Landeswaldgesetz?"],
    "camp-umschau": ["Großeinsatz im Wald", "Treppenlifte aus der Region – jetzt beraten lassen"],
    "shelter-umschau": ["Richtig", "Falsch"],
    "rentcap-lantern": ["Housing", "Theo Amblethwick"],
    "bridge-dispatch": ["Who were the 14 victims?"],
    "bridge-lantern": ["Infrastructure", "Ruth Ellisberg in Wennick Falls"],
    "bridge-ledger": ["Why homeowners are switching to steel roofs"],
}


@pytest.fixture(params=sorted(ANNOTATIONS))
def article(request):
    return CORPUS[request.param], ANNOTATIONS[request.param]


def words_of(document, offsets):
    return [document[pair] for pair in offsets]


def test_the_title_is_found(article):
    document, truth = article
    assert document[document.title] == truth["title"]


def test_no_line_of_the_body_is_removed(article):
    document, truth = article
    assert {document[span] for span in document.removed}.isdisjoint(truth["body"])


def test_the_page_around_the_article_is_removed(article):
    document, truth = article
    gone = {document[span] for span in document.removed}
    assert set(truth["boilerplate"]) - gone <= set(KEPT.get(document.id, []))


def test_only_the_page_around_the_article_is_removed(article):
    document, truth = article
    assert {document[span] for span in document.removed} <= set(truth["boilerplate"])


def test_sentences_are_those_annotated(article):
    document, truth = article
    kept = [truth["title"], *KEPT.get(document.id, [])]
    found = [x for x in words_of(document, document.sentences) if x not in kept]
    assert found == truth["sentences"]


def test_quotations_are_those_annotated(article):
    document, truth = article
    found = words_of(document, document.quotes)
    assert found == truth["title_quotes"] + truth["quotes"]
