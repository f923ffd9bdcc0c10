"""``translator translate``: the English alone, as a stream."""

from __future__ import annotations

import io
import json

import pytest
from conftest import CommandLine
from scripted_engine import InterruptedEngine

from translator.testing import EchoEngine

STRUCTURED = "TITRE\n\nUn.\n- a\n- b\n\n\nFin de l’article.\n"


@pytest.mark.parametrize("text", [STRUCTURED, "Bonjour à tous.", "\n\nBonjour.\n\n\n"])
def test_translate_keeps_the_structure_of_the_source(cli: CommandLine, text: str) -> None:
    """Markers and separators are the source's own; the output ends with a line feed."""
    cli.write("a.txt", text)
    expected = text.replace("’", "'").strip("\n") + "\n"
    outcome = cli("translate", "a.txt", "--quiet")
    assert outcome.stdout.strip("\n") + "\n" == expected
    assert outcome.stdout.endswith("\n")
    assert (outcome.code, outcome.stderr) == (0, "")


def test_translate_counts_findings_on_stderr(cli: CommandLine) -> None:
    """Standard output is English and nothing else."""
    cli.use_engine(EchoEngine(replies={"Il y a 12 ponts.": "There are 21 bridges."}))
    cli.write("a.txt", "Il y a 12 ponts.\n")
    outcome = cli("translate", "a.txt")
    assert outcome.stdout == "There are 21 bridges.\n"
    assert outcome.stderr == "1 finding; see: translator read a.txt\n"
    assert outcome.code == 0
    assert cli("translate", "a.txt", "--strict").code == 1
    assert cli("translate", "a.txt", "--quiet").stderr == ""


def test_translate_writes_each_block_before_the_next_is_decoded(cli: CommandLine) -> None:
    """A reader at the other end of the pipe sees the first paragraph early."""
    seen: list[int] = []
    stream = io.StringIO()

    class WatchingEngine(EchoEngine):
        def translate_batch(self, sources, options):  # type: ignore[no-untyped-def]
            seen.append(len(stream.getvalue()))
            return super().translate_batch(sources, options)

    cli.use_engine(WatchingEngine())
    cli.monkeypatch.setattr("sys.stdout", stream)
    paragraph = " ".join(f"La ville compte {number} rues." for number in range(200))
    cli.write("a.txt", f"Un titre\n\n{paragraph}\n\n{paragraph.replace('La', 'Une')}\n")
    cli("translate", "a.txt")
    assert len(seen) > 1
    assert 0 < seen[-1] < len(stream.getvalue())


def test_translate_to_a_folder_names_outputs_after_sources(cli: CommandLine) -> None:
    """article.fr.txt becomes article.en.txt, and its contents are complete."""
    cli.write("article.fr.txt", "Bonjour à tous.\n")
    cli.write("autre.txt", "Bonsoir à tous.\n")
    outcome = cli("translate", "article.fr.txt", "autre.txt", "--output-dir", "out", "-q")
    assert (outcome.code, outcome.stdout) == (0, "")
    contents = {path.name: path.read_text() for path in (cli.folder / "out").glob("[!.]*")}
    assert contents == {
        "article.en.txt": "Bonjour à tous.\n",
        "autre.en.txt": "Bonsoir à tous.\n",
    }


def test_translate_replaces_an_output_only_when_it_is_complete(cli: CommandLine) -> None:
    """An engine that fails leaves the old file as it was."""
    cli.use_engine(EchoEngine(failures=["Bonjour à tous."]))
    cli.write("a.txt", "Bonjour à tous.\n")
    target = cli.write("out.txt", "old\n")
    outcome = cli("translate", "a.txt", "-o", "out.txt")
    assert outcome.code == 5
    assert target.read_text() == "old\n"
    assert sorted(path.name for path in cli.folder.iterdir()) == ["a.txt", "out.txt"]


def test_translate_json_is_the_report_without_brief(cli: CommandLine) -> None:
    """The same contract as read's, with no brief in it."""
    cli.write("a.txt", "Bonjour à tous.\n")
    report = json.loads(cli("translate", "a.txt", "--format", "json").stdout)
    assert report["blocks"][0]["target"] == "Bonjour à tous."
    assert report["brief"] is None


def test_translate_writes_a_line_a_segment_for_programs(cli: CommandLine) -> None:
    """JSON Lines and TSV hold every segment, and no heading between two articles."""
    cli.write("a.txt", "Bonjour à tous. Bonsoir.\n")
    cli.write("b.txt", "Merci.\n")
    lines = cli("translate", "a.txt", "b.txt", "--format", "jsonl", "-q").stdout.splitlines()
    values = [json.loads(line) for line in lines]
    assert [(line["path"], line["block"], line["segment"]) for line in values] == [
        ("a.txt", 0, 0),
        ("a.txt", 0, 1),
        ("b.txt", 0, 0),
    ]
    assert cli("translate", "a.txt", "--format", "tsv", "-q").stdout == (
        "Bonjour à tous.\tBonjour à tous.\nBonsoir.\tBonsoir.\n"
    )


