"""What every page has to be, whatever was written into it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Every element our writers make; anything else came from somebody's text.
ELEMENTS = frozenset(
    "html head meta title style script body header main article footer nav section div span a p h1 "
    "h2 h3 h4 h5 h6 ul ol li blockquote pre code table thead tbody tr th td mark q em b "
    "details summary fieldset legend label input br hr strong s sup sub".split()
)
VOID = frozenset({"meta", "input", "br", "hr"})
#: Attributes whose value is an address or a program.
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcset", "data", "poster", "cite"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass
class Page(HTMLParser):
    """A page taken apart, refusing what is not well nested."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    open_elements: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, html: str) -> Page:
        page = cls()
        page.feed(html)
        page.close()
        assert not page.open_elements, f"never closed: {page.open_elements}"
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"an attribute twice in <{tag}>: {names}"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open_elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open_elements.pop() if self.open_elements else None
        assert closed == tag, f"</{tag}> closes {closed}"

    def handle_data(self, data: str) -> None:
        inside = self.open_elements[-1] if self.open_elements else ""
        if inside in ("style", "script"):
            self.raw[inside] = self.raw.get(inside, "") + data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def find(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a name that have these among them."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [own for name, own in self.elements if name == tag and wanted.items() <= own.items()]


def check_page(html: str) -> Page:
    """Take a page apart; fail if it holds what it must not, or leads nowhere."""
    page = Page.of(html)
    assert html.startswith("<!doctype html>\n<html lang=")
    assert not _CONTROL.search(html)
    html.encode("utf-8")
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    ids = [own["id"] for _, own in page.elements if "id" in own]
    assert len(set(ids)) == len(ids)
    for tag, own in page.elements:
        assert not [name for name in own if name.startswith("on") or name == "style"], own
        for name in _ADDRESSES & set(own):
            assert (tag, name) == ("a", "href"), own
            is_local = own[name].startswith("#")
            assert own[name][1:] in ids if is_local else not _is_program(own[name]), own
    _check_policy(page)
    return page


def _is_program(address: str) -> bool:
    scheme = re.sub(r"[\s\x00-\x20]", "", address).lower().partition(":")[0]
    return scheme in ("javascript", "vbscript", "data", "file")


def _check_policy(page: Page) -> None:
    """Fail unless the policy names the digests of what the page really holds, and no more."""
    assert len(page.find("style")) == 1
    assert len(page.find("script")) <= 1
    (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
    script = page.raw.get("script")
    assert policy["content"] == (
        f"default-src 'none'; style-src {_digest(page.raw['style'])}; "
        f"script-src {_digest(script) if script else chr(39) + 'none' + chr(39)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def list_shapes(page: Page) -> set[tuple[str, ...]]:
    """Return which elements a page has, each with the names of its attributes."""
    return {(tag, *sorted(own)) for tag, own in page.elements}
