"""The parser of the whole command line."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from translator import __version__
from translator.cli.completion import SHELLS, PrintCompletion
from translator.cli.help import Parser

#: Verb → its line in the help. A verb's module, of the same name, is loaded when the verb is used.
VERBS = {
    "read": "French and English side by side, brief on top, findings below",
    "translate": "the English alone, with the paragraphs of the source",
    "brief": "what an article says, in a few English sentences",
    "compare": "source and translation aligned sentence by sentence",
    "evaluate": "BLEU, chrF2 and speed of a model on references",
    "models": "list, show, verify, convert and pull translation models",
    "cache": "what is kept of finished translations, and how to delete it",
    "prompts": "list and show the brief templates",
    "doctor": "versions, processor, models, settings and a self-test",
}

_EPILOG = """\
examples:
  translator read article.txt        French and English side by side
  translator translate article.txt   the English alone
  translator brief article.txt       what it says, in at most 80 words
  translator read https://host/page  fetch a page and read its article
  translator doctor                  is everything in order?

Nothing leaves this machine, for the model is part of the program. Only
'models pull' uses the network, and the server that you name yourself, with
'--summarizer chat' or as the address of a page.
"""


def build_parser() -> Parser:
    """Return the parser; each verb's module adds its own part when it is needed."""
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
    for verb, help_text in VERBS.items():
        verbs.add_parser(verb, help=help_text, fill=partial(_fill_verb, verb))
    return parser


def _fill_verb(verb: str, parser: Parser) -> None:
    import_module(f"translator.cli.{verb}").fill_parser(parser)
