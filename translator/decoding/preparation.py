"""What the model is given instead of the author's text, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.decoding.abbreviations import spell_abbreviations
from translator.decoding.accents import write_accents
from translator.decoding.acronyms import Acronym, find_acronyms, restore_acronyms
from translator.decoding.addresses import restore_addresses
from translator.decoding.currencies import (
    find_signs,
    spell_currencies,
    write_euros,
    write_signs,
)
from translator.decoding.demonyms import spell_demonyms
from translator.decoding.english_names import spell_names
from translator.decoding.hours import restore_hours
from translator.decoding.indefinite import fit_articles
from translator.decoding.initials import raise_initial
from translator.decoding.multiples import restore_multiples
from translator.decoding.names import restore_names
from translator.decoding.numbers import restore_numbers
from translator.decoding.ordinals import spell_ordinals, write_ordinals
from translator.decoding.persons import restore_possessives, restore_relatives
from translator.decoding.phones import restore_phones
from translator.decoding.places import restore_places
from translator.decoding.plain import write_plainly
from translator.decoding.pronouns import Discourse
from translator.decoding.quotations import (
    reopen_quotation,
    restore_lone_mark,
    restore_quotations,
)
from translator.decoding.speech import say_verb, write_said
from translator.decoding.surnames import StandIn, Surnames, show_surnames
from translator.decoding.turns import split_turn
from translator.patterns import compile_late
from translator.text.bylines import split_byline
from translator.text.casing import begin_like, is_all_caps, to_all_caps, to_sentence_case
from translator.text.normalize import normalize_source
from translator.text.pictographs import (
    Inside,
    put_back_pictographs,
    split_pictographs,
    take_pictographs,
)

#: French has a space in front of a colon, and English none.
_SPACED_COLON = compile_late(r"\s+(?=:)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSource:
    """The model form of a segment, and what has to be done to its target afterwards."""

    text: str
    #: The source shouts: models hardly see capitals in training and answer with noise.
    is_all_caps: bool = False
    #: Sums that the author wrote with a currency's sign: the number in English, and the sign.
    signs: tuple[tuple[str, str], ...] = ()
    #: Emoji around the sentence, the label of a speaker, and the names of a by-line, in English:
    #: the model would lose them.
    before: str = ""
    after: str = ""
    #: Emoji between its words.
    inside: Inside = ()
    #: Acronyms that English knows by another one.
    acronyms: tuple[Acronym, ...] = ()
    #: In English, the verb of saying for which « dire » stands in the text, or "".
    said: str = ""
    #: What stands for surnames in the text.
    stand_ins: tuple[StandIn, ...] = ()
    #: The target is the source's letters: none of them is written otherwise.
    is_literal: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left for a model: what stands before the text is all there is."""
        return not self.text and bool(self.before)


def prepare_source(
    text: str,
    *,
    is_credit: bool = False,
    is_literal: bool = False,
    is_plain: bool = False,
    discourse: Discourse | None = None,
    surnames: Surnames | None = None,
    may_hide: Callable[[str], bool] = lambda _: True,
) -> PreparedSource:
    """Return the model form of a segment's text.

    Args:
        text: as the author wrote it.
        is_credit: it stands around an article, where a line may be nothing but names.
        is_literal: for an engine that gives back what it gets; see LiteralEngine.
        is_plain: whether accents that the author left out, and expressions and adjectives that
            the embedded model does not know, are written as it knows them.
        discourse: the sentences before it, for a model that says the English pronouns which it is
            given; the text becomes one of them.
        surnames: those of the sentences before it, for a model that is not to be given any.
        may_hide: see Surnames.hide.

    >>> prepare_source("« L’Ouest » s’étend…").text
    '"L\\'Ouest" s\\'étend...'
    >>> prepare_source("LE MAIRE DÉMISSIONNE").text
    'Le maire démissionne'
    >>> prepare_source("Par Élise Vauthrin", is_credit=True).is_finished
    True
    """
    before, text, after = split_pictographs(text)
    label, text = split_turn(text)
    byline, rest = split_byline(text) if is_credit else ("", "")
    text = rest if byline else text
    # A text of pictographs alone is all words.
    text, inside = take_pictographs(text) if any(map(str.isalnum, text)) else (text, ())
    is_shouted = is_all_caps(text)
    if is_shouted:
        text = to_sentence_case(text)
    text = normalize_source(text)
    form = text
    if not is_literal:
        form = spell_ordinals(spell_abbreviations(spell_currencies(text)))
    said = ""
    if is_plain and not is_literal:
        form, said = write_said(write_accents(form))
        form = spell_names(spell_demonyms(write_plainly(form)))
    if discourse is not None:
        form = discourse.write(form)
    stand_ins: tuple[StandIn, ...] = ()
    if surnames is not None:
        form, stand_ins = surnames.hide(form, may_hide=may_hide)
    return PreparedSource(
        text=form,
        is_all_caps=is_shouted,
        signs=() if is_literal else find_signs(text),
        acronyms=find_acronyms(text),
        before=before + _SPACED_COLON.sub("", label) + byline,
        after=after,
        inside=inside,
        is_literal=is_literal,
        said=said,
        stand_ins=stand_ins,
    )


def restore_facts(source: str, target: str, acronyms: tuple[Acronym, ...]) -> str:
    """Return a target with the source's numbers, times and names where it has nearly those.

    Args:
        source: in the model's form.
        target: as the model wrote it.
        acronyms: those of the source that are to be English; see find_acronyms.
    """
    target = restore_relatives(source, restore_possessives(source, target))
    target = restore_multiples(source, restore_hours(source, restore_numbers(source, target)))
    target = restore_places(source, restore_names(source, target))
    return fit_articles(source, restore_acronyms(source, target, acronyms))


def restore_target(target: str, *, prepared: PreparedSource) -> str:
    """Return a target as the reader should see it.

    It is in capitals where the source is; it begins with a capital where the source does, which
    models forget now and then; sums have signs where the source's have; acronyms are those
    of English; numbers, names, addresses and telephone numbers are the source's, letter by letter,
    and so are English quotations.

    >>> restore_target("the mayor resigns", prepared=prepare_source("LE MAIRE DÉMISSIONNE"))
    'THE MAYOR RESIGNS'
    >>> restore_target("It has 14.000 trees.", prepared=prepare_source("Il y a 14 000 arbres."))
    'It has 14,000 trees.'
    >>> restore_target("The OMS replied.", prepared=prepare_source("L'OMS a répondu."))
    'The WHO replied.'
    >>> restore_target("We won!", prepared=prepare_source("On a gagné ! 🎉"))
    'We won! 🎉'
    >>> restore_target("unemployment fell.", prepared=prepare_source("Le chômage a baissé."))
    'Unemployment fell.'
    """
    if not prepared.is_literal:
        target = restore_facts(prepared.text, write_ordinals(target), prepared.acronyms)
        target = write_euros(prepared.text, target)
    target = show_surnames(say_verb(target, prepared.said), prepared.stand_ins)
    target = restore_quotations(prepared.text, write_signs(target, prepared.signs))
    target = restore_phones(prepared.text, restore_addresses(prepared.text, target))
    target = reopen_quotation(prepared.text, restore_lone_mark(prepared.text, target))
    target = raise_initial(prepared.text, target)
    cased = to_all_caps(target) if prepared.is_all_caps else begin_like(prepared.text, target)
    cased = put_back_pictographs(cased, prepared.inside)
    return prepared.before + cased + prepared.after if cased else cased
