"""Translations written into a copy of the Word document that they are of."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from word_sample import NAMESPACES, change_parts, make_word_file, read_part

from translator.pipeline import process
from translator.readers import read_bytes
from translator.testing import EchoEngine
from translator.types import BlockTranslation, DecodingOptions, Report
from translator.writers.docx import DocxWriter

_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def sample() -> bytes:
    return make_word_file()


def translate(data: bytes, replies: dict[str, str] | None = None) -> bytes:
    """Return a document's copy in which each sentence with a reply has become that."""
    return write(report_on(data, replies))


def report_on(data: bytes, replies: dict[str, str] | None = None) -> Report:
    document = read_bytes(data, origin="a.docx")
    engine = EchoEngine(replies=replies)
    return process(document, engine=engine, summarizer=None, options=DecodingOptions())


def write(report: Report) -> bytes:
    stream = io.BytesIO()
    DocxWriter().write(report, stream)
    return stream.getvalue()


def extend(data: bytes) -> Report:
    """Return a report in which every text but code is another one, around the same words."""
    report = report_on(data)
    blocks = tuple(
        BlockTranslation(block=block.block, target=f"Now {block.block.text}", segments=())
        if block.block.kind.value != "code"
        else block
        for block in report.translation.blocks
    )
    return replace(report, translation=replace(report.translation, blocks=blocks))


def rewrite(body: str, reply: str, sample: bytes) -> str:
    """Return the paragraph that one becomes whose only text is given ``reply`` as its target."""
    xml = f"<w:document {NAMESPACES}><w:body><w:p>{body}</w:p></w:body></w:document>"
    whole = read_part(sample, "word/document.xml")
    data = change_parts(sample, {"word/document.xml": (whole, xml)})
    report = report_on(data)
    first, *others = report.translation.blocks
    blocks = (replace(first, target=reply, segments=()), *others)
    report = replace(report, translation=replace(report.translation, blocks=blocks))
    written = read_part(write(report), "word/document.xml")
    written = re.sub(r' xmlns:\w+="[^"]*"', "", written)
    return written.partition("<w:p>")[2].partition("</w:p>")[0]


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{look}<w:t{space}>{text}</w:t></w:r>"


def test_docx_round_trip_gives_back_as_many_blocks(sample: bytes) -> None:
    """Blocks in are blocks out, each with its target, kind, level and marker."""
    report = extend(sample)
    again = read_bytes(write(report), origin="b.docx")
    targets = [block.target for block in report.translation.blocks]
    assert [block.text for block in again.blocks] == targets
    for before, after in zip(report.translation.document.blocks, again.blocks, strict=True):
        assert (after.kind, after.level, after.marker, after.separator) == (
            before.kind,
            before.level,
            before.marker,
            before.separator,
        )


def test_docx_keeps_addresses_numbers_and_everything_without_text(sample: bytes) -> None:
    """Nothing of the source is lost: links, pictures, notes, fields, bookmarks, sections."""
    data = write(extend(sample))
    before, after = (read_part(file, "word/document.xml") for file in (sample, data))
    for name in (
        *("w:hyperlink ", "w:drawing>", "wp:docPr ", "w:footnoteReference", "w:fldChar ", "w:br/"),
        *("w:instrText", "w:bookmarkStart", "w:bookmarkEnd", "w:sectPr ", "w:tbl>", "w:tab/"),
        *("w:pStyle ", "w:gridSpan ", "mc:AlternateContent", "w:txbxContent>", "a:blip "),
    ):
        assert after.count(f"<{name}") == before.count(f"<{name}"), name
    shown = _TAG.sub("", after)
    for text in ("https://mairie.example/plan.pdf", "1 250,50", "2008", "14 000", "120 m", "12 h"):
        assert text in shown
    relations = "word/_rels/document.xml.rels"
    assert read_part(data, relations) == read_part(sample, relations)


def test_docx_other_parts_stay_to_the_byte(sample: bytes) -> None:
    """Only what holds text, or says in which language it is, is another."""
    data = write(extend(sample))
    with (
        zipfile.ZipFile(io.BytesIO(sample)) as before,
        zipfile.ZipFile(io.BytesIO(data)) as after,
    ):
        assert after.namelist() == before.namelist()
        changed = {name for name in after.namelist() if after.read(name) != before.read(name)}
    assert changed == {
        "word/document.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/styles.xml",
        "docProps/core.xml",
    }


def test_docx_opens_in_another_library(sample: bytes) -> None:
    """What is written is a Word document to others: text, styles, table and picture."""
    replies = {"Le pont de Loriac": "The bridge of Loriac", "Les travaux": "The works"}
    document = docx.Document(io.BytesIO(translate(sample, replies)))
    styled = [(item.text, item.style.name) for item in document.paragraphs if item.style]
    assert ("The bridge of Loriac", "Title") in styled
    assert ("The works", "Heading 1") in styled
    assert document.tables[0].cell(2, 0).text == "Ensemble\nsans les ponts"
    assert len(document.inline_shapes) == 1
    assert document.sections[0].header.paragraphs[0].text == "Le Courrier de Loriac"


