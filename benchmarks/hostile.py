"""Time against length: 200 kB of one sign or phrase, over and over, through every room.

    python -m benchmarks.hostile [ROOM …] [--size 200000]

Each room is given a quarter of SIZE of each unit; the unit that took longest is then given at
SIZE. Four times the length should take four times the time, and a room that takes the square
takes sixteen. Processor time of one thread, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence

from translator.checks import DEFAULT_CHECKS
from translator.errors import TranslatorError
from translator.pipeline import process
from translator.readers import read_document
from translator.summarizers.answers import parse_answer
from translator.summarizers.extractive import ExtractiveSummarizer
from translator.testing import EchoEngine
from translator.text.encoding import decode_bytes
from translator.text.language import detect_language
from translator.text.normalize import clean_text, normalize_source
from translator.text.sentences import split_sentences
from translator.translate import translate_document
from translator.types import DecodingOptions, Translation
from translator.writers.html import HtmlWriter

#: What patterns react to: runs of signs that open and never close, that close and were never
#: opened, words, figures, white space, and what each format is made of.
UNITS = (
    *("a", "A", "1", ".", " ", "\n", "\t", "\u00a0", "-", "'", "«", "»", '"', "(", "[", "<", "é"),
    *("a ", "A ", "1 ", "1,", "a-", "l'", "« a ", "(a ", "[a](", "![", "[^a", "<a ", "<!--", "&#"),
    *("*a ", "_a", "`a", "> ", "- a\n", "# a\n", "| a ", "a\n=\n", "\\", "{\\", "http://a", "a@a"),
    *("a.A", "A. ", "M. ", "a! ", "…", "1 000 ", "vingt et ", "le 3 mars ", "ne ", "A320 ", "1er "),
    *("1\n00:00:01,000 --> 00:00:02,000\na\n\n", "Le maire a dit oui. ", "a\n\n", "e\u0301", "中"),
    *("1. a\n", "```\n", "a\u00ad\n", "de la ", "<b>", "</b>", "<table><tr><td>", "x" * 60 + " "),
)

Room = Callable[[str], object]


def time_room(room: Room, text: str) -> float:
    """Return the seconds of processor time that a room takes for a text."""
    started = time.process_time()
    try:
        room(text)
    except TranslatorError:
        pass  # to refuse a text is an answer
    return time.process_time() - started


def translate(text: str) -> Translation:
    document = read_document(f"Le {text} fin.", origin="a.txt")
    return translate_document(document, engine=EchoEngine(), options=DecodingOptions())


def write_page(text: str) -> None:
    document = read_document(f"Le {text} fin.", origin="a.md")
    report = process(
        document,
        engine=EchoEngine(),
        summarizer=ExtractiveSummarizer(),
        options=DecodingOptions(),
        link_all_words=True,
    )
    HtmlWriter().write(report, io.StringIO())


def make_rooms() -> dict[str, Room]:
    """Return what is measured, by name; a check's own time is that of its own text."""
    rooms: dict[str, Room] = {
        "encoding": lambda text: decode_bytes(
            text.encode("cp1252", "replace") + b"\xe9", origin=""
        ),
        "clean form": clean_text,
        "model form": lambda text: normalize_source(f"a{text}b"),
        "sentences": split_sentences,
        "language": detect_language,
        "plain text": lambda text: read_document(text, origin="a.txt"),
        "Markdown": lambda text: read_document(text, origin="a.md"),
        "SRT": lambda text: read_document(text, origin="a.srt"),
        "WebVTT": lambda text: read_document(f"WEBVTT\n\n{text}", origin="a.vtt"),
        "HTML": lambda text: read_document(f"<!doctype html><p>{text}", origin="a.html"),
        "planning and joining": translate,
        "a chat model's answer": lambda text: parse_answer(text, headline_only=False),
        "everything, as a page": write_page,
    }
    return rooms


def measure_checks(size: int) -> list[tuple[str, str, float, float]]:
    """Return a row for each check; its time is taken on finished translations."""
    rows = []
    small = {unit: translate(repeat(unit, size // 4)) for unit in UNITS}
    for check in DEFAULT_CHECKS:

        def run(translation: Translation, check: object = check) -> float:
            started = time.process_time()
            for block in translation.blocks:
                list(check(block))  # type: ignore[operator]
            return time.process_time() - started

        times = {unit: run(translation) for unit, translation in small.items()}
        worst = max(times, key=times.__getitem__)
        rows.append((check.__name__, worst, times[worst], run(translate(repeat(worst, size)))))
    return rows


def repeat(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def main(argv: Sequence[str] | None = None) -> None:
    """Print a row a room, as a Markdown table."""
    rooms = make_rooms()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join([*rooms, "checks"]))
    parser.add_argument("--size", type=int, default=200_000, help="characters")
    args = parser.parse_args(argv)
    # What is loaded on a first call is no time of a text.
    for room in rooms.values():
        time_room(room, "Le maire a dit oui. Das ist ein deutscher Satz, und er ist lang genug.")
    print(
        f"| room | slowest of {len(UNITS)} | s at {args.size // 4:,} | s at {args.size:,} | ratio |"
    )
    print("|---|---|---|---|---|")
    for name in args.rooms or [*rooms, "checks"]:
        if name == "checks":
            rows = measure_checks(args.size)
        else:
            times = {unit: time_room(rooms[name], repeat(unit, args.size // 4)) for unit in UNITS}
            worst = max(times, key=times.__getitem__)
            last = time_room(rooms[name], repeat(worst, args.size))
            rows = [(name, worst, times[worst], last)]
        for room_name, unit, first, last in rows:
            ratio = last / max(first, 1e-9)
            shown = ascii(unit[:20]).replace("|", "\\|")
            print(
                f"| {room_name} | `{shown}` | {first:.2f} | {last:.2f} | {ratio:.1f} |", flush=True
            )


if __name__ == "__main__":
    main()
