"""The sentences to look at first, as a list that leads to them."""

from __future__ import annotations

from translator.colophon import MISSING_SIGN
from translator.confidence import format_calibration
from translator.types import LanguagePair, Report, ReviewItem
from translator.writers.html.elements import Markup, element


def format_review(report: Report) -> Markup | None:
    """Return the sentences under review with reasons, or None where nobody asked for them."""
    if not report.review:
        return None
    pair = report.translation.pair
    calibration = report.calibration
    note = format_calibration(calibration) if calibration is not None else None
    return element(
        "section",
        element("h2", "Look at these first", id="review"),
        element("ol", *(_format_item(item, pair=pair) for item in report.review)),
        element("p", note, class_="method") if note else None,
        class_="review",
        aria_labelledby="review",
    )


def _format_item(item: ReviewItem, *, pair: LanguagePair) -> Markup:
    number = item.ref.block_index + 1
    place = f"¶{number}.{item.ref.segment_index + 1}"
    confidence = "" if item.confidence is None else f" confidence {item.confidence} ·"
    others = [
        element("li", "or: ", element("span", other, lang=pair.target))
        for other in item.alternatives
    ]
    return element(
        "li",
        element(
            "p", element("a", place, href=f"#p{number}"), f"{confidence} {'; '.join(item.reasons)}"
        ),
        element("p", item.source, class_="beside", lang=pair.source),
        element("p", item.target if item.target.strip() else MISSING_SIGN, lang=pair.target),
        element("ul", *others) if others else None,
    )
