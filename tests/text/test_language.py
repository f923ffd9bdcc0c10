"""Language identification on texts of an article's kind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from translator.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le conseil municipal a voté le budget hier soir.", "fr"),
        ("GRÈVE DANS LES TRANSPORTS : CE QUI CHANGE LUNDI", "fr"),
        ("Le PDG d’Apple, Tim Cook, a présenté l’iPhone à San Francisco.", "fr"),
        ("The council approved the budget on Monday evening.", "en"),
        ("Der Stadtrat hat den Haushalt am Montag beschlossen.", "de"),
        ("El ayuntamiento aprobó el presupuesto el lunes.", "es"),
        ("Il consiglio comunale ha approvato il bilancio.", "it"),
        ("L’ajuntament va aprovar el pressupost dilluns passat.", "ca"),
    ],
)
def test_language_of_a_sentence(text: str, language: str) -> None:
    """One sentence is enough, in capitals or with foreign names as well."""
    guess = detect_language(text)
    assert guess is not None
    assert guess.language == language
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "Bonjour.", "14 000, 3,5 %, 18 h 30 " * 3, "https://exemple.fr/un-long-chemin-ici"]
)
def test_language_of_too_little(text: str) -> None:
    """Too few letters are no ground for a guess."""
    assert detect_language(text) is None


def test_language_of_a_long_text() -> None:
    """A book is judged by its beginning, in no time."""
    guess = detect_language("Il pleut sur la ville depuis ce matin. " * 100_000)
    assert guess is not None
    assert guess.language == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "Le conseil municipal a voté jeudi soir la construction d'un nouveau pont sur la rivière, "
        "malgré l'opposition des riverains.",
        "Le maire a annoncé que les travaux de la gare ne seront pas finis avant l’été, mais "
        "que la ville est prête. Pour les habitants, c’est une bonne nouvelle qui se fait "
        "attendre depuis des mois dans le quartier.",
        "« The Artist », ce film muet que personne n’attendait, a été vu par trois millions de "
        "spectateurs depuis sa sortie.",
    ],
)
def test_language_of_plain_french_loads_no_library(text: str) -> None:
    """An ordinary French sentence is recognized without the half second that py3langid costs."""
    code = (
        "import sys; from translator.text.language import detect_language\n"
        "guess = detect_language(sys.argv[1])\n"
        "assert guess.language == 'fr' and guess.confidence == 1.0\n"
        "assert 'py3langid' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, text], check=True)


@pytest.mark.parametrize(
    "text",
    [
        "Les obres de l’estació no acabaran abans de l’estiu, però la ciutat està preparada. Els "
        "veïns ho esperaven des de feia mesos, i ara les botigues del barri ho celebren.",
        "Il sindaco ha annunciato che i lavori della stazione non finiranno prima dell’estate, ma "
        "la città è pronta. Le imprese del quartiere aspettano da mesi il nuovo progetto.",
        "The mayor said that the works at the station would not be finished before the summer, "
        "but that « la ville est prête » and that les habitants had been patient.",
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como "
        "están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
        "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de "
        "razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
    ],
)
def test_language_of_sister_texts_is_not_french(text: str) -> None:
    """Catalan, Italian and English with French in it are not taken for French."""
    guess = detect_language(text)
    assert guess is not None
    assert guess.language != "fr"
