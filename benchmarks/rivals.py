"""The rivals of benchmarks.speed, each a function that translates the same text once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from translator.decoding import overlap
from translator.decoding.repair import Decoding
from translator.engines.loading import load_engine
from translator.text.normalize import normalize_source
from translator.text.sentences import split_block
from translator.translate import translate_document
from translator.types import Block, BlockKind, DecodingOptions, Document

SENTENCES_PER_PARAGRAPH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What all rivals have to translate, and how. ``checkpoint`` is in transformers format."""

    document: Document
    options: DecodingOptions
    threads: int
    checkpoint: Path | None

    @property
    def sentences(self) -> list[str]:
        """The model form of the document's segments, as the program itself splits them."""
        return [
            normalize_source(segment.text)
            for block in self.document.blocks
            for segment in split_block(block)
        ]


def read_task_document(path: Path, *, first: int, num_sentences: int) -> Document:
    """Return lines of a ``source<TAB>reference`` file as paragraphs of five sentences."""
    lines = path.read_text(encoding="utf-8").splitlines()[first - 1 : first - 1 + num_sentences]
    sentences = list(dict.fromkeys(line.split("\t")[0].strip() for line in lines))
    paragraphs = [
        " ".join(sentences[start : start + SENTENCES_PER_PARAGRAPH])
        for start in range(0, len(sentences), SENTENCES_PER_PARAGRAPH)
    ]
    return Document(
        blocks=tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
            for index, text in enumerate(paragraphs)
        )
    )


def make_program(
    task: Task, *, engine: str, model: str | None, phrases: bool = True
) -> Callable[[], int]:
    """Return the program's own way from a document to a translation."""
    loaded = load_engine(model=model, engine=engine, threads=task.threads, phrases=phrases)

    def run() -> int:
        translation = translate_document(task.document, engine=loaded, options=task.options)
        return translation.num_target_tokens

    return run


def make_ours(task: Task) -> Callable[[], int]:
    """Return translate_document with the embedded model."""
    return make_program(task, engine="ctranslate2", model=None)


def _leave(decodings: Mapping[str, Decoding], **_: object) -> Mapping[str, Decoding]:
    return decodings


def make_ours_once(task: Task) -> Callable[[], int]:
    """Return translate_document with one decoding of each sentence, as a raw engine does it.

    Without its second look, and without the terms and lost words that it says for the model.
    """
    run_program = make_program(task, engine="ctranslate2", model=None, phrases=False)

    def run() -> int:
        with patch.multiple(overlap, look_again=_leave, say_lost_words=_leave):
            return run_program()

    return run


def make_ours_transformers(task: Task) -> Callable[[], int]:
    """Return translate_document with the transformers checkpoint."""
    return make_program(task, engine="transformers", model=str(task.checkpoint))


def make_raw(task: Task) -> Callable[[], int]:
    """Return one call of CTranslate2 with everything prepared before the clock starts."""
    import ctranslate2

    from translator.assets import find_model
    from translator.engines.tokenizer import MarianTokenizer

    model_dir = find_model(None)
    tokenizer = MarianTokenizer(model_dir)
    tokens = sorted((tokenizer.encode(text) for text in task.sentences), key=len, reverse=True)
    # One thread a sentence, the faster way of using them: the limit is to be the true one.
    model = ctranslate2.Translator(
        str(model_dir), compute_type="int8", inter_threads=task.threads, intra_threads=1
    )

    def run() -> int:
        results = model.translate_batch(
            tokens,
            beam_size=task.options.beam_size,
            max_batch_size=task.options.max_batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=task.options.max_decoding_length,
            disable_unk=True,
        )
        return sum(len(result.hypotheses[0]) for result in results)

    return run


def make_loop(task: Task) -> Callable[[], int]:
    """Return a plain loop over `generate`."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(task.threads)
    tokenizer = MarianTokenizer.from_pretrained(str(task.checkpoint))
    model = MarianMTModel.from_pretrained(str(task.checkpoint), dtype=torch.float32).eval()
    sentences = task.sentences

    def run() -> int:
        num_tokens = 0
        for sentence in sentences:
            batch = tokenizer([sentence], return_tensors="pt")
            with torch.inference_mode():
                output = model.generate(
                    **batch, num_beams=task.options.beam_size, max_new_tokens=512
                )
            num_tokens += int((output[0] != tokenizer.pad_token_id).sum()) - 1
        return num_tokens

    return run


RIVALS: dict[str, Callable[[Task], Callable[[], int]]] = {
    "raw CTranslate2, one call": make_raw,
    "translator, ctranslate2 int8": make_ours,
    "translator, one decoding a sentence": make_ours_once,
    "translator, transformers": make_ours_transformers,
    "plain generate loop": make_loop,
}
NEEDS_CHECKPOINT = {"translator, transformers", "plain generate loop"}
