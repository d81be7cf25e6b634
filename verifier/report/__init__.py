"""Reports for people: a text for the terminal and one self-contained page."""

from verifier.report.page import html_report
from verifier.report.text import text_report, text_verdict

__all__ = ["html_report", "text_report", "text_verdict"]
