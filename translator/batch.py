"""Many documents through one engine, decoded together.

A short article fills no batch: alone, its few sentences pay for half-empty matrices and for a
window of their own. So the blocks of all documents at hand go through the windows of
translate.py in one row, whoever they belong to, and each document is given its own back. What
is at hand is a window or three, however many documents there are and however long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from translator.ahead import iter_ahead
from translator.decoding.planning import BlockPlan, WindowSizes, iter_plans
from translator.errors import DecodingFailed, name_origin
from translator.protocols import TranslationEngine
from translator.translate import iter_windows, require_language
from translator.types import BlockTranslation, DecodingOptions, Document


def iter_documents(
    documents: Iterable[Document],
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    windows: WindowSizes | None = None,
    ahead: int = 1,
) -> Iterator[tuple[Document, Iterator[BlockTranslation]]]:
    """Yield each document with its translated blocks, in the order of the documents.

    Each block is what iter_block_translations makes of it, up to how an engine rounds in other
    company. The blocks of one document have to be taken before the next one is asked for;
    what is left of them then is dropped.

    Args:
        documents: as long as one likes; taken as they are needed, in the thread that decodes.
        ahead: windows that a thread decodes while the caller works on one; 0 for no thread.

    Raises:
        LanguageMismatch: while iterating, if the engine reads another language.
        EngineBroken: while iterating, at a document or at its blocks, if the engine fails on
            all of the first texts.
        DecodingFailed: at the last block of a document, if the engine fails on all of its texts.
    """
    planned: deque[Document] = deque()

    def iter_all_plans() -> Iterator[BlockPlan]:
        for document in documents:
            require_language(document, engine)
            if document.blocks:
                planned.append(document)
            yield from iter_plans(document, engine=engine, options=options)

    translated = iter_windows(
        iter_all_plans(), engine=engine, options=options, sizes=windows or WindowSizes()
    )
    with iter_ahead(translated, depth=ahead) as ready:
        blocks = chain.from_iterable(ready)
        for first in blocks:
            document = planned.popleft()
            own = islice(chain([first], blocks), len(document.blocks))
            checked = _require_success(own, document)
            yield document, checked
            for _ in own:
                pass


def _require_success(
    blocks: Iterable[BlockTranslation], document: Document
) -> Iterator[BlockTranslation]:
    """Yield the blocks of a document and, where nothing in them was decoded, say so.

    Among other documents a failure is not the engine's end, but a document that is still
    French to its last sentence is no translation either.
    """
    error = ""
    num_decoded = num_failed = 0
    for block in blocks:
        for segment in block.segments:
            error = error or segment.error
            num_failed += segment.failed
            num_decoded += not (segment.failed or segment.copied)
        yield block
    if num_failed and not num_decoded:
        raise DecodingFailed(
            f"{name_origin(document.origin)}: the engine failed on all of it ({num_failed} "
            f"texts). It said: {error}"
        )
