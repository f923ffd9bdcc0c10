"""Newspaper French in plainer words, and what must stay as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.checks.names import check_names
from translator.checks.quantities import check_quantities
from translator.decoding.plain import load_rules, write_plainly
from translator.decoding.preparation import prepare_source
from translator.types import BlockTranslation


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Le suspect a été écroué mardi.", "Le suspect a été emprisonné mardi."),
        ("Elles ont été relaxées.", "Elles ont été acquittées."),
        ("Le conducteur a pris la fuite.", "Le conducteur a fui."),
        ("Il a également écopé de six mois.", "Il a également été condamné à six mois."),
        ("Il a écopé d'une amende.", "Il a reçu une amende."),
        ("Le procureur a requis six mois.", "Le procureur a demandé six mois."),
        ("Deux skieurs ont trouvé la mort.", "Deux skieurs sont morts."),
        ("Son pronostic vital est engagé.", "Sa vie est en danger."),
        ("Leur pronostic vital n'est plus engagé.", "Leur vie n'est plus en danger."),
        ("Elle s'est éteinte à l'âge de 87 ans.", "Elle est morte à l'âge de 87 ans."),
        ("Le club s'est imposé face à Lens.", "Le club a gagné face à Lens."),
        ("Menées 2-0, elles ont gagné.", "Alors qu'elles perdaient 2-0, elles ont gagné."),
        ("La direction table sur une hausse.", "La direction s'attend à une hausse."),
        ("Les loyers du centre ont flambé.", "Les loyers du centre ont fortement augmenté."),
        ("Les cours ont bondi de 12 %.", "Les cours ont augmenté de 12 %."),
        ("Il s'en est pris aux députés.", "Il a attaqué les députés."),
        ("Elle se dit très inquiète.", "Elle dit être très inquiète."),
        ("« La polémique enfle »", "« La controverse grandit »"),
        ("Il brigue la mairie.", "Il cherche à obtenir la mairie."),
        ("Un vélo neuf et des murs neufs.", "Un vélo nouveau et des murs nouveaux."),
        ("Un télescope neuf traque les débris.", "Un télescope nouveau cherche les débris."),
        ("Le groupe compte doubler ses ventes.", "Le groupe prévoit de doubler ses ventes."),
        ("Elle compte ouvrir un bar.", "Elle prévoit d'ouvrir un bar."),
        ("Le bruit nuit au sommeil.", "Le bruit est mauvais pour le sommeil."),
        ("Le séisme a fait 300 morts.", "Le séisme a tué 300 personnes."),
        ("Il a été greffé du cœur.", "Il a été transplanté du cœur."),
        ("De peaufiner, ils peaufinent.", "D'améliorer, ils améliorent."),
        ("Nice a battu Metz.", "Nice a gagné contre Metz."),
        ("Le titre a clôturé en forte baisse de 9 %.", "Le titre a fortement baissé de 9 %."),
        ("L'euro est repassé sous la barre des 2 $.", "L'euro est tombé à moins de 2 $."),
        ("Il ferme faute de clients.", "Il ferme par manque de clients."),
        ("L'Hexagone boude le bio.", "La France évite le bio."),
        ("Les prix du blé se sont envolés.", "Les prix du blé ont beaucoup augmenté."),
        ("Le garde des Sceaux a parlé.", "Le ministre de la Justice a parlé."),
        ("Il court avec dix jours d'avance.", "Il court dix jours plus tôt que prévu."),
        ("Le ministre a noyé le poisson.", "Le ministre a évité la question."),
        (
            "Il a fait deux morts et dix blessés graves.",
            "Il a tué deux personnes et gravement blessé dix autres.",
        ),
        ("Le groupe a revu ses prévisions à la baisse.", "Le groupe a réduit ses prévisions."),
        ("Le scrutin s'annonce très serré.", "Le scrutin promet d'être très serré."),
        ("Le préfet a pris un arrêté.", "Le préfet a signé un décret."),
        ("On a supprimé des milliers de postes.", "On a supprimé des milliers d'emplois."),
        ("Elle s'est tue.", "Elle a gardé le silence."),
        ("L'enquête piétine.", "L'enquête est bloqué."),
        ("Elle en veut à son frère.", "Elle est en colère contre son frère."),
        ("Le froid a eu raison de la récolte.", "Le froid a vaincu la récolte."),
        ("Elles ont été incarcérées.", "Elles ont été emprisonnées."),
        ("Il faillit tomber.", "Il a failli tomber."),
        ("Le maire a fait profil bas.", "Le maire a été discret."),
        ("Les secours ont été pris au dépourvu.", "Les secours ont été surpris."),
        ("Son rival lui a coupé l'herbe sous le pied.", "Son rival l'a devancé."),
        ("Les élus tiennent tête au préfet.", "Les élus s'opposent au préfet."),
        ("La parlementaire a été prise de court.", "La parlementaire a été surprise."),
        ("Le film fait un carton.", "Le film a un grand succès."),
        ("L'ÉDILE A BOTTÉ EN TOUCHE", "Le maire a évité de répondre"),
    ],
)
def test_plain_words_for_those_of_newspapers(text: str, plain: str) -> None:
    """Each is written in words of the same meaning, with a capital where it had one."""
    is_shouted = text.isupper()
    assert (
        prepare_source(text, is_plain=True).text if is_shouted else write_plainly(text)
    ) == plain


@pytest.mark.parametrize(
    "text",
    [
        # The same words where they mean something else.
        "Cette idée s'est imposée à tous.",
        "Il s'impose des règles.",
        "Une table sur la terrasse",
        "La table sur une photo",
        "Les drapeaux sont en berne.",
        "Le feu s'est éteint lundi.",
        "Il est inscrit à l'université.",
        "Il s'est inscrit sur la liste des buts.",
        "Une boisson alcoolisée",
        "Il a pris une fuite d'eau en photo.",
        "L'urgence climatique, les urgences climatiques",
        "Il tient à bout de bras",
        "Il est à bout de souffle.",
        "Il a tourné dans la rue.",
        "Une épingle la blesse.",
        "La fontaine a été révélée par des fouilles.",
        "Il s'en est pris à lui-même.",
        "percutant",
        "Un incendie, un orchestre, une épaule, une rafle, une greffe et l'amorce d'un accord",
        "Le maire de Limoges et M. Relaxé",
        "Neuf élus, les neuf élus, dix-neuf, un groupe neuf fois champion",
        "La nuit au musée, de nuit au refuge, une nuit à la prison",
        "Elle compte les voix, un compte ouvert, tout compte fait",
        "La ferme, deux ans à la ferme",
        "Il a battu son frère.",
        "N'a fait de morts nulle part",
        "Une faute de goût, la faute de l'arbitre, faute de quoi il partira",
        "Les oiseaux se sont envolés, la barre des 80 kilos, le massif central",
        "Il a emporté la valise, il a parcouru 400 kilomètres",
        "Un tampon sur le tas, s'ingérer dans leurs affaires, elle s'est mise sur son trente-et-un",
        "Ils ont reconnu les faits qui leur sont reprochés.",
        "Elle a passé l'éponge sur la table, il doit lever le pied gauche.",
        "La falaise tombe à pic, le grimpeur tient la corde et franchit le pas de la porte.",
        "Il a franchi le pas de la porte, à pas de géant, et lit des lettres noires sur blanc.",
        "Elle s'est tuée en montagne, il faillit à sa tâche, elle doit lever haut la main.",
        "Ils ont eu raison de partir, il piétine la pelouse.",
        "Une salade salée, un ordre de marche, un carton jaune, la baisse a été revue",
    ],
)
def test_plain_leaves_other_meanings(text: str) -> None:
    """Nothing is written otherwise where it would mean something else."""
    assert write_plainly(text) == text


def test_plain_is_asked_for() -> None:
    """The form without it is there for other models, and for texts with a user's terms."""
    assert prepare_source("Il a été écroué.").text == "Il a été écroué."
    assert prepare_source("Il a été écroué.", is_plain=True).text == "Il a été emprisonné."


