"""Names put right, and left where English has its own."""

from __future__ import annotations

import pytest

from translator.decoding.names import restore_names


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Selon Élodie Roy", "According to Elodie Roy", "According to Élodie Roy"),
        ("Nadège Roy a dit", "Nadge Roy said", "Nadège Roy said"),
        ("Ștefan Weiß a quitté Łódź", "Ítefan Weiß left Łódź", "Ștefan Weiß left Łódź"),
        ("Łukasz Müller a dit", "Ukasz Müller said", "Łukasz Müller said"),
        ("À Pont-à-Mousson", "In Pontà-Mousson", "In Pont-à-Mousson"),
        ("À Châtillon-sur-Seine", "In Châtillon-Sur-Seine", "In Châtillon-sur-Seine"),
        ("Le Pr Delfraissy", "Professor Delfraisy", "Professor Delfraissy"),
        (
            "M. Tisserot et M. Tisserand",
            "Mr. Tiserot and Mr. Tisserand",
            "Mr. Tisserot and Mr. Tisserand",
        ),
        ("Jean Roy, de Pont-l'Abbé", "Jean Roy, of Pont-L'Abbe", "Jean Roy, of Pont-l'Abbé"),
    ],
)
def test_names_are_the_sources(source: str, target: str, restored: str) -> None:
    """With their accents, their hyphens and all their letters."""
    assert restore_names(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Moscou accuse Poutine", "Moscow accuses Putin"),
        ("Les Palestiniens et les Syriens", "The Palestinians and the Syrians"),
        ("Les Européens en Algérie", "The Europeans in Algeria"),
        ("La Syrie et l'Italie", "Syria and Italy"),
        ("Le Sénat et l'Assemblée", "The Senate and the Assembly"),
        ("Le peuple de Bruxelles", "The people of Brussels"),
        ("Le président Gorbatchev", "President Gorbachev"),
        ("Le ministre Tchoubaïs", "Minister Chubais"),
        ("Le chat de Roussin", "The cat of the Russian"),
        ("Martin et Martine", "Marten"),
        ("Le Monde et Libération", "The World and Liberation"),
        ("Le Québec, Montréal et Séoul", "Quebec, Montreal and Seoul"),
        ("Le Président Chirac", "President Chirac"),
        ("Mikhaïl Gorbatchev", "Mikhail Gorbachev"),
        ("Israël et la Grèce", "Israel and Greece"),
        ("L'Unasur Bolivarienne", "The Bolivarian UNASUR"),
        ("Au mois de Mars", "In the month of March"),
    ],
)
def test_names_of_english_stay(source: str, target: str) -> None:
    """English has its own names for places and peoples, and its own way with Russian ones."""
    assert restore_names(source, target) == target


def test_a_name_that_sounds_the_same_is_the_authors_where_french_has_it_from_no_other_letters() -> (
    None
):
    assert restore_names("Selon Antoine Griezmann", "For Antoine Grezmann") == (
        "For Antoine Griezmann"
    )
    assert restore_names("Selon Sergueï Choïgou", "For Sergei Shoigu") == "For Sergei Shoigu"
