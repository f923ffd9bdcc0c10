"""A page around its content: one file that needs no other and calls nobody."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from translator.installed import read_installed_text
from translator.writers.html.elements import Markup, element, join


def make_page(
    *content: Markup,
    title: str,
    language: str,
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    generator: str = "article-translator",
) -> str:
    """Return a whole page.

    Its policy lets the browser run our own styles and scripts, known by their digests, and
    fetch nothing: should markup ever get past the escaping, it is dead.

    Args:
        styles: names of packaged files, in order.
        scripts: the same.
    """
    style = "".join(load_resource(name) for name in styles)
    script = "".join(load_resource(name) for name in scripts)
    head = [
        element("meta", charset="utf-8"),
        element(
            "meta", http_equiv="Content-Security-Policy", content=make_policy(style, script=script)
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=generator),
        element("title", title),
        Markup(f"<style>{style}</style>"),
    ]
    body = [*content, *([Markup(f"<script>{script}</script>")] if script else [])]
    page = element(
        "html",
        _lines(element("head", _lines(*head)), element("body", _lines(*body))),
        lang=language,
    )
    return f"<!doctype html>\n{page.html}\n"


def make_policy(style: str, *, script: str = "") -> str:
    """Return a Content-Security-Policy for a page with this style and script.

    >>> make_policy("")
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
script-src 'none'; base-uri 'none'; form-action 'none'"
    """
    allowed = _digest(script) if script else "'none'"
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def load_resource(name: str) -> str:
    """Return the text of a style or script that lies beside this file."""
    return read_installed_text("writers", "html", name)


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _lines(*content: Markup) -> Markup:
    return Markup(f"\n{join(content, chr(10)).html}\n")
