"""Does a brief say only what its article says? Every sentence is traced and compared.

| code | severity | what it means |
|---|---|---|
| F01 | error | a number or date of the brief is not in the article |
| F02 | warning | a name of the brief is not in the article |
| F03 | error | words in quotation marks are not the article's |
| F04 | warning | the brief denies what the article says, or the reverse |
| F05 | warning | nothing in the article says what a sentence says |
| F06 | warning | a sentence cites a paragraph that does not exist, or that does not say it |
| F07 | warning | the model has probably not read the whole article |

F01 to F05 are found here; an abstractive summarizer reports its citations and its reading
itself. A sentence that recombines true words falsely can pass: these are doubts, not a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.checks.extraction import extract_mentions
from translator.checks.mentions import Key, Mention, MentionKind
from translator.checks.spellings import cut_stem, fold_word, key_sounds
from translator.patterns import compile_late
from translator.summarizers.names import is_common_word, iter_names
from translator.summarizers.support import Article, Support
from translator.types import Brief, Finding, Severity

#: Below this share of its weighted words, no sentence of the article is what was meant
#: (benchmarks/faithfulness.md).
MIN_COVERAGE = 0.3
#: From here on a sentence says what its first support says, so that a "not" can be compared.
_SAME_STATEMENT = 0.6

#: Words by which a message names a sentence.
_SHOWN_WORDS = 6

_QUOTED = compile_late(r"[\"“«]\s*([^\"“”«»]+?)\s*[\"”»]")
_WORD = compile_late(r"[^\W_]+")
_TOKEN = compile_late(r"\w+(?:['’]\w+)*")
_ELLIPSIS = compile_late(r"\[?(?:\.\.\.|…)\]?|\[[^\]]*\]|\([^)]*\)")
_NEGATED_VERB = compile_late(
    r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?:(?:be|been|have|yet|ever|even|also|now|to|an?|the|\w+ly)"
    r"\s+)*(?P<verb>[^\W\d_]{3,})",
    re.IGNORECASE,
)
#: "not only", "not least": they deny nothing.
_NO_DENIAL = compile_late(r"\bnot (?:only|just|merely|least|to mention)\b", re.IGNORECASE)
#: Words that deny what follows them, and, at large, all that can say no in other words.
_DENYING = compile_late(
    r"(?:no|not|nor|neither|never|none|nothing|nobody|cannot|without|unable|refus\w*|den(?:y|ie)\w*"
    r"|fail\w*|unlikely|hardly|barely|rarely|declin\w*|\w+n['’]t)\Z",
    re.IGNORECASE,
)
_DENIAL = compile_late(
    r"\b(?:no|not|nor|neither|never|none|nothing|nobody|nowhere|cannot|without|unable|refus\w*"
    r"|den(?:y|ie)\w*|fail\w*|lack\w*|reject\w*|rul\w+ out|avoid\w*|prevent\w*|stop\w*|end(?:s|ed)"
    r"|unlikely|impossible|hardly|barely|rarely|few|little|instead|yet to|declin\w*|oppos\w*"
    r"|absen\w*|miss\w*|un\w{4,}|in(?:ab|ac|comp|cap|el|sens|vis)\w+|dis\w{4,}"
    r"|non\w*|\w+less|ban\w*|forbid\w*|prohibit\w*|block\w*|cancel\w*|halt\w*|resist\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Words over which a denial reaches the verb.
_REACH = 5


class FaithfulnessCheck:
    """Compares sentences with one article.

    Args:
        paragraphs: All that the article says, [paragraph][sentence], headings included.
    """

    def __init__(self, paragraphs: Sequence[Sequence[str]]) -> None:
        self.article = Article(paragraphs)
        text = "\n".join(sentence.text for sentence in self.article.sentences)
        self._words = [fold_word(word) for word in _WORD.findall(text)]
        self._run = f" {' '.join(self._words)} "
        self._known = set(self._words)
        self._sounds = {key_sounds(word) for word in self._known}
        self._stems = {cut_stem(word) for word in self._known}
        self._beginnings = {
            fold_word(word)[:4] for word in _WORD.findall(text) if word[0].isupper()
        }
        self._initials = {
            "".join(word[0] for word in name.split()).casefold()
            for sentence in self.article.sentences
            for name in iter_names(sentence.text)
        }
        self._keys: set[Key] = set()
        for mention in self._iter_mentions():
            self._keys |= {*mention.keys, *mention.parts}

    def find(self, text: str) -> Iterator[tuple[str, Severity, str, str]]:
        """Yield (code, severity, message, excerpt of the article) for a sentence of a brief."""
        support = self.article.trace(text)
        nearest = support.sentences[0].text if support.sentences else ""
        for figure in self._iter_new_figures(text):
            message = f"“{figure}” in the brief is nowhere in the article"
            yield "F01", Severity.ERROR, message, nearest
        for name in self._iter_new_names(text):
            message = f"the name {name} in the brief is nowhere in the article"
            yield "F02", Severity.WARNING, message, nearest
        for words in self._iter_new_quotations(text):
            message = f"“{words}” is quoted in the brief and nowhere in the article"
            yield "F03", Severity.ERROR, message, nearest
        if support.coverage < MIN_COVERAGE:
            whole = text.split()
            start = " ".join(whole[:_SHOWN_WORDS]) + (" …" if len(whole) > _SHOWN_WORDS else "")
            yield "F05", Severity.WARNING, f"nothing in the article says “{start}”", nearest
        elif flipped := find_flipped_negation(text, support):
            yield "F04", Severity.WARNING, flipped, nearest

    def _iter_mentions(self) -> Iterator[Mention]:
        for sentence in self.article.sentences:
            yield from extract_mentions(sentence.text, language="en")

    def _iter_new_figures(self, text: str) -> Iterator[str]:
        for mention in extract_mentions(text, language="en"):
            doubtful = mention.weak and mention.kind is not MentionKind.WEEKDAY
            if not doubtful and self._keys.isdisjoint({*mention.keys, *mention.parts}):
                start, end = mention.shown or (mention.start, mention.end)
                yield text[start:end].strip()

    def _iter_new_names(self, text: str) -> Iterator[str]:
        for name in iter_names(text):
            words = [word for word in _WORD.findall(name) if word[0].isupper()]
            begins = text.lstrip("\"“'‘ ").startswith(name)
            if begins and len(words) > 1 and is_common_word(words[0]):
                words = words[1:]  # "Former Marine John Smith …" begins with no name
            if any(self._is_new_name(word) for word in words) and (
                name.replace(".", "").casefold() not in self._initials
            ):
                yield name

    def _is_new_name(self, word: str) -> bool:
        folded = fold_word(word)
        return (
            len(folded) > 2
            and not folded.isdecimal()
            and folded not in self._known
            and folded.removesuffix("s") not in self._known
            and key_sounds(folded) not in self._sounds
            and folded[:4] not in self._beginnings
            and (len(folded) < 6 or cut_stem(folded) not in self._stems)
        )

    def _iter_new_quotations(self, text: str) -> Iterator[str]:
        for quoted in _QUOTED.findall(text):
            # What stands in brackets is the writer's, and an ellipsis joins two quotations.
            for part in _ELLIPSIS.split(quoted):
                words = " ".join(fold_word(word) for word in _WORD.findall(part))
                if words and f" {words} " not in self._run:
                    yield part.strip()


def find_flipped_negation(text: str, support: Support) -> str | None:
    """Return what is denied on one side only, as a message; None where nothing is.

    >>> article = Article([["The council did not approve the plan for the bridge."]])
    >>> text = "The council approved the plan for the bridge."
    >>> find_flipped_negation(text, article.trace(text))
    '“not approve” in the article is not denied in the brief'
    """
    if support.coverage < MIN_COVERAGE:
        return None
    plain = _NO_DENIAL.sub(" ", text)
    articles = [_NO_DENIAL.sub(" ", sentence.text) for sentence in support.sentences]
    for match in _NEGATED_VERB.finditer(plain):
        said = _read_polarity(articles, match["verb"])
        unknown = not said and support.coverage >= _SAME_STATEMENT
        if said == {False} or (unknown and not any(map(_DENIAL.search, articles))):
            return f"“{match[0]}” in the brief is not denied in the article"
    for sentence in articles:
        for match in _NEGATED_VERB.finditer(sentence):
            if (
                _read_polarity([plain], match["verb"]) == {False}
                and _read_polarity(articles, match["verb"]) == {True}
                and not _DENIAL.search(plain)
            ):
                return f"“{match[0]}” in the article is not denied in the brief"
    return None


def _read_polarity(texts: Sequence[str], verb: str) -> set[bool]:
    """Return whether a verb is denied where it stands: both, either, or, if nowhere, neither."""
    stem = cut_stem(fold_word(verb))
    found = set()
    for text in texts:
        words = _TOKEN.findall(text)
        for at, word in enumerate(words):
            if cut_stem(fold_word(word)) == stem:
                found.add(any(_DENYING.match(item) for item in words[max(0, at - _REACH) : at]))
    return found


def check_brief(
    brief: Brief,
    paragraphs: Sequence[Sequence[str]],
    *,
    blocks: Sequence[int],
) -> tuple[Finding, ...]:
    """Return what a brief says and its article does not, point by point.

    Args:
        paragraphs: All that the article says, [paragraph][sentence].
        blocks: The document's index of each paragraph.
    """
    check = FaithfulnessCheck(paragraphs)
    findings = []
    texts = [(number, point.text) for number, point in enumerate(brief.points)]
    for number, text in texts:
        point = brief.points[number]
        for code, severity, message, excerpt in check.find(text):
            findings.append(
                Finding(
                    code=code,
                    severity=severity,
                    block_index=point.block_indices[0] if point.block_indices else blocks[0],
                    message=message,
                    source_excerpt=excerpt,
                    target_excerpt=text,
                    point_index=number,
                )
            )
    for code, severity, message, excerpt in check.find(brief.headline) if brief.headline else ():
        # A headline may be too short to trace, and says "no" in its own way.
        if code not in ("F04", "F05"):
            findings.append(
                Finding(
                    code=code,
                    severity=severity,
                    block_index=blocks[0],
                    message=f"headline: {message}",
                    source_excerpt=excerpt,
                    target_excerpt=brief.headline,
                )
            )
    return tuple(findings)
