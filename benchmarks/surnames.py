"""How many surnames come through the embedded model, and what hiding them from it costs.

    python -m benchmarks.surnames [SET.tsv…] [--show N]

Each surname of surnames.txt stands in two sentences, behind a given name and then by itself, and is
said if the target has it twice. The engine is given the sentences in its form with the surnames,
and with the stand-ins that the program writes. Of a set, the lines that have a surname are
translated in both ways and measured against the reference.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import sacrebleu

from translator.assets import find_model, recommended_options
from translator.decoding.initials import soften_initial
from translator.decoding.preparation import PreparedSource, prepare_source, restore_target
from translator.decoding.surnames import Surnames
from translator.engines.loading import load_engine
from translator.protocols import TranslationEngine
from translator.types import DecodingOptions

_OURS = Path(__file__).with_name("surnames.txt")
_FULL = "Sophie {} était présente."
_ALONE = (
    "{} a ensuite quitté la salle sans un mot.",
    "Selon {}, tout s'est passé très vite.",
    "« Nous étions seuls », raconte {}.",
    "Les voisins de {} n'ont rien entendu.",
    "Mais {} n'a pas répondu aux questions des juges.",
)


class _Bench:
    """An engine and how it searches."""

    def __init__(self, engine: TranslationEngine, options: DecodingOptions) -> None:
        self._engine, self._options = engine, options

    def translate(self, prepared: Sequence[PreparedSource]) -> list[str]:
        """Return what the reader gets for prepared sentences."""
        texts = [soften_initial(item.text, self._engine.count_tokens) for item in prepared]
        found = self._engine.translate_batch(texts, self._options)
        return [
            restore_target(best[0].text, prepared=item)
            for best, item in zip(found, prepared, strict=True)
        ]

    def measure_ours(self, *, show: int) -> list[str]:
        """Return how many surnames are said in both sentences."""
        lines = _OURS.read_text(encoding="utf-8").splitlines()
        names = [name for line in lines if not line.startswith("#") for name in line.split()]
        report = []
        for way, is_hidden in (("given to the model", False), ("hidden from it", True)):
            prepared: list[PreparedSource] = []
            for index, name in enumerate(names):
                surnames = Surnames()
                for template in (_FULL, _ALONE[index % len(_ALONE)]):
                    prepared.append(_prepare(template.format(name), surnames, is_hidden))
            targets = self.translate(prepared)
            pairs = list(zip(targets[::2], targets[1::2], strict=True))
            wrong = [
                (name, pair)
                for name, pair in zip(names, pairs, strict=True)
                if not all(name in target for target in pair)
            ]
            report.append(f"| surnames.txt | {way} | {len(names) - len(wrong)} of {len(names)} |")
            for name, pair in wrong[:show]:
                print(f"{way}: {name}\n  - {' '.join(pair)}")
        return report

    def measure_set(self, path: Path) -> list[str]:
        """Return BLEU and chrF of the lines of a set that have a surname."""
        rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines()]
        hidden = [_prepare(source, Surnames(), is_hidden=True) for source, _ in rows]
        chosen = [index for index, item in enumerate(hidden) if item.stand_ins]
        shown = [_prepare(rows[index][0], Surnames(), is_hidden=False) for index in chosen]
        references = [[rows[index][1] for index in chosen]]
        report = []
        for way, prepared in (
            ("given to the model", shown),
            ("hidden from it", [hidden[index] for index in chosen]),
        ):
            targets = self.translate(prepared)
            bleu = sacrebleu.corpus_bleu(targets, references).score
            chrf = sacrebleu.corpus_chrf(targets, references).score
            name = f"{path.name}, {len(chosen)} lines"
            report.append(f"| {name} | {way} | BLEU {bleu:.2f}, chrF {chrf:.2f} |")
        return report


def _prepare(source: str, surnames: Surnames, is_hidden: bool) -> PreparedSource:
    return prepare_source(source, is_plain=True, surnames=surnames if is_hidden else None)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="benchmarks.surnames", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--show", type=int, default=0, help="surnames that are lost")
    args = parser.parse_args()
    bench = _Bench(load_engine(), recommended_options(find_model(None)))
    rows = bench.measure_ours(show=args.show)
    for path in args.sets:
        rows += bench.measure_set(path)
    print("\n".join(["| set | surnames | |", "|---|---|---:|", *rows]))


if __name__ == "__main__":
    main()
