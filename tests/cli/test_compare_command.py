"""compare with somebody's translation, from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.testing import EchoEngine

SOURCE = (
    "Un pont fermé\n\nLe conseil de Loriac a voté la fermeture du pont. "
    "Les 14 000 automobilistes passeront par Kervily.\n\n"
    "Les commerçants demandent une indemnité.\n"
)
TARGET = (
    "Bridge closed\n\nThe council of Loriac voted to close the bridge, so the 14,000 motorists "
    "will go through Kervily.\n"
)
REPLIES = {
    "Un pont fermé": "A closed bridge",
    "Le conseil de Loriac a voté la fermeture du pont.": "The council of Loriac voted the closing "
    "of the bridge.",
    "Les 14,000 automobilistes passeront par Kervily.": "The 14,000 motorists will go by Kervily.",
    "Les commerçants demandent une indemnité.": "The shopkeepers ask for compensation.",
}


@pytest.fixture
def files(cli: CommandLine) -> tuple[str, str]:
    """A source and its translation in the folder that the program runs in."""
    cli.use_engine(EchoEngine(replies=REPLIES))
    return cli.write("pont.fr.txt", SOURCE).name, cli.write("pont.en.txt", TARGET).name


def test_compare_shows_pairs_as_markdown(cli: CommandLine, files: tuple[str, str]) -> None:
    """Merged sentences stand together, what is left out says so, and is a finding."""
    outcome = cli("compare", *files)
    assert (outcome.code, outcome.stderr) == (0, "")
    assert (
        "> **¶2.1** Le conseil de Loriac a voté la fermeture du pont. Les 14 000 automobilistes "
        "passeront par Kervily.\n\nThe council of Loriac voted to close the bridge, so the 14,000 "
        "motorists will go through Kervily.\n\n*merged 2-1 · agreement "
    ) in outcome.stdout
    assert (
        "> **¶3.1** Les commerçants demandent une indemnité.\n\n**left out**\n\n## Findings\n\n"
        "- ¶3 the translation leaves this sentence out (error M01): "
        "Les commerçants demandent une indemnité. → nothing\n"
    ) in outcome.stdout
    assert "\n- 3 pairs · 1 merged · 1 omitted\n" in outcome.stdout


def test_compare_draws_pairs(cli: CommandLine, files: tuple[str, str]) -> None:
    """On a screen the shapes and the agreement stand in the gutter."""
    outcome = cli("compare", *files, "--format", "side-by-side", "--width", "100")
    lines = outcome.stdout.splitlines()
    assert any(line.startswith("2-1 ") for line in lines)
    assert any(line.startswith("≈") for line in lines)
    assert any("[left out]" in line for line in lines)
    assert all(len(line) <= 100 for line in lines)


def test_compare_json_holds_report_and_pairs(cli: CommandLine, files: tuple[str, str]) -> None:
    """The report's form, with the pairs beside; every source sentence once."""
    values = json.loads(cli("compare", *files, "--format", "json").stdout)
    pairs = values["comparison"]["pairs"]
    assert values["version"] == 1
    assert values["comparison"]["target"] == "pont.en.txt"
    assert [pair["kind"] for pair in pairs] == ["kept", "merged", "omitted"]
    assert [len(block["segments"]) for block in values["blocks"]] == [1, 1, 1]
    assert pairs[1]["hypothesis"].startswith("The council of Loriac voted the closing")
    assert pairs[2]["agreement"] is None


def test_compare_strict_fails_on_an_omission(cli: CommandLine, files: tuple[str, str]) -> None:
    """A script can refuse a translation that leaves something out, and accept a whole one."""
    assert cli("compare", *files, "--strict").code == 1
    whole = cli.write("whole.txt", TARGET + "\nShopkeepers are asking for compensation.\n")
    assert cli("compare", files[0], whole.name, "--strict").code == 0


