"""Read back what a reader of the page sees of an article."""

from html.parser import HTMLParser

NO_END = {"meta", "link", "br"}


class _ArticleText(HTMLParser):
    """The characters of every article text on a page, labels of the page left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in NO_END:
            self.path.append((tag, dict(attrs)))
        if "data-article" in dict(attrs):
            self.texts.append("")

    def handle_endtag(self, tag):
        assert self.path[-1][0] == tag, f"</{tag}> closes <{self.path[-1][0]}>"
        self.path.pop()

    def handle_data(self, data):
        inside = any("data-article" in attrs for _, attrs in self.path)
        if inside and all(tag != "summary" for tag, _ in self.path):
            self.texts[-1] += data


def article_texts(page: str) -> list[str]:
    """The text of each article on a page, as a browser reads it."""
    return _read(page).texts


def tags(page: str) -> set[str]:
    """The kinds of elements a page is made of."""
    return set(_read(page).tags)


def _read(page: str) -> _ArticleText:
    reader = _ArticleText()
    reader.feed(page)
    reader.close()
    assert not reader.path, f"not closed: {reader.path}"
    return reader
