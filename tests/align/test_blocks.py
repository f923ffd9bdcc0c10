"""Tests for the links between the words of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from translator.align.blocks import align_block, align_blocks
from translator.errors import DecodingFailed
from translator.testing import EchoEngine
from translator.translate import iter_block_translations
from translator.types import (
    Attention,
    Block,
    BlockKind,
    BlockTranslation,
    DecodingOptions,
    Document,
    Span,
    SpanKind,
)

OPTIONS = DecodingOptions()


class LookingEngine(EchoEngine):
    """Looks from every target character at the source character in the same place."""

    def __init__(self, *, replies: dict[str, str], too_long: str = "") -> None:
        super().__init__(replies=replies)
        self.too_long = too_long
        self.read: list[tuple[str, str]] = []

    def attend_batch(
        self, sources: Sequence[str], targets: Sequence[str], options: DecodingOptions
    ) -> list[Attention]:
        if self.too_long and any(self.too_long in source for source in sources):
            raise DecodingFailed("too long")
        self.read += zip(sources, targets, strict=True)
        return [
            Attention(
                source_spans=tuple((at, at + 1) for at in range(len(source))),
                target_spans=tuple((at, at + 1) for at in range(len(target))),
                weights=tuple(
                    tuple(float(at == other) for other in range(len(source)))
                    for at in range(len(target))
                ),
            )
            for source, target in zip(sources, targets, strict=True)
        ]


def translate(text: str, engine: EchoEngine, *, spans: tuple[Span, ...] = ()) -> BlockTranslation:
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=text, spans=spans)
    document = Document(blocks=(block,))
    (translated,) = iter_block_translations(document, engine=engine, options=OPTIONS)
    return translated


def test_every_translated_segment_gets_links() -> None:
    """The links' offsets are those of the segment and its target."""
    engine = LookingEngine(replies={"Il dort.": "He naps.", "Elle court.": "Ella flies."})
    (block,) = align_blocks(
        [translate("Il dort. Elle court.", engine)], engine=engine, options=OPTIONS
    )
    for part in block.segments:
        link = part.alignment[-1]
        words = part.segment.text[link.source_start : link.source_end]
        target = part.target[link.target_start : link.target_end]
        assert (words, target) in {("dort", "naps"), ("court", "flies")}


def test_only_segments_in_which_a_mark_begins_or_ends_are_read_again() -> None:
    """A mark around a whole sentence needs no words, and a sentence without one costs nothing."""
    engine = LookingEngine(replies={"Il dort.": "He naps.", "Elle court.": "Ella flies."})
    inside = Span(start=3, end=7, kind=SpanKind.STYLE, opening="*", closing="*")
    around = Span(start=9, end=20, kind=SpanKind.STYLE, opening="*", closing="*")
    block = translate("Il dort. Elle court.", engine, spans=(inside, around))
    linked = align_block(block, engine=engine, options=OPTIONS, only_marked=True)
    assert engine.read == [("Il dort.", "He naps.")]
    assert [bool(part.alignment) for part in linked.segments] == [True, False]


def test_shouted_text_is_read_in_sentence_case() -> None:
    """A model that is given sentence case for capitals reads its own answer so as well."""
    engine = LookingEngine(replies={"Le maire part demain": "The mayor quits soon"})
    block = translate("LE MAIRE PART DEMAIN", engine)
    linked = align_block(block, engine=engine, options=OPTIONS)
    assert block.target == "THE MAYOR QUITS SOON"
    assert engine.read == [("Le maire part demain", "The mayor quits soon")]
    assert linked.segments[0].alignment


def test_an_engine_that_tells_nothing_leaves_it_to_the_dictionary() -> None:
    """Links are made of likeness alone, and a failure of one segment is no other's."""
    replies = {"Paris dort.": "Paris sleeps.", "Un mot.": "A brump."}
    plain = EchoEngine(replies=replies)
    block = translate("Paris dort. Un mot.", plain)
    linked = align_block(block, engine=plain, options=OPTIONS)
    assert [(link.source_end, link.target_end) for link in linked.segments[0].alignment][:1] == [
        (5, 5)
    ]
    failing = LookingEngine(replies=replies, too_long="Paris")
    linked = align_block(block, engine=failing, options=OPTIONS)
    assert linked.segments[0].alignment
    assert failing.read == [("Un mot.", "A brump.")]


def test_copies_and_empty_targets_are_left_alone() -> None:
    """Where nothing was translated there is nothing to link."""
    engine = LookingEngine(replies={"Il dort.": ""})
    block = translate("12", engine)
    assert align_block(block, engine=engine, options=OPTIONS) == block
    empty = translate("Il dort.", engine)
    assert align_block(empty, engine=engine, options=OPTIONS) == empty
    assert engine.read == []
