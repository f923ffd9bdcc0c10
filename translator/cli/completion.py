"""``--print-completion``: a shell's completion script, made by shtab."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

SHELLS = ("bash", "zsh", "tcsh")

#: What an argument of this name is completed with.
_FILES = ("files", "file", "output", "config")
_FOLDERS = ("output_dir", "checkpoint")


class PrintCompletion(argparse.Action):
    """Prints the script and ends, as ``--help`` does."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        # Loaded only here: few users ask for it, and once.
        import shtab

        _say_what_is_a_file(parser, files=shtab.FILE, folders=shtab.DIRECTORY)
        print(shtab.complete(parser, shell=str(values)))
        parser.exit()


def _say_what_is_a_file(parser: argparse.ArgumentParser, *, files: object, folders: object) -> None:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                verb.add_pending_arguments()
                _say_what_is_a_file(verb, files=files, folders=folders)
        elif action.dest in _FILES:
            action.complete = files  # type: ignore[attr-defined]
        elif action.dest in _FOLDERS:
            action.complete = folders  # type: ignore[attr-defined]