def test_docx_says_in_which_language_it_is_and_what_it_is_called(sample: bytes) -> None:
    """Spelling is checked as English; the title among the properties was the article's."""
    data = translate(sample, {"Le pont de Loriac": "The bridge of Loriac"})
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.language) == ("The bridge of Loriac", "en-US")
    assert 'w:val="en-US"' in read_part(data, "word/styles.xml")
    assert "fr-FR" not in read_part(data, "word/styles.xml")


@pytest.mark.parametrize("name", ["docProps/core.xml", "word/settings.xml"])
def test_docx_a_damaged_part_without_text_stays_as_it_is(sample: bytes, name: str) -> None:
    """What only says what the file is called costs nobody a translation that is done."""
    damaged = change_parts(sample, {name: (read_part(sample, name), "<a")})
    copy = write(extend(damaged))
    assert read_part(copy, name) == "<a"
    assert "Now Le pont de Loriac" in [block.text for block in read_bytes(copy).blocks]


def test_docx_another_name_of_the_file_stays(sample: bytes) -> None:
    """A title among the properties that is not the article's is left alone."""
    named = change_parts(sample, {"docProps/core.xml": ("Le pont de Loriac", "Brouillon 3")})
    data = translate(named, {"Le pont de Loriac": "The bridge of Loriac"})
    assert docx.Document(io.BytesIO(data)).core_properties.title == "Brouillon 3"


def test_docx_text_boxes_and_their_copies_say_the_same(sample: bytes) -> None:
    """Older programs show the copy, which is the translation too."""
    data = translate(sample, {"À retenir : 14,000 habitants.": "Remember: 14,000 people."})
    xml = read_part(data, "word/document.xml")
    assert xml.count("Remember: 14,000 people.") == 2
    assert "À retenir" not in xml


def test_docx_formatting_follows_its_words(sample: bytes) -> None:
    """Bold, colors and character styles stand on the words that stayed the same."""
    look = '<w:b/><w:color w:val="800000"/>'
    body = f"{run('Le maire ')}{run('Anne Roy', look)}{run(' rit.')}"
    assert rewrite(body, "Mayor Anne Roy laughs.", sample) == (
        f"{run('Mayor ')}{run('Anne Roy', look)}{run(' laughs.')}"
    )


def test_docx_formatting_of_part_of_a_word_stays_where_the_word_does(sample: bytes) -> None:
    """CO₂ keeps its small figure, and a word that became another loses its own."""
    low = '<w:vertAlign w:val="subscript"/>'
    body = f"{run('Le CO')}{run('2', low)}{run(' est par')}{run('tout', '<w:b/>')}{run(' ici.')}"
    assert rewrite(body, "CO2 is everywhere here.", sample) == (
        f"{run('CO')}{run('2', low)}{run(' is everywhere here.')}"
    )


def test_docx_links_without_their_words_follow_the_text(sample: bytes) -> None:
    """An address is never lost: the link stands behind, in parentheses, as it looked."""
    link = '<w:hyperlink w:anchor="fin">' + run("la suite", "<w:i/>") + "</w:hyperlink>"
    assert rewrite(f"{run('Lisez bien ')}{link}{run('.')}", "Read on.", sample) == (
        f"{run('Read on.')}{run(' (')}{link}{run(')')}"
    )


def test_docx_links_that_show_their_address_stay_on_it(sample: bytes) -> None:
    """The words of a link may be an address, which is never another one in English."""
    link = '<w:hyperlink w:anchor="a">' + run("https://a.example") + "</w:hyperlink>"
    assert rewrite(f"{run('Voir ')}{link}{run('.')}", "See https://a.example.", sample) == (
        f"{run('See ')}{link}{run('.')}"
    )


def test_docx_bookmarks_without_their_words_hold_the_paragraph(sample: bytes) -> None:
    """What refers to a bookmark still finds it, and both of its ends are there."""
    start, end = '<w:bookmarkStart w:id="3" w:name="b"/>', '<w:bookmarkEnd w:id="3"/>'
    assert rewrite(f"{run('Un ')}{start}{run('pont')}{end}{run(' neuf.')}", "New.", sample) == (
        f"{start}{run('New.')}{end}"
    )


def test_docx_objects_at_either_end_stay_there(sample: bytes) -> None:
    """A picture in front of a text and a note behind it, white space between them included."""
    symbol, note = '<w:sym w:font="Wingdings" w:char="F0E0"/>', '<w:footnoteReference w:id="7"/>'
    body = f"<w:r>{symbol}</w:r>{run(' Il pleut.')}<w:r>{note}</w:r>{run(' ')}"
    assert rewrite(body, "It rains.", sample) == (
        f"<w:r>{symbol}</w:r>{run(' ')}{run('It rains.')}<w:r>{note}</w:r>{run(' ')}"
    )


