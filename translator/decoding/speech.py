"""What somebody does who is quoted: warns, admits, jokes, where a model hears "said" or noise.

« "…", a prévenu le maire » was "the mayor said", and « "…", a nuancé le directeur » "the director
naked": of 252 such sentences with 126 verbs 136 lost the verb. « a dit » the model knows, so the
verb behind a quotation is « dire » in its source, and its "said" or "says" becomes what was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late

#: What may stand between « a » and its participle.
_ADVERB = r"(?P<adverb>(?:\w+ment|aussitôt|aussi|ensuite|encore|alors|déjà|même) )?"
_WHO = r"-(?:t-)?(?:ils?|elles?|on)(?![\w-])"
#: What may stand behind « prévient », if it is no noun.
_SUBJECT = (
    r"(?= (?:(?:l[ea]s?|une?|des|ce|cet|cette|ces|son|sa|ses|mon|ma|notre|leurs?|plusieurs|Mm?e)\b|"
    r"l'|[A-ZÀ-Þ]))"
)
#: Behind a quotation or inside of it: « a prévenu », « s'est-il réjoui », « se réjouit-elle ».
_SPOKEN = compile_late(
    r"(?:(?<=\")(?P<comma>,? )|(?<=[\w%])(?P<inside>, ))(?:"
    rf"(?P<has>a|ont|s'est|se sont)(?P<who>{_WHO})? {_ADVERB}(?P<participle>[^\W\d_]+)(?![\w'-])|"
    rf"(?P<present>(?:s'|se )?[^\W\d_]+)(?:(?P<asked>{_WHO})|{_SUBJECT}))"
)
#: Behind what somebody says in no marks, at a sentence's end: « …, se félicite la direction. »
_REPORTED = compile_late(
    rf"(?<=\w)(?P<comma>, )(?P<present>(?:s'|se )[^\W\d_]+){_SUBJECT}(?=[^,;:\"]*$)"
)
_QUOTED = compile_late(r"\"[^\"]*\"")
_NAME = compile_late(r" [A-ZÀ-ÖØ-Þ]")
_SAID = compile_late(r"\b(?:said|says|say)\b")


@dataclass(frozen=True, slots=True)
class _Verb:
    """What a verb is in English: of one, of several, and in the past."""

    one: str
    several: str
    past: str


def write_said(text: str) -> tuple[str, str]:
    """Return a text in the model's form with « dire » for another verb of saying, and its English.

    "" where there is none, or more than one.

    >>> write_said('"Non", a prévenu le maire.')
    ('"Non", a dit le maire.', 'warned')
    >>> write_said('"Non", se réjouit-elle.')
    ('"Non", dit-elle.', 'rejoices')
    """
    pattern = _SPOKEN if '"' in text else _REPORTED
    found = [(item, _find_verb(item.groupdict())) for item in pattern.finditer(text)]
    verbs = [(item, verb) for item, verb in found if verb is not None and _is_spoken(text, item)]
    if len(verbs) != 1:
        return text, ""
    ((spoken, verb),) = verbs
    groups = spoken.groupdict()
    if groups.get("has"):
        has = "ont" if spoken["has"] in ("ont", "se sont") else "a"
        who = (spoken["who"] or "").replace("-t-", "-")
        asked = who if has == "ont" or not who else f"-t{who}"
        said, english = f"{has}{asked} {spoken['adverb'] or ''}dit", verb.past
    else:
        is_several = spoken["present"] in _load_verbs()[1]
        said = "disent" if is_several else "dit"
        said += (groups.get("asked") or "").replace("-t-", "-")
        english = verb.several if is_several else verb.one
    comma = spoken["comma"] or groups["inside"]
    return f"{text[: spoken.start()]}{comma}{said}{text[spoken.end() :]}", english


def _is_spoken(text: str, spoken: re.Match[str]) -> bool:
    """Tell whether a verb stands behind a quotation, or turns to its speaker inside of one.

    Inside, « a promis le maire », « se souvient le maire » and « promet Anne Roy » can be nothing
    else, and « promet le maire » may have a subject before it.
    """
    groups = spoken.groupdict()
    if groups.get("inside") is None:
        return True
    is_inside = text.count('"', 0, spoken.start()) % 2 == 1
    is_reflexive = (groups["present"] or "").startswith(("se ", "s'"))
    is_named = _NAME.match(text, spoken.end()) is not None
    return is_inside and bool(groups["has"] or groups["asked"] or is_reflexive or is_named)


def say_verb(target: str, english: str) -> str:
    """Return a target with the verb in place of its only "said" or "says", if need be in quotes.

    >>> say_verb('"I said no," said the mayor.', "warned")
    '"I said no," warned the mayor.'
    >>> say_verb('"No," the mayor told us.', "warned")
    '"No," the mayor told us.'
    """
    if not english:
        return target
    hidden = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), target)
    # Inside of a quotation, where the model did not end it for the speaker.
    found = list(_SAID.finditer(hidden)) or list(_SAID.finditer(target))
    if len(found) != 1:
        return target
    return target[: found[0].start()] + english + target[found[0].end() :]


def _find_verb(spoken: Mapping[str, str | None]) -> _Verb | None:
    participles, several, one = _load_verbs()
    present = spoken["present"]
    if present is not None:
        return one.get(present) or several.get(present)
    is_reflexive = spoken["has"] not in ("a", "ont")
    participle = spoken["participle"] or ""
    for ending in ("", "e", "s", "es"):
        bare = participle.removesuffix(ending) if is_reflexive else participle
        if (verb := participles.get((is_reflexive, bare))) is not None:
            return verb
    return None


@cache
def _load_verbs() -> tuple[
    Mapping[tuple[bool, str], _Verb], Mapping[str, _Verb], Mapping[str, _Verb]
]:
    """Return the verbs by their participles, by their present of several and of one."""
    participles: dict[tuple[bool, str], _Verb] = {}
    several, one = {}, {}
    for present, plural, participle, *english in read_installed_rows("decoding", "speech.tsv"):
        verb = _Verb(*english)
        participles.setdefault((present.startswith(("s'", "se ")), participle), verb)
        several[plural] = one[present] = verb
    return participles, several, one
