"""What a user names, as sources: files, standard input, and the articles in folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from translator.cli.inputs import list_sources
from translator.cli.opening import STDIN
from translator.errors import UnreadableInput
from translator.web.address import is_address

#: Bytes that are enough to tell a picture from a text.
_HEAD_BYTES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article to be read."""

    #: As messages and outputs name it: the path that was given, or one below it.
    origin: str
    #: Where its output goes, below the folder of outputs.
    folder: PurePath = field(default_factory=PurePath)
    #: It was found in a folder, and nobody has named it.
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Articles in the order in which they are read, each once."""

    articles: tuple[Source, ...]
    #: Why files in folders are none → how many.
    skipped: Counter[str]


def find_sources(files: Sequence[str], *, recursive: bool, output_dir: Path | None) -> Sources:
    """Return the articles that are named, those in folders sorted by name.

    A folder is searched with ``recursive`` only; else it stays a source, which its reader
    refuses. Links to folders are not followed, so there is no going in circles; hidden files
    and the folder of outputs are left out.

    Raises:
        UsageError: nothing is named and standard input is the keyboard, or it is named twice.
        UnreadableInput: there is no article in the only folder that is named.
    """
    skipped: Counter[str] = Counter()
    articles: dict[str, Source] = {}
    for name in list_sources(files):
        if recursive and name != STDIN and Path(name).is_dir():
            found = _find_articles(Path(name), output_dir, skipped)
        else:
            found = iter((Source(origin=name),))
        for source in found:
            # The file that was named first gives its name; a link is what it leads to.
            is_file = source.origin != STDIN and not is_address(source.origin)
            key = os.path.realpath(source.origin) if is_file else source.origin
            if key in articles:
                skipped["named before"] += 1
            else:
                articles[key] = source
    if not articles:
        others = f" ({format_skipped(+skipped)} left out)" if +skipped else ""
        raise UnreadableInput(
            f"no articles in {', '.join(files)}{others}; "
            "name a file of another kind itself, with --input-format"
        )
    return Sources(articles=tuple(articles.values()), skipped=+skipped)


def format_skipped(skipped: Counter[str]) -> str:
    """Return the counts in one line.

    >>> format_skipped(Counter({"hidden": 2, "binary": 1}))
    '2 hidden, 1 binary'
    """
    return ", ".join(f"{count} {reason}" for reason, count in skipped.items())


def _find_articles(top: Path, output_dir: Path | None, skipped: Counter[str]) -> Iterator[Source]:
    outputs = None if output_dir is None else os.path.realpath(output_dir)
    names: list[PurePath] = []
    closed: list[PurePath] = []
    for folder, subfolders, files in os.walk(
        top, onerror=lambda error: closed.append(PurePath(error.filename))
    ):
        visible = [name for name in subfolders if not name.startswith(".")]
        skipped["hidden"] += len(subfolders) - len(visible)
        # A folder of outputs that is the top itself holds the sources too.
        kept = [name for name in visible if os.path.realpath(Path(folder, name)) != outputs]
        subfolders[:] = kept
        names += [PurePath(folder, name) for name in files]
    for path in sorted(names + closed):
        # A folder that cannot be looked into is one article that cannot be read, not the end.
        reason = "" if path in closed else _find_obstacle(Path(path))
        if reason:
            skipped[reason] += 1
        else:
            yield Source(origin=str(path), folder=path.relative_to(top).parent, found=True)


def _find_obstacle(path: Path) -> str:
    """Return why a file in a folder is no article; "" for one that is."""
    from translator.readers.formats import find_binary_format, is_known_name, is_text_name
    from translator.text.encoding import looks_binary

    # The second is what an office program keeps beside a document that is open.
    if path.name.startswith((".", "~$")):
        return "hidden"
    if not is_known_name(path.name):
        return "of other kinds"
    # A pipe would be waited for, and a link may lead nowhere.
    if not path.is_file():
        return "not files"
    if not is_text_name(path.name):
        return ""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            if not looks_binary(head):
                return ""
            # A document may have the name of a text.
            return "" if find_binary_format(head + stream.read(), origin="") else "binary"
    except OSError:
        # Its reader says what is wrong with it.
        return ""