def test_docx_breaks_stay_between_their_texts(sample: bytes) -> None:
    """A line's end or a tabulator is where it was, and only the first text was given another."""
    body = f"{run('Bonjour')}<w:r><w:br/></w:r>{run('Oui')}<w:r><w:tab/></w:r>{run('Non')}"
    assert rewrite(body, "Hello", sample) == (
        f"{run('Hello')}<w:r><w:br/></w:r>{run('Oui')}<w:r><w:tab/></w:r>{run('Non')}"
    )


def test_docx_tracked_changes_come_out_as_accepted(sample: bytes) -> None:
    """The English has no history: what was inserted is text, what was deleted is gone."""
    about = 'w:id="1" w:author="A"'
    body = (
        f"{run('Il ')}<w:del {about}><w:r><w:delText>ne </w:delText></w:r></w:del>"
        f"<w:ins {about}>{run('pleut.')}</w:ins>"
    )
    assert rewrite(body, "It rains.", sample) == run("It rains.")


def test_docx_has_no_history_anywhere(sample: bytes) -> None:
    """Neither a deleted paragraph, its row, nor what formatting was is in the English."""
    about = 'w:id="1" w:author="A"'
    old = f"<w:rPrChange {about}><w:rPr/></w:rPrChange>"
    mark = f"<w:pPr><w:rPr><w:{{}} {about}/></w:rPr></w:pPr>"
    halves = '<w:bookmarkStart w:id="5" w:name="a"/>'
    body = (
        f"<w:p>{mark.format('del')}<w:del {about}><w:r><w:delText>Secret</w:delText></w:r>{halves}"
        f"</w:del></w:p><w:moveFromRangeStart {about}/><w:p>{mark.format('moveFrom')}"
        f"<w:moveFrom {about}>{run('Moved')}</w:moveFrom></w:p><w:moveFromRangeEnd {about}/>"
        f"<w:p><w:pPr><w:jc/><w:pPrChange {about}><w:pPr/></w:pPrChange></w:pPr>"
        f"<w:ins {about}>{run('Oui.', '<w:b/>' + old)}</w:ins>"
        '<w:bookmarkEnd w:id="5"/></w:p>'
        f"<w:tbl><w:tr><w:trPr><w:del {about}/></w:trPr><w:tc><w:p>{run('Gone')}</w:p></w:tc>"
        "</w:tr></w:tbl><w:p/>"
    )
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    data = change_parts(
        sample, {"word/document.xml": (read_part(sample, "word/document.xml"), xml)}
    )
    written = read_part(translate(data, {"Oui.": "Yes."}), "word/document.xml")
    written = re.sub(r' xmlns:\w+="[^"]*"', "", written)
    assert written.partition("<w:body>")[2] == (
        f"<w:p><w:pPr><w:jc/></w:pPr>{halves}{run('Yes.', '<w:b/>')}"
        '<w:bookmarkEnd w:id="5"/></w:p><w:p/></w:body></w:document>'
    )


def test_docx_a_drop_cap_is_the_first_letter_of_the_english(sample: bytes) -> None:
    """The frame and its look stay, around another letter."""
    frame = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    large = "<w:sz w:val='90'/>"
    body = f"{frame}{run('L', large)}</w:p><w:p>{run('e port ferme.')}</w:p>"
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    data = change_parts(
        sample, {"word/document.xml": (read_part(sample, "word/document.xml"), xml)}
    )
    data = translate(data, {"Le port ferme.": "“Harbor closed.”"})
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs] == [
        "“H",
        "arbor closed.”",
    ]
    assert '<w:sz w:val="90"/>' in read_part(data, "word/document.xml")


def test_docx_a_paragraph_whose_text_stays_is_left_alone(sample: bytes) -> None:
    """Where nothing was translated, not even the runs are put together."""
    body = f'{run("12")}{run(" 345")}<w:proofErr w:type="spellEnd"/>'
    assert rewrite(body, "12 345", sample) == body


def test_docx_what_xml_cannot_hold_is_left_out(sample: bytes) -> None:
    """An engine may say anything; the package stays well-formed."""
    assert rewrite(run("Oui."), "Y\x00e\ufffes & <no>", sample) == run("Yes &amp; &lt;no&gt;")


def test_docx_of_an_interrupted_run_is_whole(sample: bytes) -> None:
    """The finished paragraphs are in English and the others as they were."""
    report = extend(sample)
    finished = report.translation.blocks[:3]
    report = replace(report, translation=replace(report.translation, blocks=finished))
    texts = [block.text for block in read_bytes(write(report)).blocks]
    assert [text.startswith("Now ") for text in texts[:4]] == [True, True, True, False]


def test_docx_page_numbers_are_never_lost(sample: bytes) -> None:
    """A number that Word counts stays one, even where the translation has no number."""
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    field = f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{middle}{run('3')}{end}"
    simple = f'<w:fldSimple w:instr="NUMPAGES">{run("10")}</w:fldSimple>'
    body = f"{run('Page ')}{field}{run(' sur ')}{simple}"
    assert rewrite(body, "Page 3 of 10", sample) == (f"{run('Page ')}{field}{run(' of ')}{simple}")
    assert rewrite(body, "Page", sample) == (
        f"{run('Page')}{run(' (')}{field}{run(', ')}{simple}{run(')')}"
    )
