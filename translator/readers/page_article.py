"""An article on a page, written as the page has it, where the library that finds it lost parts.

Of pages made of many small parts (live reports, lists with paragraphs) trafilatura leaves out some,
moves others, and runs paragraphs together. What it found says where the article is; all that stands
between its first and its last text is then written in the page's order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from translator.patterns import compile_late
from translator.readers.page_blocks import write_blocks
from translator.readers.page_inline import BLOCKS, is_shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Around an article, or in it and no part of it.
_AROUND = frozenset("nav aside footer form button dialog".split())
_AROUND_NAMES = compile_late(
    r"cookie|consent|newsletter|breadcrumb|comment|share|sharing|social|related|recommend|promo"
    r"|advert|paywall|subscri|sponsor|abonne|(?:^|[\s_-])(?:ad|ads|pub|menu|nav|tags?|toolbar)"
    r"(?:[\s_-]|$)|(?:lire|voir|ecouter)[_-]?aussi|read-?(?:more|also)|sidebar",
    re.IGNORECASE,
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
#: Paragraphs of which none may be missing, and how many words make one.
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "dd"})
_FEWEST_WORDS = 6
#: From so large a part on, a paragraph that is links leads somewhere else.
_MOST_LINKED = 0.5
#: Letters and figures of an article; looking for each text in more of them takes its time.
_MOST_SIGNS = 300_000
#: When an article was published, and when it was changed.
_MOST_DATES = 2
_WORD = compile_late(r"\w+")


def rewrite_article(page: HtmlElement, texts: Sequence[str], *, base: str = "") -> str:
    """Return the article as Markdown, or "" where the texts that were found are all of it.

    Args:
        page: what was parsed, for this alone; parts of it are removed.
        texts: those of the blocks that were found, in order; no code, which may be an image.
        base: the page's address, "" where nobody knows it.
    """
    blocks = [_squeeze(text) for text in texts]
    found = "".join(blocks)
    if len(found) > _MOST_SIGNS:
        return ""
    _prune(page, found)
    leaves = [leaf for leaf in page.iter() if _is_leaf(leaf)]
    said = [_squeeze(leaf.text_content()) for leaf in leaves]
    is_found = [text in found for text in said]
    known = [at for at, leaf in enumerate(leaves) if is_found[at] and _is_long(leaf)]
    if not known:
        return ""
    first, last = known[0], known[-1]
    while last + 1 < len(leaves) and said[last + 1] in blocks:
        last += 1
    while first and said[first - 1] in blocks:
        first -= 1
    first = _find_title(page, leaves, before=first)
    inner = range(first, last + 1)
    lost = [at for at in inner if not is_found[at] and _is_part(leaves[at])]
    region = _find_common([leaves[first], leaves[last], *(leaves[at] for at in known)])
    is_whole = not lost and not _is_moved([said[at] for at in inner], blocks)
    if is_whole and not _is_mangled(region) and not _has_lost_times(region, found):
        return ""
    for at, leaf in enumerate(leaves):
        is_kept = at in inner and (is_found[at] or not _is_linked(leaf))
        if not is_kept:
            _drop(leaf)
    remaining = _squeeze(region.text_content())
    long = [_squeeze(text) for text in texts if _count_words(text) >= _FEWEST_WORDS]
    # What was found is never exchanged for less.
    return write_blocks(region, base=base) if all(text in remaining for text in long) else ""


def _prune(page: HtmlElement, found: str) -> None:
    """Remove what a browser hides, and what surrounds articles and has none of what was found."""
    for element in list(page.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "main", "article"):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_around = element.tag in _AROUND or _AROUND_NAMES.search(names) is not None
        # A class of a large part may say that such things are somewhere in it.
        if not is_shown(element) or (is_around and not _has_article(element, found)):
            _drop(element)


def _has_article(element: HtmlElement, found: str) -> bool:
    return element.find(".//h1") is not None or any(
        _is_long(text) and _squeeze(text.text_content()) in found for text in element.iter("p")
    )


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_leaf(element: HtmlElement) -> bool:
    """Tell whether an element is a text of its own, and none with other texts in it."""
    if element.tag not in BLOCKS or not element.text_content().strip():
        return False
    return not any(child.tag in BLOCKS for child in element.iterdescendants())


def _find_title(page: HtmlElement, leaves: Sequence[HtmlElement], *, before: int) -> int:
    """Return the place of the article's title in front of its first text, or that text's.

    Where a page has several main headings, it is the one that the page is named after.
    """
    name = page.find(".//title")
    said = set(_WORD.findall((name.text or "").lower())) if name is not None else set()
    titles = [at for at in range(before) if leaves[at].tag == "h1"]
    for at in titles:
        words = _WORD.findall(leaves[at].text_content().lower())
        if len(words) > 1 and (len(titles) == 1 or 2 * len(said & set(words)) >= len(words)):
            return at
    return before


def _is_part(leaf: HtmlElement) -> bool:
    """Tell whether a text that was not found must be part of the article."""
    if leaf.tag in _HEADINGS:
        return not _is_linked(leaf)
    return leaf.tag in _PARAGRAPHS and _is_long(leaf) and not _is_linked(leaf)


def _is_long(leaf: HtmlElement) -> bool:
    return _count_words(leaf.text_content()) >= _FEWEST_WORDS


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))


def _is_linked(leaf: HtmlElement) -> bool:
    linked = sum(len(link.text_content()) for link in leaf.iter("a"))
    return linked > _MOST_LINKED * len(leaf.text_content().strip())


def _is_moved(said: Sequence[str], blocks: Sequence[str]) -> bool:
    """Tell whether texts were found in another order; one that is there twice says nothing."""
    counts = Counter(said)
    places = {text: at for at, text in enumerate(blocks)}
    order = [places[text] for text in said if counts[text] == 1 and text in places]
    return order != sorted(order)


def _find_common(leaves: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost element that all of some are in."""
    chains = [[leaf, *leaf.iterancestors()][::-1] for leaf in leaves]
    common = [level[0] for level in zip(*chains, strict=False) if len(set(level)) == 1]
    return common[-1]


def _has_lost_times(region: HtmlElement, found: str) -> bool:
    """Tell whether contributions to a live report lost their times; an article has two at most."""
    times = [_squeeze(item.text_content()) for item in region.iter("time")]
    return sum(bool(text) and text not in found for text in times) > _MOST_DATES


def _is_mangled(region: HtmlElement) -> bool:
    """Tell whether there is something that is known to come out of the library as another thing.

    A quotation loses its marks and ends its paragraph, a caption becomes a row of its table, and
    paragraphs of an item become one.
    """
    if region.find(".//q") is not None or region.find(".//table/caption") is not None:
        return True
    return any(
        sum(child.tag == "p" or child.tag in _HEADINGS for child in item.iterdescendants()) > 1
        for item in region.iter("li")
    )


def _squeeze(text: str) -> str:
    """Return a text's letters and figures alone, so that signs and spaces do not matter."""
    return "".join(_WORD.findall(text.lower())).replace("_", "")
