"""From a text to its parts: boilerplate, title, tokens, sentences, quotations."""

from framing.segment.boilerplate import FurniturePatterns, find_furniture
from framing.segment.characters import Characters
from framing.segment.lines import lines, paragraphs
from framing.segment.quotations import Quotations, find_quotations
from framing.segment.sentences import SentenceRules, find_sentences
from framing.segment.tokens import tokenize

__all__ = [
    "Characters",
    "FurniturePatterns",
    "Quotations",
    "SentenceRules",
    "find_furniture",
    "find_quotations",
    "find_sentences",
    "lines",
    "paragraphs",
    "tokenize",
]
