"""How well attributions are found: compared with what people marked."""

from framing.evaluation.command import (
    evaluate_attribution,
    gold_corpus,
    human_ceiling,
    marked_as_in,
    predict,
)
from framing.evaluation.report import print_scores
from framing.evaluation.scores import Scores, evaluate

__all__ = [
    "Scores",
    "evaluate",
    "evaluate_attribution",
    "gold_corpus",
    "human_ceiling",
    "marked_as_in",
    "predict",
    "print_scores",
]
