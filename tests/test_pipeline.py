"""The straight line: translate, check, brief, and what an interruption leaves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scripted_engine import ScriptedEngine, refuse

from translator.pipeline import process
from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Brief,
    BriefPoint,
    DecodingOptions,
    Document,
    Report,
)

DOCUMENT = Document(
    blocks=tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
        for index, text in enumerate(["Il pleut beaucoup.", "Il vente aussi.", "Il neige enfin."])
    )
)


class FirstSentence:
    """A summarizer that keeps the first sentence."""

    name = "first"

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        point = BriefPoint(text=paragraphs[0][0], block_indices=(0,))
        return Brief(headline=title or "", points=(point,), method=f"first {max_words}")


class Interrupted:
    """A summarizer during which the user presses Ctrl-C."""

    name = "interrupted"

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        raise KeyboardInterrupt


def run(engine: ScriptedEngine, **changes: object) -> Report:
    """Process the document with defaults, except for ``changes``."""
    arguments: dict[str, object] = {"summarizer": FirstSentence(), "options": DecodingOptions()}
    return process(DOCUMENT, engine=engine, **(arguments | changes))  # type: ignore[arg-type]


def test_pipeline_reports_translation_and_brief() -> None:
    """Every block is translated and the brief is made within its limit."""
    report = run(ScriptedEngine(), max_brief_words=7, checks=())
    assert [block.target for block in report.translation.blocks] == [
        "iL PLEUT BEAUCOUP.",
        "iL VENTE AUSSI.",
        "iL NEIGE ENFIN.",
    ]
    assert report.brief is not None
    assert report.brief.method == "first 7"
    assert report.findings == ()
    assert report.translation.elapsed_s > 0


def test_pipeline_makes_no_brief_without_a_summarizer() -> None:
    """None asks for no brief."""
    assert run(ScriptedEngine(), summarizer=None).brief is None


def test_pipeline_hands_out_blocks_in_order() -> None:
    """on_block sees each block once, in reading order."""
    seen: list[BlockTranslation] = []
    report = run(ScriptedEngine(), on_block=seen.append)
    assert tuple(seen) == report.translation.blocks


def test_pipeline_finds_what_the_engine_could_not_translate() -> None:
    """A segment that the engine failed on is a finding of its block, with what it said."""
    report = run(ScriptedEngine(refuse("vente")))
    (finding,) = [finding for finding in report.findings if finding.block_index == 1]
    assert (finding.code, finding.message) == (
        "E02",
        "not translated: the engine failed on it (boom)",
    )


def test_pipeline_keeps_finished_blocks_when_interrupted() -> None:
    """Ctrl-C leaves what was translated, checked, and no brief of half an article."""

    def stop(block: BlockTranslation) -> None:
        if block.block.index == 1:
            raise KeyboardInterrupt

    report = run(ScriptedEngine(), on_block=stop)
    assert [block.block.index for block in report.translation.blocks] == [0, 1]
    assert not report.translation.is_complete
    assert report.brief is None


def test_pipeline_keeps_the_translation_when_the_brief_is_interrupted() -> None:
    """Ctrl-C while the brief is made costs the brief alone."""
    report = run(ScriptedEngine(), summarizer=Interrupted())
    assert report.translation.is_complete
    assert report.brief is None


def test_pipeline_fails_before_the_first_block(capsys: pytest.CaptureFixture[str]) -> None:
    """What can fail early does: no block is handed out for a language the model cannot read."""
    from translator.errors import LanguageMismatch

    seen: list[BlockTranslation] = []
    with pytest.raises(LanguageMismatch):
        process(
            Document(blocks=DOCUMENT.blocks, language="de"),
            engine=ScriptedEngine(),
            summarizer=None,
            options=DecodingOptions(),
            on_block=seen.append,
        )
    assert seen == []
