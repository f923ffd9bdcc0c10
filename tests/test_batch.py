"""Many documents decoded together: the work of one, the results of each alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from translator.batch import iter_documents
from translator.decoding.planning import WindowSizes
from translator.errors import DecodingFailed, EngineBroken, LanguageMismatch
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import iter_block_translations
from translator.types import DecodingOptions, Document

OPTIONS = DecodingOptions()


def make_documents(count: int) -> list[Document]:
    return [
        read_document(f"Titre {n}\n\nLe conseil {n} a voté. Il pleut.\n", origin=f"{n}.txt")
        for n in range(count)
    ]


@pytest.mark.parametrize("ahead", [0, 1])
def test_batch_gives_each_document_what_it_gets_alone(ahead: int) -> None:
    """In order, block by block, whatever windows the blocks went through."""
    documents = make_documents(7)
    windows = WindowSizes(first_tokens=9, growth=2, max_tokens=40)
    found = [
        (document, list(blocks))
        for document, blocks in iter_documents(
            documents, engine=EchoEngine(), options=OPTIONS, windows=windows, ahead=ahead
        )
    ]
    assert found == [
        (document, list(iter_block_translations(document, engine=EchoEngine(), options=OPTIONS)))
        for document in documents
    ]


def test_batch_decodes_several_documents_in_one_call() -> None:
    """Twenty small documents are two calls, and a sentence that all have is decoded once."""
    engine = EchoEngine()
    for _, blocks in iter_documents(make_documents(20), engine=engine, options=OPTIONS, ahead=0):
        list(blocks)
    assert len(engine.calls) == 2
    assert [sources.count("Il pleut.") for sources, _ in engine.calls] == [1, 1]


def test_batch_takes_no_more_documents_than_it_needs() -> None:
    """Memory is that of a window: of a thousand documents a few are at hand."""
    taken = []

    def read() -> Iterator[Document]:
        for document in make_documents(1000):
            taken.append(document)
            yield document

    windows = WindowSizes(first_tokens=40, growth=1, max_tokens=40)
    stream = iter_documents(read(), engine=EchoEngine(), options=OPTIONS, windows=windows, ahead=0)
    next(stream)
    assert len(taken) < 8


def test_batch_survives_a_caller_who_takes_no_blocks() -> None:
    """An output that cannot be written does not give its blocks to the next document."""
    documents = make_documents(3)
    found = []
    for document, blocks in iter_documents(documents, engine=EchoEngine(), options=OPTIONS):
        if document.origin != "1.txt":
            found += [block.block for block in blocks]
    assert found == [*documents[0].blocks, *documents[2].blocks]


def test_batch_names_the_document_that_the_engine_fails_on() -> None:
    """Its neighbors are translated; a document with one translated sentence is not failed."""
    engine = EchoEngine(failures=["Titre 1", "Le conseil 1 a voté.", "Titre 2"])
    documents = [*make_documents(1), *(read_document(t) for t in ("Titre 1", "Titre 2\n\nOui."))]
    outcomes = []
    for document, blocks in iter_documents(documents, engine=engine, options=OPTIONS):
        try:
            outcomes.append(len(list(blocks)))
        except DecodingFailed as error:
            outcomes.append(str(error).replace(document.origin, "it"))
    assert outcomes == [
        2,
        "standard input: the engine failed on all of it (1 texts). It said: asked to fail on "
        "'Titre 1'",
        2,
    ]


@pytest.mark.parametrize("ahead", [0, 1])
def test_batch_stops_at_a_broken_engine(ahead: int) -> None:
    """Where nothing at all succeeds, the other documents are not tried one by one."""
    failures = [f"Titre {n}" for n in range(9)] + [f"Le conseil {n} a voté." for n in range(9)]
    engine = EchoEngine(failures=[*failures, "Il pleut."])
    with pytest.raises(EngineBroken, match="failed on everything it was given"):
        list(iter_documents(make_documents(9), engine=engine, options=OPTIONS, ahead=ahead))


def test_batch_refuses_a_document_in_another_language() -> None:
    """The engine is asked for nothing that it cannot read."""
    document = Document(blocks=make_documents(1)[0].blocks, language="de", origin="a.txt")
    with pytest.raises(LanguageMismatch, match=r"a\.txt is in 'de'"):
        list(iter_documents([document], engine=EchoEngine(), options=OPTIONS))
