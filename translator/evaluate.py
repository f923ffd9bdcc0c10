"""How good a model is on sentences with reference translations, and how fast.

The lines of a set go the way of an article's paragraphs: split, prepared, decoded, mended and
joined. So the scores are those of the program, not of the bare model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from translator.errors import EmptyDocument, MalformedInput, ScorerUnavailable
from translator.protocols import TranslationEngine
from translator.text.normalize import clean_text
from translator.translate import translate_document
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    DecodingOptions,
    Document,
    ModelScore,
    Translation,
)

if TYPE_CHECKING:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSet:
    """Sources with one reference each, line by line.

    ``selection`` says in words which lines of the file these are; "" means all of them.
    """

    origin: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    selection: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return Path(self.origin).stem

    @property
    def document(self) -> Document:
        """The sources, each as a paragraph."""
        blocks = (
            Block(index=index, kind=BlockKind.PARAGRAPH, text=source, separator="\n")
            for index, source in enumerate(self.sources)
        )
        return Document(blocks=tuple(blocks), origin=self.origin)

    def take_first(self, count: int) -> EvaluationSet:
        """Return the first lines, all of them if there are fewer."""
        total = len(self.sources)
        return self._select(range(min(count, total)), f"first {count} of {total}")

    def draw_lines(self, count: int, *, seed: int) -> EvaluationSet:
        """Return random lines in the order of the file; the same ones for the same seed."""
        total = len(self.sources)
        indices = sorted(Random(seed).sample(range(total), min(count, total)))
        return self._select(indices, f"{count} of {total}, seed {seed}")

    def _select(self, indices: Sequence[int], selection: str) -> EvaluationSet:
        if len(indices) == len(self.sources):
            return self
        return replace(
            self,
            sources=tuple(self.sources[index] for index in indices),
            references=tuple(self.references[index] for index in indices),
            selection=selection,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationResult:
    """What a model made of a set, and its scores over the whole set."""

    test_set: EvaluationSet
    translation: Translation
    bleu: ModelScore
    chrf: ModelScore

    @property
    def targets(self) -> tuple[str, ...]:
        """The target of each line."""
        return tuple(block.target for block in self.translation.blocks)

    @property
    def tokens_per_s(self) -> float:
        """Target tokens per second on the clock; 0 where the clock saw no time pass."""
        elapsed_s = self.translation.elapsed_s
        return self.translation.num_target_tokens / elapsed_s if elapsed_s > 0 else 0.0


def parse_set(text: str, *, origin: str) -> EvaluationSet:
    """Read ``source<TAB>reference`` lines.

    Sources are cleaned as an article is; references are what the score compares with and stay
    as they are.

    Args:
        text: the whole file.
        origin: how messages name the file.

    Raises:
        EmptyDocument: there are no lines.
        MalformedInput: a line has no tab, more than one, or nothing on one side of it.

    >>> parse_set("Oui.\\tYes.\\n", origin="a.tsv").references
    ('Yes.',)
    """
    sources: list[str] = []
    references: list[str] = []
    # Only line feeds end a line: sentences may hold a form feed or a line separator.
    lines = text.removeprefix("\ufeff").removesuffix("\n").split("\n")
    if lines == [""]:
        raise EmptyDocument(f"{origin} is empty; expected lines of source<TAB>reference")
    for number, line in enumerate(lines, start=1):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 2 or not all(fields):
            raise MalformedInput(
                f"{origin}:{number}: {_describe_fault(fields)}; expected source<TAB>reference, "
                "so mend the line or take it out"
            )
        sources.append(clean_text(fields[0]).replace("\n", " "))
        references.append(fields[1])
    return EvaluationSet(origin=origin, sources=tuple(sources), references=tuple(references))


def evaluate_set(
    test_set: EvaluationSet,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    on_block: Callable[[BlockTranslation], None] | None = None,
) -> EvaluationResult:
    """Translate the sources as the program does and score the targets.

    Args:
        test_set: sources and references.
        engine: loaded and ready.
        options: how the engine searches.
        on_block: called with each line's translation, in order, as soon as it is there.

    Raises:
        ScorerUnavailable: at once, if sacrebleu is not installed.
        LanguageMismatch: the engine does not read French.
        DecodingFailed: the engine fails on everything.
    """
    load_metrics()
    translation = translate_document(
        test_set.document, engine=engine, options=options, on_block=on_block
    )
    targets = [block.target for block in translation.blocks]
    bleu, chrf = score_targets(targets, test_set=test_set)
    return EvaluationResult(test_set=test_set, translation=translation, bleu=bleu, chrf=chrf)


def score_targets(
    targets: Sequence[str], *, test_set: EvaluationSet
) -> tuple[ModelScore, ModelScore]:
    """Return corpus BLEU and chrF2 with sacrebleu's default settings and signatures.

    Args:
        targets: one for each line of the set.
        test_set: the references.

    Raises:
        ScorerUnavailable: sacrebleu is not installed.
    """
    if len(targets) != len(test_set.references):
        raise ValueError(f"{len(targets)} targets for {len(test_set.references)} references")
    scores = []
    for name, metric in zip(("BLEU", "chrF2"), load_metrics(), strict=True):
        value = metric.corpus_score(list(targets), [list(test_set.references)]).score
        scores.append(
            ModelScore(
                test_set=test_set.name,
                metric=name,
                value=value,
                # Complete only after a score: it counts the references.
                signature=str(metric.get_signature()),
            )
        )
    bleu, chrf = scores
    return bleu, chrf


def load_metrics() -> tuple[BLEU, CHRF]:
    """Return sacrebleu's metrics; call it early to fail before long work.

    Raises:
        ScorerUnavailable: sacrebleu is not installed.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise ScorerUnavailable(
            "evaluate scores with sacrebleu, which is not installed; install it with: "
            "pip install sacrebleu, or the program with its extra 'evaluate'"
        ) from error
    return BLEU(), CHRF()


def _describe_fault(fields: Sequence[str]) -> str:
    if not any(fields):
        return "the line is blank"
    if len(fields) == 1:
        return "the line has no tab"
    if len(fields) > 2:
        return f"the line has {len(fields) - 1} tabs"
    return "the reference is empty" if fields[0] else "the source is empty"
