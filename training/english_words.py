"""Make translator/checks/english_words.txt: what the checks take for English words.

    python -m training.english_words en_US.dic data/*.tsv.xz > translator/checks/english_words.txt

The words of a spelling dictionary (Debian: hunspell-en-us; SCOWL, whose license is in NOTICE) and
those that the English sides of ``French<TAB>English`` files have twice in small letters: British
spellings, terms, borrowed words. Those that follow from others by an ending are left out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.french_words import iter_pairs
from translator.checks.english_words import iter_stems

#: Seen once a word may be a slip.
MIN_COUNT = 2
#: English occurrences asked for each French one: what was left in French, too, is no English word.
MIN_ENGLISH_SHARE = 0.02
_MIN_LETTERS = 3
#: Words that stand alone: no parts of names, addresses or compounds.
_WORD = re.compile(rf"(?<![\w'’.@/-])[a-z]{{{_MIN_LETTERS},}}(?![\w@/'’-]|\.\w)")


def read_dictionary(lines: Iterable[str]) -> set[str]:
    """Return the entries of a hunspell dictionary that are words in small letters.

    >>> sorted(read_dictionary(["3", "abbey/SM", "Abbott/M", "AC", "zebra/SM"]))
    ['abbey', 'zebra']
    """
    words = (line.strip().partition("/")[0] for line in lines)
    return {word for word in words if _WORD.fullmatch(word)}


def drop_formed(words: set[str]) -> list[str]:
    """Return the words without those that follow from one of the others, in alphabetical order.

    >>> drop_formed({"plan", "planned", "plans", "planet"})
    ['plan', 'planet']
    """
    kept: set[str] = set()
    for word in sorted(words, key=len):
        if kept.isdisjoint(iter_stems(word)):
            kept.add(word)
    return sorted(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    french: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for source, target in iter_pairs(args.files):
        french.update(_WORD.findall(source))
        english.update(_WORD.findall(target))
    words = read_dictionary(args.dictionary.read_text(encoding="latin-1").splitlines())
    words |= {
        word
        for word, count in english.items()
        if count >= max(MIN_COUNT, MIN_ENGLISH_SHARE * french[word])
    }
    names = ", ".join(path.name for path in args.files)
    sys.stdout.write(
        "# English words, one a line, without those that follow from others by an ending.\n"
        f"# Made by training/english_words.py from {args.dictionary.name} (see NOTICE) and the "
        f"English side of\n# {names}:\n"
        f"# at least {MIN_COUNT} times there in lower case, and {MIN_ENGLISH_SHARE} times as "
        "often as in the French side.\n"
    )
    sys.stdout.writelines(f"{word}\n" for word in drop_formed(words))


if __name__ == "__main__":
    main()
