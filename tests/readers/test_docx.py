"""Word documents to blocks."""

from __future__ import annotations

import builtins
import random
from pathlib import Path
from typing import Any

import pytest
from word_sample import NAMESPACES, change_parts, make_word_file, read_part

from translator.errors import InputError, MalformedInput, UnreadableInput, UnsupportedFormat
from translator.readers import read_bytes
from translator.types import Block, BlockTranslation, Document
from translator.writers.markdown_document import format_block

#: The sample as Markdown, which shows kinds, levels, markers, marks and separators at once.
AS_MARKDOWN = Path(__file__).parent.parent / "cases" / "word" / "sample.md"


@pytest.fixture(scope="module")
def sample() -> bytes:
    return make_word_file()


def read(data: bytes, *, origin: str = "a.docx") -> Document:
    return read_bytes(data, origin=origin)


def read_body(body: str, sample: bytes) -> tuple[Block, ...]:
    """Return the blocks of a document with another body; margins and notes left out."""
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    data = replace_part(sample, "word/document.xml", xml)
    return tuple(block for block in read(data).blocks if block.kind.value != "credit")


def replace_part(data: bytes, name: str, xml: str) -> bytes:
    return change_parts(data, {name: (read_part(data, name), xml)})


def refusal(data: bytes) -> str:
    """Return what is said of a document that cannot be read; its name, of one that can."""
    try:
        return f"{read(data).origin}: "
    except InputError as error:
        return str(error)


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_docx_structure_is_shown_in_signs_of_markdown(sample: bytes) -> None:
    """Headings below the title, lists, a table, notes and marks all stand where they belong."""
    document = read(sample)
    shown = "".join(
        format_block(BlockTranslation(block=block, target=block.text, segments=()), document)
        for block in document.blocks
    )
    assert shown == AS_MARKDOWN.read_text(encoding="utf-8")
    assert (document.format, document.title) == ("docx", "Le pont de Loriac")
    assert document.package == sample


@pytest.mark.parametrize("name", ["notes.txt", "-", "article", "page.html"])
def test_docx_is_recognized_by_what_it_is(sample: bytes, name: str) -> None:
    """A wrong name, or none, does not hide a Word document."""
    assert read(sample, origin=name).blocks == read(sample).blocks


def test_docx_kinds_are_told_by_style(sample: bytes) -> None:
    """Code, quotations, margins and cells have kinds of their own."""
    kinds = {block.text: block.kind.value for block in read(sample).blocks}
    assert kinds["mesurer(pont)"] == "code"
    assert kinds["Nous l’avons attendu dix ans."] == "quote"
    assert kinds["Le Courrier de Loriac"] == kinds["Page 3 du journal"] == "credit"
    assert kinds["sans les ponts"] == "table_cell"


def test_docx_tracked_changes_read_as_accepted(sample: bytes) -> None:
    """Inserted and moved text counts where it went; deleted text and its old place do not."""
    about = 'w:id="1" w:author="A"'
    (block,) = read_body(
        f"<w:p>{run('Il ')}<w:del {about}><w:r><w:delText>ne </w:delText></w:r></w:del>"
        f"<w:ins {about}>{run('pleut ')}</w:ins><w:moveFrom {about}>{run('beaucoup ')}"
        f"</w:moveFrom><w:moveTo {about}>{run('à Brest')}</w:moveTo></w:p>",
        sample,
    )
    assert block.text == "Il pleut à Brest"


@pytest.mark.parametrize("kind", ["del", "moveFrom"])
def test_docx_a_paragraph_without_its_end_goes_on_in_the_next(sample: bytes, kind: str) -> None:
    """Paragraphs joined by a tracked change are one, and one that is gone leaves nothing."""
    ended = f'<w:pPr><w:rPr><w:{kind} w:id="1"/></w:rPr></w:pPr>'
    gone = f'<w:{kind} w:id="2">{run("Jamais.")}</w:{kind}>'
    blocks = read_body(
        f"<w:p>{ended}{run('Les pêcheurs ')}</w:p><w:p>{ended}{gone}</w:p>"
        '<w:bookmarkStart w:id="3" w:name="a"/>'
        f"<w:p>{run('demandent une aide.')}</w:p><w:p>{ended}{run('Le port ferme.')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{ended}{run('Bateau')}</w:p></w:tc></w:tr></w:tbl>",
        sample,
    )
    assert [b.text for b in blocks] == [
        "Les pêcheurs demandent une aide.",
        "Le port ferme.",
        "Bateau",
    ]


