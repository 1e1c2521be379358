"""The card of a trained model: what it is, what it learnt from, how well it does, its licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.evaluation import Scores
from framing.language import load_language

TITLES = {
    "detection_f1": "attributions found (half of the words of the content in common), F1",
    "content_f1": "content, same first and last word, F1",
    "source_f1": "source, same first and last word, F1",
    "cue_f1": "cue, same first and last word, F1",
    "source_right": "source right among those found, %",
    "both_f1": "found and source right, F1",
    "share_mae": "share of words attributed, mean absolute error",
    "entropy_r": "source entropy, correlation",
}


def card_text(language: str, facts: Mapping[str, Any], scores: Scores) -> str:
    """The card in Markdown.

    Parameters
    ----------
    language : str
        Code of the model's language.
    facts : mapping
        What ``model.json`` says: ``corpus`` with title, licence, citation, route and
        ``weights_licence``; ``articles``; ``settings``; ``plain``; perhaps ``notes``.
    scores : Scores
        On the development split.
    """
    corpus, articles = facts["corpus"], facts["articles"]
    lines = [
        f"# Attribution in {load_language(language).name} news",
        "",
        "A sequence model that finds indirect speech: cues, sources, contents and how they belong",
        "together. It reads hashed word forms, their beginnings and endings, and what the rules of",
        "`framing` find; it holds no list of words. Embeddings, two bidirectional LSTM layers,",
        "conditional random fields, pairwise scores for the links; it runs in numpy.",
        "",
        f"**Licence of these weights**: {corpus['weights_licence']}",
        "",
        "## Learnt from",
        f"- {corpus['title']} ({corpus['route']}), licence: {corpus['licence']}.",
        f"  {corpus['citation']}",
        f"- {articles['train']} articles to learn from; {articles['development']} decided which "
        "epoch was kept and, in their sum, about settings.",
        f"- Word vectors: {articles['plain']} further articles without annotations "
        f"({facts.get('plain') or 'none'}), of which nothing but the vectors is kept.",
        "",
        "## On the development split, with the rules it is used with",
        "The split chose the epoch, so the figures are a little too good. 95 % intervals over",
        "articles. `framing evaluate attribution` gives them anew.",
        "",
        "| measure | value | interval |",
        "|---|---|---|",
        *_rows(scores),
        "",
        *_notes(facts.get("notes", ())),
        "## Settings",
        *(f"- {name}: {value}" for name, value in facts["settings"].items()),
        "",
    ]
    return "\n".join(lines)


def _notes(notes: Sequence[str]) -> list[str]:
    return ["## Notes", *(f"- {note}" for note in notes), ""] if notes else []


def _rows(scores: Scores) -> Sequence[str]:
    rows = []
    for name, title in TITLES.items():
        value, low, high = (side.get(name) for side in (scores.values, scores.low, scores.high))
        if value is not None and low is not None and high is not None:
            digits = 3 if value < 1 else 1
            rows.append(f"| {title} | {value:.{digits}f} | {low:.{digits}f}-{high:.{digits}f} |")
    return rows


def write_card(folder: Path, language: str, facts: Mapping[str, Any], scores: Scores) -> None:
    """Write the card into the model's folder."""
    (folder / "README.md").write_text(card_text(language, facts, scores), encoding="utf-8")
