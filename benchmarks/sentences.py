"""Sentence boundaries against treebanks: F1 of whole sentences."""

from __future__ import annotations

import argparse

from benchmarks.corpora import treebank
from framing.language import load_language
from framing.segment import SentenceRules, find_sentences, lines, paragraphs

TREEBANKS = (
    ("UD_German-GSD dev", "UD_German-GSD/*/*-dev.conllu", "de", 90.0),
    ("UD_German-PUD", "UD_German-PUD/*/*.conllu", "de", 98.5),
    ("UD_English-GUM dev", "UD_English-GUM/*/*-dev.conllu", "en", 96.5),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def score(pattern: str, language: str) -> tuple[int, float, float, float]:
    """Number of gold sentences, precision, recall and F1 in per cent."""
    rules = SentenceRules.of(load_language(language).facts["sentences"])
    right = found = wanted = 0
    for gold in treebank(pattern):
        blocks = paragraphs(gold.text, lines(gold.text))
        got = {(a, b) for a, b in find_sentences(gold.text, blocks, rules).tolist()}
        right += len(got & set(gold.spans))
        found += len(got)
        wanted += len(gold.spans)
    precision, recall = 100 * right / found, 100 * right / wanted
    return wanted, precision, recall, 2 * precision * recall / (precision + recall)


def main(args: argparse.Namespace) -> None:
    """Print the table."""
    print(f"{'treebank':22s}{'n':>7s}{'precision':>11s}{'recall':>8s}{'F1':>7s}{'bar':>7s}")
    for name, pattern, language, bar in TREEBANKS:
        n, precision, recall, f1 = score(pattern, language)
        print(f"{name:22s}{n:7d}{precision:11.2f}{recall:8.2f}{f1:7.2f}{bar:7.1f}")
