"""What must hold for any input: a target takes bytes and raises AssertionError if it does not.

A target may refuse its input with an error of our own, which a user sees as one sentence. Any
other exception is a crash. ``python -m tests.fuzzing.run`` drives the targets by coverage for as
long as one likes; tests/fuzzing/test_fuzzing.py runs them over the findings kept so far and over
a few hundred random inputs.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any

from fuzzing import byte_targets
from fuzzing.letters import find_letters
from translator.checks import run_checks
from translator.errors import TranslatorError
from translator.pipeline import process
from translator.readers import read_document
from translator.readers.cues import TAG
from translator.render.console import make_console
from translator.render.report import ReportView
from translator.summarizers.extractive import ExtractiveSummarizer
from translator.testing import EchoEngine
from translator.text.encoding import decode_bytes
from translator.text.normalize import clean_text, normalize_source, normalize_target
from translator.text.sentences import split_block, split_sentences
from translator.translate import translate_document
from translator.types import DecodingOptions, Document, Report, Translation
from translator.writers import WRITERS
from translator.writers.markdown_document import format_block as format_markdown
from translator.writers.subtitles import format_block as format_subtitles

#: Where one input holds two texts, this byte divides them.
DIVIDER = b"\x1e"

_TIMING = re.compile(r"[\d:]+:\d\d[.,]\d+[ \t]*-->[ \t]*[\d:]+:\d\d[.,]\d+")
#: Emphasis in HTML: left out where its words are not found again, as Markdown's own is.
_BARE_TAG = re.compile(r"</?[A-Za-z][\w-]*[ \t\n]*/?>")
_ENTITY = re.compile(r"&#?\w+;")


def fuzz_encoding(data: bytes) -> None:
    """Any bytes are decoded or refused; UTF-8 comes back as it was."""
    try:
        decoded = decode_bytes(data, origin="a.txt")
    except TranslatorError:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text.encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")


def fuzz_normalize(data: bytes) -> None:
    """Cleaning is stable; what a model sees is one line with the source's letters."""
    text = _decode(data)
    clean = clean_text(text)
    assert clean_text(clean) == clean
    source = normalize_source(clean)
    assert len(source.splitlines()) <= 1
    assert normalize_source(source) == source
    assert find_letters(clean) == find_letters(source)
    assert len(normalize_target(clean).splitlines()) <= 1


def fuzz_sentences(data: bytes) -> None:
    """Sentences and the white space between them are the text."""
    text = _decode(data)
    spans = split_sentences(text)
    position = 0
    for start, end in spans:
        assert not text[position:start].strip()
        assert text[start:end].strip() == text[start:end] != ""
        position = end
    assert not text[position:].strip()


def fuzz_plain(data: bytes) -> None:
    """Blocks and separators hold every letter of a text, and so do their segments."""
    text = _decode(data)
    document = _read(text, name="a.txt")
    if document is None:
        assert not clean_text(text).strip()
        return
    rebuilt = "".join(block.marker + block.text + block.separator for block in document.blocks)
    assert find_letters(rebuilt) == find_letters(clean_text(text))
    for block in document.blocks:
        segments = split_block(block)
        # Joined by a space: an accent alone must not settle on the letter before it.
        assert find_letters(" ".join(part.text for part in segments)) == find_letters(block.text)


def fuzz_markdown(data: bytes) -> None:
    """A document that nothing is changed in comes back with every letter."""
    text = _decode(data)
    document = _read(text, name="a.md")
    if document is None:
        return
    result = "".join(format_markdown(block, document) for block in _echo(document).blocks)
    plain = _ENTITY.sub(" ", clean_text(text))  # which become the characters they stand for
    plain = _BARE_TAG.sub(" ", plain)
    assert Counter(find_letters(plain)) <= Counter(find_letters(result)), result


def fuzz_subtitles(data: bytes) -> None:
    """Every time comes back, in order, and every letter; a tag may have moved among words."""
    text = _decode(data)
    for name in ("a.srt", "a.vtt"):
        document = _read(text, name=name)
        if document is None:
            continue
        is_vtt = name.endswith(".vtt")
        blocks = _echo(document).blocks
        result = "".join(format_subtitles(block, is_vtt=is_vtt) for block in blocks)
        # An entity may come back as the letter that it stands for.
        read = unescape if is_vtt else str
        before, after = read(clean_text(text)), read(result)
        # A tag whose words were changed may find no place; its name is no text.
        words = read(TAG.sub(" ", clean_text(text)))
        assert Counter(find_letters(words)) <= Counter(find_letters(after)), result
        assert Counter(find_letters(after)) <= Counter(find_letters(before)), result
        assert _find_timings(before) == _find_timings(after)


def _find_timings(text: str) -> list[str]:
    """Return the timings of subtitles, and what looks like one in the words of a cue.

    Those are text: a digit written small becomes one like others there, and a tab a blank.
    """
    found = _TIMING.findall(unicodedata.normalize("NFKC", text))
    return ["".join(timing.split()) for timing in found]


def fuzz_html(data: bytes) -> None:
    """A page is read or refused, and no control character comes out of it."""
    document = _read("<!doctype html>" + _decode(data), name="a.html")
    if document is None:
        return
    for block in document.blocks:
        assert not [char for char in block.text if char < " " and char not in "\n\t"]


def fuzz_checks(data: bytes) -> None:
    """Checks accept any pair, say the same twice, and quote what is there."""
    source, _, target = data.partition(DIVIDER)
    document = _read(_decode(source), name="a.txt")
    if document is None:
        return
    engine = EchoEngine(replies={normalize_source(document.blocks[0].text): _decode(target)})
    translation = _echo(document, engine)
    findings = run_checks(translation.blocks)
    assert findings == run_checks(translation.blocks)
    for finding in findings:
        assert 0 <= finding.block_index < len(document.blocks)
        assert finding.message.strip()


def fuzz_report(data: bytes) -> None:
    """No writer and no screen lets a control character through, or an escape of a terminal."""
    document = _read(_decode(data), name="a.txt")
    if document is None:
        return
    report = _report(document)
    for writer in WRITERS.values():
        stream = io.StringIO()
        writer.write(report, stream)
        _require_printable(stream.getvalue())
    for width in (40, 100):
        stream = io.StringIO()
        make_console(stream, color="never", width=width, environ={}).print(ReportView(report))
        _require_printable(stream.getvalue())


def _list_targets(names: dict[str, Any]) -> dict[str, Callable[[bytes], None]]:
    return {
        name.removeprefix("fuzz_"): target
        for name, target in names.items()
        if name.startswith("fuzz_")
    }


#: Those whose input is a script, by name; see fuzzing.script.
SCRIPTED = _list_targets(vars(byte_targets))
TARGETS = _list_targets(dict(globals())) | SCRIPTED


def _decode(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _read(text: str, *, name: str) -> Document | None:
    try:
        return read_document(text, origin=name)
    except TranslatorError as error:
        refusal = str(error)
    assert name in refusal, refusal  # a user must know which file is meant
    return None


def _echo(document: Document, engine: EchoEngine | None = None) -> Translation:
    return translate_document(document, engine=engine or EchoEngine(), options=DecodingOptions())


def _report(document: Document) -> Report:
    return process(
        document,
        engine=EchoEngine(),
        summarizer=ExtractiveSummarizer(),
        options=DecodingOptions(),
    )


def _require_printable(text: str) -> None:
    strange = [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert not strange, strange
