"""Briefs by a model trained to summarize: BART, PEGASUS, T5 and their kin, through generate().

The article is read whole: what does not fit one reading is read in parts that overlap, and the
summaries of the parts are summarized. Every sentence written is then traced to the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator.errors import SummarizerFailed
from translator.summarizers.chunks import make_chunks
from translator.summarizers.extractive import make_headline
from translator.summarizers.points import limit_words, make_point, merge_repeats
from translator.summarizers.seq2seq_model import SummaryModel
from translator.summarizers.support import Article
from translator.text.sentences import split_sentences
from translator.types import Brief

#: Tokens asked for a word of the brief: English has 1.3 in these vocabularies, and a sentence
#: needs room to end.
_TOKENS_PER_WORD = 1.5
#: Rounds of summarizing summaries; each makes the text a third as long or shorter.
_MAX_ROUNDS = 6
#: A summary of a part is at most this share of it, so that every round shrinks the text.
_MAX_SHARE = 0.35
_MIN_TOKENS = 24

_SENTENCE_END = (".", "!", "?", '."', '!"', '?"', ".”", "!”", "?”", "…")


class Seq2SeqSummarizer:
    """Writes briefs with a model on this machine.

    Args:
        model_dir: A transformers checkpoint with its tokenizer and weights in safetensors.
        device: "auto", "cpu" or "cuda".

    Raises:
        ModelCorrupt: the folder holds no such model.
    """

    name = "seq2seq"

    def __init__(self, model_dir: Path, *, device: str = "auto") -> None:
        self._model = SummaryModel(model_dir, device=device)
        self._method = f"{self.name} {model_dir.resolve().name}"

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        """Make a brief of [paragraph][sentence]; see `protocols.Summarizer`.

        Raises:
            SummarizerFailed: the model ends no sentence, or its library fails.
        """
        article = Article(paragraphs)
        sentences = [sentence.text for sentence in article.sentences]
        if not sentences:
            return Brief(headline=title or "", points=(), method=self._method)
        written = self._write(sentences, max_words=max_words)
        points = merge_repeats([make_point(text, article)[0] for text in written])
        points = limit_words(points, max_words=max_words)
        return Brief(
            headline=make_headline(title, lead=points[0].text), points=points, method=self._method
        )

    def _write(self, sentences: list[str], *, max_words: int) -> list[str]:
        wanted = max(_MIN_TOKENS, round(_TOKENS_PER_WORD * max_words))
        for _ in range(_MAX_ROUNDS):
            chunks = make_chunks(
                sentences, limit=self._model.max_input, count_tokens=self._model.count_tokens
            )
            if len(chunks) == 1:
                return self._finish(chunks[0], wanted)
            # Half a brief of each part is enough: the last round chooses.
            most = max(_MIN_TOKENS, min(wanted, round(_MAX_SHARE * self._model.max_input)))
            sentences = [text for chunk in chunks for text in self._finish(chunk, most)]
        raise SummarizerFailed(
            f"the summaries of the article's parts do not get shorter after {_MAX_ROUNDS} rounds; "
            "choose a model with a longer input"
        )

    def _finish(self, text: str, max_tokens: int) -> list[str]:
        """Return the whole sentences that the model writes; one that is cut off is left out."""
        for tokens in (max_tokens, 2 * max_tokens):
            written, ended = self._model.generate(text, max_tokens=tokens)
            written = " ".join(written.split())
            sentences = [written[start:end].strip() for start, end in split_sentences(written)]
            if sentences and not ended and not sentences[-1].endswith(_SENTENCE_END):
                sentences.pop()
            if sentences:
                return sentences
        raise SummarizerFailed(
            f"{self._method} ended no sentence in {2 * max_tokens} tokens; is it a model that "
            "was trained to summarize?"
        )
