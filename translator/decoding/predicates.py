"""What is said behind « il » and « elle », as far as it tells whom or what they mean.

Patterns of the words behind the pronoun, in the model's form. Their lists come from the press: they
were written for this project and hold what its articles say of people and of things.
"""

from __future__ import annotations

from translator.patterns import compile_late


def _any_of(words: str, *, feminine: str = "") -> str:
    """Return a pattern of words between spaces, each with ``feminine`` behind; "_" is a space."""
    return "(?:" + "|".join(word + feminine for word in words.split()).replace("_", " ") + ")"


_IS = (
    r"(?:n')?(?:est|était|sera|serait|fut|soit|devient|semble|paraît|s'est|s'était|"
    r"(?:a|avait)(?: pas)? été)"
)
_BE = (
    r"(?:est|était|a été|avait été|aurait été|fut|sera|serait|doit être|pourrait être)(?: \w+ment)?"
)
#: « il est … de », « il a été … que »
_JUDGED = _any_of(
    "possible impossible important nécessaire difficile facile probable évident essentiel certain "
    "rare prévu interdit "
    "permis question conseillé recommandé préférable utile inutile urgent indispensable "
    "souhaitable normal logique "
    "étonnant surprenant regrettable dommage fréquent courant juste injuste inévitable exclu "
    "proposé demandé établi "
    "prouvé décidé convenu envisagé hors noté rappelé estimé admis avéré passé produit agi écoulé "
    "dit arrivé fait "
    "mieux bon paradoxal symptomatique significatif intéressant frappant tentant absurde "
    "inadmissible inacceptable "
    "scandaleux vrai précisé clair notoire primordial crucial vital temps dangereux simple "
    "compliqué plus peu loin"
)
#: Behind an « il » that means nothing: « il faut », « il est vrai que ».
IMPERSONAL = compile_late(
    r"(?:n'|ne |m'|nous |lui |leur |s'en |s'y |en |y )*(?:"
    r"y (?:a|ait|aura|aurait|avait|avaient|eut)\b|"
    r"(?:fau[td]|fall[au]|a fallu|s'agi|pleu|neig|sembl|suffi|convien|import|incomb)|"
    r"(?:se trouve|se peut|plu|reste|restait|restera|existe|existait)\b|"
    r"(?:arrive|arrivait|manque|vaut|vaudrait|paraît)\b|"
    r"(?:peut|doit|va|pourrait|devrait) (?:\w+ )?(?:paraître|sembler|falloir|y avoir|s'agir)\b|"
    r"appart(?:ient|iendra) |en (?:va|est|sera)\b|"
    rf"{_IS} (?:\w+ ){{0,3}}?{_JUDGED} (?:de|d'|que|qu'|si|à|un|une|des)\b|"
    rf"{_IS} (?:\d|midi|minuit|tard|tôt|temps|vrai|clair|une fois|trop)|"
    rf"{_IS} à (?:noter|craindre|espérer|savoir)|"
    r"fai(?:t|sait|ra) (?:\w+ )?(?:froid|chaud|beau|nuit|jour|noir|bon|gris|doux|\d))"
)

_STATES = _any_of(
    "né mort âgé marié veuv hospitalisé opéré incarcéré écroué interpellé arrêté inculpé relâché "
    "assassiné décédé soupçonné diplômé",
    feminine="e?",
)
_PROFESSIONS = _any_of(
    "actrice avocate? médecin journaliste professeure? mère père titulaire originaire enceinte"
)
_DONE_TO_ONESELF = _any_of(
    "trompé endormi réveillé évanoui blessé énervé excusé plaint moqué enfui suicidé noyé assis "
    "caché fâché disputé habillé entraîné marié levé couché ennuyé amusé bien_amusé",
    feminine="e?",
)
_FEELS = _any_of(
    "en_colère triste contente? heureux heureuse malade fatiguée? fière? jaloux jalouse timide "
    "gentil gentille méchante? paresseux paresseuse prétentieux prétentieuse ivre amoureux "
    "amoureuse intelligente? inquiet inquiète furieux furieuse épuisée? déçue? distraite? "
    "très_riche trop_paresseux un_peu_fou obligée? à_court_d'argent rentrée? née? venue?_me "
    "dans_une_mauvaise_situation complètement_dans_l'erreur"
)
_LIVED = _any_of(
    "mangé bu fumé dormi ri pleuré chanté dansé eu_peur eu_envie perdu_patience démissionné épousé"
)
_HOW = r"(?: \w+ment| bien| pas| très| trop| si| toujours| enfin)?"
#: What is said of persons alone.
HUMAN = compile_late(
    rf"(?:{_BE} (?:{_STATES}|{_PROFESSIONS}|placée? en (?:garde|détention)|mise? en examen|"
    r"jugée? (?:pour|en)|poursuivie? pour|conduite? à l'hôpital|élevée? par)\b|"
    r"(?:a|avait|aura|fêtera|fête) \d+ ans\b|avait disparu|"
    r"(?:se souvient|se dit|se marie|sourit|rit|pleure|dort|a grandi|a étudié|a épousé|épouse)\b|"
    rf"(?:n')?(?:a|avait){_HOW} {_LIVED}(?!\w)|"
    rf"(?:ne )?(?:s'est|s'était){_HOW} {_DONE_TO_ONESELF}\b|"
    rf"(?:n')?(?:est|était){_HOW} {_FEELS}(?!\w))"
)

