"""Options that several verbs share, and the settings made of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from translator.cli.messages import Messages
from translator.cli.outputs import describe_formats
from translator.registry import list_built_ins
from translator.settings import (
    CHOICES,
    ENGINES,
    PARSERS,
    Settings,
    parse_count,
    resolve_settings,
)

#: Reading is a hundredth of the work with texts, and a few threads are enough for pages.
DEFAULT_JOBS = 4

FILES_HELP = "articles to read: files, or addresses of pages; - or nothing: standard input"


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add what every verb has."""
    group = parser.add_argument_group("screen")
    add_setting(group, "--width", metavar="N", help="cells to draw in (default: the terminal's)")
    add_setting(group, "--color", help="auto: on a terminal, unless NO_COLOR is set")
    group.add_argument("-q", "--quiet", action="store_true", help="no warnings, no progress")
    group.add_argument("-v", "--verbose", action="store_true", help="say what is being done")
    group.add_argument(
        "--config", type=Path, metavar="FILE", help="settings file (default: the user's own)"
    )


def add_source_options(parser: argparse.ArgumentParser, *, single: bool = False) -> None:
    """Add the articles and how they are read; ``single`` allows one of them only."""
    parser.add_argument(
        "files", nargs=1 if single else "*", metavar="SOURCE" if single else "FILE", help=FILES_HELP
    )
    group = parser.add_argument_group("source")
    group.add_argument(
        "--input-format",
        default="auto",
        choices=("auto", *list_built_ins("readers"), *list_built_ins("binary_readers")),
        help="auto: by what the file is, then by its name, then by how the text begins",
    )
    add_setting(
        group, "--encoding", metavar="NAME", help="auto, or a name such as utf-8 or windows-1252"
    )
    add_setting(group, "--lang-check", help="what to do with a text that is not French")
    _add_switch(group, "--whole-page", help="of a web page everything, and not the article alone")
    _add_switch(
        group, "--allow-private", help="fetch addresses on this machine or in its network too"
    )


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Add which model translates, on what, and how it searches."""
    group = parser.add_argument_group("model")
    add_setting(
        group,
        "--model",
        metavar="NAME|DIR",
        help="a name from 'translator models list', or a folder (default: the embedded model)",
    )
    add_setting(group, "--engine", metavar="NAME", help=f"{', '.join(ENGINES)} or a plug-in's name")
    add_setting(group, "--device", help="auto: a graphics card where there is one")
    add_setting(group, "--compute-type", metavar="TYPE", help="auto, int8, float32, …")
    add_setting(group, "--threads", metavar="N", help="processor threads; 0: choose for me")
    add_setting(
        group, "--beam-size", metavar="N", help="hypotheses kept while searching; 1 is fastest"
    )
    add_setting(
        group, "--batch-tokens", metavar="N", help="source tokens decoded together (default: 512)"
    )
    add_setting(group, "--progress", help="the progress line on standard error")


def add_glossary_option(parser: argparse.ArgumentParser) -> None:
    """Add the user's own terms."""
    add_setting(
        parser,
        "--glossary",
        metavar="FILE",
        help="your own terms, a French and an English one with a tab between them on each line; "
        "press: those of French newspapers, which come with the program",
    )


def add_cache_option(parser: argparse.ArgumentParser) -> None:
    """Add how a run does without what earlier ones have translated."""
    _add_switch(parser, "--no-cache", help="decode everything anew, and keep nothing of it")


def add_output_options(
    parser: argparse.ArgumentParser, formats: Sequence[str], *, single: bool = False
) -> None:
    """Add where the result goes and what it looks like."""
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format", default=formats[0], choices=formats, help=describe_formats(formats)
    )
    place = group.add_mutually_exclusive_group()
    place.add_argument(
        "-o", "--output", metavar="FILE", help="write here instead of standard output"
    )
    if not single:
        place.add_argument(
            "--output-dir", type=Path, metavar="DIR", help="one output for each FILE, in DIR"
        )