def test_docx_a_deleted_end_of_a_section_is_one_all_the_same(sample: bytes) -> None:
    """What a section looks like is kept at its end."""
    ended = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr><w:sectPr/></w:pPr>'
    blocks = read_body(f"<w:p>{ended}{run('Un.')}</w:p><w:p>{run('Deux.')}</w:p>", sample)
    assert [block.text for block in blocks] == ["Un.", "Deux."]


def test_docx_a_drop_cap_begins_its_paragraph(sample: bytes) -> None:
    """Word keeps the large first letter in a frame of its own; a frame with words is another."""
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    blocks = read_body(
        f"<w:p>{frame}{run('L', '<w:b/>')}</w:p><w:p>{run('es ', '<w:i/>')}{run('ports')}</w:p>"
        f"<w:p>{frame}{run('Encadré')}</w:p><w:p>{run('Il pleut.')}</w:p>"
        f"<w:p>{frame}{run('D')}</w:p>",
        sample,
    )
    assert [block.text for block in blocks] == ["Les ports", "Encadré", "Il pleut.", "D"]


def test_docx_runs_cut_by_the_checker_are_one_text(sample: bytes) -> None:
    """Word divides sentences into runs that look the same; no mark comes of that."""
    french = '<w:lang w:val="fr-FR"/>'
    (block,) = read_body(
        f'<w:p>{run("Le po", french)}<w:proofErr w:type="spellStart"/>'
        f"{run('nt', '<w:noProof/>')}<w:r><w:lastRenderedPageBreak/></w:r>{run(' ferme')}</w:p>",
        sample,
    )
    assert (block.text, block.spans) == ("Le pont ferme", ())


def test_docx_emphasis_is_what_differs_from_the_rest(sample: bytes) -> None:
    """A heading that is bold all over has no marks, and bold that is switched off is none."""
    bold, thin = "<w:b/>", '<w:b w:val="0"/>'
    whole, off, crossing = read_body(
        f"<w:p>{run('Le pont ', bold)}{run('ferme', bold)}</w:p>"
        f"<w:p>{run('Le pont ')}{run('ferme', thin)}{run(' demain soir')}</w:p>"
        f"<w:p>{run('un ', bold)}{run('deux', bold + '<w:i/>')}{run(' trois', '<w:i/>')}"
        f"{run(' quatre cinq six sept')}</w:p>",
        sample,
    )
    assert whole.spans == off.spans == ()
    marked = [(crossing.text[s.start : s.end], s.opening) for s in crossing.spans]
    assert marked == [("un deux", "**"), ("deux", "*"), ("trois", "*")]


def test_docx_code_and_addresses_are_kept_as_they_are(sample: bytes) -> None:
    """Letters of one width inside other text are code; addresses are not translated either."""
    font = '<w:rFonts w:ascii="Consolas"/>'
    (block,) = read_body(
        f"<w:p>{run('Tapez ')}{run('ls -l', font)}"
        f"{run(' puis voyez https://a.example/b_(c).')}</w:p>",
        sample,
    )
    kept = [(s.kind.value, block.text[s.start : s.end], s.opening) for s in block.spans]
    assert kept == [("verbatim", "ls -l", "`"), ("verbatim", "https://a.example/b_(c)", "")]


def test_docx_fields_are_read_by_their_result(sample: bytes) -> None:
    """Instructions, nested ones too, are no text; a link among the fields is a link."""

    def field(instructions: str, result: str) -> str:
        begin, middle, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
            for kind in ("begin", "separate", "end")
        )
        code = f"<w:r><w:instrText>{instructions}</w:instrText></w:r>"
        return f"{begin}{code}{middle}{run(result)}{end}"

    link, nested = read_body(
        f"<w:p>{run('Voir ')}{field('HYPERLINK &quot;https://a.example&quot;', 'le site')}</w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText>'
        f"</w:r>{field('PAGE', '3')}"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Suite")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        sample,
    )
    assert link.text == "Voir le site"
    assert [(s.opening, s.closing) for s in link.spans] == [("[", "](https://a.example)")]
    assert nested.text == "Suite"


