"""Make translator/checks/french_words.txt: French words that English texts do not contain.

    python -m training.french_words data/*.tsv.xz > translator/checks/french_words.txt

Reads ``French<TAB>English`` files, plain or .xz. A word is listed when it is frequent, written
in lower case, in the French side and next to absent, in lower case, from the English side.
Counting lower case only keeps names out (Le Monde, Charles de Gaulle); the second condition
keeps out what the languages share (table, occasion, café).
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

#: Fewer and a misspelling or a rare name would do; more and inflected forms are lost.
MIN_COUNT = 40
#: English occurrences allowed per French one: titles and quotations that were left in French.
MAX_ENGLISH_SHARE = 0.003
MAX_WORDS = 3000
#: Letters, so that c', j' and l' are not listed as c, j and l.
MIN_LENGTH = 2

_WORD = re.compile(r"(?<![\w'’-])[a-zà-öø-ÿœ]+(?![\w'’.-])")


def iter_pairs(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of all files."""
    for path in paths:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                french, tab, english = line.rstrip("\n").partition("\t")
                if tab:
                    yield french, english


def select_words(french: Counter[str], english: Counter[str]) -> list[str]:
    """Return the words to list, in alphabetical order."""
    words = [
        word
        for word, count in french.most_common()
        if count >= MIN_COUNT
        and len(word) >= MIN_LENGTH
        and english[word] <= MAX_ENGLISH_SHARE * count
    ]
    return sorted(words[:MAX_WORDS])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    files = parser.parse_args().files
    french: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for source, target in iter_pairs(files):
        french.update(_WORD.findall(source))
        english.update(_WORD.findall(target))
    names = ", ".join(path.name for path in files)
    sys.stdout.write(
        "# French words that English texts do not contain, one a line.\n"
        f"# Made by training/french_words.py from {names}:\n"
        f"# at least {MIN_COUNT} times in lower case in the French side, at most "
        f"{MAX_ENGLISH_SHARE} times as often in the English side.\n"
    )
    sys.stdout.writelines(f"{word}\n" for word in select_words(french, english))


if __name__ == "__main__":
    main()