def add_many_options(parser: argparse.ArgumentParser) -> None:
    """Add what matters where there are many articles."""
    group = parser.add_argument_group("many files")
    group.add_argument(
        "-r", "--recursive", action="store_true", help="take the articles in folders, too"
    )
    group.add_argument(
        "--resume",
        action="store_true",
        help="with --output-dir: leave alone what is finished and has not changed",
    )
    group.add_argument(
        "--overwrite",
        action="store_true",
        help="with --resume: write anew also what somebody has changed since",
    )
    group.add_argument(
        "--jobs",
        type=count_argument,
        default=DEFAULT_JOBS,
        metavar="N",
        help=f"threads that read files while others are translated (default: {DEFAULT_JOBS})",
    )


def add_brief_options(parser: argparse.ArgumentParser) -> None:
    """Add how briefs are made."""
    group = parser.add_argument_group("brief")
    add_setting(
        group, "--summarizer", metavar="NAME", help="extractive, seq2seq, chat or a plug-in's name"
    )
    add_setting(
        group,
        "--brief-words",
        metavar="N",
        help="most words of a brief's points (default: the style's; brief has 80)",
    )
    add_setting(
        group,
        "--brief-style",
        metavar="NAME",
        help="brief, bullets, executive, five-ws, headline, or your own template's name or file",
    )
    group.add_argument(
        "--show-source", action="store_true", help="the French of each point beside it"
    )
    add_setting(
        group,
        "--summary-model",
        metavar="NAME|DIR",
        help="checkpoint of the seq2seq summarizer: BART, PEGASUS, T5, …",
    )
    add_setting(
        group,
        "--chat-url",
        metavar="URL",
        help="server of the chat summarizer, such as http://localhost:11434/v1; the article is "
        "sent there, the key taken from TRANSLATOR_CHAT_KEY",
    )
    add_setting(group, "--chat-model", metavar="NAME", help="the server's model")
    add_setting(
        group, "--chat-timeout", metavar="N", help="seconds an answer may take (default: 600)"
    )


def add_highlight_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--highlight", action="store_true", help="show which words belong together")


def note_useless_highlight(args: argparse.Namespace, messages: Messages, format_name: str) -> None:
    """Say so where a format has no way of showing what was asked for."""
    if args.highlight and getattr(args, "other", None) is not None:
        messages.note("--highlight shows nothing with --with, which marks the words that differ")
    elif args.highlight and format_name not in ("side-by-side", "html"):
        messages.note(
            f"--highlight shows nothing in {format_name}; use --format side-by-side or html"
        )


def add_strict_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit with 1 if there are findings")


def add_setting(group: argparse._ActionsContainer, flag: str, **kwargs: Any) -> None:
    """Add an option that the environment and config.toml can set too.

    Its default is None, so that "not given" can be told from any value.
    """
    name = flag.removeprefix("--").replace("-", "_")
    choices = CHOICES.get(name)
    if choices:
        kwargs["choices"] = choices
    group.add_argument(flag, default=None, type=_argument_type(PARSERS.get(name, str)), **kwargs)


def _add_switch(group: argparse._ActionsContainer, flag: str, *, help: str) -> None:
    """Add an option without a value that the environment and config.toml can set too."""
    name = flag.removeprefix("--").removeprefix("no-").replace("-", "_")
    wanted = not flag.startswith("--no-")
    group.add_argument(flag, dest=name, action="store_const", const=wanted, default=None, help=help)


def resolve_arguments(args: argparse.Namespace) -> Settings:
    """Return the settings with the parsed flags on top."""
    return resolve_settings(vars(args), config_path=args.config)


def count_argument(text: str) -> int:
    """Parse a whole number from 1, for options that are no settings."""
    count: int = _argument_type(parse_count)(text)
    return count


def _argument_type(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """Let argparse print the parser's own words about a wrong value."""

    def convert(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{error}; got {text!r}") from error

    return convert
