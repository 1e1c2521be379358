"""PolNeAR: attributions in US news, in the stand-off format of the annotation tool brat.

``T3<tab>Content 115 290;300 310<tab>words`` marks a stretch of text in pieces;
``E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`` puts stretches together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from framing.annotations.base import Annotated
from framing.document import Attribution, Span

NAME = re.compile(r"(?P<outlet>[^_]+)_(?P<date>\d{4}-\d\d-\d\d)_.+")
STRETCH = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
EVENT = re.compile(r"E\d+\t(.+)")
NUMBER = re.compile(r"\d+$")
ROLES = ("Source", "Cue", "Content")


class Event(NamedTuple):
    """One line that puts stretches together: its name, and the stretches of each role."""

    name: str
    roles: Mapping[str, tuple[Span, ...]]


def annotator(path: str) -> tuple[str, str]:
    """The name of an article and of who annotated it, from the path of the annotations.

    >>> annotator("data/dev/attributions/nyt_2016-09-08_obama-on-climate_5fec.ann")
    ('nyt_2016-09-08_obama-on-climate', '5fec')
    """
    article, _, who = PurePosixPath(path).stem.rpartition("_")
    return article, who


def events(lines: str) -> Iterator[Event]:
    """What the lines of an annotation file put together; stretches of other kinds are passed by.

    Examples
    --------
    >>> lines = "T1\\tSource 0 3\\tShe\\nT2\\tCue 4 8\\tsaid\\nE1\\tAttribution:T9 Source:T1 Cue:T2"
    >>> [(event.name, event.roles["Cue"]) for event in events(lines)]
    [('E1', (Span(start=4, end=8, label=''),))]
    """
    stretches: dict[str, tuple[str, tuple[Span, ...]]] = {}
    for line in lines.splitlines():
        if match := STRETCH.match(line):
            pairs = (piece.split() for piece in match[3].split(";"))
            spans = tuple(sorted(Span(int(start), int(end)) for start, end in pairs))
            stretches[match[1]] = (match[2], spans)
    for line in lines.splitlines():
        if match := EVENT.match(line):
            roles: dict[str, tuple[Span, ...]] = dict.fromkeys(ROLES, ())
            for argument in match[1].split():
                name, _, reference = argument.partition(":")
                role = NUMBER.sub("", name)
                kind, spans = stretches.get(reference, ("", ()))
                if role == kind and role in roles:
                    roles[role] = tuple(sorted({*roles[role], *spans}))
            yield Event(line.partition("\t")[0], roles)


def polnear(files: Mapping[str, Path]) -> Iterator[Annotated]:
    """The articles of PolNeAR, one for each annotator of each.

    Parameters
    ----------
    files : mapping of str to Path
        From paths in the repository to local files: the texts and the annotations.

    Yields
    ------
    Annotated
        Its id is the article's name where one annotator's file is given, else
        ``article/annotator``. The type follows from the quotation marks.
    """
    texts = {PurePosixPath(path).stem: path for path in files if path.endswith(".txt")}
    marked = [path for path in files if path.endswith(".ann")]
    several = len({annotator(path)[0] for path in marked}) < len(marked)
    for path in marked:
        article, who = annotator(path)
        with files[texts[article]].open(encoding="utf-8", newline="") as file:
            text = file.read()  # with its \r\n, which the offsets count as two
        name = f"{article}/{who}" if several else article
        yield _article(name, article, who, text, files[path].read_text(encoding="utf-8"))


def _article(name: str, article: str, who: str, text: str, lines: str) -> Annotated:
    known = match.groupdict() if (match := NAME.match(article)) else {}
    found, left_out = [], []
    for event in events(lines):
        content, source = event.roles["Content"], event.roles["Source"]
        if not content or content[-1].end > len(text):
            reason = "lies outside the text" if content else "has no content"
            left_out.append(f"{event.name} {reason}")
            continue
        whole = Span(source[0].start, source[-1].end) if source else None
        found.append(Attribution("", whole, event.roles["Cue"], content))
    found.sort(key=lambda one: one.content[0])
    meta = {"article": article, "annotator": who, **known}
    return Annotated(name, text, "en", tuple(found), meta, tuple(left_out))
