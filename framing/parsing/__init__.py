"""From strings, files and tables to documents."""

from framing.parsing.decoding import ReadError
from framing.parsing.html import parse_html
from framing.parsing.reading import read, stream
from framing.parsing.rows import Problem
from framing.parsing.text import parse

__all__ = ["Problem", "ReadError", "parse", "parse_html", "read", "stream"]
