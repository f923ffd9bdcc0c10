"""``--resume``: what is finished stays, what has changed is done again, nobody's work is lost."""

from __future__ import annotations

import fcntl
import json
import os
import signal
from collections.abc import Sequence

import pytest
from conftest import CommandLine

from translator.store.manifest import MANIFEST_NAME
from translator.testing import EchoEngine
from translator.types import Brief, DecodingOptions, Hypothesis

RUN = ("translate", "news", "-r", "--output-dir", "out")


def write_news(cli: CommandLine) -> None:
    (cli.folder / "news" / "sub").mkdir(parents=True)
    for name, text in (("a", "Un."), ("b", "Deux."), ("sub/c", "Trois.")):
        cli.write(f"news/{name}.txt", f"{text}\n")


def use_counting_engine(cli: CommandLine) -> EchoEngine:
    engine = EchoEngine()
    cli.use_engine(engine)
    return engine


def list_sources(engine: EchoEngine) -> list[str]:
    return [text for sources, _ in engine.calls for text in sources]


def test_resume_does_nothing_twice(cli: CommandLine) -> None:
    """What is finished is not even a reason to load a model."""
    write_news(cli)
    assert cli(*RUN).code == 0
    before = {path: path.stat() for path in (cli.folder / "out").rglob("*.txt")}
    cli.monkeypatch.setattr("translator.engines.loading.prepare_engine", lambda **_: 1 / 0)
    outcome = cli(*RUN, "--resume")
    assert (outcome.code, outcome.stdout) == (0, "")
    assert outcome.stderr == "3 of 3 files were finished before\n"
    after = {path: path.stat() for path in (cli.folder / "out").rglob("*.txt")}
    assert {path: stat.st_mtime_ns for path, stat in before.items()} == {
        path: stat.st_mtime_ns for path, stat in after.items()
    }


def test_resume_does_what_is_new_or_has_changed(cli: CommandLine) -> None:
    """By the content of the source: a new date alone is no change."""
    write_news(cli)
    cli(*RUN)
    cli.write("news/b.txt", "Quatre.\n")
    cli.write("news/d.txt", "Cinq.\n")
    (cli.folder / "out" / "sub" / "c.en.txt").unlink()
    os.utime(cli.folder / "news" / "a.txt", (1, 1))
    engine = use_counting_engine(cli)
    outcome = cli(*RUN, "--resume")
    assert (outcome.code, outcome.stderr) == (0, "1 of 4 files were finished before\n")
    assert sorted(list_sources(engine)) == ["Cinq.", "Quatre.", "Trois."]
    assert (cli.folder / "out" / "b.en.txt").read_text() == "Quatre.\n"


