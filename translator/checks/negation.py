"""Negations of the source that the target lost, and negations that the target added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.checks.mentions import prepare_text
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

#: "ne" and its second part within one clause; "ne … que" (only) and the expletive "ne" of
#: "avant qu'il ne parte" have none.
_FRENCH_STRONG = compile_late(
    r"\b(?:ne |n')(?P<verb>[^\W\d_][^\s.;:!?«»\"()]{0,24}) "
    r"(?:[^\s.;:!?«»\"(),]{1,20} ){0,4}?"
    r"(?P<second>pas|plus|jamais|rien|aucune?|personne|guère|nulle?|nullement)\b",
    re.IGNORECASE,
)
#: A subject that denies, before its "ne": « aucun élu n'a signé ». Counted where nothing
#: else denies, for a second denial of its clause says the same thing again.
_FRENCH_SUBJECT = compile_late(
    r"\b(?:aucune?(?: [^\s.;:!?«»\"(),]{1,20}){0,3}|personne|rien) (?:ne |n')"
    r"(?:[^\s.;:!?«»\"(),]{1,24})",
    re.IGNORECASE,
)
#: Turns that deny nothing, or that English says without a negation as a rule.
_NO_NEGATION = compile_late(
    r"\b(?:ne |n')(?:manqu\w+|\w+ pas cessé|oubli\w+|cess\w+|arrêt\w+|ignor\w+|cach\w+"
    r"|fai\w+ (?:pas|aucun|plus) (?:de )?doute"
    r"|(?:est|\w+ait|soit)-ce pas)"
    r"|\b(?:ménag\w+ (?:pas|guère) |(?:pas|guère) ménagé )(?:ses|leurs) (?:efforts|critiques)"
    r"|\b(?:mâch\w+ pas|pas mâché) (?:ses|leurs) mots"
    r"|\btari\w* pas d'éloges|\bpas dit (?:son|leur) dernier mot"
    r"|\bpas (?:moins|que|mal)\b|\bnon plus\b"
    r"|\b(?:plus|pas) (?:d'un|d'une|de [0-9]|rare|\w* ?sans|\w* ?que)\b"
    r"|\bn'(?:est|était) (?:plus|pas) (?:à|rare|exclu|impossible|sans)\b"
    r"|\b(?:ne |n')\w+ (?:plus|guère|rien|jamais) (?:de |d'|\w+ )?(?:que|qu')"
    r"|\bn'en \w+ que plus\b"
    r"|\b(?:sauf si|à moins|avant que) ",
    re.IGNORECASE,
)
#: Words that deny, and prefixes and verbs that carry a denial. "any" and "ever" are what is
#: left when a "not" gets lost, and so deny nothing.
_ENGLISH_DENIAL = compile_late(
    r"\b(?:not|cannot|no|nor|neither|never|none|nothing|nobody|nowhere|without|nil|barely|hardly"
    r"|scarcely|rarely|seldom|few|fewer|little|less|instead|except|unless|until|stop\w*|ceas\w+"
    r"|end(?:s|ed)|lack\w*|fail\w*|refus\w+|den(?:y|ie)\w*|prevent\w*|avoid\w*|neglect\w*|reject\w*"
    r"|miss(?:es|ed|ing)?|absen\w+|far from|free|exempt\w*|devoid|loath|refrain\w*|remember"
    r"|oppos\w+|exclud\w+|rul\w+ out|bann?ed|forbid\w*|prohibit\w*|declin\w+|doubt\w*|dubious"
    r"|contrary|wrong|ignor\w+|bad|hard|difficult\w*|deficient|different|still|go(?:ing)? on|yet to"
    r"|but for|but also|un(?!der|i[oqtv]|til)[a-z]{4,}"
    r"|in(?:ab|ac|ad|cap|compl|conc|cons|corr|def|eff|elig|expl|evit|sens|suff|toler|vis)\w+"
    r"|im(?:mac|mun|perf|poss|prob)\w+|irre\w+|dis(?!cover|cuss|ease|play|tanc|tinc|tri)\w+"
    r"|mis\w+|non\w*|\w+less(?:ly|ness)?)\b"
    r"|n't\b",
    re.IGNORECASE,
)
_ENGLISH_STRONG = compile_late(
    r"\b(?:(?:is|are|was|were|do|does|did|has|have|had|will|would|should|could|may|might|must|can|be"
    r"|been|am) not|cannot|can not|never)\b"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|wo|would|should|could|might|must|ca|ai)n't\b",
    re.IGNORECASE,
)
#: English negations that say nothing against their sentence.
_ENGLISH_SET = compile_late(
    r"\b(?:not (?:only|just|merely|least|until|to mention|surpris\w+|uncommon|unlike|more|less)"
    r"|(?:whether|or|if|why|than) (?:\w+ ){0,5}not|never ?mind|never before"
    r"|(?:more|less) than ever)\b"
    r"|n't (?:only|just|until|wait|help|forget|worry|hesitate|you|he|she|it|they|we|I|that|this)\b",
    re.IGNORECASE,
)
#: Anything that can carry a denial in French.
_FRENCH_WEAK = compile_late(
    r"\b(?:ne|pas|non|ni|sans|aucune?s?|jamais|rien|personne|nulle?s?|guère|peu|moins|sauf|hors"
    r"|seule?s?|seulement|uniquement|loin|contraire\w*|faute|manqu\w*|refus\w*|rejet\w*"
    r"|interdi\w*|empêch\w*|évit\w*|échou\w*|échec\w*|échapp\w*|ignor\w*|ni(?:er?|ent|é\w*|ait)"
    r"|dément\w*|oubli\w*|perd\w*|cess\w*|arrêt\w*|abs\w+|exclu\w*|trop|difficil\w*|mal\w*|faux"
    r"|fausse\w*|tard|tard\w+|rare\w*|plutôt|lieu|libre\w*|exempt\w*|dépourvu\w*|priv\w+|à peine"
    r"|dou(?:t|lou)\w+|peiner?|peinent|omet\w*|omis\w*|renon\w+|oppos\w+|avant|jusqu\w*|non-\w+"
    r"|in(?:ab|ac|ad|anim|cap|compl|conc|conn|cons|corr|ég|éd|eff|exist|expl|évit|just|sens|suff|toler"
    r"|util|vis)\w+|im(?:mo|pa|per|pos|pré|pro|pu)\w+|irr\w+|illé\w+|dés[aeiouéh]\w+|défa\w+"
    r"|mé(?:con|fi)\w+|stop\w*|quitt\w*|résist\w*|contre)\b|\bn'",
    re.IGNORECASE,
)

#: What French takes out of what it says; « sain et sauf » is safe.
_FRENCH_EXCEPTION = compile_late(
    r"(?<!et )(?<!est )(?<!es )(?<!êtes )(?<![\w-])(?:sauf|excepté|hormis)(?![\w-])"
    r"(?! (?:si|que|erreur)\b)|\bà l'exception (?:d'|(?:de|du|des)\b)",
    re.IGNORECASE,
)
#: Anything that can take something out in English.
_ENGLISH_EXCEPTION = compile_late(
    r"\b(?:except\w*|apart from|aside from|save|other than|exclu\w+|but|bar|barring|unless|besides"
    r"|outside|only|alone|not|no|none|without|exempt\w*|however|though|beyond|minus|until"
    r"|safe|omit\w*)\b|n't\b",
    re.IGNORECASE,
)


def check_negation(block: BlockTranslation) -> Iterator[Finding]:
    """Yield G01 for a sentence that denies on one side, or excepts something in French alone."""
    for part in block.segments:
        if part.copied or not part.target.strip():
            continue
        source, target = prepare_text(part.segment.text), prepare_text(part.target)
        denials = list(_FRENCH_STRONG.finditer(source))
        denials = denials or list(islice(_FRENCH_SUBJECT.finditer(source), 1))
        added = _ENGLISH_STRONG.search(target)
        if denials and _lacks_denial(source, target, len(denials)):
            yield _make(block, part, denials[0], sides=("source", "target"))
        elif (
            added
            and not _ENGLISH_SET.search(target)
            and not _FRENCH_WEAK.search(source)
            and not _is_quoted(added[0], source)
        ):
            yield _make(block, part, added, sides=("target", "source"))
        exception = _FRENCH_EXCEPTION.search(source)
        if exception is not None and not _ENGLISH_EXCEPTION.search(target):
            yield _make(
                block, part, exception, sides=("source", "target"), missing="excepts nothing"
            )


def _is_quoted(denial: str, source: str) -> bool:
    """Return whether the source says it in English itself, in a quotation."""
    return re.search(rf"\b{re.escape(denial)}\b", source, re.IGNORECASE) is not None


def _make(
    block: BlockTranslation,
    part: SegmentTranslation,
    negation: re.Match[str],
    *,
    sides: tuple[str, str],
    missing: str = "is not negated",
) -> Finding:
    """Return the finding for a negation, or an exception, of the first of the two sides."""
    texts = {"source": part.segment.text, "target": part.target}
    here, there = sides
    start, end = negation.span()
    excerpts = {
        here: cut_excerpt(texts[here], start, end),
        there: cut_opposite(texts[there], start / len(texts[here])),
    }
    return Finding(
        code="G01",
        severity=Severity.WARNING,
        block_index=block.block.index,
        segment_index=part.segment.index,
        message=f"“{texts[here][start:end]}” in the {here} {missing} in the {there}",
        source_excerpt=excerpts["source"],
        target_excerpt=excerpts["target"],
    )


def _lacks_denial(source: str, target: str, count: int) -> bool:
    """Return whether the target denies too seldom; one "not" can hold for several clauses."""
    if source.rstrip().endswith("?") or _NO_NEGATION.search(source):
        return False
    needed = count - (count > 1 and " or " in target) - (count > 2)
    return len(_ENGLISH_DENIAL.findall(target)) < needed
