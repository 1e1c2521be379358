"""SemEval-2019 task 4: articles in one XML file, what raters found in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from framing.cards.formats.base import numbered, only
from framing.parsing.tables import Table

COLUMNS = ("id", "title", "text", "published-at", "hyperpartisan", "url", "host")


def hyperpartisan(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row an article; ``text`` has a blank line between paragraphs, ``host`` no ``www.``."""
    del settings
    articles, truth = (
        only({Path(path).name: local for path, local in files.items() if start in path}, "")
        for start in ("articles-", "ground-truth-")
    )
    rated = {one.get("id"): one for one in ElementTree.parse(truth).getroot()}
    return numbered(COLUMNS, _articles(articles, rated))


def _articles(path: Path, rated: Mapping[str | None, Element]) -> Iterator[Mapping[str, Any]]:
    for article in ElementTree.parse(path).getroot():
        rating = rated[article.get("id")]
        url = rating.get("url", "")
        yield {
            **{name: article.get(name) for name in ("id", "title", "published-at")},
            "text": _text(article),
            "hyperpartisan": rating.get("hyperpartisan"),
            "url": url,
            "host": (urlsplit(url).hostname or "").removeprefix("www."),
        }


def _text(article: Element) -> str:
    """The paragraphs, and what stands between them, with a blank line after each."""
    pieces = [article.text or ""]
    for part in article:
        content = "".join(part.itertext())
        if part.tag == "p":
            pieces += [content, part.tail or ""]
        else:  # a link outside of any paragraph goes on with the line it stands in
            pieces[-1] += content + (part.tail or "")
    return "\n\n".join(line for piece in pieces if (line := " ".join(piece.split())))
