"""The end of a view: legend, account, model, speed and signature."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.text import Text

from translator.colophon import (
    Account,
    count_segments,
    format_account,
    format_model,
    format_speed,
)
from translator.render.rows import UNSURE_SIGN, has_unsure_segments
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
        yield make_account_line(count_segments(translation))
        facts = [format_model(self._model) if self._model else "", format_speed(translation)]
        if any(facts):
            yield Text(" · ".join(filter(None, facts)), style="faint")
        yield Text(str(translation.signature), style="faint", overflow="fold")


def make_account_line(account: Account) -> Text:
    """Return the account line; a dropped segment cannot be overlooked in it."""
    line = Text(format_account(account), style="faint")
    if account.dropped:
        line.highlight_words([f"{account.dropped} dropped"], style="mark.error")
    return line


def make_legend(*, styled: bool) -> Text:
    """Return what an underline, or the sign in its place, means."""
    sign = Text("underlined", style="unsure") if styled else Text(UNSURE_SIGN.strip())
    return Text.assemble(sign, ": the model was unsure; compare with the source", style="faint")
