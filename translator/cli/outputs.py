"""Where results go, and in which format: decided before any work begins."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from translator.errors import OutputError, UsageError
from translator.web.address import is_address, name_page

#: The ending of each format's files.
SUFFIXES = {
    "side-by-side": ".txt",
    "table": ".txt",
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "sarif": ".sarif",
    "json": ".json",
    "jsonl": ".jsonl",
    "tsv": ".tsv",
    "tmx": ".tmx",
    "xliff": ".xlf",
    "docx": ".docx",
    "epub": ".epub",
}

#: Formats of which one file holds one article only, with what a user calls it.
SINGLE_FORMATS = {
    "html": "page",
    "sarif": "log",
    "tmx": "memory",
    "xliff": "file",
    "docx": "document",
    "epub": "book",
}

#: What becomes of kinds of files that are read and not written.
_WRITTEN_AS = {".pdf": SUFFIXES["markdown"]}

#: Other endings of formats' files.
_SAME_ENDINGS = {
    ".text": SUFFIXES["text"],
    **dict.fromkeys((".markdown", ".mdown", ".mkd"), SUFFIXES["markdown"]),
    ".htm": SUFFIXES["html"],
    ".xliff": SUFFIXES["xliff"],
}

#: Endings of files that are made of sources of the same format, and of nothing else.
COPIED_ENDINGS = {".srt": "srt", ".vtt": "vtt", ".docm": "docx", ".xhtml": "html"}

#: Kinds of files that show both languages; of all others, what holds a translation only.
_WRITTEN_BY_READ = frozenset({SUFFIXES["html"], SUFFIXES["sarif"]})

STDOUT = "-"


def describe_formats(formats: Sequence[str]) -> str:
    """Say what a verb's formats are, and which one it chooses by itself."""
    if "tsv" in formats:
        otherwise = "the kind of file that the source is"
        others = (
            "json: all that is known, for programs; jsonl, tsv: a line a segment; tmx, xliff: for "
            "translators' tools; docx: a Word document; epub: a copy of a book; text, markdown, "
            "html: of any source"
        )
    elif "side-by-side" in formats:
        otherwise = "side-by-side on a terminal, Markdown in a pipe"
        others = (
            "html: a page to read or send; json: all that is known, for programs; sarif: the "
            "findings, for editors and CI"
        )
    elif "markdown" in formats:
        otherwise = "a panel on a terminal, text in a pipe"
        others = (
            "markdown: headings and lists; html: a page of the brief alone; json: the brief and "
            "what it rests on, for programs"
        )
    else:
        otherwise, others = "a table", "json: every figure, for programs"
    return f"auto: as the output's name says, else {otherwise}; {others}"


def choose_format(
    args: argparse.Namespace,
    formats: Sequence[str],
    *,
    on_screen: str,
    in_pipe: str,
    copies: bool = False,
) -> str:
    """Resolve ``--format auto``: by the output's ending, or by whether a person looks.

    Args:
        copies: ``in_pipe`` is the source's own format, so that an output may have an ending
            that the verb has no format for; see require_same_kind.

    Raises:
        UsageError: the output's ending promises what the verb does not write.
    """
    if args.format != "auto":
        return str(args.format)
    if args.output and args.output != STDOUT:
        ending = Path(args.output).suffix.lower()
        suffix = _SAME_ENDINGS.get(ending, ending)
        by_suffix = {suffix: name for name, suffix in SUFFIXES.items() if name in formats}
        if suffix in by_suffix:
            return by_suffix[suffix]
        if suffix in _WRITTEN_AS:
            raise _refuse(args.output, f"{ending} files are read, not written", formats)
        if suffix in SUFFIXES.values() or (suffix in COPIED_ENDINGS and not copies):
            verb = "read" if suffix in _WRITTEN_BY_READ else "translate"
            raise _refuse(args.output, f"'translator {verb}' writes {ending} files", formats)
        return in_pipe
    if getattr(args, "output_dir", None):
        return in_pipe
    return on_screen if sys.stdout.isatty() else in_pipe


def require_same_kind(output: Path | None, source_format: str, formats: Sequence[str]) -> None:
    """Make sure, once a source is read, that an output of its own format is called like one.

    Raises:
        UsageError: the ending promises a copy of another kind of source.
    """
    ending = "" if output is None else output.suffix.lower()
    if COPIED_ENDINGS.get(ending, source_format) != source_format:
        raise _refuse(str(output), f"{ending} files are made of {ending} files only", formats)


def _refuse(output: str, reason: str, formats: Sequence[str]) -> UsageError:
    """Return what to raise: why a file of such a name is not written, and what can be done."""
    *others, last = dict.fromkeys(SUFFIXES[name] for name in formats if name in SUFFIXES)
    return UsageError(
        f"cannot write {output}: {reason}; name a {', '.join(others)} or {last} file, "
        "or choose with --format"
    )


def plan_outputs(
    args: argparse.Namespace, sources: Sequence[str], *, format_name: str
) -> list[Path | None]:
    """Return each source's output, without a folder of outputs; None is standard output.

    Raises:
        UsageError: several sources would share an output that holds one, or one would
            overwrite its source.
        OutputError: the output is a folder.
    """
    path = None if args.output in (None, STDOUT) else Path(args.output)
    if path is not None and path.is_dir():
        other = ", or use --output-dir" if "output_dir" in args else ""
        raise OutputError(f"cannot write {path}: it is a folder; name a file in it{other}")
    if path is not None and len(sources) > 1:
        raise UsageError(f"--output takes one FILE, {len(sources)} are given; use --output-dir")
    if format_name in SINGLE_FORMATS and len(sources) > 1:
        raise UsageError(
            f"each article becomes a {SINGLE_FORMATS[format_name]} of its own, "
            f"{len(sources)} are given; use --output-dir"
        )
    for source in sources:
        if path is not None and path.exists() and path.resolve() == Path(source).resolve():
            raise UsageError(f"{path} would overwrite its own source; choose another output")
    return [path for _ in sources]


def name_output(folder: Path, source: str, *, format_name: str, label: str) -> Path:
    """Return a source's output in a folder.

    ``article.fr.txt`` becomes ``article.LABEL`` and the format's ending; the format ``source``
    has that of the source.

    >>> name_output(Path("out"), "news/pont.fr.txt", format_name="json", label="en").name
    'pont.en.json'
    """
    return folder / f"{_stem(source)}.{label}{_suffix(source, format_name)}"


def _suffix(source: str, format_name: str) -> str:
    # Most addresses say nothing about what is behind them, and most pages are pages.
    suffix = Path(_file_name(source)).suffix or SUFFIXES["html" if is_address(source) else "text"]
    return SUFFIXES.get(format_name, _WRITTEN_AS.get(suffix.lower(), suffix))


def _stem(source: str) -> str:
    """Return a source's name without its ending and its language.

    >>> _stem("news/pont.fr.txt"), _stem("https://example.org/news/pont.html")
    ('pont', 'pont')
    """
    name = _file_name(source)
    if is_address(source) and not urlsplit(source).path.strip("/"):
        return name.removesuffix(".html")
    return "article" if source == "-" else Path(name).stem.removesuffix(".fr")


def _file_name(source: str) -> str:
    return name_page(source) if is_address(source) else source
