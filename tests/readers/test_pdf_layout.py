"""Pages of made-up lines: order, furniture, footnotes, side bars, tables, titles."""

from __future__ import annotations

from collections.abc import Sequence

from translator.readers.pdf.layout import Layout, lay_out
from translator.readers.pdf.page import Box, Line, Page, Piece
from translator.types import BlockKind, SpanKind

#: Letters of made-up type are half as wide as high.
ASPECT = 0.5
PITCH = 12.0

LEFT = (
    "Le conseil a voté mardi soir le",
    "budget de la ville, après trois",
    "heures de débat et deux pauses.",
    "La maire promet une école neuve",
    "avant la rentrée de septembre, à",
)
RIGHT = (
    "condition que les travaux soient",
    "finis. Les parents en doutent et",
    "le disent. Le chantier doit bien",
    "commencer en avril, sous réserve",
    "de l’avis du préfet de la région.",
)
WHOLE = " ".join((*LEFT, *RIGHT))


def line(
    text: str,
    x: float = 50.0,
    y: float = 100.0,
    *,
    size: float = 10.0,
    width: float | None = None,
    bold: bool = False,
    font: str = "times",
    mark: str = "",
    mark_first: bool = False,
) -> Line:
    """Return a line; ``mark`` is a raised figure behind it, or in front."""
    pieces = [Piece(text=text, bold=bold)]
    if mark:
        pieces.insert(0 if mark_first else 1, Piece(text=mark, raised=True))
    x1 = x + (width if width is not None else ASPECT * size * len(text))
    return Line(pieces=tuple(pieces), x0=x, x1=x1, baseline=y, size=size, font=font)


def column(
    texts: Sequence[str], x: float, y: float, *, width: float = 160.0, **options: object
) -> list[Line]:
    """Return lines that fill a column, but for the last one."""
    return [
        line(text, x, y + number * PITCH, width=width, **options)  # type: ignore[arg-type]
        for number, text in enumerate(texts)
    ]


def page(lines: Sequence[Line], number: int = 1, *, boxes: Sequence[Box] = ()) -> Page:
    return Page(number=number, width=400.0, height=600.0, lines=tuple(lines), boxes=tuple(boxes))


def texts(layout: Layout) -> list[str]:
    return [block.text for block in layout.blocks]


def test_columns_are_read_one_after_the_other() -> None:
    """The left column comes first, whatever order the lines were drawn in."""
    lines = [*column(RIGHT, 230, 100), *column(LEFT, 50, 100)]
    assert texts(lay_out([page(lines)])) == [WHOLE]


def test_a_headline_over_both_columns_comes_first() -> None:
    """What crosses the gutter divides what is above it from what is below."""
    title = line("Le budget de la ville est voté", 50, 70, size=20, bold=True)
    lower = line("Les voisins attendent la suite du débat", 50, 190, size=16, bold=True)
    lines = [
        *column(LEFT, 50, 100),
        *column(RIGHT, 230, 100),
        lower,
        *column(LEFT, 50, 220),
        *column(RIGHT, 230, 220),
        title,
    ]
    layout = lay_out([page(lines)])
    assert texts(layout) == [title.text, WHOLE, lower.text, WHOLE]
    assert [block.level for block in layout.blocks] == [1, 0, 2, 0]


def test_a_line_longer_than_its_column_does_not_divide_the_page() -> None:
    """An address that reaches into the next column belongs to the one that it begins in."""
    left = [*column(LEFT, 50, 100), *column(RIGHT, 50, 196)]
    left.append(line("Voir https://www.loriac.example/rapport.pdf", 50, 172, width=185))
    right = column((*LEFT, *RIGHT, *LEFT), 230, 100)
    said = texts(lay_out([page([*left, *right])]))
    assert said[0].startswith(" ".join(LEFT))
    assert " ".join(said).index("https://") < " ".join(said).index(RIGHT[0])
    assert " ".join(said).count(RIGHT[-1]) == 2


