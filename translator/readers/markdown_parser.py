"""The Markdown parser: markdown-it, with a memory for how its author wrote a mark.

Its rules are wrapped so that a link, an image or a code span carries its own source, because a
normalized address is not the author's address. Notes and bare addresses are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link

from translator.patterns import compile_late
from translator.text.addresses import strip_address

_Rule = Callable[[StateInline, bool], bool]

#: A bare address up to its punctuation, without the scheme in front of ``://``.
_ADDRESS_REST = compile_late(r"://[^\s<>\"«»|`]+")
_SCHEME = compile_late(r"(?<![a-z0-9])(?:https?|ftp)\Z", re.IGNORECASE)
#: No label is longer in CommonMark; without the limit, "[^a[^a…" is read to its end each time.
_NOTE = compile_late(r"\[\^[^\]\s]{1,999}\]")


class Parser(MarkdownIt):
    """CommonMark with tables and strikethrough that leaves addresses as they are."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable(["table", "strikethrough"])
        rules = self.inline.ruler
        for name, rule in (("image", image), ("autolink", autolink), ("backticks", backtick)):
            rules.at(name, _remember_source(rule))
        rules.at("link", _remember_source(link))
        rules.before("link", "note", _read_note)
        rules.push("address", _read_address)

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        # Nothing is rendered here, so no address can do harm.
        return True


def _remember_source(rule: _Rule) -> _Rule:
    """Return a rule that notes the source of what it finds on the first token it makes."""

    def remember(state: StateInline, silent: bool) -> bool:
        start = state.pos
        num_tokens, pending = len(state.tokens), bool(state.pending)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > num_tokens:
            token = state.tokens[num_tokens + pending]
            source = state.src[start : state.pos]
            token.meta["source"] = source
            if rule is link:
                # Only now: looking for the end of a label reads the rest of the paragraph.
                label_end = state.md.helpers.parseLinkLabel(state, start, True)
                tail = state.src[label_end : state.pos].replace("\n", " ")
                # The words of a link may change: it must not be looked up by them.
                by_words = tail in ("]", "][]")
                label = state.src[start + 1 : label_end]
                token.meta["tail"] = f"][{label}]" if by_words else tail
        return found

    return remember


def _read_note(state: StateInline, silent: bool) -> bool:
    """Read the mark of a footnote, or the head of the note itself."""
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    source = found[0]
    if state.pos == 0 and state.src[found.end() : found.end() + 1] == ":":
        source += ":"
        state.pos += 1
    if not silent:
        state.push("note", "", 0).meta["source"] = source
    state.pos += len(found[0])
    return True


def _read_address(state: StateInline, silent: bool) -> bool:
    """Read an address that stands in the text as it is; emphasis marks may be part of it."""
    found = _ADDRESS_REST.match(state.src, state.pos, state.posMax)
    scheme = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if found is None or scheme is None:
        return False
    start = state.pos - len(scheme[0])
    before = state.src[max(0, start - 1) : start]
    # An address may end in an underscore, unless one stands in front of it: _https://exemple.fr_
    rest = strip_address(found[0], marks="*~_" if before == "_" else "*~")
    if len(rest) <= len("://"):
        return False
    if not silent:
        if not state.pending.endswith(scheme[0]):
            return False
        state.pending = state.pending[: -len(scheme[0])]
        state.push("address", "", 0).content = scheme[0] + rest
    state.pos += len(rest)
    return True
