"""``translator read``: what comes out where, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import CommandLine
from scripted_engine import InterruptedEngine

from translator.testing import EchoEngine

ARTICLE = """\
Un pont [/1] fermé

Le conseil a voté mardi 3 mars la fermeture du pont.

– dépose du tablier ;
– nouvelles arches.
"""

REPLIES = {
    "Un pont [/1] fermé": "A bridge [/1] closed",
    "Le conseil a voté mardi 3 mars la fermeture du pont.": (
        "The council voted on Tuesday, March 3 to close the bridge."
    ),
    "dépose du tablier ;": "removal of the deck;",
    "nouvelles arches.": "new arches.",
}

MARKDOWN = """\
# A bridge \\[/1\\] closed

**Bottom line**

The council voted on Tuesday, March 3 to close the bridge. (¶2)

*17 → 11 words · extractive · 0 findings*

---

> **¶1** Un pont \\[/1\\] fermé

### A bridge \\[/1\\] closed

> **¶2** Le conseil a voté mardi 3 mars la fermeture du pont.

The council voted on Tuesday, March 3 to close the bridge.

> **¶3** • dépose du tablier ;

- removal of the deck;

> **¶4** • nouvelles arches.

- new arches.

---

- segments in 4 · segments out 4 · 0 dropped
- model echo · none · not measured · N s · N tokens/s
- `engine:echo|model:echo|compute:none|beam:4|lp:1.0|ver:0.1.0`
"""


def mask_speed(text: str) -> str:
    return re.sub(r"[\d.]+ s · \d+ tokens/s", "N s · N tokens/s", text)


@pytest.fixture
def article(cli: CommandLine) -> Path:
    """A short article in the folder that the program runs in, with an engine that knows it."""
    cli.use_engine(EchoEngine(replies=REPLIES))
    return cli.write("article.fr.txt", ARTICLE)


def test_read_writes_markdown_into_a_pipe(cli: CommandLine, article: Path) -> None:
    """Brief, numbered pairs, account, model and signature, and nothing on standard error."""
    outcome = cli("read", article.name)
    assert mask_speed(outcome.stdout) == MARKDOWN
    assert (outcome.code, outcome.stderr) == (0, "")


def test_read_takes_standard_input_when_nothing_is_named(cli: CommandLine, article: Path) -> None:
    """A pipe needs no argument, and ``-`` says the same."""
    piped = cli("read", stdin=ARTICLE.encode())
    assert mask_speed(piped.stdout) == MARKDOWN
    dashed = cli("read", "-", stdin=ARTICLE.encode())
    assert mask_speed(dashed.stdout) == MARKDOWN


def test_read_draws_columns_when_asked(cli: CommandLine, article: Path) -> None:
    """The terminal's view can be had in a pipe, without any control character."""
    outcome = cli("read", article.name, "--format", "side-by-side", "--width", "80")
    assert "¶1  Un pont [/1] fermé" in outcome.stdout
    assert "\x1b" not in outcome.stdout
    assert outcome.code == 0


def test_read_json_has_every_segment_once_in_order(cli: CommandLine, article: Path) -> None:
    """The JSON is complete: blocks as many as the document's, segments as in the source."""
    report = json.loads(cli("read", article.name, "--format", "json").stdout)
    assert report["version"] == 1
    assert report["source"] == {"path": "article.fr.txt", "language": "fr", "blocks": 4}
    assert [block["index"] for block in report["blocks"]] == [0, 1, 2, 3]
    sources = [part["source"] for block in report["blocks"] for part in block["segments"]]
    assert sources == list(REPLIES)
    assert report["brief"]["points"] == [
        {
            "text": list(REPLIES.values())[1],
            "blocks": [1],
            "segments": [{"block": 1, "segment": 0}],
            "source": list(REPLIES)[1],
            "findings": [],
        }
    ]
    assert report["brief"]["bottom_line"] == report["brief"]["points"][0]
    assert report["complete"] is True


def test_read_without_brief_starts_with_the_text(cli: CommandLine, article: Path) -> None:
    """--no-brief leaves the brief out and nothing else."""
    assert cli("read", article.name, "--no-brief").stdout.startswith("> **¶1** Un pont")