def test_a_page_break_does_not_break_a_paragraph() -> None:
    """A sentence goes on in the next column of the next page, over what stands between."""
    caption = line("Photo : la mairie de Loriac", 50, 170, size=8)
    pages = [
        page([*column(LEFT, 50, 100, width=300), caption], 1),
        page(column(RIGHT, 50, 100, width=300), 2),
    ]
    assert texts(lay_out(pages)) == [WHOLE, caption.text]


def test_furniture_is_what_comes_back_in_the_margin() -> None:
    """Heads and feet go, with numbers that grow with the page; the text stays."""
    pages = [
        page(
            [
                line("Bulletin de Loriac", 50, 30, size=8),
                *column(LEFT, 50, 100, width=300),
                line(f"Page {number} sur 3", 180, 580, size=8),
            ],
            number,
        )
        for number in (1, 2, 3)
    ]
    layout = lay_out(pages)
    assert [(one.page, one.text) for one in layout.furniture] == [
        (number, text)
        for number in (1, 2, 3)
        for text in ("Bulletin de Loriac", f"Page {number} sur 3")
    ]
    assert texts(layout) == [" ".join((*LEFT, *LEFT, *LEFT))]


def test_furniture_is_not_what_only_looks_alike() -> None:
    """Figures that do not grow with the page, and lines in other places, are text."""
    pages = [
        page(
            [*column(LEFT, 50, 100, width=300), line(str(figure), 180, 580)],
            number,
        )
        for number, figure in ((1, 14), (2, 200), (3, 31))
    ]
    layout = lay_out(pages)
    assert layout.furniture == ()
    assert [text for text in texts(layout) if text.isdigit()] == ["14", "200", "31"]


def test_a_head_of_one_page_does_not_stand_in_the_way() -> None:
    """It is read after the page, and the sentence that it would have cut is whole."""
    pages = [
        page(column(LEFT, 50, 100, width=300), 1),
        page([line("Budget 2026", 50, 40), *column(RIGHT, 50, 100, width=300)], 2),
    ]
    assert texts(lay_out(pages)) == [WHOLE, "Budget 2026"]


def test_footnotes_stand_at_the_end() -> None:
    """A mark in the text and its note under the column find each other."""
    marked = [*LEFT[:4], "avant la rentrée de septembre."]
    lines = column(marked, 50, 100, width=300)
    lines[-1] = line(marked[-1], 50, lines[-1].baseline, width=200, mark="1")
    lines += [
        line("Rapport de la chambre des", 50, 540, size=8, mark="1", mark_first=True),
        line("comptes, 2025.", 50, 550, size=8),
    ]
    layout = lay_out([page(lines)])
    assert texts(layout) == [" ".join(marked), "Rapport de la chambre des comptes, 2025."]
    (mark,) = layout.blocks[0].spans
    assert (mark.kind, mark.opening, mark.start) == (SpanKind.POINT, "[^1]", len(" ".join(marked)))
    assert layout.blocks[1].marker == "[^1]: "


def test_raised_figures_without_a_note_are_exponents() -> None:
    """A square meter keeps its square, and nothing is taken for a note."""
    lines = column(LEFT, 50, 100, width=300)
    lines.append(line("Il compte 400 m", 50, 160, mark="2"))
    assert texts(lay_out([page(lines)])) == [" ".join(LEFT) + " Il compte 400 m²"]


def test_side_bars_come_last() -> None:
    """Text in a frame beside the article is read after the page, not in its middle."""
    bar = column(["En chiffres", "14 200 logements", "23 millions"], 240, 112, width=90)
    frame = Box(x0=230, top=95, x1=350, bottom=150)
    article = column((*LEFT, *RIGHT), 50, 100)
    layout = lay_out([page([*article, *bar], boxes=[frame])])
    assert texts(layout)[0] == WHOLE
    assert " ".join(texts(layout)[1:]) == "En chiffres 14 200 logements 23 millions"


