"""Our attributions as groups of the German corpus: its tokens, its edges, its frames.

The conventions were read off the articles of ``train``. They cost nothing where our attributions
are right: tests/evaluation/test_groups.py holds marked articles to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.annotations import Group, Official
from framing.document import Attribution, Document
from framing.evaluation.units import Numbers, fragments, numbers

TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "reported": "Reported",
    "free_indirect": "IndirectFreeIndirect",
}
MEDIUM = "Speech"  # attributions have none; this is the commonest in the corpus
WHOLE_SENTENCES = ("Reported", "IndirectFreeIndirect")
MARKS = frozenset("„“”\"»«›‹‚‘’'")
STOPS = frozenset(".!?…")
JOINTS = frozenset(",:")
EDGES = STOPS | JOINTS | {";"}


def groups_of(document: Document, official: Official) -> list[Group]:
    """The attributions of a document as the corpus's scorer wants them.

    Parameters
    ----------
    document : Document
        With the attributions that were found.
    official : Official
        The same article in the corpus's own tokens.

    Returns
    -------
    list of Group
        One for each attribution that has a token of content. Addressees are never given.
    """
    offsets = np.array(official.tokens, np.int32).reshape(-1, 2)
    tokens = [document.text[a:b] for a, b in official.tokens]

    def group(one: Attribution) -> Group:
        content = numbers(offsets, one.content)
        kind = TYPES.get(one.type) or kind_of_mixed(tokens, content)
        content = edged(tokens, content, kind)
        cue = numbers(offsets, one.cue)
        speaker = numbers(offsets, [one.source] if one.source else [])
        frame = frame_of(tokens, official.sentences, speaker, cue, content)
        return Group(kind, MEDIUM, content, cue=cue, frame=frame, speaker=speaker)

    return [one for one in map(group, document.attributions) if one.quote]


def kind_of_mixed(tokens: Sequence[str], content: Numbers) -> str:
    """Direct where most of the content stands between quotation marks, else Indirect.

    Examples
    --------
    >>> kind_of_mixed("der Plan sei „ ein Witz “".split(), frozenset(range(7)))
    'Indirect'
    """
    quoted, inside = 0, False
    for number in sorted(content):
        mark = tokens[number] in MARKS
        inside = inside != mark
        quoted += inside and not mark
    return "Direct" if 2 * quoted > len(content) else "Indirect"


def edged(tokens: Sequence[str], content: Numbers, kind: str) -> Numbers:
    """The content with the punctuation at its edges that the corpus would give it.

    Quotation marks belong to direct speech, the full stop to whole sentences, and indirect
    speech ends with a word or a quotation mark.

    Examples
    --------
    >>> words = "Sie sagt , es regne .".split()
    >>> [sorted(edged(words, frozenset({3, 4, 5}), kind)) for kind in ("Indirect", "Reported")]
    [[3, 4], [3, 4, 5]]
    """
    padded = ["", *tokens, ""]
    out: set[int] = set()
    for first, last in fragments(content):
        low, high = first, last
        if kind == "Direct":
            low -= padded[low] in MARKS and padded[low + 1] not in MARKS
            high += padded[high + 2] in MARKS and padded[high + 1] not in MARKS
        elif kind in WHOLE_SENTENCES:
            high += padded[high + 2] in STOPS
        else:
            while low < high and tokens[low] in EDGES:
                low += 1
            while low < high and tokens[high] in EDGES:
                high -= 1
        out.update(range(low, high + 1))
    return frozenset(out)


def frame_of(
    tokens: Sequence[str],
    sentences: Sequence[tuple[int, int]],
    speaker: Numbers,
    cue: Numbers,
    content: Numbers,
) -> Numbers:
    """The clause that introduces a content, as the annotators of the corpus marked it.

    Parameters
    ----------
    tokens : sequence of str
        Those of the article.
    sentences : sequence of (int, int)
        First token of each sentence, and the token behind its last.
    speaker, cue, content : frozenset of int
        The tokens of each.

    Returns
    -------
    frozenset of int
        None without a cue. Before a content: from the beginning of the sentence to the comma or
        colon, or just source and cue where the content follows at once (*laut Polizei*).
        Behind one: from the comma to the end of the sentence. In another sentence: all of the
        sentence of the cue.

    Examples
    --------
    >>> words = "Am Montag sagte sie , es werde spät .".split()
    >>> said = frozenset({3}), frozenset({2}), frozenset({5, 6, 7})
    >>> sorted(frame_of(words, [(0, 9)], *said))
    [0, 1, 2, 3, 4]
    """
    if not cue:
        return frozenset()
    first, end = next((a, b) for a, b in sentences if a <= min(cue) < b)
    core = [number for number in speaker | cue if first <= number < end]
    low, high = min(core), max(core)
    before = max((n for n in content if first <= n < low), default=None)
    behind = min((n for n in content if high < n < end), default=None)
    if behind is None:
        low = first if before is None else before + 1
        while end > high + 1 and tokens[end - 1] in STOPS:
            end -= 1
        return frozenset(range(low, end)) - content
    joint = next((n for n in range(high + 1, behind) if tokens[n] in JOINTS), behind - 1)
    if before is not None:
        low = before + 1 if tokens[before + 1] == "," else low
    elif behind > high + 1 or tokens[behind] in MARKS:
        low = first
    return frozenset(range(low, joint + 1)) - content
