"""The parser of the whole command line."""

from __future__ import annotations

import argparse

from translator import __version__
from translator.cli import brief, compare, doctor, models, prompts, read, translate
from translator.cli.completion import SHELLS, PrintCompletion
from translator.cli.help import Parser

_EPILOG = """\
examples:
  translator read article.txt        French and English side by side, brief on top
  translator translate article.txt   the English alone
  translator brief article.txt       what it says, in at most 80 words
  translator doctor                  is everything in order?

Nothing leaves this machine: the model is part of the program.
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; each verb's file adds its own part."""
    parser = Parser(
        prog="translator",
        description="Read a French article in English: translated paragraph by paragraph,\n"
        "briefed, and checked.",
        epilog=_EPILOG,
        usage="%(prog)s VERB [options] [FILE …]",
    )
    parser.add_argument("--version", action="version", version=f"translator {__version__}")
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help=f"print a completion script for {', '.join(SHELLS)} and exit",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, prog=parser.prog)
    for verb in (read, translate, brief, compare, models, prompts, doctor):
        verb.add_parser(verbs)
    return parser
