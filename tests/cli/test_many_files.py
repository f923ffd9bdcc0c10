"""Many files and folders: which are taken, where their outputs go, what survives a failure."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import CommandLine

from translator.errors import SummarizerFailed
from translator.store.manifest import Entry
from translator.testing import EchoEngine
from translator.types import Brief

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def write_tree(cli: CommandLine, **files: str | bytes) -> None:
    """Write files, their names given with ``__`` for a folder's and ``_`` for a suffix's sign."""
    for name, text in files.items():
        path = cli.folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def list_tree(folder: Path) -> list[str]:
    """Return the names of all files below a folder, hidden ones left out."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(name) for name in names if not name.name.startswith("."))


def test_many_files_mirror_the_tree(cli: CommandLine) -> None:
    """Each output has its source's place below the folder of outputs, and its source's kind."""
    write_tree(
        cli,
        news__b_txt="Deux.\n",
        news__a_fr_md="# Un\n",
        news__x__y__a_txt="Trois.\n",
        c_txt="Un.",
    )
    outcome = cli("translate", "news", "c.txt", "-r", "--output-dir", "out")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert list_tree(cli.folder / "out") == ["a.en.md", "b.en.txt", "c.en.txt", "x/y/a.en.txt"]
    assert (cli.folder / "out/x/y/a.en.txt").read_text() == "Trois.\n"


def test_many_files_come_sorted_by_name_and_once(cli: CommandLine) -> None:
    """A folder's in order; a file that is named twice, or through a link, is handled once."""
    write_tree(cli, news__b_txt="Deux.\n", news__a_txt="Un.\n", news__a__z_txt="Trois.\n")
    (cli.folder / "news" / "c.txt").symlink_to("a.txt")
    (cli.folder / "news" / "loop").symlink_to(".", target_is_directory=True)
    outcome = cli("translate", "news/b.txt", "news", "news/../news/a.txt", "-r", "-v")
    headings = [line for line in outcome.stdout.splitlines() if line.startswith("==>")]
    assert headings == ["==> news/b.txt <==", "==> news/a/z.txt <==", "==> news/a.txt <=="]
    assert "3 articles; left out: 3 named before\n" in outcome.stderr


def test_many_files_leave_out_what_is_no_article(cli: CommandLine) -> None:
    """Hidden files, other kinds, pictures whatever their name, pipes, outputs; counted in -v."""
    write_tree(cli, news__a_txt="Un.\n", news__p_png=PNG, news__q_txt=PNG, news___git__a_txt="x")
    write_tree(cli, news___h_txt="x")
    os.mkfifo(cli.folder / "news" / "pipe.txt")
    (cli.folder / "news" / "dead.txt").symlink_to("nowhere.txt")
    for _ in range(2):
        outcome = cli("translate", "news", "-r", "--output-dir", "news/out", "-v")
        assert outcome.code == 0
        assert (
            "1 article; left out: 2 hidden, 2 not files, 1 of other kinds, 1 binary\n"
            in outcome.stderr
        )
    assert list_tree(cli.folder / "news/out") == ["a.en.txt"]


def test_many_files_outputs_beside_their_sources_are_no_sources(cli: CommandLine) -> None:
    """Neither those of this run nor, by the record of the folder, those of an earlier one."""
    write_tree(cli, news__a_txt="Un.\n")
    for options in ([], ["--format", "markdown"], []):
        assert cli("translate", "news", "-r", "--output-dir", "news", *options).code == 0
    assert list_tree(cli.folder / "news") == ["a.en.md", "a.en.txt", "a.txt"]


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_many_files_are_decoded_together(cli: CommandLine, jobs: str) -> None:
    """Thirty files are two calls of the engine; each output is what its source gives alone."""
    for number in range(30):
        cli.write(f"{number:02d}.txt", f"Titre {number}\n\nIl pleut sur la ville {number}.\n")
    engine = EchoEngine()
    cli.use_engine(engine)
    names = [f"{number:02d}.txt" for number in range(30)]
    arguments = ["--format", "jsonl", "--output-dir"]
    assert cli("translate", *names, *arguments, "together", "--jobs", jobs).code == 0
    assert len(engine.calls) == 2
    for name in names:
        assert cli("translate", name, *arguments, "alone").code == 0
    for path in (cli.folder / "together").glob("[!.]*"):
        assert path.read_text() == (cli.folder / "alone" / path.name).read_text()


@pytest.mark.parametrize("verb", ["read", "brief", "translate"])
def test_many_files_as_json_do_not_depend_on_the_clock(cli: CommandLine, verb: str) -> None:
    """An article among others has no time of its own; two runs write the same bytes."""
    for name in ("a.txt", "b.txt"):
        cli.write(name, "Le maire part\n\nLe maire a démissionné. Il part jeudi matin.\n")
    contents = []
    for folder in ("one", "two"):
        cli(verb, "a.txt", "b.txt", "--format", "json", "--output-dir", folder)
        contents.append({p.name: p.read_bytes() for p in (cli.folder / folder).glob("[!.]*")})
    assert len(contents[0]) == 2
    assert contents[0] == contents[1]