def test_plain_rules_are_all_in_use() -> None:
    """Each has its sign in small letters, compiles, and stands once."""
    rules = load_rules()
    assert len(rules) > 150
    assert all(rule.sign == rule.sign.lower() for rule in rules)
    assert all(re.compile(rule.pattern) for rule in rules)
    assert len({rule.expression for rule in rules}) == len(rules)


def test_rules_are_found_as_one_by_one() -> None:
    """By how their signs begin, those of one or two letters too, and in their order."""
    lines = (Path(__file__).parents[2] / "benchmarks" / "articles.tsv").read_text("utf-8")
    texts = [line.partition("\t")[0] for line in lines.split("\n")[::4]]
    texts += ["Il s'est tu. Mon ex est parti, j'ai un pb.", "Ému par ce but, il s'est imposé 2-1."]
    for text in texts:
        written = text
        for rule in load_rules():
            if rule.sign in written.lower():
                written = rule.apply(written)
        assert write_plainly(text) == written


def test_plain_rules_end_where_a_word_ends() -> None:
    """An expression that looks ahead into the rest of its own last word is never found."""
    for rule in load_rules():
        assert not re.search(r"[^\W\d_]\(\?=[^\W\d_][^)]*\)\Z", rule.expression), rule.expression


def test_plain_words_bring_no_fact_of_their_own() -> None:
    """No rule writes a number, a name or a denial that an author did not write."""
    for rule in load_rules():
        written = re.sub(r"\\\d", "", rule.plain)
        block = BlockTranslation.from_pair("Le chat dort.", f"Cats: {written}")
        assert not list(check_quantities(block)), rule.plain
        assert not list(check_names(block)), rule.plain
        denials = (
            r"\b(?:ne|n'|pas|plus|jamais|rien|aucun|sans(?! (?:emploi|interruption|sursis)))\b"
        )
        if not re.search(denials, rule.expression):
            assert not re.search(denials.replace("|plus", ""), written), rule.plain
