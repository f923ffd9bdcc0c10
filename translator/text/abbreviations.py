"""French abbreviations and sentence openers: the word lists behind sentence boundaries.

A full stop after an abbreviation may or may not end a sentence. The lists sort abbreviations by
what usually follows them. Words are in lower case, without their final full stop.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Titles and connectives: always followed by the rest of their phrase.
NEVER_FINAL = _words(
    """
    m mm mme mmes mlle mlles mr mrs ms dr drs pr mgr st ste sts stes rp vve gén cdt capt lt maj sgt
    cf p.ex c.-à-d c-à-d c.à.d env vs apr av bd boul bld ft op loc n.b nb p.s p.-s n.d.l.r réf tél
    """
)

#: Followed by the number they announce: art. 49, p. 12, no. 3, vol. II, art. L. 121-1.
BEFORE_NUMBER = _words(
    """
    art p pp no nos nº n° vol t tom chap fig tabl § §§ al ann sect livr alin max min approx
    """
)

#: Months and weekdays: they end a sentence before a capital, never before a figure.
BEFORE_FIGURE = _words(
    """
    janv janvier févr fév fevr avr juil juill sept oct nov déc dec lun mar mer jeu ven sam dim
    """
)

#: May end a sentence or stand before a name; only a sentence opener decides. Several are also
#: ordinary words (un col, le prof).
BEFORE_NAME = _words(
    """
    me prof col cap adj ex inc corp ltd co cie sté ets bros jr sr s.a cit ibid id suiv sq sqq
    coll univ éd ed dép arr assoc dir trad prés abbé pl adm
    """
)

#: Capitalized words that open a French sentence and are hardly ever part of a name.
OPENERS = _words(
    """
    le la les l' un une des du de d' il elle ils elles on je j' tu nous vous ce c' ceci cela ça
    cet cette ces celui celle ceux celles mon ma mes ton ta tes son sa ses notre nos votre vos
    leur leurs qui que qu' quoi dont où quel quelle quels quelles quand quant lorsque lorsqu'
    puisque puisqu' comme comment combien pourquoi parce si s' et ou mais or ni car donc aussi
    ainsi alors puis ensuite enfin après avant depuis pendant durant dès dans en à au aux par
    pour sur sous sans avec chez contre entre vers selon malgré outre parmi hors jusqu' jusque
    voici voilà ici là hier aujourd'hui demain désormais maintenant toujours jamais souvent
    parfois certes pourtant cependant toutefois néanmoins mieux pire plus moins très trop peu
    beaucoup plusieurs certains certaines chaque chacun chacune tout toute tous toutes aucun
    aucune nul nulle personne rien autre autres d'autres quelques quelqu' n' ne non oui y
    afin bien bref même mêmes seul seule seuls seules deux trois quatre cinq six sept huit neuf
    dix cent mille faute grâce lors lui eux moi toi soit sinon tandis tant tel telle tels telles
    """
)

#: Openers that also begin a family name: J. Le Goff, P. De Villiers.
NAME_PARTICLES = _words("le la les l' de du des d'")

#: Names that carry an exclamation mark of their own.
EXCLAIMING_NAMES = _words("yahoo jeopardy joomla wham")
