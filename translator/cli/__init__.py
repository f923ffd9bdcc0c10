"""The command line: strings into values, values onto the screen, and an exit code."""

from translator.cli.app import main

__all__ = ["main"]
