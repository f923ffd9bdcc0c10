"""A target that is in neither English nor French."""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, Severity

_WORD = compile_late(r"[^\W\d_]+")
#: The commonest short words of each language; a quarter and more of any prose is made of them.
#: French is here to win over its sisters: French left over is the business of the check for
#: French words, which names the segments.
_FUNCTION_WORDS = {
    "English": "the of and to in is that for it was on with as be at by this from or an are a not"
    " have i they we he she if even",
    "French": "le la les des du et en un une que qui dans pour par sur est pas au aux ce il elle",
    "German": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "Spanish": "el los las del que y en un una por con no para su al lo como más pero sus fue",
    "Italian": "il di che la è per un una del non della con sono gli le nel si anche alla",
    "Portuguese": "o que do da em um para é com não uma os no se na por mais as dos como",
    "Dutch": "de het van een en in dat op te zijn met voor niet aan er om ook als bij door",
}
_WORDS = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}
_MIN_WORDS = 12
#: Least share of the other language's words.
_MIN_SHARE = 0.2
#: The other language must be this many times as evident as English.
_MIN_ADVANTAGE = 3


def check_language(block: BlockTranslation) -> Iterator[Finding]:
    """Yield W01 for a block whose target is in another language than English."""
    words = [word.lower() for word in _WORD.findall(block.target)]
    if len(words) < _MIN_WORDS or all(part.copied for part in block.segments):
        return
    counts = {name: sum(word in known for word in words) for name, known in _WORDS.items()}
    english = counts.pop("English")
    name, count = max(counts.items(), key=lambda item: item[1])
    if name == "French":
        return
    if count >= _MIN_SHARE * len(words) and count >= _MIN_ADVANTAGE * max(english, 1):
        yield Finding(
            code="W01",
            severity=Severity.ERROR,
            block_index=block.block.index,
            message=f"the target looks like {name}, not English",
            source_excerpt=cut_excerpt(block.block.text, 0, min(len(block.block.text), 40)),
            target_excerpt=cut_excerpt(block.target, 0, min(len(block.target), 40)),
        )
