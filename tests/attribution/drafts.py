"""Drafts written into their text, and a model that knows nothing.

``[Ada Holm|s1] [said|c1] [it rained|w1]`` is draft 1 with its source, cue and content; several
brackets of a kind are its fragments.
"""

import numpy as np

from framing import parse
from framing.attribution.tagger import Tagger
from framing.attribution.tagger.inputs import COLUMNS
from framing.attribution.tagger.linking import BETWEEN, GAPS, RELATIONS, SENTENCES
from framing.attribution.tagger.model import quantized
from framing.attribution.tagger.tags import LAYERS, N_TAGS, allowed, may_begin
from framing.attribution.view import Draft, View
from tests.markup import unmark

UNITS, LINKS = 6, 5


def view_of(language, text):
    """A text as tokens, whatever models there are."""
    return View(parse(text, language, attribution="rules"))


def tokens(view, start, end):
    """The tokens of a stretch of text."""
    return tuple(view.document.tokens[:, 0].searchsorted((start, end)).tolist())


def drafted(language, marked, **facts):
    """A view, and the drafts that are marked in its text."""
    text, marks = unmark(marked)
    view = view_of(language, text)
    parts = {}
    for start, end, label in marks:
        parts.setdefault(label, []).append(tokens(view, start, end))
    numbers = sorted({label[1:] for label in parts})
    drafts = [
        Draft(
            tuple(parts.get(f"c{n}", ())),
            parts.get(f"s{n}", [None])[0],
            tuple(parts.get(f"w{n}", ())),
            **facts,
        )
        for n in numbers
    ]
    return view, drafts


def words(view, part):
    """The text of some tokens."""
    offsets = view.document.tokens
    return view.document.text[offsets[part[0], 0] : offsets[part[1] - 1, 1]]


def shown(view, draft):
    """Source, cue and content of a draft as text, fragments joined by an ellipsis."""
    source = words(view, draft.source) if draft.source else None
    return source, *(" … ".join(words(view, p) for p in ps) for ps in (draft.cue, draft.content))


def random_weights(seed, scale=1.0):
    """Weights of a small network that has learnt nothing."""
    chance = np.random.default_rng(seed)

    def some(*shape):
        return (chance.standard_normal(shape) * scale).astype(np.float32)

    weights = {f"embed.{column.name}": some(column.values, column.width) for column in COLUMNS}
    width = sum(column.width for column in COLUMNS)
    for layer, size in enumerate((width, 2 * UNITS)):
        weights[f"lstm{layer}.in"] = some(2, size, 4 * UNITS) / np.float32(size**0.5)
        weights[f"lstm{layer}.state"] = some(2, UNITS, 4 * UNITS)
        weights[f"lstm{layer}.bias"] = some(2, 4 * UNITS)
    weights["tags.weight"] = some(2 * UNITS, len(LAYERS) * N_TAGS) * 2
    weights["tags.bias"] = some(len(LAYERS) * N_TAGS)
    weights["tags.follow"] = np.where(allowed(), some(len(LAYERS), N_TAGS, N_TAGS), -1e4)
    weights["tags.first"] = np.where(may_begin(), some(len(LAYERS), N_TAGS), -1e4)
    for relation in RELATIONS:
        weights[f"{relation}.content"] = some(4 * UNITS, LINKS)
        weights[f"{relation}.other"] = some(4 * UNITS, LINKS)
        for i, n in enumerate((SENTENCES, BETWEEN, GAPS)):
            weights[f"{relation}.near{i}"] = some(n, LINKS)
        weights[f"{relation}.none"], weights[f"{relation}.score"] = some(LINKS), some(LINKS)
    return {name: array.astype(np.float32) for name, array in weights.items()}


def random_tagger(language, seed=0):
    """A model that finds attributions anywhere."""
    return Tagger(language, quantized(random_weights(seed)), {})
