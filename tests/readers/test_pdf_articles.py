"""Articles set in columns and read back: the same blocks, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_maker import BODY, HEADING, ITEM, TITLE, Printer, Style, set_article

from translator.readers import read_bytes, read_document
from translator.readers.pdf.worker import read_layout
from translator.types import Block, BlockKind

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NAMES = ("council", "observatory", "strike")
#: A page on which each article fills two, and three in one column.
SMALL_PAGE = (595.0, 500.0)

#: Signs that the fonts every viewer has do not have.
_FONT_SIGNS = str.maketrans({"\u202f": "\u00a0", "−": "-", "\u2011": "-"})


def read_sample(name: str) -> tuple[Block, ...]:
    text = (SAMPLES / f"{name}.fr.txt").read_text(encoding="utf-8").translate(_FONT_SIGNS)
    return read_document(text, origin="a.txt").blocks


def choose_style(block: Block) -> Style:
    if block.index == 0:
        return TITLE
    return {BlockKind.HEADING: HEADING, BlockKind.LIST_ITEM: ITEM}.get(block.kind, BODY)


def set_sample(name: str, **options: object) -> bytes:
    blocks = read_sample(name)
    texts = [
        (f"• {block.text}" if block.kind is BlockKind.LIST_ITEM else block.marker + block.text)
        for block in blocks
    ]
    styles = [choose_style(block) for block in blocks]
    printer = Printer(size=SMALL_PAGE, **options)  # type: ignore[arg-type]
    return set_article(list(zip(texts, styles, strict=True)), printer)


def plain_texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the blocks' texts; which spaces do not break is not said on paper."""
    return [block.text.replace("\u00a0", " ") for block in blocks]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("num_columns", [1, 2, 3])
def test_pdf_gives_the_blocks_that_it_was_set_from(name: str, num_columns: int) -> None:
    """Columns, hyphens, indents, heads and feet leave every block as it was written."""
    data = set_sample(
        name, num_columns=num_columns, head="Le Courrier de Loriac", foot="Page {page} sur 3"
    )
    layout = read_layout(data)
    assert plain_texts(layout.blocks) == plain_texts(read_sample(name))
    assert [one.text for one in layout.furniture] == [
        text
        for page in range(1, layout.num_pages + 1)
        for text in ("Le Courrier de Loriac", f"Page {page} sur 3")
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hyphenates", [True, False])
def test_pdf_reads_ragged_lines(name: str, hyphenates: bool) -> None:
    """Lines that are not filled end where their last word does, and no paragraph with them."""
    data = set_sample(name, is_justified=False, hyphenates=hyphenates)
    assert plain_texts(read_layout(data).blocks) == plain_texts(read_sample(name))


def test_pdf_marks_headings_and_items() -> None:
    """Headings have levels by size, items are items, and the title is the first heading."""
    blocks = read_layout(set_sample("council")).blocks
    assert blocks[0].kind is BlockKind.HEADING
    assert blocks[0].marker == "# "
    kinds = [block.kind for block in read_sample("council")]
    assert [block.kind for block in blocks] == kinds
    assert {block.marker for block in blocks if block.kind is BlockKind.LIST_ITEM} == {"- "}
    assert {block.level for block in blocks[1:] if block.kind is BlockKind.HEADING} == {2}


def test_pdf_is_markdown_from_then_on() -> None:
    """The document has Markdown's signs, so reading it as Markdown gives the same blocks."""
    document = read_bytes(set_sample("council"), origin="council.pdf")
    assert document.format == "markdown"
    assert document.title == "Valmorey vote son réseau de chaleur au bois, à deux voix près"
    text = "".join(block.marker + block.text + block.separator for block in document.blocks)
    again = read_document(text, origin="council.md")
    assert [(block.kind, block.text) for block in again.blocks] == [
        (block.kind, block.text) for block in document.blocks
    ]


def test_pdf_says_what_it_left_out() -> None:
    """One sentence counts the lines that were taken for furniture, and each is listed."""
    document = read_bytes(set_sample("strike", head="Le Courrier"), origin="a.pdf")
    assert document.remarks == (
        "a.pdf: left out 2 lines of headers, footers and page numbers (-v lists them)",
    )
    assert document.details == (
        "a.pdf, page 1: left out 'Le Courrier'",
        "a.pdf, page 2: left out 'Le Courrier'",
    )


@pytest.mark.parametrize("num_columns", [1, 2])
def test_pdf_keeps_addresses_and_numbers_whole(num_columns: int) -> None:
    """An address that does not fit on its line, and thousands with their spaces, stay whole."""
    address = "https://www.loriac.example/rapports/2026/reseau-de-chaleur/annexes-financieres.pdf"
    text = (
        f"Le rapport de 1 312 pages est publié à l’adresse {address} depuis lundi, avec "
        "les 23 600 000 euros de dépenses et les 14 200 réponses des habitants de la ville."
    ).replace(" 3", "\u00a03")
    printer = Printer(num_columns=num_columns, size=SMALL_PAGE)
    for part in ("", "Deuxième envoi. ", "Une troisième lettre est partie. "):
        printer.add(part + text)
    blocks = read_layout(printer.finish()).blocks
    assert len(blocks) == 3
    for block in blocks:
        assert address in block.text
        assert "23 600 000 euros" in block.text.replace("\u00a0", " ")
