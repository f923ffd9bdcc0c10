"""Subtitles: sentences out of cues, and cues out of their translations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_engine import ScriptedEngine

from translator.errors import UnsupportedFormat
from translator.protocols import TranslationEngine
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions, Document
from translator.writers.subtitles import format_block

CASES = Path(__file__).parent.parent / "cases" / "subtitles"


def read(text: str, name: str = "a.srt") -> Document:
    return read_document(text, origin=name)


def translate(text: str, name: str = "a.srt", engine: TranslationEngine | None = None) -> str:
    translation = translate_document(
        read(text, name), engine=engine or EchoEngine(), options=DecodingOptions()
    )
    is_vtt = name.endswith(".vtt")
    return "".join(format_block(block, is_vtt=is_vtt) for block in translation.blocks)


@pytest.mark.parametrize("name", ["report.srt", "report.vtt"])
def test_subtitles_round_trip_is_identical(name: str) -> None:
    """Numbers, settings, comments, tags and empty cues come back to the character."""
    text = (CASES / name).read_text(encoding="utf-8")
    assert translate(text, name) == text


def test_subtitles_are_read_as_sentences() -> None:
    """A sentence over two cues is one block; a dash, an aside or a stop begins another."""
    text = (CASES / "report.srt").read_text(encoding="utf-8")
    blocks = read(text).blocks
    assert [block.marker + block.text for block in blocks] == [
        "Le conseil municipal de Loriac a voté mardi soir la fermeture du pont qui traverse la "
        "rivière.",
        "- Vous étiez prévenus ?",
        "- Non, personne ne nous a rien dit.",
        "Depuis dix ans, les habitants attendent un nouveau pont. La maire promet 40 euros et un "
        "bac en 2027...",
        "...si la rivière baisse.",
        "[Musique]",
        "Oui. Merci à tous.",
    ]


def test_subtitles_lay_a_sentence_back_in_proportion() -> None:
    """Each cue gets its share of the words, ends behind a comma if it can, and keeps its tags."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n<i>Le conseil a voté</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n<i>mardi la fermeture du pont.</i> Oui.\n"
    )
    replies = {
        "Le conseil a voté mardi la fermeture du pont.": (
            "On Tuesday the council voted, and it closed the bridge."
        ),
        "Oui.": "Yes.",
    }
    assert translate(text, engine=EchoEngine(replies=replies)) == (
        "1\n00:00:01,000 --> 00:00:02,000\n<i>On Tuesday the council voted,</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nand it closed the bridge. Yes.\n"
    )


@pytest.mark.parametrize(
    "cue",
    ["Oui<i>\u2000</i>", "Oui<i>\u200b</i>", "Oui<i> </i>non.", "<i></i>Oui.", "Oui. <b> </b>"],
)
def test_subtitles_keep_tags_around_nothing(cue: str) -> None:
    """A tag around white space, at a line's end too, is not lost with it."""
    result = translate(f"1\n00:00:01,000 --> 00:00:02,000\n{cue}\n")
    tags = re.compile(r"<[^>]+>")
    assert tags.findall(result) == tags.findall(cue)
    assert tags.sub("", result).split()[4:] == tags.sub("", cue.replace("\u200b", "")).split()


@pytest.mark.parametrize(
    ("cue", "kept"),
    [
        ("Un <b>mot </b>", "Un <b>mot</b>"),
        ("Un <b>mot </b>dit", "Un <b>mot</b> dit"),
        ("Un <b> mot</b>", "Un <b>mot</b>"),
        ("Un  <b>mot</b>  dit", "Un <b>mot</b> dit"),
    ],
)
def test_subtitles_keep_tags_whose_words_have_blanks_beside_them(cue: str, kept: str) -> None:
    """At the end of a caption, and where two blanks become one."""
    head = "1\n00:00:01,000 --> 00:00:02,000\n"
    assert translate(f"{head}{cue}\n") == f"{head}{kept}\n"


def test_subtitles_of_the_web_have_entities() -> None:
    """The model reads the signs that they stand for, and no sign of its own becomes a tag."""
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    text = f"{head}<i>Tom &amp; Jerry</i>&nbsp;: a &lt; b&#x202e;.\n"
    (block,) = read(text, "a.vtt").blocks
    assert block.text == "Tom & Jerry\u00a0: a < b."
    assert translate(text, "a.vtt") == (f"{head}<i>Tom &amp; Jerry</i> : a &lt; b.\n")
    said = EchoEngine(replies={"Il pleut.": "It <b>rains</b> --> & pours."})
    assert translate(f"{head}Il pleut.\n", "a.vtt", said) == (
        f"{head}It &lt;b&gt;rains&lt;/b&gt; --&gt; &amp; pours.\n"
    )
    assert translate(f"{head}&nbsp;Oui.\n", "a.vtt").rstrip().endswith("Oui.")


def test_subtitles_are_known_by_their_beginning() -> None:
    """Standard input has no name, but subtitles begin like nothing else."""
    for name in ("srt", "vtt"):
        text = (CASES / f"report.{name}").read_text(encoding="utf-8")
        assert read(text, "-").format == name


def test_subtitles_refuse_a_text_without_timings() -> None:
    """A file that is named like subtitles and is none is an error that shows a timing."""
    with pytest.raises(UnsupportedFormat) as raised:
        read("Bonjour.\n")
    assert str(raised.value) == (
        "a.srt: no subtitles in it; expected timings such as 00:00:01,000 --> 00:00:04,000. "
        "To read it as plain text: --input-format text"
    )


WORDS = st.sampled_from(["Le", "pont", "ferme.", "dit", "Anne,", "12", "oui...", "non", "Paris"])
TEXT_LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
CUE_LINES = st.one_of(
    TEXT_LINES,
    TEXT_LINES.map(lambda line: "- " + line),
    TEXT_LINES.map(lambda line: f"<i>{line}</i>"),
    TEXT_LINES.map(lambda line: f"{{\\an8}}{line} <b>fin</b>"),
    st.just("<i>ouvert"),
    st.just("fermé</i>"),
    st.just("[bruit]"),
)
CUES = st.lists(st.lists(CUE_LINES, max_size=3), min_size=1, max_size=12)


def make_srt(cues: list[list[str]]) -> str:
    return "\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n"
        + "".join(line + "\n" for line in lines)
        for number, lines in enumerate(cues, 1)
    )


@given(cues=CUES.filter(any))
@settings(max_examples=300, deadline=None)
def test_subtitles_round_trip_of_any_cues_is_identical(cues: list[list[str]]) -> None:
    """An engine that changes nothing gives the file back."""
    text = make_srt(cues)
    assert translate(text) == text


@given(cues=CUES.filter(any), answer=st.sampled_from(["", "No", "One two, three four five six"]))
@settings(max_examples=300, deadline=None)
def test_subtitles_lose_no_cue_and_no_word(cues: list[list[str]], answer: str) -> None:
    """However long the translation, every cue is there once, in order, at its own time."""
    text = make_srt(cues)
    engine = ScriptedEngine(lambda source, options: answer)
    translation = translate_document(read(text), engine=engine, options=DecodingOptions())
    result = "".join(format_block(block) for block in translation.blocks)
    heads = re.compile(r"(?:\A|(?<=\n))\d+\n[\d:,]+ --> [\d:,]+\n")
    assert heads.findall(result) == heads.findall(text)
    words = [word for block in translation.blocks for word in block.target.split()]
    plain = re.sub(r"<[^>]*>|\{[^}]*\}", "", heads.sub("", result))
    assert [word for word in plain.split() if word != "-"] == words
