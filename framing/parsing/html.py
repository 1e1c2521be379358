"""HTML pages: the article by ``trafilatura``, then as any other text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.document import Document
from framing.parsing.decoding import ReadError
from framing.parsing.text import parse

# What trafilatura calls it, and what it is called here.
FACTS = {"title": "title", "date": "date", "sitename": "outlet", "url": "url", "author": "author"}


def parse_html(
    html: str,
    language: str | None = None,
    *,
    id: str = "",  # noqa: A002
    meta: Mapping[str, Any] | None = None,
) -> Document:
    """Read an article from an HTML page.

    Parameters
    ----------
    html : str
        The page.
    language : str, optional
        ``'de'`` or ``'en'``; identified if left out.
    id : str, optional
        Name of the article.
    meta : mapping, optional
        What else is known; it wins over what the page says.

    Returns
    -------
    Document
        Its ``text`` is the text extracted from the page, title first; offsets point into
        that. ``meta`` keeps title, date, outlet, author and url where the page gives them.

    Raises
    ------
    ReadError
        If no article is found in the page.

    Examples
    --------
    >>> page = "<html><head><title>Mayor resigns</title></head><body><article><h1>Mayor resigns"
    >>> page += "</h1><p>The mayor resigned on Monday after a long inquiry into the harbour "
    >>> page += "bridge.</p><p>She said that it was time to go.</p></article></body></html>"
    >>> doc = parse_html(page)
    >>> doc.text.splitlines()[0], doc.meta["title"]
    ('Mayor resigns', 'Mayor resigns')
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        html, include_comments=False, include_tables=False, with_metadata=True
    )
    page = found.as_dict() if hasattr(found, "as_dict") else found or {}
    body = (page.get("text") or "").strip()
    if not body:
        raise ReadError(
            f"no article found in the page of {len(html)} characters; "
            "copy its text and use parse()"
        )
    facts = {ours: str(page[theirs]) for theirs, ours in FACTS.items() if page.get(theirs)}
    title = facts.get("title", "").strip()
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    return parse(text, language, id=id, title=title or None, meta={**facts, **(meta or {})})
