"""The end of a view: legend, account, model, speed and signature."""

from __future__ import annotations

import re

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.text import Text

from translator.colophon import (
    Account,
    count_segments,
    format_account,
    format_model,
    format_speed,
    has_unsure_segments,
)
from translator.render.rows import UNSURE_SIGN
from translator.render.wrap import wrap_text
from translator.types import ModelInfo, Translation


class Footer:
    """Draws how a translation was made and whether anything is missing from it."""

    def __init__(self, translation: Translation, *, model: ModelInfo | None = None) -> None:
        self._translation = translation
        self._model = model

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        translation = self._translation
        yield Rule(style="faint", characters="─")
        if has_unsure_segments(translation.blocks):
            yield make_legend(styled=console.color_system is not None)
        width = options.max_width
        yield wrap_text(make_account_line(count_segments(translation)), width)
        facts = [format_model(self._model) if self._model else "", format_speed(translation)]
        if any(facts):
            line = _glue(" · ".join(filter(None, facts)))
            yield wrap_text(Text(line, style="faint"), width)
        yield Text(str(translation.signature), style="faint", overflow="fold")


def make_account_line(account: Account) -> Text:
    """Return the account line; a dropped segment cannot be overlooked in it."""
    line = Text(_glue(format_account(account)), style="faint")
    if account.dropped:
        line.highlight_words([_glue(f"{account.dropped} dropped")], style="mark.error")
    return line


def make_legend(*, styled: bool) -> Text:
    """Return what an underline, or the sign in its place, means."""
    sign = Text("underlined", style="unsure") if styled else Text(UNSURE_SIGN.strip())
    return Text.assemble(sign, ": the model was unsure; compare with the source", style="faint")


def _glue(line: str) -> str:
    """Keep a number with its noun: only the spaces around · and after a comma may break."""
    return re.sub(r"(?<![·,]) (?!·)", "\u00a0", line)
