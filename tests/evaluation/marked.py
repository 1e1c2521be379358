"""Articles with their attributions marked in the text.

``[Sie|source1] [sagt|cue1], [es regne|indirect1].`` is one attribution of the type indirect; the
number says what belongs together, and the label of the content gives the type.
"""

import re
from collections import defaultdict

from framing.annotations import Annotated, document_of
from framing.document import TYPES, Attribution, Span
from tests.markup import unmark

LABEL = re.compile(r"([a-z_]+)(\d+)")


def marked(line, language="de", name="a1", **meta):
    """The document of a marked text."""
    text, marks = unmark(line)
    parts = defaultdict(lambda: defaultdict(list))
    for start, end, label in marks:
        role, number = LABEL.fullmatch(label).groups()
        parts[number][role].append(Span(start, end))
    found = [_attribution(parts[number]) for number in sorted(parts)]
    return document_of(Annotated(name, text, language, tuple(found), meta))


def _attribution(roles):
    (kind,) = set(roles) & set(TYPES)
    source = roles["source"][0] if roles["source"] else None
    return Attribution(kind, source, tuple(roles["cue"]), tuple(roles[kind]))
