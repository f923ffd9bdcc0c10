"""Glossaries in files: a French term and its English one on each line, TSV or CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from translator.errors import MalformedInput, UnreadableInput
from translator.glossary.embedded import OR, EmbeddedGlossary
from translator.glossary.matching import Glossary
from translator.settings import EMBEDDED_GLOSSARIES
from translator.text.encoding import decode_bytes
from translator.text.normalize import clean_text, normalize_source
from translator.types import Term

#: What the first line says instead of terms, in any case.
_SOURCE_NAMES = frozenset({"fr", "fr-fr", "french", "français", "francais", "source"})
_TARGET_NAMES = frozenset({"en", "en-gb", "en-us", "english", "anglais", "target"})
_EXAMPLE = "write chaudière, a tab, boiler"


def load_glossary(name: str) -> Glossary:
    """Return an embedded glossary by its name, or read one from the file of that name.

    Raises:
        UnreadableInput, MalformedInput: see read_glossary.

    >>> load_glossary("press").find("Il a été placé en garde à vue.")[0].wanted
    'police custody'
    """
    if name not in EMBEDDED_GLOSSARIES:
        return read_glossary(Path(name))
    return EmbeddedGlossary(name)


def read_glossary(path: Path, *, encoding: str = "auto") -> Glossary:
    """Read a glossary from a file: CSV if it is called so, else TSV.

    Raises:
        UnreadableInput: there is no such file, or it is no text.
        MalformedInput: a line is no term, or two contradict each other.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableInput(
            f"no glossary {path}; check the name, or say press for the embedded one"
        ) from error
    except IsADirectoryError as error:
        raise UnreadableInput(f"the glossary {path} is a folder; name a file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(f"cannot read the glossary {path}: {reason}") from error
    text = clean_text(decode_bytes(data, origin=str(path), encoding=encoding).text)
    return parse_glossary(text, origin=str(path), is_csv=path.suffix.lower() == ".csv")


def parse_glossary(text: str, *, origin: str, is_csv: bool = False) -> Glossary:
    """Return the glossary in a text; see read_glossary.

    >>> glossary = parse_glossary("fr\\ten\\n# ours\\nchaudière\\tboiler\\n", origin="a.tsv")
    >>> [(term.source, term.target, term.line) for term in glossary.terms]
    [('chaudière', 'boiler', 3)]
    >>> parse_glossary("mairie\\ttown hall|city hall", origin="a.tsv").terms[0].variants
    ('city hall',)
    """
    held: dict[str, Term] = {}
    for term in _iter_terms(text, origin=origin, is_csv=is_csv):
        key = normalize_source(term.source).casefold()
        first = held.setdefault(key, term)
        if _english(first) != _english(term):
            raise MalformedInput(
                f"{origin}, line {term.line}: {term.source} is {_english(term)!r} here and "
                f"{_english(first)!r} in line {first.line}; leave one of them"
            )
    if not held:
        raise MalformedInput(f"{origin} holds no terms; {_EXAMPLE}, one term a line")
    return Glossary(tuple(held.values()), origin=origin)


def _english(term: Term) -> str:
    return term.written or term.source


def _iter_terms(text: str, *, origin: str, is_csv: bool) -> Iterator[Term]:
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    sign = "\t"
    if is_csv:
        # The comma is the decimal sign of French spreadsheets, which divide cells otherwise.
        sign = ";" if lines and ";" in lines[0][1] else ","
    for position, (number, line) in enumerate(lines):
        cells = _divide(line, sign) if is_csv else line.split(sign)
        cells = [" ".join(cell.split()) for cell in cells]
        if len(cells) < 2:
            name = "tab" if sign == "\t" else f"{sign!r}"
            advice = f"{_EXAMPLE}, or chaudière and a tab to keep the word as it is"
            if is_csv:
                advice = f"write chaudière{sign}boiler, or chaudière{sign} to keep it as it is"
            raise MalformedInput(
                f"{origin}, line {number}: no {name} between the French and the English; {advice}"
            )
        source, target = cells[:2]
        if not position and source.lower() in _SOURCE_NAMES and target.lower() in _TARGET_NAMES:
            continue
        if not any(char.isalnum() for char in normalize_source(source)):
            raise MalformedInput(f"{origin}, line {number}: the French side is empty; {_EXAMPLE}")
        first, *variants = (part.strip() for part in target.split(OR))
        yield Term(source=source, target=first, variants=tuple(filter(None, variants)), line=number)


def _divide(line: str, sign: str) -> list[str]:
    """Return the cells of a line of CSV; an open quotation mark ends with its line."""
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        # A cell of more than 131,072 characters.
        return [line]
