"""The looks of ``--help``: coloured on a terminal, plain in a pipe."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

#: Share of letters that an option and what somebody typed have in common: one letter of four may
#: be another.
_LIKENESS = 0.75


class Parser(argparse.ArgumentParser):
    """An ArgumentParser with our help, short usage errors and no abbreviated options.

    Args:
        fill: adds the arguments when the parser is first used, so that a verb which is not
            used costs nothing.
    """

    def __init__(self, *, fill: Callable[[Parser], None] | None = None, **kwargs: Any) -> None:
        # An abbreviation that works today would be ambiguous with tomorrow's option.
        super().__init__(formatter_class=make_formatter, allow_abbrev=False, **kwargs)
        self._fill = fill

    def add_pending_arguments(self) -> None:
        """Add the arguments that are not there yet."""
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as ArgumentParser does; also how a verb's parser is called by its parent."""
        self.add_pending_arguments()
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown:
            # Here and not in the parser of the whole, which does not know this verb's options.
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._suggest(unknown)}")
        return parsed, unknown

    def _suggest(self, unknown: Sequence[str]) -> str:
        """Return the option that is most like the first one that is none, as a question."""
        wrong = next((text[2:].partition("=")[0] for text in unknown if text.startswith("--")), "")
        # Loaded only when there is something to say.
        from difflib import get_close_matches

        names = [name[2:] for name in self._option_string_actions if name.startswith("--")]
        close = get_close_matches(wrong, names, n=1, cutoff=_LIKENESS)
        return "".join(f"; did you mean --{name}?" for name in close)

    def error(self, message: str) -> NoReturn:
        # Loaded only when there is something to say. What somebody else put on the command
        # line, a file's name for instance, may hold escape sequences.
        from translator.text.normalize import clean_text

        self.exit(2, f"error: {clean_text(message)}\nSee: {self.prog} --help\n")


def make_formatter(prog: str) -> argparse.HelpFormatter:
    """Return the formatter for where help is going to be printed.

    Rich is loaded only if that is a terminal that shows colours.
    """
    environ = os.environ
    # Of a terminal without a name nobody knows what it understands, but on Windows, where none
    # has one.
    is_unknown = environ.get("TERM") == "dumb" or not (environ.get("TERM") or os.name == "nt")
    if environ.get("NO_COLOR") or is_unknown or not sys.stdout.isatty():
        return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28)
    from rich_argparse import RawDescriptionRichHelpFormatter

    class Formatter(RawDescriptionRichHelpFormatter):
        # Square brackets are brackets in our texts.
        help_markup = False
        text_markup = False
        styles = {  # noqa: RUF012 - the base class declares it as a class variable
            **RawDescriptionRichHelpFormatter.styles,
            "argparse.args": "color(31)",
            "argparse.groups": "bold",
            "argparse.metavar": "color(244)",
            "argparse.prog": "bold",
        }

    return Formatter(prog, max_help_position=28)
