"""Verbs that have verbs of their own: ``models list``, ``prompts show``."""

from __future__ import annotations

import argparse
from typing import Any


def add_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, **kwargs: Any
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Add a verb and return what its own verbs are added to."""
    parser = verbs.add_parser(name, **kwargs)
    return parser.add_subparsers(title="actions", metavar="ACTION", required=True)