def test_read_strict_exits_with_1_on_findings(cli: CommandLine, article: Path) -> None:
    """Findings are an exit code only for those who ask."""
    cli.use_engine(EchoEngine(replies={**REPLIES, "nouvelles arches.": "25 new arches."}))
    assert cli("read", article.name).code == 0
    outcome = cli("read", article.name, "--strict")
    assert outcome.code == 1
    assert "## Findings" in outcome.stdout


def test_read_keeps_what_was_finished_before_ctrl_c(cli: CommandLine) -> None:
    """The finished paragraphs are shown, with the place where they end, and the code is 130."""
    long = " ".join(f"La ville compte {number} rues pavées." for number in range(400))
    cli.use_engine(InterruptedEngine("Arrêtez ici"))
    cli.write("long.txt", f"Un titre\n\n{long}\n\nArrêtez ici le travail.\n")
    outcome = cli("read", "long.txt")
    assert outcome.code == 130
    assert "**Interrupted after ¶2 of 3; the rest is not translated.**" in outcome.stdout
    assert "rues pavées" in outcome.stdout


def test_read_keeps_an_interrupted_file_under_another_name(cli: CommandLine) -> None:
    """The final name never stands for half an article."""
    long = " ".join(f"La ville compte {number} rues pavées." for number in range(400))
    cli.use_engine(InterruptedEngine("Arrêtez ici"))
    cli.write("long.txt", f"Un titre\n\n{long}\n\nArrêtez ici le travail.\n")
    outcome = cli("read", "long.txt", "-o", "long.md")
    assert outcome.code == 130
    assert outcome.stderr == "the finished part is in long.md.partial\nerror: interrupted\n"
    assert sorted(path.name for path in cli.folder.iterdir()) == ["long.md.partial", "long.txt"]


def test_read_shows_a_progress_line_for_each_paragraph_when_asked(
    cli: CommandLine, article: Path
) -> None:
    """--progress always puts plain lines on standard error, where a log can take them."""
    outcome = cli("read", article.name, "--progress", "always")
    assert [line.split(" · ")[0] for line in outcome.stderr.splitlines()] == [
        "¶1/4",
        "¶2/4",
        "¶3/4",
        "¶4/4",
    ]


def test_read_several_files_has_a_heading_for_each(cli: CommandLine, article: Path) -> None:
    """Each article follows its own name."""
    cli.write("b_[x].txt", "Bonjour à tous.\n")
    outcome = cli("read", article.name, "b_[x].txt")
    assert outcome.code == 0
    headings = [line for line in outcome.stdout.splitlines() if line.endswith(".txt")]
    assert headings == ["# article.fr.txt", "# b\\_\\[x\\].txt"]


def test_read_goes_on_after_a_file_that_fails(cli: CommandLine, article: Path) -> None:
    """The others are done, the failures listed, and the code says so."""
    cli.write("empty.txt", "")
    outcome = cli("read", "missing.txt", article.name, "empty.txt", "--output-dir", "out")
    assert outcome.code == 8
    assert outcome.stderr == (
        "error: 2 of 3 files failed; the others are done\n"
        "  no file missing.txt; check the name\n"
        "  empty.txt: nothing to translate: the text is empty or blank\n"
    )
    assert [path.name for path in (cli.folder / "out").glob("[!.]*")] == ["article.en.md"]


def test_read_says_where_highlighting_shows_nothing(cli: CommandLine) -> None:
    """Markdown has no styles for words; the result comes all the same."""
    cli.write("a.txt", "Bonjour à tous.\n")
    outcome = cli("read", "a.txt", "--highlight", "--no-brief")
    assert outcome.code == 0
    assert outcome.stderr == (
        "--highlight shows nothing in markdown; use --format side-by-side or html\n"
    )


def test_read_numbers_matching_words_without_styles(cli: CommandLine) -> None:
    """Words that belong together carry the same small number."""
    cli.use_engine(EchoEngine(replies={"Londres rejette 14 lois.": "London rejects 14 laws."}))
    cli.write("a.txt", "Londres rejette 14 lois.\n")
    outcome = cli("read", "a.txt", "--highlight", "--no-brief", "--format", "side-by-side")
    assert "Londres₁ rejette₂ 14₃ lois₄." in outcome.stdout
    assert "London₁ rejects₂ 14₃ laws₄." in outcome.stdout
