"""Semantic axes: towards which of two poles the words of an article lean.

FrameAxis of Kwak, An, Jing & Ahn (2021, PeerJ Computer Science 7:e644): an axis is the
direction from one word to its opposite in word vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import VOICES, Document, Span, Voice
from framing.extract.axis_words import (
    AxisScale,
    axis_names,
    axis_scale,
    baseline_values,
    known_axes,
)
from framing.extract.base import Extractor
from framing.vectors import WordVectors

MEASURES = ("bias", "intensity")


class Axes(Extractor):
    """Bias and intensity of each voice's words along semantic axes. Exploratory.

    Parameters
    ----------
    axes : None, str, sequence of str or mapping, default=None
        None for the default axes; names of axes that come with the languages; or the user's
        own, ``{"safety": ("sicher", "gefährlich")}``: name to the two poles, each a string or
        sequence of words, the positive pole first.
    vectors : str, Path or WordVectors, default=None
        A folder made by ``framing vectors train``; those of the article's language if None.
    baseline : 'language' or mapping, default='language'
        The B of the intensity: the mean over the text that the vectors were learnt from, or
        the user's own corpus, ``axis_baseline(corpus)``.
    top : int, default=5
        How many word forms of each voice and axis ``find`` shows.

    Notes
    -----
    The equations are those of Kwak et al. (2021), section *Method*. With the mean unit vectors
    p+ and p- of the words of two poles (one word each in the paper), v_f = p+ - p- is the
    axis f (eq. 1) and

        c_f(w)  = cos(v_w, v_f)                              cosine of a word (eq. 2),
        bias_f  = sum_w n_w c_f(w) / sum_w n_w               -1 to 1 (eq. 3),
        intensity_f = sum_w n_w (c_f(w) - B_f)^2 / sum_w n_w    0 to 4 (eq. 4),

    where n_w is how often word w stands in the voice's part of the article and B_f the bias of
    the baseline. Stop words, numbers and words without a vector are not counted. A measure of
    a voice without counted words is nan, never 0. Both values are small: a word has a cosine
    near 0 with most axes.

    A bias is a mean over all words of the voice, whatever they are said about: *the safe bridge*
    and *the bridge is not safe* get the same. It mostly follows what an article is about;
    ``axis_table`` says how much. ``docs/axes_figures.md`` says which axes separate text that
    people labelled.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The bridge is safe and well protected.", "en")
    >>> axes = Axes(["safe_dangerous"], top=2)
    >>> round(axes.row(doc)["axes__author_safe_dangerous_bias"], 1)
    0.2
    >>> [(doc[span], span.label) for span in axes.find(doc)]
    [('safe', 'author_safe_dangerous_bias'), ('protected', 'author_safe_dangerous_bias')]
    """

    family = "axes"
    default = False

    def __init__(
        self,
        axes: Any = None,
        vectors: str | Path | WordVectors | None = None,
        baseline: Any = "language",
        top: int = 5,
    ) -> None:
        self.axes = axes
        self.vectors = vectors
        self.baseline = baseline
        self.top = top

    def names(self) -> list[str]:
        axes = axis_names(self.axes)
        return [f"{voice}_{axis}_{m}" for voice in VOICES for axis in axes for m in MEASURES]

    def units(self) -> Mapping[str, str]:
        units = {}
        for voice in VOICES:
            for axis in axis_names(self.axes):
                plus, minus = pole_names(axis, self.axes)
                units[f"{voice}_{axis}_bias"] = f"-1 ({minus}) to 1 ({plus})"
                units[f"{voice}_{axis}_intensity"] = "squared cosine, 0 to 4"
        return units

    def row(self, document: Document) -> dict[str, float]:
        values = self.measure(document, ())  # the spans are a choice of words, not what is summed
        return {f"{self.family}__{name}": values[name] for name in self.names()}

    def find(self, document: Document) -> list[Span]:
        """The word forms that move each bias most from its baseline, in order.

        For a voice and an axis these are the ``top`` forms with the largest n_w |c(w) - B|,
        wherever they stand, labelled ``voice_axis_bias``. A form that leans to neither pole
        more than the baseline does is no evidence.
        """
        scale = axis_scale(self.axes, document.language, self.vectors)
        away = np.abs(scale.cosines - baseline_values(self.baseline, scale))
        found = []
        for voice, tokens, rows in _voiced(document, scale):
            if not len(rows) or self.top < 1:
                continue
            forms, first, times = np.unique(rows, return_inverse=True, return_counts=True)
            moved = np.ascontiguousarray((away[forms] * times[:, None]).T)
            least = max(len(forms) - self.top, 0)
            best = np.argpartition(moved, min(least, len(forms) - 1), axis=1)[:, least:]
            chosen = np.zeros(moved.shape, bool)
            np.put_along_axis(chosen, best, True, axis=1)
            axis, at = chosen[:, first].nonzero()
            labels = [f"{voice}_{name}_bias" for name in scale.names]
            offsets = document.tokens[tokens[at]].tolist()
            found += [
                Span(start, end, labels[number])
                for (start, end), number in zip(offsets, axis.tolist(), strict=True)
            ]
        return sorted(found)

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        """The measures of a document, from all its words: the spans are not needed."""
        scale = axis_scale(self.axes, document.language, self.vectors)
        centre = baseline_values(self.baseline, scale)
        row = {}
        for voice, _, rows in _voiced(document, scale):
            cosines = scale.cosines[rows].astype(float)
            bias = intensity = np.full(len(scale.names), np.nan)
            if len(rows):
                bias = cosines.mean(axis=0)
                intensity = ((cosines - centre) ** 2).mean(axis=0)
            for axis, b, i in zip(scale.names, bias.tolist(), intensity.tolist(), strict=True):
                row[f"{voice}_{axis}_bias"] = b
                row[f"{voice}_{axis}_intensity"] = i
        return row


def _voiced(
    document: Document, scale: AxisScale
) -> list[tuple[Voice, NDArray[np.int64], NDArray[np.int64]]]:
    """For each voice its counted tokens and their rows in the vectors."""
    rows = scale.rows(document)
    counted = rows != scale.nothing
    source = document.source_tokens
    out = []
    for voice in VOICES:
        tokens = (counted & (source if voice == "source" else ~source)).nonzero()[0]
        out.append((voice, tokens, rows[tokens]))
    return out


def pole_names(axis: str, axes: Any = None) -> tuple[str, str]:
    """What the poles of an axis are called, the positive one first.

    >>> pole_names("good_bad"), pole_names("safety", {"safety": ("sicher", "gefährlich")})
    (('good', 'bad'), ('sicher', 'gefährlich'))
    """
    if not isinstance(axes, Mapping) and axis in known_axes():
        plus, _, minus = axis.partition("_")
        return plus, minus
    pair = axes[axis] if isinstance(axes, Mapping) else ("+", "-")
    if isinstance(pair, Mapping):
        pair = next(iter(pair.values()))
    plus, minus = (pole.split()[0] if isinstance(pole, str) else pole[0] for pole in pair)
    return str(plus), str(minus)