def test_many_files_survive_what_one_of_them_does(cli: CommandLine) -> None:
    """What cannot be read, decoded or written is listed with its reason; the code is 8."""
    cli.use_engine(EchoEngine(failures=["Non."]))
    for name, text in (("a", "Un."), ("b", ""), ("c", "Non."), ("d", "Deux."), ("e", "Trois.")):
        cli.write(f"{name}.txt", text)
    (cli.folder / "out" / "d.en.txt").mkdir(parents=True)
    names = ["a.txt", "b.txt", "c.txt", "d.txt", "none.txt", "e.txt"]
    outcome = cli("translate", *names, "--output-dir", "out")
    assert (outcome.code, outcome.stdout) == (8, "")
    assert outcome.stderr == (
        "error: 4 of 6 files failed; the others are done\n"
        "  b.txt: nothing to translate: the text is empty or blank\n"
        "  c.txt: the engine failed on all of it (1 texts). It said: asked to fail on 'Non.'\n"
        "  d.txt: cannot write out/d.en.txt: it is a folder; move it away, or choose another "
        "--output-dir\n"
        "  no file none.txt; check the name\n"
    )
    assert list_tree(cli.folder / "out") == ["a.en.txt", "e.en.txt"]


def test_many_files_that_all_fail(cli: CommandLine) -> None:
    """Nobody claims that the others are done, and no model is loaded for nothing."""
    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", lambda **_: 1 / 0)
    outcome = cli("translate", "x.txt", "y.txt")
    assert (outcome.code, outcome.stdout, outcome.stderr) == (
        8,
        "",
        "error: 2 of 2 files failed\n  no file x.txt; check the name\n"
        "  no file y.txt; check the name\n",
    )


def test_many_files_stop_at_a_broken_engine(cli: CommandLine) -> None:
    """What would be wrong with every file ends the run with its own code."""
    texts = [f"Phrase {number}." for number in range(9)]
    cli.use_engine(EchoEngine(failures=texts))
    for number, text in enumerate(texts):
        cli.write(f"{number}.txt", text)
    names = [f"{number}.txt" for number in range(9)]
    outcome = cli("translate", *names, "none.txt", "--output-dir", "out")
    assert outcome.code == 5
    assert "error: the engine failed on everything it was given" in outcome.stderr
    assert list_tree(cli.folder / "out") == []


def test_many_files_stop_at_a_summarizer_that_is_down(cli: CommandLine) -> None:
    """One article may be too much for it; after two, and no brief, nobody waits for the rest."""
    asked = []

    class Down:
        name = "down"

        def summarize(self, *_: object, **__: object) -> Brief:
            asked.append(1)
            raise SummarizerFailed("no answer")

    for name in "abcd":
        cli.write(f"{name}.txt", "Il pleut.")
    cli.monkeypatch.setattr(
        "translator.summarizers.loading.load_summarizer", lambda *_, **__: Down()
    )
    outcome = cli("brief", "a.txt", "b.txt", "c.txt", "d.txt")
    assert (outcome.code, len(asked)) == (5, 2)
    assert outcome.stderr == (
        "error: 1 of 4 files failed so far\n  a.txt: no answer\nerror: no answer\n"
    )


def test_many_files_stop_at_a_full_disk(cli: CommandLine) -> None:
    """What was finished is kept, and the rest is not tried one by one."""
    for name in "abcd":
        cli.write(f"{name}.txt", "Il pleut.")

    def fill(_: object, entry: Entry) -> None:
        if entry.source == "b.txt":
            raise OSError(28, "No space left on device")

    cli.monkeypatch.setattr("translator.store.manifest.Manifest.record", fill)
    outcome = cli("translate", "a.txt", "b.txt", "c.txt", "d.txt", "--output-dir", "out", "-q")
    assert (outcome.code, outcome.stderr) == (
        7,
        "error: cannot record out/b.en.txt in out/.translator-manifest.jsonl: No space left on "
        "device\n",
    )
    assert list_tree(cli.folder / "out") == ["a.en.txt"]


def test_many_files_in_a_folder_that_cannot_be_looked_into(cli: CommandLine) -> None:
    """It is one article that cannot be read."""
    write_tree(cli, news__a_txt="Un.\n", news__b__c_txt="Deux.\n")

    def walk(top: Path, onerror):  # type: ignore[no-untyped-def]
        yield top, ["b"], ["a.txt"]
        onerror(PermissionError(13, "Permission denied", str(Path(top, "b"))))

    cli.monkeypatch.setattr("os.walk", walk)
    outcome = cli("translate", "news", "-r")
    assert outcome.code == 8
    assert outcome.stderr.splitlines()[:2] == [
        "error: 1 of 2 files failed; the others are done",
        "  news/b is a folder that cannot be looked into; check its permissions",
    ]


def test_many_files_together_take_folders_too(cli: CommandLine) -> None:
    """One brief of all articles in a folder."""
    write_tree(cli, news__a_txt="Le maire part. Il a voté le budget de la ville mardi soir.\n")
    write_tree(cli, news__b_txt="La gare ferme. Deux cents personnes ont écouté le débat.\n")
    outcome = cli("brief", "news", "-r", "--together", "--format", "json")
    assert outcome.code == 0
    paths = [item["source"]["path"] for item in json.loads(outcome.stdout)["articles"]]
    assert paths == ["news/a.txt", "news/b.txt"]


def test_many_files_progress_is_of_all_of_them(cli: CommandLine) -> None:
    """A line for each file where it was asked for, none in a pipe, and failures counted."""
    for name in ("a", "b", "c"):
        cli.write(f"{name}.txt", "Il pleut sur la ville.\n" if name != "b" else "")
    names = ["a.txt", "b.txt", "c.txt"]
    outcome = cli("translate", *names, "--output-dir", "out", "--progress", "always")
    lines = outcome.stderr.splitlines()
    assert [line.split(" · ")[0] for line in lines[:3]] == ["1/3 files", "2/3 files", "3/3 files"]
    assert [line.split(" · ")[1] for line in lines[:3]] == ["50%", "1 failed", "1 failed"]
    assert lines[2].split(" · ")[2] == "100%"
    assert lines[3:5] == [
        "2 findings in 2 of 3 files; see: translator read FILE",
        "error: 1 of 3 files failed; the others are done",
    ]
