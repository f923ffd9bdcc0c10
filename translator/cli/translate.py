"""``translator translate``: the English alone, block by block as it is finished."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from translator.cli.codes import DONE, FINDINGS
from translator.cli.messages import Messages
from translator.cli.options import (
    add_cache_option,
    add_common_options,
    add_glossary_option,
    add_many_options,
    add_model_options,
    add_output_options,
    add_source_options,
    add_strict_option,
    resolve_arguments,
)
from translator.cli.outputs import SUFFIXES, choose_format, require_same_kind
from translator.cli.preparation import prepare_work
from translator.cli.show import finish_report, is_terminal, show_heading, show_report
from translator.cli.streaming import stream_blocks
from translator.cli.task import Task
from translator.cli.work import make_report
from translator.cli.workbench import Workbench
from translator.errors import UnsuitableFormat, UsageError, name_origin

if TYPE_CHECKING:
    from translator.markup.placement import MarkCount
    from translator.types import Document, Report

FORMATS = (
    "auto",
    "text",
    "markdown",
    "html",
    "json",
    "jsonl",
    "tsv",
    "tmx",
    "xliff",
    "docx",
    "epub",
)

#: The format that a source itself has.
SOURCE = "source"

#: Formats that keep the marks on words.
MARKED_FORMATS = frozenset({"markdown", "html", "srt", "vtt", "tmx", "xliff", "docx", "epub"})

#: Formats that are written as a changed copy of the source, and in no other way.
_COPIED = {"epub": "an EPUB book"}

#: Formats of which every block is forgotten when it is written. The source's own is one if it is
#: plain text, and only plain text is read in parts.
FORGETFUL_FORMATS = frozenset({SOURCE, "text", "jsonl", "tsv"})

_EPILOG = """\
examples:
  translator translate article.txt > article.en.txt
  translator translate news/*.txt --output-dir english
  translator translate news -r --output-dir english --resume
  translator translate article.md -o article.en.md
  translator translate page.html -o page.en.html
  translator translate letter.docx -o letter.en.docx     (or from page.html, …)
  translator translate - < article.txt | less
  translator translate article.txt --format jsonl | jq .target
  translator translate article.txt -o article.xlf        (or .tmx) for OmegaT

Paragraphs, headings and lists stand as in the source. Markdown gives Markdown,
a Word document or a book a copy of it in English, and a web page its article
as a page; on a terminal all of them are Markdown. Code and addresses are not
translated, and a link whose words are not found in English stands at the end
of its paragraph. What should be checked is counted on standard error;
'translator read' shows it.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Translate articles and print nothing but the English."
    parser.epilog = _EPILOG
    parser.usage = "%(prog)s [options] [FILE …]"
    add_source_options(parser)
    add_output_options(parser, FORMATS)
    add_many_options(parser)
    add_strict_option(parser)
    add_glossary_option(parser)
    add_model_options(parser)
    add_cache_option(parser)
    add_common_options(parser)
    parser.set_defaults(run=run_translate_command)


def run_translate_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.writers import ARTICLE_WRITERS, BINARY_WRITERS
    from translator.writers.streams import BLOCK_FORMATS

    bench = Workbench(resolve_arguments(args), messages)
    chosen = choose_format(args, FORMATS, on_screen=SOURCE, in_pipe=SOURCE, copies=True)
    work = prepare_work(args, bench, format_name=chosen)

    def translate_one(task: Task) -> int:
        document = task.document
        if chosen == SOURCE and args.output:
            require_same_kind(task.output, document.format, FORMATS)
        with task.open_output(messages) as stream:
            format_name = chosen
            if chosen == SOURCE:
                shown = is_terminal(stream) or task.has_heading or is_for_text(task.output)
                format_name = find_format(document, shown=shown)
            if format_name in BINARY_WRITERS:
                require_binary(document, stream, format_name=format_name)
            elif task.has_heading:
                show_heading(document.origin, stream, format_name=format_name)
            if format_name in BLOCK_FORMATS:
                return task.conclude(stream_article(task, stream, bench, format_name=format_name))
            report = make_report(document, bench, with_brief=False, task=task)
            if format_name == "json":
                show_report(report, stream, bench, format_name=format_name)
                return task.conclude(finish_report(report, output=task.output))
            if format_name in BINARY_WRITERS:
                BINARY_WRITERS[format_name].write(report, stream.buffer)
            else:
                ARTICLE_WRITERS[format_name].write(report, stream)
            marks = count_marks(report) if format_name in MARKED_FORMATS else None
            say_what_to_check(task, bench, num_findings=len(report.findings), marks=marks)
            return task.conclude(finish_report(report, output=task.output))

    in_parts = chosen in FORGETFUL_FORMATS
    return work.run(translate_one, args=args, bench=bench, in_parts=in_parts)


def find_format(document: Document, *, shown: bool) -> str:
    """Return the format of a document itself, or the one that has its signs.

    A web page, a Word document or a book that is ``shown``, on a screen or as one of several, is
    Markdown: a person can read that, and two of them in one stream are none.
    """
    from translator.writers import ARTICLE_WRITERS, BINARY_WRITERS, MARKUP_FORMATS
    from translator.writers.streams import BLOCK_FORMATS

    name = document.format
    is_whole = name in ARTICLE_WRITERS or name in BINARY_WRITERS
    if name in BLOCK_FORMATS or (is_whole and not shown):
        return name
    return "markdown" if name in MARKUP_FORMATS else "text"


def is_for_text(output: Path | None) -> bool:
    """Tell whether an output has a name for text: a Word document may be called notes.txt.

    >>> is_for_text(Path("notes.en.txt")), is_for_text(Path("page.en.html"))
    (True, False)
    """
    return output is not None and output.suffix.lower() in (SUFFIXES["text"], SUFFIXES["markdown"])


def require_binary(document: Document, stream: TextIO, *, format_name: str) -> None:
    """Make sure, before anything is translated, that a format of bytes can be written.

    Raises:
        UnsuitableFormat: a copy of the source would be no such file.
        UnreadableInput: a part of the source is damaged, so that it cannot be copied.
        UsageError: a terminal would be shown the bytes.
    """
    if document.format != format_name and format_name in _COPIED:
        raise UnsuitableFormat(
            f"{name_origin(document.origin)} cannot be written as {format_name}: that is made by "
            f"changing a copy of {_COPIED[format_name]}; use --format markdown, html or docx"
        )
    if document.package and document.format == format_name:
        from translator.packages import Package

        kind = _COPIED.get(format_name, "a Word document")
        Package(document.package, origin=document.origin, kind=kind).require_whole()
    if is_terminal(stream):
        raise UsageError(
            f"{format_name} is not for a terminal; name a file, for example -o "
            f"article.en.{format_name}, or use --format markdown"
        )


def stream_article(task: Task, stream: TextIO, bench: Workbench, *, format_name: str) -> int:
    """Write an article block by block, say what to check, and return the exit code."""
    from translator.writers.streams import FRAMES

    count = stream_blocks(
        task, stream, bench, format_name=format_name, with_marks=format_name in MARKED_FORMATS
    )
    marks = count.marks
    if format_name in FRAMES:
        # Such a format has every segment's marks, placed or not.
        if marks and (missing := marks.unplaced + marks.dropped):
            bench.messages.note(
                f"marks on the source's side only, their words not found: {missing}"
            )
        marks = None
    say_what_to_check(task, bench, num_findings=count.findings, marks=marks)
    return FINDINGS if count.findings else DONE


def count_marks(report: Report) -> MarkCount:
    """Count the marks of an article that stand elsewhere than in the source."""
    from translator.markup.placement import MarkCount

    return sum(map(MarkCount.of, report.translation.blocks), start=MarkCount())


def say_what_to_check(
    task: Task, bench: Workbench, *, num_findings: int, marks: MarkCount | None
) -> None:
    """Say on standard error what the English itself does not show; ``marks`` if it has any.

    Of many articles in a folder that would be more than anybody reads: run_each says it of all.
    """
    origin, messages = task.document.origin, bench.messages
    task.num_findings = num_findings
    noun = "finding" if num_findings == 1 else "findings"
    misplaced = "" if marks is None else str(marks)
    if task.is_in_folder_of_many:
        said = [misplaced, f"{num_findings} {noun}" if num_findings else ""]
        if any(said):
            messages.detail(f"{origin}: {'; '.join(filter(None, said))}")
        return
    if misplaced:
        messages.note(misplaced)
    if num_findings:
        messages.note(f"{num_findings} {noun}; see: translator read {origin}")
