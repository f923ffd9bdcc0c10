"""The embedded model on articles together and one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.assets import recommended_options
from translator.batch import iter_documents
from translator.engines.loading import load_engine
from translator.readers import read_document
from translator.translate import iter_block_translations

SAMPLES = Path(__file__).parent.parent.parent / "samples"

pytestmark = pytest.mark.model


def test_embedded_batch_gives_each_article_what_it_gets_alone() -> None:
    """Whatever company a sentence has, but for one in a hundred where two texts are next to equal.

    How a library rounds depends on the shape of a batch: one of 145 segments here has another
    text when it is padded to the length of other neighbors.
    """
    engine = load_engine()
    options = recommended_options(engine.info.path)
    documents = [
        read_document(path.read_text(encoding="utf-8"), origin=path.name)
        for path in sorted(SAMPLES.glob("*.fr.txt"))
    ]
    together = [
        [block.target for block in blocks]
        for _, blocks in iter_documents(documents, engine=engine, options=options)
    ]
    alone = [
        [
            block.target
            for block in iter_block_translations(document, engine=engine, options=options)
        ]
        for document in documents
    ]
    assert [len(blocks) for blocks in together] == [len(blocks) for blocks in alone]
    pairs = [
        pair
        for ours, theirs in zip(together, alone, strict=True)
        for pair in zip(ours, theirs, strict=True)
    ]
    assert len(pairs) > 50
    assert sum(ours != theirs for ours, theirs in pairs) <= 0.02 * len(pairs)
