"""Which outputs of a folder are to be written, and the record of those that are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.assets import digest_file
from translator.cli.opening import STDIN
from translator.cli.plan import Item
from translator.cli.writing import make_folder
from translator.errors import OutputError
from translator.store.manifest import MANIFEST_NAME, Manifest, Standing

#: Outputs named in one message; a longer list says how many more there are.
_MAX_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be done about an output."""

    standing: Standing = Standing.MISSING
    #: Of the source as it was when it was looked at.
    source_sha256: str = ""
    #: The output stays as it is.
    stays: bool = False
    #: The source has changed since the output was written.
    is_stale: bool = False
    has_findings: bool = False


class Ledger:
    """Judges and records the outputs of one run in their folder's manifest.

    Args:
        recipe: stands for everything but its source that an output depends on.
        resume: leave alone what is finished, and what somebody has changed.
        overwrite: with ``resume``: write anew what somebody has changed.
    """

    def __init__(
        self, manifest: Manifest, folder: Path, *, recipe: str, resume: bool, overwrite: bool
    ) -> None:
        self._manifest, self._folder = manifest, folder
        self._recipe = recipe
        self._resume, self._overwrite = resume, overwrite

    def judge(self, item: Item) -> Verdict:
        """Compare a source and its output with what was recorded of them."""
        # Before the source is read: one that changes in between is translated again next time.
        source_sha256 = _digest_source(item.origin)
        if not self._resume or item.output is None:
            return Verdict(source_sha256=source_sha256)
        try:
            standing = self._manifest.find_standing(
                item.output, source_sha256=source_sha256, recipe=self._recipe
            )
        except OSError:
            # Whoever is to write it will say what is wrong with it.
            return Verdict(source_sha256=source_sha256)
        if standing is Standing.FINISHED and not source_sha256:
            standing = Standing.OUTDATED
        entry = self._manifest.find(item.output)
        return Verdict(
            standing=standing,
            source_sha256=source_sha256,
            stays=standing is Standing.FINISHED
            or (standing is Standing.FOREIGN and not self._overwrite),
            is_stale=entry is not None and entry.source_sha256 != source_sha256,
            has_findings=entry is not None and entry.has_findings,
        )

    def settle(self, item: Item, verdict: Verdict, unfinished: Path, *, has_findings: bool) -> None:
        """Record a finished output; called before it gets its name.

        Raises:
            OutputError: somebody has changed the output meanwhile, or it cannot be recorded.
        """
        assert item.output is not None
        manifest = self._manifest
        try:
            entry = manifest.make_entry(
                item.output,
                content=unfinished,
                source=item.origin,
                source_sha256=verdict.source_sha256,
                recipe=self._recipe,
                has_findings=has_findings,
            )
            if self._resume and not self._overwrite:
                standing = manifest.find_standing(
                    item.output, source_sha256=verdict.source_sha256, recipe=self._recipe
                )
                # What another process has made of the same source is the same.
                if standing is Standing.FOREIGN and digest_file(item.output) != entry.output_sha256:
                    raise OutputError(
                        f"{item.output} was changed while {item.origin} was translated, and is "
                        "kept; --overwrite writes it anew"
                    )
            manifest.record(entry)
        except OSError as error:
            path = self._folder / MANIFEST_NAME
            raise OutputError(
                f"cannot record {item.output} in {path}: {error.strerror or error}"
            ) from error


def open_manifest(folder: Path) -> Manifest:
    """Make a folder of outputs, if need be, and read its manifest.

    Raises:
        OutputError: the folder cannot be made, or there is a manifest that cannot be read.
    """
    make_folder(folder)
    try:
        return Manifest(folder)
    except OSError as error:
        path = folder / MANIFEST_NAME
        raise OutputError(f"cannot read {path}: {error.strerror or error}") from error


def explain_kept(kept: Sequence[tuple[Item, Verdict]]) -> str:
    """Return what to know about outputs that stay because somebody has changed them."""
    names = _join([item for item, _ in kept])
    text = f"kept, since this program did not write them as they are: {names}"
    stale = [item for item, verdict in kept if verdict.is_stale]
    if stale:
        text += f"; their sources have changed too: {_join(stale)}"
    return f"{text}; --overwrite writes them anew"


def _join(items: Sequence[Item]) -> str:
    names = ", ".join(str(item.output) for item in items[:_MAX_NAMED])
    more = len(items) - _MAX_NAMED
    return f"{names} and {more} more" if more > 0 else names


def _digest_source(origin: str) -> str:
    """Return the digest of a source; "" for one that is not a file that can be read."""
    if origin == STDIN:
        return ""
    try:
        return digest_file(Path(origin)) if Path(origin).is_file() else ""
    except OSError:
        return ""
