"""A page to look at: the article with its loaded words and voices, and the numbers they give."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from framing.document import Document
from framing.language import codebook
from framing.report import coders, figures
from framing.report.pieces import cut
from framing.report.record import record
from framing.report.speech import TIERS, statements, voices
from framing.report.storylines import story

if TYPE_CHECKING:
    from jinja2 import Environment

    from framing.document import Corpus

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 20  # articles a notebook shows of a corpus
UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")  # no HTML page can hold these


def render_page(articles: Document | Corpus, title: str | None = None, raters: Any = None) -> str:
    """One self-contained page: articles with what was found in them.

    The page holds no script, and loads nothing from elsewhere.

    Parameters
    ----------
    articles : Document or Corpus
        What to show; a corpus gets an index at the top.
    title : str, optional
        Title of the page; that of the article if left out.
    raters : sequence of str or Rater, optional
        What rates the articles: all at hand for the language of each if left out, ``()`` for none.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> import framing
    >>> page = render_page(framing.parse("The regime denied it on Monday, she said."))
    >>> page.startswith("<!DOCTYPE html>"), "regime</span></mark>" in page
    (True, True)
    """
    return _rendered("page.html", articles, raters, title=title)


def write_report(
    articles: Document | Corpus, path: str | os.PathLike[str], raters: Any = None
) -> Path:
    """Write the page of ``render_page`` to a file.

    Parameters
    ----------
    articles : Document or Corpus
        What to show.
    path : path
        Where to; a file that is there is replaced, in one step.
    raters : sequence of str or Rater, optional
        What rates the articles: all at hand for the language of each if left out, ``()`` for none.

    Returns
    -------
    Path
        The file.

    Examples
    --------
    >>> import framing, tempfile
    >>> doc = framing.parse("The regime denied it on Monday, she said.")
    >>> write_report(doc, tempfile.mkdtemp() + "/regime.html").name
    'regime.html'
    """
    target = Path(path)
    page = render_page(articles, raters=raters).encode("utf-8")
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(page)
            file.close()
            temporary.chmod(0o644)
            os.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return target


def display(articles: Document | Corpus, raters: Any = None) -> str:
    """A fragment of HTML for notebooks, with its own look.

    Parameters
    ----------
    articles : Document or Corpus
        What to show; of a corpus a table and the articles to open, at most 20.
    raters : sequence of str or Rater, optional
        What rates the articles: all at hand for the language of each if left out, ``()`` for none.

    Returns
    -------
    str
        HTML without ``<html>`` and ``<head>``.

    Examples
    --------
    >>> import framing
    >>> display(framing.parse("The regime denied it on Monday, she said."))[:7]
    '<style>'
    """
    return _rendered("display.html", articles, raters, most=SHOWN)


def _rendered(
    template: str,
    articles: Document | Corpus,
    raters: Any,
    title: str | None = None,
    most: int | None = None,
) -> str:
    several = not isinstance(articles, Document)
    documents = [articles] if isinstance(articles, Document) else list(articles)
    shown = documents[:most]
    views = [_view(document, number, raters) for number, document in enumerate(shown, 1)]
    default = f"{len(documents)} articles" if several else views[0]["heading"]
    return (
        _environment()
        .get_template(template)
        .render(
            title=title or default,
            named=bool(title),
            several=several,
            articles=views,
            more=len(documents) - len(shown),
            troubles=getattr(articles, "troubles", ()),
            groups=[group for group in (*figures.GROUPS, figures.OTHER) if _is_used(group, views)],
            codebook=codebook()["loaded"],
            few=figures.FEW,
            ratings=coders.tables([view["found"] for view in views]),
            blind=coders.BLIND,
            provenance=figures.provenance({document.language for document in documents}),
        )
    )


def _is_used(group: figures.Group, views: Iterable[dict[str, Any]]) -> bool:
    """The group for categories without one is listed only where it occurs."""
    return bool(group.categories) or any(
        row["group"] == group for view in views for row in view["categories"]
    )


def _view(document: Document, number: int, raters: Any) -> dict[str, Any]:
    """All that a template shows of one article."""
    found = record(document, raters)
    quotations, names = figures.quotation_counts(found)
    return {
        "number": number,
        "found": found,
        "heading": figures.heading(found),
        "meta": figures.known_meta(found),
        "blocks": cut(document, found),
        "warnings": figures.warning_groups(document, found),
        "words": sum(found["words"].values()),
        "totals": figures.totals(found),
        "share": figures.percent(found["measures"]["style__source_share"]),
        "quotations": quotations,
        "names": names,
        "categories": figures.category_rows(found),
        "statements": statements(found),
        "voices": voices(found),
        "tier": TIERS.get(document.tier, ""),
        "story": story(found),
        "raters": coders.panels(found),
        "measures": figures.measure_groups(found),
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_showable,
    )
    environment.filters["exact"] = _exact
    environment.filters["readable"] = figures.readable
    environment.globals["group_of"] = figures.group_of
    return environment


def _showable(value: Any) -> Any:
    """What is printed, with U+FFFD for characters that no page can hold."""
    from markupsafe import Markup

    if not isinstance(value, str) or not UNSHOWABLE.search(value):
        return value
    replaced = UNSHOWABLE.sub("\ufffd", str(value))
    return Markup(replaced) if isinstance(value, Markup) else replaced


def _exact(text: str) -> str:
    """Text escaped so that a browser reads back each character, carriage returns too."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))
