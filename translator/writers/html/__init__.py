"""HTML: a report as a page to read and check, and a translation as an article."""

from __future__ import annotations

from translator.writers.html.article import HtmlArticleWriter
from translator.writers.html.report import HtmlWriter

__all__ = ["HtmlArticleWriter", "HtmlWriter"]
