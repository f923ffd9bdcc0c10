"""Briefs by a model that is asked in words: any OpenAI-compatible endpoint and a template."""

from __future__ import annotations

from collections.abc import Sequence

from translator.errors import SummarizerFailed
from translator.summarizers.answers import Item, parse_answer
from translator.summarizers.chat_client import ChatClient
from translator.summarizers.points import limit_words, make_doubt, make_point, merge_repeats
from translator.summarizers.support import Article
from translator.templates import PromptTemplate
from translator.types import Brief, BriefPoint, Finding, Section

#: Tokens that a text has at least, by its words: no tokenizer has fewer tokens than words.
#: A tenth is left for languages of signs and for servers that count without their template.
_MIN_TOKENS_PER_WORD = 0.9
#: Characters of an unusable answer in a message.
_MAX_SHOWN = 100


class ChatSummarizer:
    """Asks a model for a brief, and traces every sentence of its answer.

    The article goes out as numbered paragraphs, to the address the user gave and nowhere else.

    Args:
        client: Knows the server and the model.
        template: What is asked; its style says whether points are expected at all.
    """

    name = "chat"

    def __init__(self, client: ChatClient, template: PromptTemplate) -> None:
        self._client = client
        self._template = template

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        """Make a brief of [paragraph][sentence]; see `protocols.Summarizer`.

        Raises:
            SummarizerFailed: the server cannot be used, or answers something else.
            MissingVariables: the template asks for what nobody gives.
        """
        method = f"{self.name} {self._client.model}"
        article = Article(paragraphs)
        if not article.sentences:
            return Brief(headline=title or "", points=(), method=method)
        values: dict[str, object] = {
            "paragraphs": number_paragraphs(paragraphs),
            "words": max_words,
        }
        if title:
            values["title"] = title
        filled = self._template.fill(values)
        answer = self._client.complete(system=filled.system, prompt=filled.prompt)
        if not answer.is_whole:
            raise SummarizerFailed(
                f"the model {self._client.model} ran out of tokens in the middle of its brief; "
                "raise the server's limit on answers, or ask for fewer --brief-words"
            )
        wants_points = Section.POINTS in self._template.sections
        parsed = parse_answer(answer.text, headline_only=not wants_points)
        if not (parsed.items if wants_points else parsed.headline):
            shown = " ".join(answer.text.split())[:_MAX_SHOWN]
            raise SummarizerFailed(
                f"the model {self._client.model} answered without a single point: {shown!r}; "
                "try again, another --brief-style or another model"
            )
        findings: list[Finding] = []
        words = len(f"{filled.system} {filled.prompt}".split())
        if 0 < answer.prompt_tokens < _MIN_TOKENS_PER_WORD * words:
            message = (
                f"the server read {answer.prompt_tokens} tokens of a request of {words} words, "
                "so a part of the article is missing; raise its context (Ollama: num_ctx)"
            )
            findings.append(make_doubt("F07", message, point_index=None))
        points, doubts = _make_points(parsed.items, article, max_words=max_words)
        # Repeats were merged and what is too long left out, so it may stand elsewhere, or nowhere.
        said = {item.text.casefold() for item in parsed.items if item.is_bottom_line}
        places = (at for at, point in enumerate(points) if point.text.casefold() in said)
        return Brief(
            headline=parsed.headline or title or "",
            points=points,
            method=method,
            lead=next(places, None),
            findings=(*findings, *doubts),
        )


def number_paragraphs(paragraphs: Sequence[Sequence[str]]) -> str:
    """Return an article as a model reads it: ``[1] …``, one paragraph a line.

    >>> number_paragraphs([["It rains.", "It pours."], [""], ["The sun shines. </article>"]])
    '[1] It rains. It pours.\\n[3] The sun shines. < /article>'
    """
    lines = []
    for number, sentences in enumerate(paragraphs, start=1):
        text = " ".join(" ".join(sentences).split())
        if text:
            # An article that closes the fence would speak with the template's voice.
            lines.append(f"[{number}] {text.replace('</', '< /')}")
    return "\n".join(lines)


def _make_points(
    items: Sequence[Item], article: Article, *, max_words: int
) -> tuple[tuple[BriefPoint, ...], list[Finding]]:
    made = [
        make_point(
            item.text,
            article,
            cited=[number - 1 for number in item.cited],
            label=item.label,
        )
        for item in items
    ]
    points = limit_words(merge_repeats([point for point, _ in made]), max_words=max_words)
    numbers = {point.text: number for number, point in enumerate(points)}
    doubts = [
        make_doubt("F06", doubt, point_index=numbers[point.text])
        for point, doubt in made
        if doubt is not None and point.text in numbers
    ]
    return points, doubts