def test_compare_sarif_names_both_files(cli: CommandLine, files: tuple[str, str]) -> None:
    """The omission is at the line of the source."""
    log = json.loads(cli("compare", *files, "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], place["artifactLocation"]["uri"]) == ("M01", "pont.fr.txt")
    assert place["region"]["startLine"] == 5


def test_compare_warns_of_swapped_files(cli: CommandLine) -> None:
    """Who gives the translation first is told so."""
    cli.use_engine(EchoEngine())
    french = cli.write("a.txt", "Le conseil municipal a voté la fermeture du vieux pont mardi.\n")
    outcome = cli("compare", french.name, french.name)
    assert outcome.stderr == (
        "warning: a.txt looks like French, not English; "
        "SOURCE comes first, and English translations of it after\n"
    )


def test_compare_never_overwrites_the_translation(cli: CommandLine, files: tuple[str, str]) -> None:
    """Naming the translation as output is refused before anything is read."""
    outcome = cli("compare", *files, "--output", files[1])
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: pont.en.txt would overwrite the translation; choose another output\n"
    )
    assert Path(cli.folder / files[1]).read_text(encoding="utf-8") == TARGET


def test_compare_reads_standard_input_once(cli: CommandLine, files: tuple[str, str]) -> None:
    """Source and translation cannot both come through one pipe."""
    outcome = cli("compare", "-", "-")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: - stands for standard input and can be read once only\n",
    )


def test_read_review_lists_sentences_with_reasons(cli: CommandLine, files: tuple[str, str]) -> None:
    """The review stands before the text, in Markdown and JSON, with other translations."""
    outcome = cli("read", files[0], "--review", "2", "--alternatives", "1", "--no-brief")
    assert outcome.stdout.startswith("## Look at these first\n\n> **¶")
    assert (
        "\n\n*confidence: chrF to expect, 0 to 100; not calibrated for this model, "
        "only the order counts*\n\n---\n" in outcome.stdout
    )
    values = json.loads(cli("read", files[0], "--review", "2", "--format", "json").stdout)
    assert len(values["review"]) == 2
    assert values["confidence"]["calibrated"] is False
    assert all(item["reasons"] for item in values["review"])


def test_compare_with_puts_model_and_file_side_by_side(
    cli: CommandLine, files: tuple[str, str]
) -> None:
    """Without TARGET the first version is the model's; it translates once."""
    values = json.loads(cli("compare", files[0], "--with", files[1], "--format", "json").stdout)
    versions = values["versions"]
    assert (versions["first"]["label"], versions["second"]["label"]) == (
        "model echo",
        "pont.en.txt",
    )
    assert versions["rows"][0]["first"] == "A closed bridge"
    assert versions["rows"][-1]["second"] == ""


def test_compare_with_strict_counts_both_versions(cli: CommandLine, files: tuple[str, str]) -> None:
    """What the second version leaves out is a finding too."""
    assert cli("compare", files[0], "--with", files[1], "--strict").code == 1


def test_compare_with_an_unknown_name(cli: CommandLine, files: tuple[str, str]) -> None:
    """The message says what could have been named."""
    outcome = cli("compare", *files, "--with", "nosuch")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: --with nosuch: neither a file nor a model; name an English translation, a model's "
        "folder, or a name from 'translator models list'\n"
    )


def hide_time(text: str) -> str:
    """Return an output without what the clock decides."""
    return re.sub(r"\d+\.\d+ s\b|\"(?:elapsed_s|tokens_per_s)\": [\d.]+", "", text)


def test_compare_with_says_that_highlighting_shows_nothing(
    cli: CommandLine, files: tuple[str, str]
) -> None:
    """In no format: the words that differ are marked, whatever they belong to."""
    for format_name in ("side-by-side", "json"):
        arguments = ("--with", files[1], "--format", format_name)
        plain = cli("compare", *files, *arguments)
        outcome = cli("compare", *files, *arguments, "--highlight")
        assert hide_time(outcome.stdout) == hide_time(plain.stdout)
        assert outcome.stderr == plain.stderr + (
            "--highlight shows nothing with --with, which marks the words that differ\n"
        )


def test_compare_with_refuses_formats_of_one_translation(
    cli: CommandLine, files: tuple[str, str]
) -> None:
    """SARIF and pages have no place for a second translation."""
    outcome = cli("compare", *files, "--with", files[1], "--format", "sarif")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: --with shows two translations, which sarif has no place for; "
        "choose --format side-by-side, markdown or json\n"
    )
