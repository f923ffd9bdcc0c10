"""What it is worth that newspaper French is written in plainer words for the embedded model.

    python -m benchmarks.newspapers [--model DIR] [--show N]

The engine alone is given the sentences of newspapers.tsv, familiar.tsv and names.tsv, two with each
adjective of demonyms.tsv and one with each verb of speech.tsv, in the author's words and in the
model's form. A sentence counts as said if its target has one of the words that the line names, the
place or the table's verb, for which another one may be as good. All sentences are ours
and were written with the tables at hand, those of familiar.tsv without: how often an article has
such words, they do not say.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from translator.assets import find_model, recommended_options
from translator.checks.spellings import fold_word
from translator.decoding.demonyms import load_demonyms
from translator.decoding.initials import soften_initial
from translator.decoding.preparation import prepare_source
from translator.decoding.speech import say_verb
from translator.engines.loading import load_engine
from translator.installed import read_installed_rows

_BENCHMARKS = Path(__file__).parent
_WITH_PLACES = ("Le club {} a gagné samedi.", "Un artisan {} a été récompensé hier.")


def read_sentences(file_name: str) -> dict[str, str]:
    """Return our sentences, each with an expression of what its translation has."""
    lines = (_BENCHMARKS / file_name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {source: rf"\b(?:{expected.lower()})" for source, expected in pairs}


def make_sentences_with_places() -> dict[str, str]:
    """Return two sentences for each place, each with an expression of its name."""
    adjectives: dict[str, str] = {}
    for form, place in load_demonyms().items():
        adjectives.setdefault(place.removeprefix("the "), form)
    return {
        template.format(form): re.escape(fold_word(place))
        for place, form in adjectives.items()
        for template in _WITH_PLACES
    }


def make_sentences_with_verbs() -> dict[str, str]:
    """Return a sentence for each verb of saying, each with an expression of the table's English."""
    sentences: dict[str, str] = {}
    for present, _, participle, *english in read_installed_rows("decoding", "speech.tsv"):
        has = "s'est" if present.startswith(("s'", "se ")) else "a"
        said = f"« C'est grave », {has} {participle} le directeur à l'issue de la rencontre."
        sentences.setdefault(said, re.escape(english[-1]))
    return sentences


def main() -> None:
    """Print a row for each set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="targets that miss it")
    parser.add_argument("--model", help="a converted model; the embedded one by default")
    args = parser.parse_args()
    engine = load_engine(model=args.model, phrases=False)
    options = recommended_options(find_model(args.model))
    print("| sentences | | written otherwise | said, author's words | said, plain words |")
    print("|---|---:|---:|---:|---:|")
    for name, wanted in (
        ("of newspapers", read_sentences("newspapers.tsv")),
        ("of familiar speech", read_sentences("familiar.tsv")),
        ("with names that English spells otherwise", read_sentences("names.tsv")),
        ("with adjectives of places", make_sentences_with_places()),
        ("with verbs behind a quotation", make_sentences_with_verbs()),
    ):
        authors = [prepare_source(source).text for source in wanted]
        prepared = [prepare_source(source, is_plain=True) for source in wanted]
        plain = [soften_initial(item.text, engine.count_tokens) for item in prepared]
        verbs = [item.said for item in prepared]
        said: list[int] = []
        for sources, spoken in ((authors, [""] * len(wanted)), (plain, verbs)):
            found = engine.translate_batch(sources, options)
            targets = [
                say_verb(best[0].text, verb) for best, verb in zip(found, spoken, strict=True)
            ]
            hits = [
                re.search(expected, fold_word(target)) is not None
                for expected, target in zip(wanted.values(), targets, strict=True)
            ]
            said.append(sum(hits))
        missed = [
            pair
            for pair, hit in zip(zip(plain, targets, strict=True), hits, strict=True)
            if not hit
        ]
        num_changed = sum(one != other for one, other in zip(authors, plain, strict=True))
        print(f"| {name} | {len(wanted)} | {num_changed} | {said[0]} | {said[1]} |")
        for source, target in missed[: args.show]:
            print(f"  {source}\n    {target}")


if __name__ == "__main__":
    main()
