"""The memory of a folder of outputs: what is finished, what is not, what is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translator.store.manifest import MANIFEST_NAME, Manifest, Standing


def write_output(
    folder: Path, name: str, text: str, *, source: str = "1", recipe: str = "r"
) -> Path:
    """Do what a run does: record the content, then give it its name."""
    output, content = folder / name, folder / "content.tmp"
    content.write_text(text, encoding="utf-8")
    manifest = Manifest(folder)
    manifest.record(
        manifest.make_entry(
            output,
            content=content,
            source="a.txt",
            source_sha256=source,
            recipe=recipe,
            has_findings=False,
        )
    )
    content.replace(output)
    return output


def judge(folder: Path, output: Path, *, source: str = "1", recipe: str = "r") -> Standing:
    return Manifest(folder).find_standing(output, source_sha256=source, recipe=recipe)


def test_manifest_knows_what_is_finished(tmp_path: Path) -> None:
    """The same source, the same way, and nobody has touched it."""
    output = write_output(tmp_path, "a.en.txt", "One.")
    assert judge(tmp_path, output) is Standing.FINISHED
    assert judge(tmp_path, output, source="2") is Standing.OUTDATED
    assert judge(tmp_path, output, recipe="s") is Standing.OUTDATED
    assert judge(tmp_path, tmp_path / "b.en.txt") is Standing.MISSING


def test_manifest_tells_what_somebody_has_changed(tmp_path: Path) -> None:
    """By its content: a change that is taken back is none."""
    output = write_output(tmp_path, "a.en.txt", "One.")
    output.write_text("One, by hand.", encoding="utf-8")
    assert judge(tmp_path, output) is Standing.FOREIGN
    assert judge(tmp_path, output, source="2") is Standing.FOREIGN
    output.write_text("One.", encoding="utf-8")
    assert judge(tmp_path, output) is Standing.FINISHED
    other = tmp_path / "b.en.txt"
    other.write_text("Never ours.", encoding="utf-8")
    assert judge(tmp_path, other) is Standing.FOREIGN


def test_manifest_killed_between_the_record_and_the_name(tmp_path: Path) -> None:
    """The older output is ours and is written again; a missing one is not finished."""
    output = write_output(tmp_path, "a.en.txt", "Old.", source="1")
    older = output.read_bytes()
    write_output(tmp_path, "a.en.txt", "New.", source="2")
    output.write_bytes(older)
    assert judge(tmp_path, output, source="2") is Standing.OUTDATED
    output.unlink()
    assert judge(tmp_path, output, source="2") is Standing.MISSING


def test_manifest_takes_an_empty_output_for_none(tmp_path: Path) -> None:
    """A power cut may leave the name without the content."""
    output = write_output(tmp_path, "a.en.txt", "One.")
    output.write_bytes(b"")
    assert judge(tmp_path, output) is Standing.MISSING


#: An entry whose output has a name of one's choice.
NAMED = b'{"output": "%s", "output_sha256": "", "source": "", "source_sha256": "", "recipe": ""}\n'


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"output": "a.en.txt"',
        b"[1, 2]\n",
        b"[" * 100_000,
        b'{"output": 1, "output_sha256": "", "source": "", "source_sha256": "", "recipe": ""}\n',
        b"\x00" * 4096,
        NAMED % b"\\ud800",
        NAMED % b"\\u0000",
    ],
    ids=["none", "bytes", "torn", "list", "deep", "type", "zeros", "no-letter", "no-name"],
)
def test_manifest_reads_around_damage(tmp_path: Path, damage: bytes) -> None:
    """One bad line costs what it was about; what comes after it is written and read as ever."""
    first = write_output(tmp_path, "a.en.txt", "One.")
    with (tmp_path / MANIFEST_NAME).open("ab") as stream:
        stream.write(damage)
    second = write_output(tmp_path, "b.en.txt", "Two.")
    assert judge(tmp_path, first) is Standing.FINISHED
    assert judge(tmp_path, second) is Standing.FINISHED
    assert Manifest(tmp_path).num_damaged == bool(damage)


def test_manifest_cut_anywhere_loses_its_last_line_at_most(tmp_path: Path) -> None:
    """As a process leaves it that is killed while it writes."""
    outputs = [write_output(tmp_path, f"{name}.en.txt", name) for name in "abc"]
    whole = (tmp_path / MANIFEST_NAME).read_bytes()
    last = whole.rstrip(b"\n").rindex(b"\n") + 1
    for length in range(last, len(whole) - 1):
        (tmp_path / MANIFEST_NAME).write_bytes(whole[:length])
        assert [judge(tmp_path, output) for output in outputs] == [
            Standing.FINISHED,
            Standing.FINISHED,
            Standing.FOREIGN,
        ]


def test_manifest_is_read_by_later_releases_and_by_earlier_ones(tmp_path: Path) -> None:
    """A field that is not known is left out."""
    output = write_output(tmp_path, "a.en.txt", "One.")
    path = tmp_path / MANIFEST_NAME
    values = json.loads(path.read_text(encoding="utf-8"))
    assert list(values) == [
        "output",
        "output_sha256",
        "source",
        "source_sha256",
        "recipe",
        "has_findings",
    ]
    path.write_text(json.dumps({**values, "mood": "good"}) + "\n", encoding="utf-8")
    assert judge(tmp_path, output) is Standing.FINISHED


def test_manifest_names_outputs_below_its_folder(tmp_path: Path) -> None:
    """So that the folder can be moved; a name may hold anything that a file's may."""
    (tmp_path / "sub").mkdir()
    name = "sub/é\udcff\n.txt"
    output = write_output(tmp_path, name, "One.")
    entry = Manifest(tmp_path).find(output)
    assert entry is not None
    assert entry.output == name
    assert Manifest(tmp_path).list_outputs() == {output}