_ACTS = _any_of(
    "dit affirme assure explique raconte confie avoue murmure pense croit espère craint souhaite "
    "veut voulait regrette habite vit travaille étudie enseigne rêve souffre se_bat se_rend "
    "se_présente reconnaît nie déclare rappelle"
)
_FATES = _any_of("accusé blessé tué condamné entendu nommé élu réélu licencié", feminine="e?")
#: What is said of persons, and of some things: of companies and councils, of books.
RATHER_HUMAN = compile_late(rf"(?:{_ACTS}\b|{_BE} (?:{_FATES}\b|connue? de))")

_MADE = _any_of(
    "adopté voté examiné débattu construit inauguré publié diffusé retransmis bâti situé fabriqué "
    "traduit édité financé rénové restauré démoli",
    feminine="e?",
)
_SERVES = _any_of(
    "dure durera coûte date mesure pèse paraît contient comprend comporte abrite relie s'étend "
    "permet permettra vise_à porte_sur concerne fonctionne circule"
)
#: What is said of things alone.
OF_THINGS = compile_late(
    r"(?:(?:doit |devrait |pourrait |va )?entr(?:er|e|era|erait|ait) en vigueur|"
    rf"compte \d|sort (?:le|en|ce)\b|{_SERVES}\b|"
    rf"{_BE} (?:{_MADE}\b|(?:estimée?|évaluée?) à|prévue? (?:pour|en|par)|fondée? en|"
    r"classée? (?:monument|au)|composée? de|ouverte? (?:au|jusqu|de|tous)|tournée? (?:en|à)))"
)

_DOES = _any_of(
    "aime adore déteste mange boit fume chante danse lit écrit écoute regarde parle conduit court "
    "sait connaît oublie attend apprend crie plaisante ment triche vole achète refuse accepte "
    "essaie promet avoue démissionne gagne_sa gagne_bien évite_le "
    "complique donne_(?:toujours_)?son doit_simplement "
    "cherche_(?:à|son|sa|ses|toujours|un_travail|un_appartement) "
    "a_envie a_peur a_faim a_soif a_honte a_tort a_raison a_froid a_chaud a_mal_(?:à|au) "
    "a_de_la_chance avait_peur avait_raison avait_tort a_beaucoup_d'(?:influence|ambition) "
    "fait_attention fait_semblant fait_de_son_mieux n'arrive_pas_à_(?:y|dormir|croire) "
    "n'hésite_pas n'ose_pas n'aime n'écoute ne_veut ne_sait ne_pense ne_croit ne_dit ne_parle "
    "ne_mange ne_boit ne_dort s'inquiète s'ennuie s'énerve s'excuse s'habille s'entraîne "
    "s'occupe_d se_sent se_croit se_moque se_plaint se_trompe se_lève se_couche se_mêle se_prend "
    "nous_prend"
)
_DONE = _any_of(
    "couru parlé raconté cherché pensé cru su voulu "
    "attendu écouté regardé lu écrit appris compris oublié crié menti triché volé acheté quitté "
    "décidé essayé refusé accepté promis avoué répondu demandé dit travaillé étudié vécu "
    "fui téléphoné appelé rencontré failli changé_de_camp "
    "perdu_son_(?:travail|emploi) eu_de_la_chance eu_tort eu_raison"
)
_DONE_TO_OTHERS = _any_of(
    "dit donné aidé volé téléphoné demandé raconté promis répondu expliqué prêté offert appelé "
    "énervé attaqué insulté trompé conseillé critiqué quitté sévèrement menti souri parlé écrit "
    "vendu servi accueilli regardé embrassé remercié salué reçu interrogé prévenu rassuré félicité "
    "présenté rejoint accompagné convaincu encouragé",
    feminine="e?s?",
)
#: What « il » and « elle » mostly say of persons, where a text has named nothing that they may
#: mean, beside what is said of persons alone: in comments, messages and what people are quoted
#: as saying.
SAID_OF_SOMEBODY = compile_late(
    rf"(?:{_ACTS}(?!\w)|{_DOES}(?!\w)|"
    rf"(?:n')?(?:a|avait){_HOW} {_DONE}(?!\w)|"
    rf"(?:ne )?(?:s'est|s'était){_HOW} fait \w+(?:er|ir|re)\b|"
    rf"(?:m'|t'|lui |nous |vous |leur )(?:a|avait) {_DONE_TO_OTHERS}\b)"
)
