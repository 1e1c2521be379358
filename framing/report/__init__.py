"""What was found, for people: a page to look at, a summary for the terminal, a record as data."""

from framing.report.overview import print_overview
from framing.report.page import display, render_page, write_report
from framing.report.record import record
from framing.report.summary import print_summary

__all__ = ["display", "print_overview", "print_summary", "record", "render_page", "write_report"]