def test_docx_frames_and_controls_are_seen_through(sample: bytes) -> None:
    """A table of one cell is a frame; content controls hold text, and their hints do not."""
    first, second = read_body(
        f"<w:tbl><w:tr><w:tc><w:p>{run('Encadré.')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent><w:p>{run('Nom : ')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Cliquez ici')}</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
        sample,
    )
    assert (first.kind.value, first.text) == ("paragraph", "Encadré.")
    assert second.text == "Nom :"


def test_docx_hidden_text_is_not_read(sample: bytes) -> None:
    """What no reader sees is not translated."""
    (block,) = read_body(f"<w:p>{run('Vu.')}{run(' Caché.', '<w:vanish/>')}</w:p>", sample)
    assert block.text == "Vu."


def test_docx_in_the_strict_form_is_read(sample: bytes) -> None:
    """Word can write the standard's strict form, with other names for the same elements."""
    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    xml = f"<w:document {strict}><w:body><w:p>{run('Il pleut.')}</w:p></w:body></w:document>"
    assert read(replace_part(sample, "word/document.xml", xml)).blocks[0].text == "Il pleut."


def test_docx_without_its_text_is_refused(sample: bytes) -> None:
    """A package of another Office program, or one whose text is elsewhere, is named as that."""
    sheet = change_parts(sample, {"_rels/.rels": ("word/document.xml", "word/none.xml")})
    with pytest.raises(UnreadableInput) as raised:
        read(sheet)
    assert str(raised.value) == "a.docx: this is not a Word document: it has no text part"
    with pytest.raises(UnreadableInput) as raised:
        read(replace_part(sample, "word/document.xml", "<workbook/>"))
    assert str(raised.value) == (
        "a.docx: this is an Office document, but not one of Word; save its text as .docx, .txt or "
        ".html"
    )


def test_docx_that_refers_out_of_itself_is_refused(sample: bytes) -> None:
    """No reference leads to a file of this machine."""
    data = change_parts(
        sample, {"word/_rels/document.xml.rels": ('"styles.xml"', '"../../../etc/passwd"')}
    )
    with pytest.raises(MalformedInput) as raised:
        read(data)
    assert str(raised.value) == (
        "a.docx: word/document.xml refers to '../../../etc/passwd', outside of the file; it may "
        "have been made to do harm"
    )


