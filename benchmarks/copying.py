"""What a model must carry over sign by sign: numbers in words, hours, sums, addresses, names.

    python -m benchmarks.copying [--model MODEL] [--engine-alone]

A hundred simple sentences of each kind, drawn from a fixed seed, of which only the part to be
carried over differs. The translation is right if that part is in it as English writes it; what
surrounds it is not judged. These are easier than articles, so a share missed here is a floor.
``--engine-alone`` leaves out all that the program does before and after the model.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable

from training.money import draw_number, draw_sum
from training.spelled import spell_english, spell_french
from translator import load_engine, process, read_document
from translator.assets import find_model, recommended_options
from translator.checks.vocabulary import load_acronyms
from translator.text.normalize import normalize_source

_SEED = 20261126
_COUNT = 100

#: A French sentence, and the English spellings of which one has to be in its translation.
Case = tuple[str, tuple[str, ...]]


def draw_two_digits(rng: random.Random) -> Case:
    number = rng.randint(2, 99)
    return (
        f"Il y avait {spell_french(number)} personnes dans la salle.",
        (spell_english(number), f" {number} "),
    )


def draw_more_digits(rng: random.Random) -> Case:
    number = rng.choice((rng.randint(100, 999), 100 * rng.randint(11, 99)))
    english = spell_english(number)
    return (
        f"L'usine emploie {spell_french(number)} ouvriers.",
        (english, english.replace(" and ", " "), f" {number:,} ", f" {number} "),
    )


def draw_about(rng: random.Random) -> Case:
    french, english, digits = rng.choice(
        [
            ("dizaine", ("ten", "dozen"), "10"),
            ("quinzaine", ("fifteen",), "15"),
            ("vingtaine", ("twenty",), "20"),
            ("trentaine", ("thirty",), "30"),
            ("quarantaine", ("forty",), "40"),
            ("cinquantaine", ("fifty",), "50"),
            ("soixantaine", ("sixty",), "60"),
            ("centaine", ("hundred",), "100"),
        ]
    )
    noun = rng.choice(("d'élèves", "de voitures", "de personnes", "d'ouvriers", "de maisons"))
    return f"Il a vu une {french} {noun} ce matin.", (*english, digits)


def draw_hour(rng: random.Random) -> Case:
    hour, minute = rng.randint(1, 23), rng.choice((5, 10, 15, 20, 30, 40, 45, 50))
    gap = rng.choice((" ", ""))
    half = f"{(hour - 1) % 12 + 1}:{minute:02}"
    day = rng.choice(("lundi", "mardi", "jeudi", "samedi"))
    mark = "p.m." if hour >= 12 else "a.m."
    return (
        f"La réunion commence {day} à {hour}{gap}h{gap}{minute:02}.",
        (f"{hour}:{minute:02}.", f"{half} {mark}"),
    )


def draw_euros(rng: random.Random) -> Case:
    french, english = draw_sum(rng, unit=rng.choice(("", "", "million", "billion")), sign="€")
    spellings = (english, english.replace("€", "EUR "), f"{english[1:]} euros")
    return f"Le nouveau pont coûtera {french} à la ville.", spellings


def draw_share(rng: random.Random) -> Case:
    french, english = draw_number(rng, large=False)
    return f"Les ventes ont baissé de {french} % en un an.", (f"{english}%", f"{english} percent")


def draw_mailbox(rng: random.Random) -> Case:
    name = rng.choice(("contact", "presse", "marie.durand", "j.leroy", "accueil"))
    host = rng.choice(("mairie-brest.fr", "exemple.fr", "asso-velo.org", "lejournal.net"))
    return f"Écrivez à {name}@{host} avant vendredi.", (f"{name}@{host}",)


def draw_page(rng: random.Random) -> Case:
    host = rng.choice(("www.exemple.fr", "www.mairie-brest.fr", "asso-velo.org", "lejournal.net"))
    page = f"https://{host}/{rng.choice(('article', 'agenda', 'aide'))}/{rng.randint(1, 999)}"
    return f"Le programme est sur {page} depuis hier.", (page,)


def draw_name(rng: random.Random) -> Case:
    head, tail = (rng.choice(part) for part in (_NAME_HEADS, _NAME_TAILS))
    return f"Selon M. {head}{tail}, la route sera fermée.", (head + tail,)


def draw_foreign_name(rng: random.Random) -> Case:
    name = f"{rng.choice(_FOREIGN_FIRST)} {rng.choice(_FOREIGN_LAST)}"
    verb = rng.choice(("a quitté le gouvernement", "a gagné la course", "vivait à Berlin"))
    return f"{name} {verb}.", (name,)


def draw_acronym(rng: random.Random) -> Case:
    """Return four to six capitals of a body that nobody knows."""
    name = "".join(rng.choices("ABCDEFGHILMNOPRSTUV", k=rng.randint(4, 6)))
    article = "L'" if name[0] in "AEIOU" else "La "
    return f"{article}{name} a annoncé une réunion.", (name,)


def draw_known_acronym(rng: random.Random) -> Case:
    """Return an acronym that English knows by another one, in words that hardly tell which."""
    names = [name for name, (_, kind) in sorted(load_acronyms().items()) if kind != "plural"]
    name = rng.choice(names)
    article = "l'" if name[0] in "AEIOUH" else "la "
    frame = rng.choice(("Il a parlé de {} hier.", "Selon lui, {} est en crise.", "Voici {}."))
    return frame.format(article + name), (load_acronyms()[name][0],)


def draw_phone(rng: random.Random) -> Case:
    """Return five pairs of digits, in every third number two of them the same."""
    pairs = [f"0{rng.randint(1, 9)}", *(f"{rng.randint(0, 99):02}" for _ in range(4))]
    if rng.random() < 0.3:
        pairs[3:] = ["00", "00"]
    number = rng.choice((" ", " ", ".", "-")).join(pairs)
    return f"Pour s'inscrire, il faut appeler le {number} avant vendredi.", (number,)


def draw_long_number(rng: random.Random) -> Case:
    """Return five to seven digits, as French groups them."""
    number = f"{rng.randint(10_001, 9_999_999):,}"
    french = number.replace(",", "\u202f")
    return f"L'entreprise a produit {french} voitures l'an dernier.", (number,)


def draw_years(rng: random.Random) -> Case:
    first = rng.randint(1400, 2000)
    last = first + rng.randint(1, 30)
    wanted = (f"{first} and {last}", f"{first} to {last}", f"{first}-{last}")
    return f"Le château a été bâti entre {first} et {last}.", wanted


def draw_century(rng: random.Random) -> Case:
    number = rng.randint(9, 20)
    roman = "IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()[number - 9]
    word = "ninth tenth eleventh twelfth".split()[number - 9 : number - 8] or [f"{number}th"]
    return f"L'église date du {roman}e siècle et sera restaurée.", (f"{number}th", *word)


def draw_short_month(rng: random.Random) -> Case:
    french, english = rng.choice(_SHORT_MONTHS)
    year = rng.randint(1990, 2030)
    return f"Le parti a été fondé en {french}. {year} par un maire.", (f"{english} {year}",)


def draw_person(rng: random.Random) -> Case:
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    return f"{name}, maire de la ville, a salué cette décision.", (name,)


def draw_place(rng: random.Random) -> Case:
    name = rng.choice(_PLACES)
    return f"L'usine de {name} fermera en juin, a annoncé la direction.", (name,)


_SHORT_MONTHS = tuple(
    zip(
        "janv févr avr juill sept oct nov déc".split(),
        "January February April July September October November December".split(),
        strict=True,
    )
)
_FIRST = "Hugo Léa Manon Jules Zoé Nadège Ahmed Soazig Lucile Élodie Gaëtan Maëlle".split()
_LAST = "Vauthrin Tisserot Coulmier Hardouart Abrioux Kervella Rigaudot Malbrunet Benhamou".split()
_PLACES = (
    "Port-Kerven Saint-Aubin-des-Bois Vitry-le-François Pont-à-Mousson Bourg-lès-Valence "
    "Châtillon-sur-Seine Villers-Cotterêts Le-Puy-en-Velay Aix-les-Bains Nogent-sous-Bois"
).split()
_FOREIGN_FIRST = ("Łukasz", "Jürgen", "Søren", "Raúl", "Özlem", "Márta", "Tomáš", "Ștefan", "Zoë")
_FOREIGN_LAST = ("Müller", "Nuñez", "Kovačić", "Dvořák", "Håkansson", "Çelik", "Gonçalves", "Weiß")
_NAME_HEADS = ("Quill", "Morv", "Desch", "Bonn", "Ker", "Lagr", "Vign", "Péch", "Thib", "Roch")
_NAME_TAILS = ("ivic", "aneau", "amps", "efoy", "gueduc", "ange", "eron", "eux", "audet", "elin")

KINDS: dict[str, Callable[[random.Random], Case]] = {
    "numbers in words, 2 to 99": draw_two_digits,
    "numbers in words, 100 to 9,900": draw_more_digits,
    "about so many (une trentaine)": draw_about,
    "times of day": draw_hour,
    "sums with a euro sign": draw_euros,
    "percentages": draw_share,
    "e-mail addresses": draw_mailbox,
    "addresses of pages": draw_page,
    "unknown names": draw_name,
    "names with letters from elsewhere": draw_foreign_name,
    "unknown acronyms": draw_acronym,
    "acronyms that English has its own for": draw_known_acronym,
    "telephone numbers": draw_phone,
    "numbers of five to seven digits": draw_long_number,
    "two years": draw_years,
    "centuries in Roman numerals": draw_century,
    "months in short": draw_short_month,
    "people": draw_person,
    "places with hyphens": draw_place,
}


def measure(model: str | None, *, show: int, alone: bool) -> str:
    """Return the table of shares, and print up to ``show`` failures of each kind."""
    engine = load_engine(model=model, phrases=not alone)
    options = recommended_options(find_model(model))
    lines = ["| kind | right of 100 |", "|---|---:|"]
    for kind, draw in KINDS.items():
        rng = random.Random(_SEED)
        cases = [draw(rng) for _ in range(_COUNT)]
        sources = [source for source, _ in cases]
        if alone:
            forms = [normalize_source(source) for source in sources]
            targets = [found[0].text for found in engine.translate_batch(forms, options)]
        else:
            document = read_document("\n\n".join(sources))
            report = process(document, engine=engine, summarizer=None, options=options, checks=())
            targets = [block.target for block in report.translation.blocks]
        assert len(targets) == _COUNT
        wrong = [
            (source, target)
            for (source, wanted), target in zip(cases, targets, strict=True)
            if not any(spelling.lower() in f" {target} ".lower() for spelling in wanted)
        ]
        lines.append(f"| {kind} | {_COUNT - len(wrong)} |")
        for source, target in wrong[:show]:
            print(f"{kind}: {source} → {target}")
    return "\n".join([f"{engine.info.name}@{engine.info.sha256[:8]}", "", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.copying", description=__doc__)
    parser.add_argument("--model", help="a name or a folder; without it the embedded one")
    parser.add_argument("--show", type=int, default=0, help="failures to print of each kind")
    parser.add_argument("--engine-alone", action="store_true", help="the model without the program")
    args = parser.parse_args()
    print(measure(args.model, show=args.show, alone=args.engine_alone))


if __name__ == "__main__":
    main()
