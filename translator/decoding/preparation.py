"""What the model is given instead of the author's text, and the way back.

A missing final period is *not* added for the model: on the 112 newstest2013 lines without one
it cost 0.3 BLEU and won 0.3 chrF2, which is no gain (benchmarks/results.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from translator.text.casing import is_all_caps, to_all_caps, to_sentence_case
from translator.text.normalize import normalize_source


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSource:
    """The model form of a segment, and what has to be done to its target afterwards."""

    text: str
    #: The source shouts: models hardly see capitals in training and answer with noise.
    is_all_caps: bool = False


def prepare_source(text: str) -> PreparedSource:
    """Return the model form of a segment's text.

    >>> prepare_source("« L’Ouest » s’étend…").text
    '"L\\'Ouest" s\\'étend...'
    >>> prepare_source("LE MAIRE DÉMISSIONNE").text
    'Le maire démissionne'
    """
    if is_all_caps(text):
        return PreparedSource(text=normalize_source(to_sentence_case(text)), is_all_caps=True)
    return PreparedSource(text=normalize_source(text))


def restore_target(target: str, *, prepared: PreparedSource) -> str:
    """Return a target as the reader should see it: capitals where the source has them.

    A small model often forgets the capital that begins a sentence (2,042 of 3,000 newstest2013
    segments with the placeholder model; 4 of the human references do without it).

    >>> restore_target("the mayor resigns", prepared=prepare_source("LE MAIRE DÉMISSIONNE"))
    'THE MAYOR RESIGNS'
    >>> restore_target("the mayor resigns.", prepared=prepare_source("Le maire démissionne."))
    'The mayor resigns.'
    """
    if prepared.is_all_caps:
        return to_all_caps(target)
    # "iPhone" and its like keep their shape: a capital follows at once.
    if prepared.text[:1].isupper() and target[:1].islower() and not target[1:2].isupper():
        return target[0].upper() + target[1:]
    return target
