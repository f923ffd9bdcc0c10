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

#: Kinds of files that hold a translation and nothing about it.
_WRITTEN_BY_TRANSLATE = frozenset({SUFFIXES["docx"], SUFFIXES["epub"]})

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
    args: argparse.Namespace, formats: Sequence[str], *, on_screen: str, in_pipe: str
) -> str:
    """Resolve ``--format auto``: by the output's ending, or by whether a person looks.

    Raises:
        UsageError: the output's ending is of a format that is only read.
    """
    if args.format != "auto":
        return str(args.format)
    if args.output and args.output != STDOUT:
        suffix = Path(args.output).suffix.lower()
        if suffix in _WRITTEN_AS:
            others = [_WRITTEN_AS[suffix], *([".html"] if "html" in formats else [])]
            raise UsageError(
                f"{suffix} files are read, not written; name a {' or '.join(others)} file"
            )
        if suffix in _WRITTEN_BY_TRANSLATE and suffix[1:] not in formats:
            raise UsageError(f"'translator translate' writes {suffix} files; name a .md file")
        by_suffix = {suffix: name for name, suffix in SUFFIXES.items() if name in formats}
        by_suffix |= {".xliff": "xliff"} if "xliff" in formats else {}
        return by_suffix.get(suffix, in_pipe)
    if getattr(args, "output_dir", None):
        return in_pipe
    return on_screen if sys.stdout.isatty() else in_pipe


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