MARKDOWN = "# Le **pont**\n\n- [Loriac](https://l.fr) ferme, dit `make`.\n"


def test_translate_gives_markdown_for_markdown(cli: CommandLine) -> None:
    """By its name, or by --input-format where it has none; what moved is counted on stderr."""
    cli.write("a.fr.md", MARKDOWN)
    outcome = cli("translate", "a.fr.md", "-q")
    assert (outcome.stdout, outcome.stderr) == (MARKDOWN, "")
    outcome = cli("translate", "--input-format", "markdown", stdin=MARKDOWN.encode())
    assert outcome.stdout == MARKDOWN
    cli("translate", "a.fr.md", "--output-dir", "out")
    assert (cli.folder / "out" / "a.en.md").read_text() == MARKDOWN
    cli.use_engine(EchoEngine(replies={"Loriac ferme, dit make.": "The town closes, says make."}))
    outcome = cli("translate", "a.fr.md", "-o", "b.md")
    assert outcome.stderr.splitlines()[0] == ("links and code at the end of their paragraph: 1")
    assert (cli.folder / "b.md").read_text() == (
        "# Le **pont**\n\n- The town closes, says `make`. ([Loriac](https://l.fr))\n"
    )


def test_translate_converts_between_text_and_markdown(cli: CommandLine) -> None:
    """Marks are left out of plain text, and plain text is escaped for Markdown."""
    cli.write("a.md", MARKDOWN)
    cli.write("b.txt", "Un titre\n\nOui *non*.\nEt `quoi` ?\n\n• un\n• deux\n")
    assert cli("translate", "a.md", "--format", "text").stdout == (
        "# Le pont\n\n- Loriac ferme, dit make.\n"
    )
    assert cli("translate", "b.txt", "--format", "markdown", "-q").stdout == (
        "# Un titre\n\nOui \\*non\\*.\n\nEt 'quoi' ?\n\n- un\n- deux\n"
    )


SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:02,000\nLe conseil vote\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\nmardi soir.\n"
)


def test_translate_gives_subtitles_for_subtitles(cli: CommandLine) -> None:
    """The output is named like the source and has its cues; as text it is the words alone."""
    cli.write("film.fr.srt", SUBTITLES)
    cli.use_engine(EchoEngine(replies={"Le conseil vote mardi soir.": "On Tuesday they vote."}))
    cli("translate", "film.fr.srt", "--output-dir", "out", "-q")
    assert (cli.folder / "out" / "film.en.srt").read_text() == (
        "1\n00:00:01,000 --> 00:00:02,000\nOn Tuesday\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nthey vote.\n"
    )
    assert cli("translate", "film.fr.srt", "--format", "text", "-q").stdout == (
        "On Tuesday they vote.\n"
    )


def test_translate_gives_a_page_for_a_web_page(cli: CommandLine) -> None:
    """The article of a page is written as HTML again, or as Markdown if that is asked for."""
    words = "Le conseil municipal de la ville a voté mardi soir la fermeture du vieux pont. " * 4
    cli.write("page.html", f"<html><body><article><h1>Le pont</h1><p>{words}</p></article></body>")
    cli("translate", "page.html", "--output-dir", "out", "-q")
    page = (cli.folder / "out" / "page.en.html").read_text()
    assert f"<article>\n<h1>Le pont</h1>\n<p>{words.strip()}</p>\n</article>" in page
    cli("translate", "page.html", "-o", "page.md", "-q")
    assert (cli.folder / "page.md").read_text() == f"# Le pont\n\n{words.strip()}\n"


def test_read_takes_markdown(cli: CommandLine) -> None:
    """The report of a Markdown article holds its words, without marks."""
    cli.write("a.md", MARKDOWN)
    report = json.loads(cli("read", "a.md", "--format", "json", "-q").stdout)
    assert [block["source"] for block in report["blocks"]] == [
        "Le pont",
        "Loriac ferme, dit make.",
    ]


class ClosedPipe(io.StringIO):
    """A standard output whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_translate_into_a_closed_pipe_is_quiet(cli: CommandLine) -> None:
    """``translator translate … | head`` is no error."""
    cli.write("a.txt", "Bonjour à tous.\n")
    cli.monkeypatch.setattr("sys.stdout", ClosedPipe())
    outcome = cli("translate", "a.txt")
    assert (outcome.code, outcome.stderr) == (0, "")


def test_translate_keeps_what_was_finished_before_ctrl_c(cli: CommandLine) -> None:
    """What was written stays, one line says where it ends, and the code is 130."""
    long = " ".join(f"La ville compte {number} rues pavées." for number in range(400))
    cli.use_engine(InterruptedEngine("Arrêtez ici"))
    cli.write("long.txt", f"Un titre\n\n{long}\n\nArrêtez ici le travail.\n")
    outcome = cli("translate", "long.txt")
    assert outcome.code == 130
    assert outcome.stdout.startswith("Un titre\n\nLa ville compte 0 rues pavées.")
    assert outcome.stderr == "error: interrupted after ¶2 of 3; the rest is not translated\n"
