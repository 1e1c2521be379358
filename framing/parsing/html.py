"""HTML pages: the article by ``trafilatura``, then as any other text."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from framing.document import Document
from framing.parsing.decoding import ReadError
from framing.parsing.rows import with_title
from framing.parsing.text import parse

# What trafilatura calls it, and what it is called here.
FACTS = {"title": "title", "date": "date", "sitename": "outlet", "url": "url", "author": "author"}
# A date that the page states, when it was first published: none is guessed from its text.
DATES = {"original_date": True, "extensive_search": False}
FEWEST_WORDS = 8  # with fewer it is a menu, not an article


def parse_html(
    html: str,
    language: str | None = None,
    *,
    id: str = "",  # noqa: A002
    meta: Mapping[str, Any] | None = None,
    attribution: str = "auto",
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
    attribution : {'auto', 'rules', 'model'}
        What finds indirect speech, as for ``parse``.

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
    if not isinstance(html, str):
        raise TypeError(f"a page is a string, not {type(html).__name__}; to read a file: read()")
    page = _extracted(html)
    body = (page.get("text") or "").strip()
    if len(body.split()) < FEWEST_WORDS:
        raise ReadError(
            f"no article found in the page of {len(html):,} characters, only {body[:40]!r}; "
            "copy its text and use parse()"
        )
    facts = {ours: str(page[theirs]).strip() for theirs, ours in FACTS.items() if page.get(theirs)}
    text, title = with_title(body, facts.get("title"))
    return parse(
        text,
        language,
        id=id,
        title=title,
        meta={**facts, **(meta or {})},
        attribution=attribution,
    )


def _extracted(html: str) -> Mapping[str, Any]:
    """What trafilatura finds in a page; nothing in one that has no article."""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # the error says it
    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=DATES,
    )
    if found is None:
        return {}
    facts: Mapping[str, Any] = found if isinstance(found, dict) else found.as_dict()
    return facts
