"""One of many articles looked at: read, unless it is finished already or cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.cli.inputs import read_source, refuse_folder
from translator.cli.ledger import Ledger, Verdict
from translator.cli.messages import HeldMessages, Messages
from translator.cli.plan import Item
from translator.cli.workbench import Workbench
from translator.errors import InputError, TranslatorError
from translator.settings import Settings

if TYPE_CHECKING:
    from translator.types import Document

#: What to do about a folder that was named without --recursive, and about one below it.
_NAMED_FOLDER = (
    "; add --recursive to take the articles in it, or name them, for example {folder}/*.txt"
)
_FOUND_FOLDER = " that cannot be looked into; check its permissions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An item that was looked at: with a document, unless it failed or need not be done."""

    item: Item
    messages: HeldMessages
    verdict: Verdict = field(default_factory=Verdict)
    document: Document | None = None
    error: TranslatorError | None = None


def look_at(
    item: Item,
    messages: Messages,
    *,
    settings: Settings,
    input_format: str,
    ledger: Ledger | None,
    in_parts: bool,
) -> Reading:
    """Read an item, unless the ledger says that its output stays; what fails is held."""
    held = messages if isinstance(messages, HeldMessages) else HeldMessages(messages)
    verdict = ledger.judge(item) if ledger else Verdict()
    if verdict.stays:
        return Reading(item=item, messages=held, verdict=verdict)
    bench = Workbench(settings, messages)
    try:
        refuse_folder(item.origin, _FOUND_FOLDER if item.source.found else _NAMED_FOLDER)
        document = read_source(item.origin, bench, input_format=input_format, in_parts=in_parts)
    except InputError as error:
        return Reading(item=item, messages=held, verdict=verdict, error=error)
    return Reading(item=item, messages=held, verdict=verdict, document=document)