def test_a_column_in_other_type_is_a_side_bar() -> None:
    """Without a frame, another typeface beside the article's own tells a side bar."""
    bar = column(LEFT, 50, 100, font="helvetica", size=9)
    article = column((*LEFT, *RIGHT), 230, 100)
    layout = lay_out([page([*bar, *article]), page(column((*LEFT, *RIGHT), 50, 100), 2)])
    assert texts(layout)[:2] == [WHOLE, " ".join(LEFT)]


def test_rows_of_a_table_keep_their_cells() -> None:
    """Cells below each other make a table of Markdown."""
    rows = (("Quartier", "Logements", "Coût"), ("Porte-Neuve", "4 100", "7,2"))
    lines = column(LEFT, 50, 50, width=300)
    for number, row in enumerate(rows):
        lines += [line(text, 50 + 110 * at, 140 + 16 * number) for at, text in enumerate(row)]
    blocks = lay_out([page(lines)]).blocks[1:]
    assert {block.kind for block in blocks} == {BlockKind.TABLE_CELL}
    assert "".join(block.marker + block.text + block.separator for block in blocks) == (
        "| Quartier | Logements | Coût |\n| --- | --- | --- |\n| Porte-Neuve | 4 100 | 7,2 |\n"
    )


def test_cells_of_several_lines_are_one_cell() -> None:
    """A cell of sentences does not make a column of its column, nor a row of each line."""
    lines = column(LEFT, 50, 50, width=300)
    for y, name, count in ((140, "Quartier", "Logements"), (156, "Porte-Neuve", "4 100")):
        lines += [line(name, 50, y), line(count, 130, y)]
    lines += [line("Les Ormes", 50, 196), line("6 300", 130, 196), line("En attente.", 210, 196)]
    lines += [line("Observations", 210, 140), *column(LEFT[:2], 210, 156, width=140)]
    lines += [line("Tableau 1 : les quartiers", 50, 230, size=8)]
    blocks = lay_out([page(lines)]).blocks[1:-1]
    assert "".join(block.marker + block.text + block.separator for block in blocks) == (
        "| Quartier | Logements | Observations |\n| --- | --- | --- |\n"
        f"| Porte-Neuve | 4 100 | {LEFT[0]} {LEFT[1]} |\n| Les Ormes | 6 300 | En attente. |\n\n"
    )


def test_page_numbers_may_stand_far_from_the_edge() -> None:
    """On a page with wide margins the number is the last line, and numbers only count there."""
    pages = [
        page([*column(LEFT, 50, 100, width=300), line(str(number), 200, 470)], number)
        for number in (1, 2, 3)
    ]
    assert [one.text for one in lay_out(pages).furniture] == ["1", "2", "3"]


def test_words_spread_over_a_line_are_no_table() -> None:
    """A justified line with few words is a line, though its gaps are as wide as a gutter."""
    lines = column(LEFT[:2], 50, 100, width=300)
    for y, words in ((124, ("anticonstitutionnellement", "les", "associations")), (136, "ab")):
        gap = (300 - sum(5 * len(word) for word in words)) / (len(words) - 1)
        x = 50.0
        for word in words:
            lines.append(line(word, x, y))
            x += 5 * len(word) + gap
    lines.append(line("de la ville.", 50, 148))
    assert texts(lay_out([page(lines)])) == [
        " ".join((*LEFT[:2], "anticonstitutionnellement les associations a b de la ville."))
    ]


def test_a_drop_cap_begins_its_word() -> None:
    """A large letter over three lines is the first letter of the paragraph."""
    lines = [
        line("L", 50, 124, size=34, width=24),
        line("e conseil a voté mardi soir le", 76, 100, width=274),
        line("budget de la ville, après trois", 76, 112, width=274),
        line("heures de débat et deux pauses.", 76, 124, width=274),
        *column(LEFT[3:], 50, 136, width=300),
    ]
    assert texts(lay_out([page(lines)])) == [" ".join(LEFT)]


