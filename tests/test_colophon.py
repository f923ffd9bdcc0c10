"""The notes at the end of a result."""

from __future__ import annotations

import dataclasses

from sample_report import MODEL, make_report

from translator.colophon import (
    Account,
    count_segments,
    format_account,
    format_interruption,
    format_model,
    format_speed,
)


def test_colophon_account_finds_a_segment_that_was_lost() -> None:
    """Segments are counted in the source, so a lost one shows even if nobody noticed."""
    translation = make_report().translation
    assert count_segments(translation) == Account(
        segments_in=9, segments_out=8, copied=1, retried=1
    )
    second = translation.blocks[1]
    shorter = dataclasses.replace(second, segments=second.segments[:1])
    blocks = (translation.blocks[0], shorter, *translation.blocks[2:])
    account = count_segments(dataclasses.replace(translation, blocks=blocks))
    assert (account.segments_in, account.segments_out, account.dropped) == (9, 7, 2)


def test_colophon_account_counts_finished_blocks_only() -> None:
    """What an interruption left out is said elsewhere; it was not dropped."""
    account = count_segments(make_report(finished=2).translation)
    assert format_account(account) == "segments in 3 · segments out 3 · 0 dropped"


def test_colophon_account_names_every_special_case() -> None:
    """All counts, in one line."""
    account = Account(segments_in=9, segments_out=8, copied=1, retried=2, truncated=3)
    assert format_account(account) == (
        "segments in 9 · segments out 8 · 1 dropped · 1 copied · 2 retried · 3 cut short"
    )


def test_colophon_model_line_groups_figures_by_test_set() -> None:
    """The name of a test set stands once."""
    assert format_model(MODEL) == "model fr-en-test · int8 · BLEU 21.4, chrF 48.6 on newstest2013"


def test_colophon_speed_is_silent_without_a_time() -> None:
    """A division by zero is no speed."""
    translation = make_report().translation
    assert format_speed(translation) == "2.0 s · 29 tokens/s"
    assert format_speed(dataclasses.replace(translation, elapsed_s=0.0)) == ""


def test_colophon_interruption_names_the_last_finished_paragraph() -> None:
    """Paragraphs are counted as on the screen, from 1."""
    assert format_interruption(make_report(finished=2).translation) == (
        "interrupted after ¶2 of 7; the rest is not translated"
    )
    assert format_interruption(make_report(finished=0).translation) == (
        "interrupted before ¶1 of 7 was finished; nothing is translated"
    )