def test_docx_fetches_nothing(sample: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template, a picture or a style sheet elsewhere is never asked for."""
    import socket

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"fetched {arguments}")

    relation = (
        '<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/{}" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    )
    monkeypatch.setattr(socket, "socket", refuse)
    for kind in ("attachedTemplate", "image", "styles", "footnotes", "header"):
        data = change_parts(
            sample,
            {"word/_rels/document.xml.rels": ("</Relationships>", relation.format(kind))},
        )
        assert read(data).blocks == read(sample).blocks


def test_docx_needs_its_extra(sample: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library, a sentence says how to get it."""
    real_import = builtins.__import__

    def refuse(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("lxml"):
            raise ImportError(name)
        return real_import(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UnsupportedFormat) as raised:
        read(sample)
    assert str(raised.value) == (
        "a.docx: reading Word documents needs lxml; install it with: "
        "pip install 'article-translator[docx]'"
    )


def test_docx_damaged_anywhere_is_read_or_refused(sample: bytes) -> None:
    """Any byte may be wrong: what comes of it is a document or one sentence with the name."""
    chance = random.Random(1)
    for _ in range(150):
        data = bytearray(sample)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        assert refusal(bytes(data)).startswith("a.docx: ")


def test_docx_with_parts_in_any_order_is_read_or_refused(sample: bytes) -> None:
    """Elements that are missing, doubled or in strange places break nothing."""
    xml = read_part(sample, "word/document.xml")
    chance = random.Random(2)
    tags = [part for part in xml.split("<") if part.endswith("/>")]
    for _ in range(60):
        changed = xml.replace("<" + chance.choice(tags), "<" + chance.choice(tags))
        name = chance.choice(("w:r", "w:p", "w:tc", "w:hyperlink", "w:fldChar", "w:tr"))
        changed = changed.replace(f"<{name}>", "<w:ins>").replace(f"</{name}>", "</w:ins>")
        data = replace_part(sample, "word/document.xml", changed)
        assert refusal(data).startswith("a.docx: ")


def test_docx_lists_are_numbered_as_word_shows_them(sample: bytes) -> None:
    """Levels count apart, an empty item counts, and a list that is to begin anew does."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/></w:lvl>'
        for level, (start, kind) in enumerate(((3, "decimal"), (1, "lowerLetter"), (1, "bullet")))
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{anew}</w:num></w:numbering>'
    )
    data = replace_part(sample, "word/numbering.xml", numbering)
    items = [("1", 0, "a"), ("1", 1, "b"), ("1", 2, "c"), ("1", 1, "d"), ("1", 0, " ")]
    items += [("2", 0, "e"), ("2", 1, "f"), ("3", 0, "g"), ("0", 0, "h")]
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
        f"</w:pPr>{run(text)}</w:p>"
        for name, level, text in items
    )
    markers = [block.marker for block in read_body(body, data)]
    assert markers == ["3. ", "   1. ", "      - ", "   2. ", "5. ", "   1. ", "1. ", ""]


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "²", "٣", "", "x"])
def test_docx_numbers_out_of_any_range_are_none(sample: bytes, number: str) -> None:
    """Levels, columns and counts may say anything; thousands of digits are no number."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{number}"/><w:numFmt w:val="decimal"/></w:lvl>'
        f'<w:lvl w:ilvl="{number}"/>'
    )
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    span = f'<w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr>'
    blocks = read_body(
        f'<w:p><w:pPr><w:outlineLvl w:val="{number}"/></w:pPr>{run("Un")}</w:p>'
        f"<w:p><w:pPr>{item}</w:pPr>{run('Deux')}</w:p>"
        f"<w:tbl><w:tr><w:tc>{span}<w:p>{run('Trois')}</w:p></w:tc>"
        f"<w:tc><w:p>{run('Quatre')}</w:p></w:tc></w:tr></w:tbl>",
        replace_part(sample, "word/numbering.xml", numbering),
    )
    assert [block.text for block in blocks] == ["Un", "Deux", "Trois", "Quatre"]
    assert [block.kind.value for block in blocks[:2]] == ["paragraph", "list_item"]
    assert blocks[2].marker + blocks[2].separator == "|  | "


@pytest.mark.parametrize(
    "gone",
    [
        "<w:p>{}<w:del w:id='1'>{}</w:del></w:p>",
        "<w:p>{}<w:moveFrom w:id='1'>{}</w:moveFrom></w:p>",
        "<w:p>{}</w:p><w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>{}</w:p></w:tc>"
        "</w:tr></w:tbl>",
    ],
    ids=["deleted", "moved", "row"],
)
def test_docx_notes_of_text_that_is_gone_are_gone(sample: bytes, gone: str) -> None:
    """A copy would have no mark for them; a note that is also referred to elsewhere stays."""
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    note = "Selon la mairie, en 2019."
    texts = [block.text for block in read_body(gone.format(run("Il pleut."), mark), sample)]
    assert texts == ["Il pleut."]
    texts = [block.text for block in read_body(gone.format(run("Il pleut.") + mark, mark), sample)]
    assert texts == ["Il pleut.", note]


def test_docx_made_to_waste_time_loses_its_emphasis_alone(sample: bytes) -> None:
    """Marks are compared with each other, so a paragraph has only as many as people make."""
    runs = "".join(run(f"mot{number} ", "<w:b/>" * (number % 2)) for number in range(4000))
    link = f'<w:hyperlink w:anchor="fin">{run("la fin")}</w:hyperlink>'
    (block,) = read_body(f"<w:p>{runs}{link}</w:p>", sample)
    assert block.text.endswith("mot3998 mot3999 la fin")
    assert [(s.kind.value, s.opening) for s in block.spans] == [("link", "[")]


def test_docx_text_has_no_boxes_in_it(sample: bytes) -> None:
    """What fuzzing put into an element of text is no part of the document."""
    box = f"<w:txbxContent><w:p>{run('Dans la boîte.')}</w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>Il pleut.{box}</w:t></w:r></w:p><w:p>{run('Il neige.')}</w:p>"
    assert [block.text for block in read_body(body, sample)] == ["Il pleut.", "Il neige."]
