"""News articles in which every mention of every actor is marked: articles_de.txt, articles_en.txt.

``[Minister Karl Renz]1:title`` is a mention of actor 1 by title and name.
"""

import re
from pathlib import Path
from typing import NamedTuple

FORMS = (
    "name",
    "surname",
    "title",
    "role",
    "pronoun",
    "description",
    "metonym",
    "label-",
    "label+",
)
MARK = re.compile(rf"\[([^\[\]]+)\](\d+):({'|'.join(map(re.escape, FORMS))})")


class Mention(NamedTuple):
    """Which actor is mentioned, in which form, and where in the plain text."""

    actor: int
    form: str
    start: int
    end: int


class Article(NamedTuple):
    """The name of the section, the text without marks, and its mentions in order."""

    name: str
    text: str
    mentions: list[Mention]


def unmark(marked):
    """The plain text and its mentions.

    >>> unmark("[Karl Renz]1:name said [he]1:pronoun slept.")[1][1]
    Mention(actor=1, form='pronoun', start=15, end=17)
    """
    text, mentions, end = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        mentions.append(Mention(int(mark[2]), mark[3], len(text), len(text) + len(mark[1])))
        text, end = text + mark[1], mark.end()
    return text + marked[end:], mentions


def articles(name):
    """Every article of a file beside this one, for example ``articles_de.txt``."""
    raw = (Path(__file__).parent / name).read_text(encoding="utf-8")
    kept = "\n".join(line for line in raw.splitlines() if not line.startswith("# "))
    sections = [part.split("\n", 1) for part in re.split(r"^## ", kept, flags=re.M)[1:]]
    return [Article(title.strip(), *unmark(body.strip())) for title, body in sections]
