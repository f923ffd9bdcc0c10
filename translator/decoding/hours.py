"""Times of day that a model wrote as no clock shows them: put right from the source.

« 20 heures » was "20 a.m." and "20 o'clock", « 14h00 » "14.00 a.m.", « 1 h 52 » "1.52". English
newspapers write 20:00 or 8 p.m.; the model knows the former, so what is wrong becomes that.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: 20 heures, 20 h, 14h00, 1 h 52 in a French text; words in between are none.
_FRENCH = compile_late(
    r"(?<![\w.,:])(?P<hour>\d{1,2}) ?(?:heures?|h)(?: ?(?P<minute>[0-5]\d))?(?!\w)"
)
#: In an English one: 20 a.m., 14.00 p.m., 20:00 o'clock, 1.52.
_ENGLISH = compile_late(
    r"(?<![\w.,:$€£])(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?"
    r"(?P<half> ?(?:[ap]\.m\.|[ap]m\b|o'clock))?(?![\w%]|[.,:]\d)"
)
#: From one hour to another: de 21 heures à 6 heures; « de 2 heures à 3 heures de marche » is long.
_FRENCH_SPAN = compile_late(
    r"\b(?:de|entre) (\d{1,2}) ?(?:heures?|h) (?:à|et) (\d{1,2}) ?(?:heures?|h)\b(?! de\b)",
    re.I,
)
#: At an hour of the afternoon or later, which is hardly a length: « après 21 heures de débat » is.
_FRENCH_POINT = compile_late(
    r"\b(?:à|dès|vers|avant|après|depuis|jusqu'à) (1[3-9]|2[0-3]) ?(?:heures|h)\b(?! d['eu])", re.I
)
_ENGLISH_SPAN = compile_late(
    r"\b(from|between|to|and|until|till|at|around|about|before|after|since|by|towards?) "
    r"(\d{1,2}) hours\b(?! of\b)",
    re.I,
)
#: A length, such as a runner's: 2 h 5 min, which the model wrote as a time of day: 2:5 min.
_FRENCH_LENGTH = compile_late(r"(?<![\w.,:])(\d{1,2}) ?h ?(\d{1,2})(?= ?min)")
_DECIMAL = compile_late(r"\d+[.,]\d+")
#: Hours that are counted to 12, and afternoons that are counted to 24.
_HALF_DAY = compile_late(r"\d [ap]\.?m\b")
_WHOLE_DAY = compile_late(r"(?<![\w.,:$€£])(1[3-9]|2[0-3]):([0-5]\d)(?![\w%:]|[.,]\d)")
#: Twelve hours are counted twice a day; from here on a half of the day says nothing.
_LATEST = 12


def restore_hours(source: str, target: str) -> str:
    """Return a target in which the source's times of day are such.

    Args:
        source: in the model's form.

    >>> restore_hours("De 14h00 à 20 heures.", "From 14.00 a.m. to 20 o'clock.")
    'From 14:00 to 20:00.'
    >>> restore_hours("À 8 heures, le film (1 h 52)", "At 8 a.m., the movie (1.52)")
    'At 8 a.m., the movie (1:52)'
    >>> restore_hours("Fermé de 21 heures à 6 heures.", "Closed from 21 hours to 6:00.")
    'Closed from 21:00 to 6:00.'
    >>> restore_hours("De 11 heures à 16 h 30", "From 11 a.m. to 16:30")
    'From 11 a.m. to 4:30 p.m.'
    >>> restore_hours("En 2 h 5 min 12 s", "In 2:5 min 12 s")
    'In 2 h 5 min 12 s'
    """
    times = {(int(found["hour"]), found["minute"]) for found in _FRENCH.finditer(source)}
    if not times:
        return target
    hours = {hour for hour, _ in times}
    numbers = {number.replace(",", ".") for number in _DECIMAL.findall(source)}

    def write(found: re.Match[str]) -> str:
        hour, minute = int(found["hour"]), found["minute"]
        if hour not in hours or hour > 24 or f"{hour}.{minute}" in numbers:
            return found[0]
        is_late = hour > _LATEST and found["half"]
        if is_late and (hour, minute) not in times and minute not in (None, "00"):
            return found[0]
        pointed = found["mark"] == "." and (hour, minute) in times
        if is_late:
            # The last full stop of a sentence is its own, too.
            ends = found[0].endswith(".") and not target[found.end() :].strip()
            return f"{hour}:{minute or '00'}{'.' if ends else ''}"
        return f"{hour}:{minute}{found['half'] or ''}" if pointed else found[0]

    edges = {hour for found in _FRENCH_SPAN.finditer(source) for hour in found.groups()}
    edges |= {found[1] for found in _FRENCH_POINT.finditer(source)}

    def write_end(found: re.Match[str]) -> str:
        return f"{found[1]} {found[2]}:00" if found[2] in edges else found[0]

    target = _ENGLISH_SPAN.sub(write_end, _ENGLISH.sub(write, target))
    target = _halve_days(target, times)
    for hour, minute in _FRENCH_LENGTH.findall(source):
        target = re.sub(rf"(?<![\w.,:]){hour}[:.]{minute}(?= ?min)", f"{hour} h {minute}", target)
    return target


def _halve_days(target: str, times: set[tuple[int, str | None]]) -> str:
    """Return a target that counts no hours to 24 beside others that it counts to 12."""
    if not _HALF_DAY.search(target):
        return target

    def write(found: re.Match[str]) -> str:
        hour, minute = int(found[1]), found[2]
        if (hour, minute) not in times and not (minute == "00" and (hour, None) in times):
            return found[0]
        minutes = "" if minute == "00" else f":{minute}"
        # The full stop of the sentence is that of "p.m.", too.
        stop = "" if target[found.end() :].startswith(".") else "."
        return f"{hour - 12}{minutes} p.m{stop}"

    return _WHOLE_DAY.sub(write, target)