@pytest.mark.parametrize(
    ("options", "num_done"),
    [
        (["--beam-size", "2"], 3),
        (["--format", "json"], 3),
        (["--encoding", "latin-1"], 3),
        (["--threads", "1", "--batch-tokens", "64", "--jobs", "1", "-q", "--width", "40"], 0),
        (["--lang-check", "off", "--strict", "--progress", "never"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_resume_with_other_options(cli: CommandLine, options: list[str], num_done: int) -> None:
    """Those that change a result have it made again; speed and chatter do not."""
    write_news(cli)
    cli(*RUN)
    engine = use_counting_engine(cli)
    assert cli(*RUN, "--resume", *options).code == 0
    assert len(list_sources(engine)) == num_done


@pytest.mark.parametrize("target", ["translator.cli.recipe.__version__", "digest_model"])
def test_resume_with_another_program_or_model(cli: CommandLine, target: str) -> None:
    """Results of an older release or another model are made again."""
    write_news(cli)
    cli(*RUN)
    if target == "digest_model":
        cli.monkeypatch.setattr("translator.assets.digest_model", lambda _: "another")
    else:
        cli.monkeypatch.setattr(target, "99")
    engine = use_counting_engine(cli)
    assert cli(*RUN, "--resume").code == 0
    assert len(list_sources(engine)) == 3


def test_resume_counts_a_template_by_what_it_says(cli: CommandLine) -> None:
    """A style that was edited makes other briefs, whatever its name."""
    write_news(cli)
    run = ("brief", "news", "-r", "--output-dir", "out", "--brief-style", "mine.toml")
    template = 'description = "d"\nsystem = "s"\nprompt = "$article"\nsections = ["points"]\n'
    cli.write("mine.toml", template)
    assert cli(*run).code == 0
    engine = use_counting_engine(cli)
    assert cli(*run, "--resume").code == 0
    assert list_sources(engine) == []
    cli.write("mine.toml", template.replace("points", "headline"))
    assert cli(*run, "--resume").code == 0
    assert len(list_sources(engine)) == 3


def test_resume_keeps_what_somebody_has_changed(cli: CommandLine) -> None:
    """It is named, and whether its source has changed too; --overwrite writes it anew."""
    write_news(cli)
    cli(*RUN)
    for name in ("a", "b"):
        (cli.folder / "out" / f"{name}.en.txt").write_text("By hand.\n")
    cli.write("news/b.txt", "Quatre.\n")
    outcome = cli(*RUN, "--resume")
    assert outcome.code == 0
    assert outcome.stderr == (
        "1 of 3 files were finished before\n"
        "warning: kept, since this program did not write them as they are: out/a.en.txt, "
        "out/b.en.txt; their sources have changed too: out/b.en.txt; --overwrite writes them "
        "anew\n"
    )
    assert (cli.folder / "out" / "a.en.txt").read_text() == "By hand.\n"
    assert cli(*RUN, "--resume", "--overwrite").code == 0
    assert (cli.folder / "out" / "a.en.txt").read_text() == "Un.\n"
    assert (cli.folder / "out" / "b.en.txt").read_text() == "Quatre.\n"
    assert cli(*RUN, "--resume").stderr == "3 of 3 files were finished before\n"


def test_resume_keeps_what_is_changed_meanwhile(cli: CommandLine) -> None:
    """Somebody edits an output while its new version is being made."""
    write_news(cli)
    cli(*RUN)
    cli.write("news/a.txt", "Quatre.\n")
    output = cli.folder / "out" / "a.en.txt"

    class Slow(EchoEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            output.write_text("By hand.\n")
            return super().translate_batch(sources, options)

    cli.use_engine(Slow())
    outcome = cli(*RUN, "--resume")
    assert outcome.code == 8
    assert outcome.stderr.endswith(
        "error: 1 of 3 files failed; the others are done\n"
        "  out/a.en.txt was changed while news/a.txt was translated, and is kept; --overwrite "
        "writes it anew\n"
    )
    assert output.read_text() == "By hand.\n"


def test_resume_beside_a_run_that_does_the_same(cli: CommandLine) -> None:
    """Two processes that were started by mistake do not take each other for somebody."""
    write_news(cli)
    cli(*RUN)
    outputs = sorted((cli.folder / "out").rglob("*.en.txt"))
    contents = [path.read_bytes() for path in outputs]
    for path in [*outputs, cli.folder / "out" / MANIFEST_NAME]:
        path.unlink()

    class Slow(EchoEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            for path, content in zip(outputs, contents, strict=True):
                path.write_bytes(content)
            return super().translate_batch(sources, options)

    cli.use_engine(Slow())
    outcome = cli(*RUN, "--resume")
    assert (outcome.code, outcome.stderr) == (0, "")


def test_resume_without_it_every_output_is_written(cli: CommandLine) -> None:
    """As ever; and what is written then can be resumed."""
    write_news(cli)
    cli(*RUN)
    (cli.folder / "out" / "a.en.txt").write_text("By hand.\n")
    engine = use_counting_engine(cli)
    outcome = cli(*RUN)
    assert (outcome.code, outcome.stderr) == (0, "")
    assert len(list_sources(engine)) == 3
    assert (cli.folder / "out" / "a.en.txt").read_text() == "Un.\n"
    assert cli(*RUN, "--resume").stderr == "3 of 3 files were finished before\n"


def test_resume_remembers_findings(cli: CommandLine) -> None:
    """--strict does not pass the second time because there was nothing to do."""
    cli.use_engine(EchoEngine(replies={"Il y a 12 rues.": "There are 13 streets."}))
    cli.write("a.txt", "Il y a 12 rues.\n")
    run = ("translate", "a.txt", "--output-dir", "out")
    assert cli(*run, "--strict").code == 1
    assert cli(*run, "--resume").code == 0
    assert cli(*run, "--resume", "--strict").code == 1


def test_resume_after_ctrl_c(cli: CommandLine) -> None:
    """What was finished stays, and the message says how to go on."""

    class Interrupted(EchoEngine):
        def translate_batch(
            self, sources: Sequence[str], options: DecodingOptions
        ) -> list[tuple[Hypothesis, ...]]:
            if any("Arrêtez" in source for source in sources):
                os.kill(os.getpid(), signal.SIGTERM)
            return super().translate_batch(sources, options)

    for number in range(20):
        cli.write(f"{number:02d}.txt", "Il pleut sur la ville. " * 4 + f"Phrase {number}.\n")
    cli.write("13.txt", "Arrêtez ici le travail.\n")
    run = ("translate", *sorted(p.name for p in cli.folder.glob("*.txt")), "--output-dir", "out")
    cli.use_engine(Interrupted())
    outcome = cli(*run, "--jobs", "1")
    assert outcome.code == 143
    done = len(list((cli.folder / "out").glob("*.en.txt")))
    assert 0 < done < 13
    assert outcome.stderr.splitlines()[-1] == (
        f"error: interrupted; {done} of 20 files are done, the same command with --resume does "
        "the others"
    )
    engine = use_counting_engine(cli)
    outcome = cli(*run, "--resume")
    assert outcome.code == 0
    assert outcome.stderr.splitlines()[0] == f"{done} of 20 files were finished before"
    assert "Phrase 0." not in list_sources(engine)
    assert len(list((cli.folder / "out").glob("*.en.txt"))) == 20
    assert not list((cli.folder / "out").glob("*.partial"))


def test_resume_after_ctrl_c_in_a_brief(cli: CommandLine) -> None:
    """A report without its brief is not finished, though its translation is whole."""

    class Interrupted:
        name = "interrupted"

        def summarize(self, *_: object, **__: object) -> Brief:
            raise KeyboardInterrupt

    write_news(cli)
    run = ("read", "news", "-r", "--output-dir", "out", "--progress", "never")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "translator.summarizers.loading.load_summarizer", lambda *_, **__: Interrupted()
        )
        outcome = cli(*run)
    assert outcome.code == 130
    assert "error: interrupted; 0 of 3 files are done, the same command with" in outcome.stderr
    assert not (cli.folder / "out" / "a.en.md").exists()
    assert (cli.folder / "out" / "a.en.md.partial").exists()
    assert cli(*run, "--resume").code == 0
    assert "**Bottom line**" in (cli.folder / "out" / "a.en.md").read_text()
    assert not (cli.folder / "out" / "a.en.md.partial").exists()


def test_resume_clears_away_what_a_killed_run_left(cli: CommandLine) -> None:
    """But not what another process is writing, has just made, or what only looks like it."""
    write_news(cli)
    folder = cli.folder / "out" / "sub"
    folder.mkdir(parents=True)
    names = [f".c.en.txt.{number}.0123abcd.tmp" for number in range(3)]
    for name in (*names, ".c.en.txt.tmp", "c.en.txt.1.0123abcd.tmp"):
        path = folder / name
        path.write_text("Trois")
        if name != names[0]:
            os.utime(path, (1, 1))
    with (folder / names[1]).open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        assert cli(*RUN, "--resume").code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        names[0],
        names[1],
        ".c.en.txt.tmp",
        "c.en.txt",
        "c.en.txt.1.0123abcd.tmp",
    ]


def test_resume_with_a_damaged_record(cli: CommandLine) -> None:
    """The rest of it counts; what is not known to be ours is kept."""
    write_news(cli)
    cli(*RUN)
    path = cli.folder / "out" / MANIFEST_NAME
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1][:50], *lines[2:]]))
    lost = json.loads(lines[1])["output"]
    outcome = cli(*RUN, "--resume")
    assert outcome.code == 0
    assert outcome.stderr == (
        "warning: 1 damaged line in the record of out; what only they knew of is translated "
        "again, or kept if it is there\n"
        "2 of 3 files were finished before\n"
        f"warning: kept, since this program did not write them as they are: out/{lost}; "
        "--overwrite writes them anew\n"
    )


def test_resume_with_a_record_that_cannot_be_used(cli: CommandLine) -> None:
    """One sentence that names it."""
    write_news(cli)
    (cli.folder / "out" / MANIFEST_NAME).mkdir(parents=True)
    outcome = cli(*RUN)
    assert (outcome.code, outcome.stderr) == (
        7,
        f"error: cannot read out/{MANIFEST_NAME}: Is a directory\n",
    )


def test_resume_of_standard_input_is_never_finished(cli: CommandLine) -> None:
    """Nobody can look at it twice; its output is guarded all the same."""
    run = ("translate", "-", "--output-dir", "out")
    assert cli(*run, stdin=b"Un.").code == 0
    assert cli(*run, "--resume", stdin=b"Deux.").code == 0
    output = cli.folder / "out" / "article.en.txt"
    assert output.read_text() == "Deux.\n"
    output.write_text("By hand.\n")
    outcome = cli(*run, "--resume", stdin=b"Trois.")
    assert (outcome.code, output.read_text()) == (0, "By hand.\n")
    assert "write them as they are: out/article.en.txt" in outcome.stderr
