"""Segments are measured before they are decoded, and gathered into growing windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, repeat

from scripted_engine import ScriptedEngine

from translator.decoding.planning import (
    MAX_SEGMENT_TOKENS,
    WindowSizes,
    iter_groups,
    plan_block,
)
from translator.types import Block, BlockKind, DecodingOptions


@dataclass(frozen=True)
class Counted:
    """Something with a number of tokens."""

    num_tokens: int


def test_planning_cuts_what_is_too_long_for_one_piece() -> None:
    """Parts keep to the limit, hold the whole text, and are counted with their end marks."""
    text = "mot, " * 400 + "fin."
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text=text)
    (plan,) = plan_block(block, engine=ScriptedEngine(), options=DecodingOptions()).segments
    assert "".join(plan.parts) == text
    counts = [ScriptedEngine().count_tokens(part) for part in plan.parts]
    assert max(counts) <= MAX_SEGMENT_TOKENS
    assert plan.num_tokens == sum(counts)


def test_planning_heeds_a_smaller_model() -> None:
    """The model's own limit wins where it is lower than ours."""
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text="un deux trois quatre cinq six.")
    options = DecodingOptions(max_input_length=4)
    (plan,) = plan_block(block, engine=ScriptedEngine(), options=options).segments
    assert plan.parts == ("un deux trois ", "quatre cinq six.")


def test_planning_groups_within_the_limits_and_keeps_order() -> None:
    """A group closes before it would exceed its limit; a larger item stands alone."""
    items = [Counted(n) for n in (3, 3, 9, 1, 0, 2)]
    groups = [[item.num_tokens for item in group] for group in iter_groups(items, repeat(5))]
    assert groups == [[3], [3], [9], [1, 0, 2]]


def test_planning_takes_no_more_items_than_a_group_needs() -> None:
    """A long document is not read ahead of its window."""
    taken: list[int] = []

    def items() -> Iterator[Counted]:
        for number in range(100):
            taken.append(number)
            yield Counted(2)

    next(iter_groups(items(), repeat(4)))
    assert taken == [0, 1, 2]


def test_planning_grows_windows_up_to_the_largest() -> None:
    """Limits grow by the factor and stay at the maximum."""
    sizes = WindowSizes(first_tokens=10, growth=3, max_tokens=50)
    assert list(islice(sizes.iter_limits(), 4)) == [10, 30, 50, 50]