def test_a_drop_cap_stands_beside_all_its_lines() -> None:
    """The line at its foot is set in as far, and begins no paragraph."""
    lines = [
        line("A", 50, 121, size=40, width=28),
        line("près plus de trois heures de débat,", 80, 100, width=270),
        line("le conseil municipal de Valmorey", 80, 112, width=150),
        line("(Haute-Saône) a approuvé le projet", 80, 124, width=270),
        *column(RIGHT, 50, 136, width=300),
    ]
    (block,) = lay_out([page(lines)]).blocks
    assert block.text.startswith("Après plus de trois heures de débat, le conseil municipal de")


def test_lists_keep_their_signs() -> None:
    """Bullets are Markdown's, numbers the author's, and a hanging second line belongs to both."""
    lines = [
        *column(LEFT, 50, 100, width=300),
        line("• la dépose des canalisations qui", 62, 172, width=280),
        line("datent de 1987 ;", 72, 184),
        line("• la réouverture.", 62, 196),
        line("1. Un premier point.", 62, 220),
        line("2. Un deuxième.", 62, 232),
        line("a) un détail ;", 62, 256),
    ]
    blocks = lay_out([page(lines)]).blocks
    assert [(block.marker, block.text) for block in blocks[1:]] == [
        ("- ", "la dépose des canalisations qui datent de 1987 ;"),
        ("- ", "la réouverture."),
        ("1. ", "Un premier point."),
        ("2. ", "Un deuxième."),
        ("- a) ", "un détail ;"),
    ]
    assert [block.separator for block in blocks[1:]] == ["\n", "\n", "\n", "\n", "\n"]


def test_dialogue_is_not_a_list() -> None:
    """Somebody speaks where a dash begins a sentence."""
    lines = [
        *column(LEFT, 50, 100, width=300),
        line("— Objet non répertorié.", 62, 172),
        line("— Altitude ?", 62, 184),
    ]
    blocks = lay_out([page(lines)]).blocks
    assert [(block.kind, block.marker, block.text) for block in blocks[1:]] == [
        (BlockKind.PARAGRAPH, "— ", "Objet non répertorié."),
        (BlockKind.PARAGRAPH, "— ", "Altitude ?"),
    ]


def test_a_bold_line_over_text_is_a_heading() -> None:
    """Weight makes a heading as size does, and a by-line none."""
    lines = [
        line("Le budget est voté", 50, 60, size=20, bold=True),
        line("Par Jeanne Morel", 50, 84, bold=True),
        *column(LEFT, 50, 112, width=300),
        line("Un chantier de trois ans", 50, 196, bold=True),
        *column(LEFT, 50, 216, width=300),
    ]
    blocks = lay_out([page(lines)]).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.CREDIT, 0),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_emphasis_and_links_are_spans() -> None:
    """Words in bold or italics and words that lead somewhere are marked, addresses are not."""
    pieces = (
        Piece(text="Le "),
        Piece(text="budget ", bold=True),
        Piece(text="est "),
        Piece(text="voté", italic=True),
        Piece(text=", dit "),
        Piece(text="le rapport", address="https://a.example/r"),
        Piece(text=" de "),
        Piece(text="www.a.example", address="http://www.a.example/"),
        Piece(text="."),
    )
    one = Line(pieces=pieces, x0=50, x1=350, baseline=100, size=10)
    (block,) = lay_out([page([one])]).blocks
    assert [
        (block.text[span.start : span.end], span.opening, span.closing) for span in block.spans
    ] == [
        ("budget", "**", "**"),
        ("voté", "*", "*"),
        ("le rapport", "[", "](https://a.example/r)"),
    ]


def test_nothing_is_lost_on_a_page_of_scattered_lines() -> None:
    """However lines stand, every one of them is in a block or in the furniture."""
    lines = [
        line(f"mot{number} seul", 37.0 * number % 331, 53.0 * number % 587, size=6 + number % 7)
        for number in range(120)
    ]
    layout = lay_out([page(lines)])
    said = " ".join((*texts(layout), *(one.text for one in layout.furniture)))
    assert all(f"mot{number} seul" in said for number in range(120))
