"""The checks: what is doubtful about a translation, found without another model.

Each check is a pure function from one BlockTranslation to findings and knows nothing of the
others; a new family is a new file and a line in DEFAULT_CHECKS.

| code | severity | what it means | file |
|---|---|---|---|
| E01 | error | the target is empty | wholeness.py |
| E02 | error | the engine failed on the segment, the source stands in its place | wholeness.py |
| T01 | error | decoding ran into the length limit, the end is missing | wholeness.py |
| R01 | error | the target repeats itself and the source does not | wholeness.py |
| U01 | error | the whole segment was left in French | untranslated.py |
| L01 | warning | the target is far too short for its source | wholeness.py |
| L02 | warning | the target is far too long for its source | wholeness.py |
| N01 | error | a number became another number | quantities.py |
| N02 | error | a number of the source is missing | quantities.py |
| N03 | error | a number of the target is not in the source | quantities.py |
| D01 | error | a month became another month | quantities.py |
| D02 | error | a weekday became another weekday | quantities.py |
| D03 | warning | a month or weekday of the source is missing | quantities.py |
| D04 | error | a month or weekday of the target is not in the source | quantities.py |
| C01 | error | an amount is in another currency | quantities.py |
| C02 | error | a percentage became an amount, or the reverse | quantities.py |
| U02 | warning | French words were left in the target | untranslated.py |
| U03 | warning | a word of the target is no English word | invented.py |
| W01 | error | a whole block is in neither English nor French | language.py |
| O01 | warning | a stretch of the source left no trace in the target | omission.py, contrast.py |
| O02 | warning | a word of the source left no trace in the target | traces.py |
| P01 | warning | a name of the source is missing | names.py |
| P02 | warning | a name became another name | names.py |
| G01 | warning | one side denies what the other says | negation.py |
| A01 | error | an address, a file name or a code was changed or lost | addresses.py |
| V01 | warning | a term is not translated as the glossary says | terms.py |
| Q01 | warning | a quotation mark of the target has no partner | quotations.py |
| Q02 | note | only one side quotes someone, or some words | quotations.py |
| B01 | note | a doubled word, broken punctuation or an open bracket | wording.py |
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.checks.addresses import check_addresses
from translator.checks.invented import check_invented
from translator.checks.language import check_language
from translator.checks.names import check_names
from translator.checks.negation import check_negation
from translator.checks.omission import check_omission
from translator.checks.quantities import check_quantities
from translator.checks.quotations import check_quotations
from translator.checks.terms import check_terms
from translator.checks.traces import check_traces
from translator.checks.untranslated import check_untranslated
from translator.checks.wholeness import (
    check_empty,
    check_failure,
    check_length,
    check_repetition,
    check_truncation,
)
from translator.checks.wording import check_wording
from translator.protocols import Check
from translator.types import BlockTranslation, Finding

__all__ = ["DEFAULT_CHECKS", "run_checks"]

DEFAULT_CHECKS: tuple[Check, ...] = (
    check_empty,
    check_failure,
    check_truncation,
    check_repetition,
    check_untranslated,
    check_invented,
    check_length,
    check_quantities,
    check_language,
    check_omission,
    check_traces,
    check_names,
    check_negation,
    check_addresses,
    check_terms,
    check_quotations,
    check_wording,
)

#: Codes about a whole segment, the strongest explanation first. A segment tells one story: it
#: keeps the first of these alone, because what is missing from an empty or looping target is
#: no news. Without one of them all its findings stay. So does a block in a foreign language.
WHOLE_SEGMENT_CODES = ("E01", "E02", "T01", "R01", "U01", "L01", "L02")
#: Codes that say no more than another one about the same segment: words, of a stretch.
_IMPLIED = {"O02": "O01"}


def run_checks(
    blocks: Iterable[BlockTranslation], *, checks: Sequence[Check] = DEFAULT_CHECKS
) -> tuple[Finding, ...]:
    """Return the findings of all checks, in order of block, segment and code, without repeats.

    Findings about a block as a whole come before those about its segments.
    """
    found: list[Finding] = []
    for block in blocks:
        findings = dict.fromkeys(finding for check in checks for finding in check(block))
        found += _keep_one_story(findings)
    return tuple(sorted(found, key=_sort_key))


def _keep_one_story(findings: Iterable[Finding]) -> list[Finding]:
    findings = list(findings)
    if foreign := [finding for finding in findings if finding.code == "W01"]:
        return foreign
    stories: dict[int, str] = {}
    for finding in findings:
        segment = finding.segment_index
        if segment is not None and finding.code in WHOLE_SEGMENT_CODES:
            held = stories.get(segment, finding.code)
            stories[segment] = min(held, finding.code, key=WHOLE_SEGMENT_CODES.index)
    told = {(finding.segment_index, finding.code) for finding in findings}
    return [
        finding
        for finding in findings
        if finding.segment_index is None
        or (
            finding.code == stories.get(finding.segment_index, finding.code)
            and (finding.segment_index, _IMPLIED.get(finding.code)) not in told
        )
    ]


def _sort_key(finding: Finding) -> tuple[int, int, str, str]:
    segment = -1 if finding.segment_index is None else finding.segment_index
    return finding.block_index, segment, finding.code, finding.message
