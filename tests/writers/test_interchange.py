"""TMX and XLIFF: what translators' tools read back is what was written."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CommandLine
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from scripted_engine import InterruptedEngine, ScriptedEngine
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from translator.checks import run_checks
from translator.errors import EmptyDocument
from translator.protocols import TranslationEngine
from translator.readers import read_document
from translator.testing import EchoEngine
from translator.translate import translate_document
from translator.types import DecodingOptions, Report
from translator.writers.json import format_report
from translator.writers.streams import BLOCK_FORMATS, FRAMES
from translator.writers.xliff import NAMESPACE

CASES = Path(__file__).parent.parent / "cases" / "interchange"
NAMES = {"x": NAMESPACE}
ARTICLE = """\
# Le pont & la « rive »

Le maire a dit : « Oui <non> ». Il y a 12 écoles.\u00a0Bien.

```
code & <texte>
```

- Un *point* "cité" [ici](https://exemple.fr/?a=1&b=2) ![vu](a.png)
- *Il part. Il revient.*
"""


def make_report(text: str, *, engine: TranslationEngine | None = None) -> Report:
    document = read_document(text, origin='a "b" & c.md')
    translation = translate_document(
        document, engine=engine or EchoEngine(), options=DecodingOptions()
    )
    return Report(translation=translation, brief=None, findings=run_checks(translation.blocks))


def write(report: Report, name: str) -> bytes:
    """Write a report as ``translate`` does, block by block."""
    translation, frame = report.translation, FRAMES[name]
    document = translation.document
    parts = [frame.format_head(document, translation.pair, translation.signature)]
    for block in translation.blocks:
        own = [item for item in report.findings if item.block_index == block.block.index]
        parts.append(BLOCK_FORMATS[name](block, document, own))
    return "".join([*parts, frame.tail]).encode()


def find_pairs(report: Report) -> dict[str, tuple[str, str]]:
    """Return the segments of the JSON report by the ids of the interchange formats."""
    return {
        f"b{block['index']}s{position}": (segment["source"], segment["target"])
        for block in format_report(report)["blocks"]
        for position, segment in enumerate(block["segments"])
    }


def read_text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def read_xliff(data: bytes) -> dict[str, tuple[str, str]]:
    return {
        unit.get("id") + segment.get("id"): (
            read_text(segment.find("x:source", NAMES)),
            read_text(segment.find("x:target", NAMES)),
        )
        for unit in etree.fromstring(data).iterfind(".//x:unit", NAMES)
        for segment in unit.iterfind("x:segment", NAMES)
    }


def read_memory(data: bytes) -> dict[str, tuple[str, str]]:
    """Read the texts of a TMX file without the signs inside its codes."""
    pairs = {}
    for unit in etree.fromstring(data).findall("body/tu"):
        segments = unit.findall("tuv/seg")
        for code in [code for segment in segments for code in segment]:
            code.text = None
        source, target = map(read_text, segments)
        pairs[unit.get("tuid")] = (source, target)
    return pairs


def test_interchange_segments_are_those_of_the_json_report() -> None:
    """Every segment is there once, in order, under the JSON report's numbers, to the character."""
    report = make_report(ARTICLE)
    pairs = find_pairs(report)
    assert list(read_xliff(write(report, "xliff")).items()) == list(pairs.items())
    code = [key for key, (source, _) in pairs.items() if "code" in source or "```" in source]
    assert code
    expected = {key: pair for key, pair in pairs.items() if key not in code}
    assert list(read_memory(write(report, "tmx")).items()) == list(expected.items())


def test_interchange_units_give_the_blocks_back() -> None:
    """All sources of a unit, one behind the other, are the block; all targets its translation."""
    report = make_report("Un.  Deux.Trois ? Oui.\n\nFin.", engine=ScriptedEngine())
    units = etree.fromstring(write(report, "xliff")).iterfind(".//x:unit", NAMES)
    for unit, block in zip(units, report.translation.blocks, strict=True):
        assert "".join(map(read_text, unit.iterfind("*/x:source", NAMES))) == block.block.text
        assert "".join(map(read_text, unit.iterfind("*/x:target", NAMES))) == block.target


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_interchange_files_are_valid(name: str) -> None:
    """The files hold to what the two standards say about elements, order and attributes."""
    schema = etree.RelaxNG(etree.parse(CASES / f"{name}.rng"))
    engine = EchoEngine(replies={"Il y a 12 écoles.": "There are 21 schools."})
    for report in (make_report(ARTICLE, engine=engine), make_report("Oui.")):
        schema.assertValid(etree.fromstring(write(report, name)))


def test_interchange_codes_are_in_pairs() -> None:
    """Every mark is the same mark on both sides, and what begins ends."""
    report = make_report(ARTICLE)
    root = etree.fromstring(write(report, "xliff"))
    for unit in root.iterfind(".//x:unit", NAMES):
        data = {item.get("id") for item in unit.iterfind("x:originalData/x:data", NAMES)}
        sides = []
        for side in ("source", "target"):
            codes = [code for text in unit.iterfind(f"x:segment/x:{side}", NAMES) for code in text]
            used = Counter(
                (etree.QName(code).localname, code.get("id") or code.get("startRef"))
                for code in codes
            )
            sides.append(used)
            assert max(used.values(), default=1) == 1
            assert {n for kind, n in used if kind == "sc"} == {
                n for kind, n in used if kind == "ec"
            }
            references = {
                code.get(key)
                for code in codes
                for key in ("dataRef", "dataRefStart", "dataRefEnd")
                if code.get(key)
            }
            assert references <= data
        assert sides[0] == sides[1]
    assert len(root.findall(".//x:pc", NAMES)) == 4
    link = root.find(".//x:source/x:pc[@type='link']", NAMES)
    assert link.text == "ici"
    assert root.find(f".//x:data[@id='{link.get('dataRefEnd')}']", NAMES).text == (
        "](https://exemple.fr/?a=1&b=2)"
    )
    memory = etree.fromstring(write(report, "tmx"))
    kinds = Counter((code.tag, code.get("type")) for seg in memory.iter("seg") for code in seg)
    assert kinds == {
        ("bpt", "italic"): 2,
        ("bpt", "link"): 2,
        ("ept", None): 4,
        ("ph", "image"): 2,
        ("ph", "x-point"): 2,
        ("it", "italic"): 4,
    }


def test_interchange_keeps_a_mark_without_its_words_on_the_source_alone() -> None:
    """A tool reports the missing mark, and no wrong words become a link."""
    engine = EchoEngine(replies={"Voir le budget.": "See the finances."})
    report = make_report("Voir le [budget](b.fr).", engine=engine)
    root = etree.fromstring(write(report, "xliff"))
    assert [len(root.findall(f".//x:{side}/x:pc", NAMES)) for side in ("source", "target")] == [
        1,
        0,
    ]


def test_interchange_findings_are_notes() -> None:
    """What is doubtful about a sentence stands with it, its code first."""
    engine = EchoEngine(replies={"Il y a 12 écoles.": "There are 21 schools."})
    report = make_report(ARTICLE, engine=engine)
    (finding,) = [item for item in report.findings if item.code == "N01"]
    note = etree.fromstring(write(report, "xliff")).find(".//x:note[@category='N01']", NAMES)
    assert note.text == f"s1: {finding.message}"
    assert note.get("appliesTo") == "target"
    prop = etree.fromstring(write(report, "tmx")).find("body/tu[@tuid='b1s1']/prop")
    assert (prop.get("type"), prop.text) == ("x-finding", f"N01 {finding.message}")


def test_interchange_files_open_in_another_library() -> None:
    """translate-toolkit, which several translators' tools rest on, finds the same pairs."""
    report = make_report("# Le pont & la « rive »\n\nIl a dit : a < b. Bien.\n\n- Un point\n")
    pairs = find_pairs(report)
    memory = tmxfile(io.BytesIO(write(report, "tmx")), "fr", "en")
    assert [(unit.source, unit.target) for unit in memory.units] == list(pairs.values())
    file = Xliff2File.parsestring(write(report, "xliff"))
    assert (file.sourcelanguage, file.targetlanguage) == ("fr", "en")
    assert len(file.units) >= len(report.translation.blocks)
    assert (file.units[0].source, file.units[0].target) == pairs["b0s0"]


def test_interchange_leaves_open_what_was_not_translated() -> None:
    """A sentence that came out empty, or that the engine failed on, is no memory."""
    engine = EchoEngine(replies={"Oui.": ""}, failures=["Non."])
    report = make_report("Oui. Non. Bien.", engine=engine)
    segments = etree.fromstring(write(report, "xliff")).findall(".//x:segment", NAMES)
    assert [segment.get("state") for segment in segments] == ["initial", "initial", "translated"]
    assert [segment.find("x:target", NAMES) is None for segment in segments] == [True, True, False]
    assert list(read_memory(write(report, "tmx"))) == ["b0s2"]


@given(text=st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_interchange_is_well_formed_for_any_text(text: str) -> None:
    """Whatever the characters, the XML can be read and every letter is in it."""
    try:
        report = make_report(text)
    except EmptyDocument:
        return
    read = read_xliff(write(report, "xliff"))
    assert list(read) == list(find_pairs(report))
    for key, pair in find_pairs(report).items():
        letters = [[char for char in side if char.isalnum()] for side in pair]
        assert [[char for char in side if char.isalnum()] for side in read[key]] == letters
    etree.fromstring(write(report, "tmx"))


def test_interchange_from_the_command_line(cli: CommandLine) -> None:
    """The ending of the output chooses the format; several articles need a folder."""
    cli.write("a.txt", "Le maire part. Il revient.")
    for ending, root in ((".tmx", "tmx"), (".xlf", "xliff"), (".xliff", "xliff")):
        output = cli.folder / f"out{ending}"
        assert cli("translate", "a.txt", "-o", str(output)).code == 0
        assert etree.QName(etree.parse(output).getroot()).localname == root
    cli.write("b.txt", "Il pleut.")
    outcome = cli("translate", "a.txt", "b.txt", "--format", "tmx")
    assert (outcome.code, outcome.stderr) == (
        2,
        "error: each article becomes a memory of its own, 2 are given; use --output-dir\n",
    )
    assert json.loads(cli("translate", "a.txt", "--format", "json").stdout)["version"] == 1
    cli.write("b.txt", "Fin.")
    assert cli("translate", "a.txt", "b.txt", "--format", "xliff", "--output-dir", "o").code == 0
    names = sorted(path.name for path in (cli.folder / "o").glob("[!.]*"))
    assert names == ["a.en.xlf", "b.en.xlf"]


def test_interchange_counts_what_xml_does_not_allow(cli: CommandLine) -> None:
    """What had to go is told, and the rest of the sentence stays."""
    cli.use_engine(EchoEngine(replies={"Le maire part.": "The mayor\uffff leaves\ufffe."}))
    cli.write("a.txt", "Le maire part.")
    outcome = cli("translate", "a.txt", "--format", "tmx")
    assert "<seg>The mayor leaves.</seg>" in outcome.stdout
    assert outcome.stderr == "warning: left out 2 characters that XML does not allow\n"


def test_interchange_of_an_interrupted_run_can_be_read(cli: CommandLine) -> None:
    """What is kept after Ctrl-C is a whole file of the finished blocks."""
    text = "\n\n".join(f"Voici la phrase {n} de notre petit texte." for n in range(30))
    cli.use_engine(InterruptedEngine("phrase 20"))
    cli.write("a.txt", text)
    outcome = cli("translate", "a.txt", "-o", "a.xlf")
    assert outcome.code == 130
    assert not (cli.folder / "a.xlf").exists()
    units = etree.parse(cli.folder / "a.xlf.partial").findall(".//x:unit", NAMES)
    assert 0 < len(units) < 20


def test_interchange_blocks_do_not_depend_on_each_other() -> None:
    """A block is written when it is finished, with nothing remembered of those before."""
    report = make_report(ARTICLE)
    whole = write(report, "xliff").decode()
    translation = report.translation
    last = replace(report, translation=replace(translation, blocks=translation.blocks[-1:]))
    head = len(
        FRAMES["xliff"].format_head(translation.document, translation.pair, translation.signature)
    )
    assert whole.endswith(write(last, "xliff").decode()[head:])
