"""A very long plain text is translated in parts, in an amount of memory that does not grow."""

from __future__ import annotations

import tracemalloc

import pytest
from conftest import CommandLine

from translator.cli import opening
from translator.decoding.planning import WindowSizes
from translator.readers import large
from translator.testing import EchoEngine
from translator.types import DecodingOptions, Hypothesis


class ForgetfulEngine(EchoEngine):
    """Does not remember what it was asked, which would be the whole text."""

    def translate_batch(self, sources, options: DecodingOptions):  # type: ignore[no-untyped-def]
        self.calls.clear()
        results: list[tuple[Hypothesis, ...]] = super().translate_batch(sources, options)
        return results


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a few hundred characters for a very long text."""
    monkeypatch.setattr(opening, "_LONG_BYTES", 300)
    monkeypatch.setattr(large, "PART_SIZE", 200)
    monkeypatch.setattr(large, "_CHUNK_BYTES", 150)


def make_text(count: int) -> str:
    """Return paragraphs, titles and a list, no two of them equal."""
    return "".join(
        f"Le titre {n}\n\nLa conseillère numéro {n} a voté le budget. Elle l'a dit hier à Paris.\n"
        f"\n- un point numéro {n} ;\n- un autre.\n\n\n"
        for n in range(count)
    )


@pytest.mark.parametrize("format_name", ["auto", "text", "jsonl", "tsv"])
@pytest.mark.parametrize("from_pipe", [False, True])
def test_long_text_comes_out_as_a_short_one(
    cli: CommandLine, impatient: None, format_name: str, from_pipe: bool
) -> None:
    """Every format of rows, from a file and from a pipe, is the same to the character."""
    text = make_text(12)
    cli.write("a.txt", text)
    where = ["-"] if from_pipe else ["a.txt"]
    stdin = text.encode() if from_pipe else b""
    command = ["translate", *where, "--format", format_name, "--verbose"]
    in_parts = cli(*command, stdin=stdin)
    cli.monkeypatch.setattr(opening, "_LONG_BYTES", 1_000_000)
    whole = cli(*command, stdin=stdin)
    assert in_parts.stdout == whole.stdout
    assert "48 paragraphs, read in parts" in in_parts.stderr
    assert "read in parts" not in whole.stderr
    assert (in_parts.code, whole.code) == (0, 0)


def test_long_text_in_another_encoding_is_read_whole(cli: CommandLine, impatient: None) -> None:
    """The encoding of all of it has to be found out, as for a short one."""
    cli.write("a.txt", (make_text(20) + "L’été à Nîmes.\n").encode("cp1252"))
    outcome = cli("translate", "a.txt")
    assert outcome.stdout.endswith("L'été à Nîmes.\n")
    assert outcome.code == 0


def test_long_text_that_is_damaged_is_refused_before_anything_is_written(
    cli: CommandLine, impatient: None
) -> None:
    """A byte in the middle that belongs to no character is told as for a short text."""
    data = make_text(20).encode()
    cli.write("a.txt", data[:900] + b"\xff" + data[900:])
    outcome = cli("translate", "a.txt")
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("error: a.txt: damaged utf-8: byte 0xff at position 900 ")
    assert outcome.code == 3


def test_long_text_of_other_formats_is_read_whole(cli: CommandLine, impatient: None) -> None:
    """Markdown has references to its end, and a report needs everything."""
    text = make_text(12)
    cli.write("a.md", text)
    cli.write("a.txt", text)
    assert "in parts" not in cli("translate", "a.md", "--verbose").stderr
    assert "in parts" not in cli("translate", "a.txt", "--format", "json", "--verbose").stderr
    assert "in parts" not in cli("read", "a.txt", "--verbose").stderr


def test_long_text_in_another_language_is_told_by_its_beginning(
    cli: CommandLine, impatient: None
) -> None:
    """The language is looked at before anything is translated."""
    text = "The mayor said that the works would not be finished before the summer.\n\n" * 40
    cli.write("a.txt", text)
    outcome = cli("translate", "a.txt", "--lang-check", "error")
    assert (outcome.code, outcome.stdout) == (3, "")
    assert outcome.stderr.startswith("error: a.txt looks like English, not French")


def test_long_text_several_of_them_together(cli: CommandLine, impatient: None) -> None:
    """Files that are decoded together may be long ones."""
    for name in ("a.txt", "b.txt"):
        cli.write(name, make_text(12))
    assert cli("translate", "a.txt", "b.txt", "--output-dir", "out").code == 0
    texts = [path.read_text() for path in sorted((cli.folder / "out").glob("*.txt"))]
    assert len(texts) == 2
    assert texts[0] == texts[1]


def test_long_text_takes_no_more_memory_when_it_is_longer(
    cli: CommandLine, impatient: None
) -> None:
    """Eight times the text takes hardly more; read whole, it takes four times as much."""
    cli.use_engine(ForgetfulEngine())
    # It takes a quarter of a megabyte for a moment, by chance for two sentences at once.
    cli.monkeypatch.setattr("translator.degeneration._compresses_too_well", lambda text: False)
    cli.monkeypatch.setattr(
        "translator.translate.WindowSizes", lambda: WindowSizes(max_tokens=256, group_tokens=128)
    )
    peaks = []
    for count in (40, 40, 320):
        # The same words again and again, or the checks' memory of words would still fill.
        cli.write("a.txt", make_text(20) * (count // 20))
        tracemalloc.start()
        assert cli("translate", "a.txt", "-o", "out.txt").code == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The first run also loads what is loaded once.
    assert peaks[2] < 2 * peaks[1]
