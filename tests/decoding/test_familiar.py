"""Familiar French in plain words, and the same letters where they mean something else."""

from __future__ import annotations

import pytest

from translator.decoding.plain import write_plainly


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Qqn a une idée ? Merci bcp.", "Quelqu'un a une idée ? Merci beaucoup."),
        ("Y a pas photo, il ment.", "La différence est évidente, il ment."),
        ("Mon frangin a un taf.", "Mon frère a un travail."),
        ("Le film est vachement long.", "Le film est très long."),
        ("L'appli est bien foutue.", "L'appli est bien faite."),
        ("Le repas était pas terrible.", "Le repas était plutôt mauvais."),
        ("On en a ras le bol.", "Nous sommes fatigués de cela."),
        ("J'en ai vraiment ras-le-bol.", "J'en ai marre."),
        ("Il se fout de notre gueule.", "Il nous prend pour des imbéciles."),
        ("Elle a pété un câble.", "Elle a perdu patience."),
        ("Vivement les vacances !", "J'attends les vacances avec impatience !"),
        ("Le site a planté.", "Le site est tombé en panne."),
        ("Elle s'est plantée dans ses calculs.", "Elle s'est trompée dans ses calculs."),
        ("On m'a piqué mon vélo.", "On m'a volé mon vélo."),
        ("Elle est tombée dans les pommes.", "Elle s'est évanouie."),
        ("J'ai la flemme de sortir.", "Je suis trop paresseux pour sortir."),
        ("C'était la galère.", "C'était très difficile."),
        ("Ça coûte un bras.", "Ça coûte très cher."),
        ("J'ai dormi comme un loir.", "J'ai dormi profondément."),
        ("Du coup, j'ai appelé.", "Donc j'ai appelé."),
        ("Vous savez quoi ? Ça marche.", "Devinez quoi ? Ça marche."),
        ("La chambre était nickel.", "La chambre était parfait."),
        ("Je suis crevée.", "Je suis épuisée."),
        ("Il lui a passé un coup de fil.", "Il lui a téléphoné."),
        ("Le chef gueule tout le temps.", "Le chef crie tout le temps."),
    ],
)
def test_familiar_words_become_plain(text: str, plain: str) -> None:
    """What people say, as a model of few parameters has read it."""
    assert write_plainly(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Ils ont fermé trois pubs londoniens.",
        "Il a perdu le bras droit, un bras cassé.",
        "Le loir dort, les pommes tombent.",
        "Elle s'est fait un coup de gueule contre la mairie.",
        "Une mine de nickel, un métal hyperactif.",
        "Le pneu est crevé, le chien hypertendu.",
        "Il a planté un arbre, une abeille m'a piqué.",
        "Il parle du coup de frein.",
        "Vous savez quoi faire.",
        "Il porte un chapeau haut de forme.",
        "Le Bled est un film.",
    ],
)
def test_other_meanings_stay(text: str) -> None:
    """Nothing is written otherwise where it would mean something else."""
    assert write_plainly(text) == text
