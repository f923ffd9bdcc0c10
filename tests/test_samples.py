"""The sample articles: sound text, and references that account for the whole source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from translator.readers import read_document
from translator.types import Block

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = ("council", "observatory", "strike")
HARD_WRAPPED = "strike"
#: Columns of the hard-wrapped article.
WRAP_COLUMNS = 72

#: What each source must go on exercising, so that an edit cannot quietly lose it. Spaces that
#: matter are spelled as escapes: U+00A0 no-break, U+202F narrow no-break.
FEATURES = {
    "council": {
        "by-line": r"^Par [^\n.]+$",
        "quoted subheading": r"\n\n«\u00a0[^\n»]+\u00a0»\n\n",
        "attribution in mid-quotation": r"«[^»]+, a lancé le maire, M\.[^»]+, nous [^»]+»",
        "quotation of three sentences": r"«[^».]+\.\s[^».]+\.\s[^».]+\.\u00a0»",
        "nested quotation": r"«[^»]*“[^”]+”[^»]*»",
        "quotation in “ ” alone": r":\s“[^”]+”\.",
        "list": r":\n\n(?:• [^\n]+[;.]\n){4}",
        "no-break space in a number": r"\b14\u00a0000\b",
        "percentage": r"\b87\u00a0%",
        "millions of euros": r"\b23,6\u00a0millions d’euros",
        "time of day": r"\b18\u00a0h\u00a030\b",
        "first of the month": r"\b1er\u00a0mars\b",
        "Roman century": r"\bXXIe\u00a0siècle\b",
        "number in words": r"\bdeux cents\b",
        "titles": r"\bM\.\u00a0(?s:.)+\bMme\u00a0(?s:.)+\bDr\u00a0",
        "abbreviations": r"n°\u00a0(?s:.)+art\.\u00a05, p\.\u00a031",
        "negation": r"ne sera pas obligatoire",
        "hearsay": r"\baurait\b[^.]+\brefusé\b",
        "web address alone": r"^https://\S+$",
        "photo credit": r"\nPhoto\u00a0: [^\n]+\n\Z",
    },
    "observatory": {
        "dateline": r"\A[^\n]+\n\n[A-Z-]+ \(Cantal\) – ",
        "heading in capitals": r"^LE CHIFFRE$",
        "figure alone": r"^37\u202f400$",
        "attribution in mid-quotation": r"«[^»]+, a expliqué Mme\u00a0[^»]+, et [^»]+»",
        "quotation of several sentences": r"«[^».]+\.\s[^».]+\.\s[^».]+\.\u00a0»",
        "nested quotation": r"«[^»]*“[^”]+”[^»]*»",
        "dialogue": r"(?:^—\u00a0[^\n]+\n\n){4}",
        "acronyms": r"(?=(?s:.)*\bCNRS\b)(?=(?s:.)*\bESA\b)(?=(?s:.)*\bOTAN\b)",
        "billions of euros": r"\b1,2\u00a0milliard d’euros",
        "temperature": r"−95\u00a0°C",
        "decimal percentage": r"\b96,5\u00a0%",
        "date before Christ": r"\bIIe\u00a0siècle av\.\u00a0J\.-C\.",
        "negation": r"n’a pas accès",
        "hearsay": r"\baurait\b[^.]+\bfait part\b",
        "photo credit": r"\nPhoto\u00a0: [^\n]+\n\Z",
    },
    "strike": {
        "agency dateline": r"^Port-Kerven \(Finistère\), 3\u00a0mars \(Ponant Presse\) – ",
        "heading in capitals": r"^DEUX CENTS POSTES DANS LA BALANCE$",
        "attribution in mid-quotation": r"«[^»]+, a prévenu Mme\u00a0[^»]+»",
        "quotation of several sentences": r"«[^».]+\.\s[^».]+\.\s[^».]+\.[^»]+»",
        "nested quotation": r"«[^»]*“[^”]+”[^»]*»",
        "quotation in “ ” alone": r":\s“Pas\s[^”]+”\.",
        "acronyms": r"(?=(?s:.)*\bCGT\b)(?=(?s:.)*\bCFDT\b)(?=(?s:.)*\(CSE\))",
        "narrow no-break space in a number": r"\b14\u202f000\b",
        "percentage": r"\b3,5\u00a0%",
        "time of day": r"\b18\u00a0h\u00a030\b",
        "first of the month": r"\b1er\u00a0avril\b",
        "number in words": r"\bQuatre-vingt-dix-sept\b",
        "abbreviated month": r"\b14\u00a0janv\. 2019\b",
        "negation": r"aucun\s+licenciement",
        "hearsay": r"\baurait\b[^.]+\baverti\b",
        "source line": r"\nSource\u00a0: [^\n]+\n\Z",
    },
}

#: Headline and subheadings; the figure on a line of its own counts as a heading too.
BLOCK_KINDS = {
    "council": {"heading": 4, "paragraph": 15, "list_item": 4, "credit": 2},
    "observatory": {"heading": 6, "paragraph": 16, "credit": 1},
    "strike": {"heading": 4, "paragraph": 12, "credit": 1},
}

#: Ordinals and Roman numerals of the sources with their English form.
ORDINALS = {"1er": "1", "IIe": "2nd", "XXIe": "21st"}
MONTHS = dict(
    zip(
        "janvier février mars avril mai juin juillet août septembre octobre novembre".split(),
        "January February March April May June July August September October November".split(),
        strict=True,
    )
) | {"décembre": "December", "janv.": "January", "déc.": "December"}


def read_sample(name: str, language: str) -> str:
    return (SAMPLES / f"{name}.{language}.txt").read_bytes().decode("utf-8")


def read_blocks(name: str, language: str) -> tuple[Block, ...]:
    return read_document(read_sample(name, language), origin=f"{name}.{language}.txt").blocks


def block_shape(block: Block) -> tuple[str, bool, bool]:
    """Return the marker, whether the block is a sentence, and whether it is in capitals."""
    is_sentence = block.text[-1] in ".;:?!”»" and block.text[0] not in "«“"
    return block.marker.strip(), is_sentence, block.text.isupper()


def count_words(text: str) -> int:
    return sum(1 for word in text.split() if re.search(r"\w", word))


def format_clock(match: re.Match[str]) -> str:
    """Return a French time of day as 6:30 p.m."""
    hour, minutes = int(match[1]), match[2]
    half = "p.m." if hour >= 12 else "a.m."
    return f"{hour % 12 or 12}{f':{minutes}' if minutes else ''} {half}"


def count_figures(text: str) -> Counter[str]:
    """Return the figures of an English text; dates, times and percentages are one figure each."""
    months = "|".join(sorted(set(MONTHS.values())))
    dates = rf"\b\d{{1,2}}\s(?:{months})\b"
    times = r"\b\d{1,2}(?::\d\d)?\s[ap]\.m\."
    others = r"\d[\d.,]*(?:-\d+)?(?<![.,])(?:st|nd|rd|th)?(?:\s?%)?"
    found = re.findall(rf"{dates}|{times}|{others}", text)
    return Counter(re.sub(r"\s", "" if "%" in figure else " ", figure) for figure in found)


def french_figures(text: str) -> Counter[str]:
    """Return the figures of a French text as an English text should write them."""
    text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)", ",", re.sub(r"(?<=\d),(?=\d)", ".", text))
    for french, english in ORDINALS.items():
        text = re.sub(rf"\b{french}\b", english, text)
    for french, english in MONTHS.items():
        text = re.sub(rf"\b{re.escape(french)}(?!\w)", english, text)
    text = re.sub(r"\b(\d{1,2})\u00a0h(?:eures\b|\u00a0(\d\d)\b|\b)", format_clock, text)
    return count_figures(text)


@pytest.mark.parametrize("name", NAMES)
def test_samples_read_as_what_they_are(name: str) -> None:
    """The reader sees the headings, items, turns and credits that the author meant."""
    kinds = Counter(str(block.kind) for block in read_blocks(name, "fr"))
    assert kinds == BLOCK_KINDS[name]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_samples_are_clean_text(name: str, language: str) -> None:
    """A sample is UTF-8 in NFC with line feeds, no trailing space and one final line end."""
    text = read_sample(name, language)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\r\t\ufeff]|[^\S\n]$|\n{3}", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text[0].isspace()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_samples_have_the_length_of_an_article(name: str, language: str) -> None:
    """Sources and references have between 600 and 900 words."""
    assert 600 <= count_words(read_sample(name, language)) <= 900


@pytest.mark.parametrize("name", NAMES)
def test_samples_keep_french_typography(name: str) -> None:
    """No plain space or straight mark stands where French wants a no-break one."""
    text = re.sub(r"https://\S+", "", read_sample(name, "fr"))
    assert not re.findall(r"['\"]|\.\.\.", text)
    assert not re.findall(r"[^\u202f][;!?]", text)
    assert not re.findall(r"[^\u00a0][:%»]|«[^\u00a0]", text)
    assert not re.findall(r"\d \d{3}\b|\b(?:M\.|Mme|Dr|n°) ", text)
    assert text.count("«") == text.count("»") > 0
    assert text.count("“") == text.count("”") > 0


@pytest.mark.parametrize("name", NAMES)
def test_samples_references_keep_english_typography(name: str) -> None:
    """References use English quotation marks, in pairs, and no French spacing."""
    text = read_sample(name, "en")
    assert not re.findall(r"['\"«»\u00a0\u202f]|\s[;:!?%]|\d \d{3}\b", text)
    assert text.count("“") == text.count("”") > 0
    assert text.count("‘") == len(re.findall(r"“[^”]*‘[^‘’]+’[^”]*”", text))


@pytest.mark.parametrize("name", NAMES)
def test_samples_line_width(name: str) -> None:
    """One article is hard-wrapped; the others have one line a paragraph."""
    text = read_sample(name, "fr")
    longest = max(map(len, text.splitlines()))
    if name == HARD_WRAPPED:
        assert longest <= WRAP_COLUMNS
    else:
        assert longest > 400
        assert not re.search(r"[^\n]\n(?![\n•]|\Z)", text)


@pytest.mark.parametrize("name", NAMES)
def test_samples_reference_has_the_blocks_of_the_source(name: str) -> None:
    """Block by block, list item answers list item, turn answers turn, heading answers heading."""
    source, target = read_blocks(name, "fr"), read_blocks(name, "en")
    assert len(source) == len(target)
    for source_block, target_block in zip(source, target, strict=True):
        assert block_shape(source_block) == block_shape(target_block), source_block.text


@pytest.mark.parametrize("name", NAMES)
def test_samples_reference_keeps_every_figure(name: str) -> None:
    """Figures, dates, times and percentages agree block by block, and none is added."""
    source, target = read_blocks(name, "fr"), read_blocks(name, "en")
    for source_block, target_block in zip(source, target, strict=True):
        expected = french_figures(source_block.text)
        assert count_figures(target_block.text) == expected, target_block.text


@pytest.mark.parametrize("name", NAMES)
def test_samples_reference_keeps_every_person(name: str) -> None:
    """A person named with a title in the source is named in the same block of the reference."""
    source, target = read_blocks(name, "fr"), read_blocks(name, "en")
    persons = 0
    for source_block, target_block in zip(source, target, strict=True):
        for found in re.finditer(
            r"\b(?:M\.|Mme|Dr)\u00a0((?:Le |\w+ )?[A-Z]\w+)", source_block.text
        ):
            persons += 1
            assert found[1] in target_block.text
    assert persons >= 3


@pytest.mark.parametrize(
    ("name", "feature"), [(name, feature) for name in NAMES for feature in FEATURES[name]]
)
def test_samples_exercise(name: str, feature: str) -> None:
    """Each article goes on containing the difficulty it was written for."""
    assert re.search(FEATURES[name][feature], read_sample(name, "fr"), re.MULTILINE)


def test_samples_readme_counts_words_truly() -> None:
    """The word counts in the README are those of the files."""
    counts = (
        f"{count_words(read_sample(name, 'fr'))} / {count_words(read_sample(name, 'en'))}"
        for name in NAMES
    )
    row = f"| words, French / English | {' | '.join(counts)} |"
    assert row in (SAMPLES / "README.md").read_text(encoding="utf-8")
