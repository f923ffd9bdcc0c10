"""The whole way from text to shipped weights, at a thousandth of its size."""

from __future__ import annotations

import csv
import json
import lzma
from itertools import product
from pathlib import Path

import pytest

from training import bundle, evaluate, export, plot, prepare, train, vocabulary
from training.sources import SOURCES

SUBJECTS = {"le maire": "the mayor", "la ville": "the town", "un pêcheur": "a fisherman"}
VERBS = {"demande": "asks for", "attend": "waits for", "a vendu": "sold", "promet": "promises"}
OBJECTS = {"un pont": "a bridge", "une école": "a school", "deux gares": "two stations"}
TIMES = {"mardi": "on Tuesday", "en 2012": "in 2012", "chaque année": "every year", "": ""}

RECIPE = Path(train.__file__).parent / "recipes" / "rehearsal.toml"
SIZE = 320


def write_data(directory: Path) -> None:
    """Write every source's files: sentences put together from a few words."""
    directory.mkdir()
    pairs = [
        (" ".join(filter(None, map(str, french))) + ".", " ".join(filter(None, english)) + ".")
        for french, english in (
            zip(*choice, strict=True)
            for choice in product(*(part.items() for part in (SUBJECTS, VERBS, OBJECTS, TIMES)))
        )
    ]
    for number, source in enumerate(SOURCES):
        for name in source.files:
            with lzma.open(directory / name, "wt", encoding="utf-8") as file:
                for french, english in pairs:
                    file.write(f"{number} {french}\t{number} {english}\n")


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run every command of the README once, the training twice."""
    root = tmp_path_factory.mktemp("rehearsal")
    data, tokens, words, run = (root / name for name in ("data", "tokens", "vocabulary", "run"))
    write_data(data)
    vocabulary.main([str(data), str(words), "--size", str(SIZE), "--threads", "1"])
    first = [str(data), str(tokens), "--vocabulary", str(words), "--workers", "1"]
    prepare.main([*first, "news", "europarl-1"])
    development = root / "development.tsv"
    development.write_text("le maire attend un pont.\tthe mayor waits for a bridge.\n", "utf-8")
    command = [
        *map(str, (RECIPE, tokens, words, run)),
        *("--development", str(development), "--device", "cpu"),
        *("--set", f"vocabulary_size={SIZE}", "--set", "round_tokens=2000"),
        *("--set", "batch_tokens=512", "--set", "d_model=32"),
    ]
    train.main([*command, "--set", "budget_minutes=0.05"])
    prepare.main([*first[:-1], "2"])  # the other files arrive
    train.main([*command, "--set", "budget_minutes=0.15"])
    export.main([str(run), str(words), str(root / "ship"), "--convert", str(tokens)])
    evaluate.main(
        [
            str(root / "ship" / "ct2"),
            *("--sets", str(development), "--threads", "1"),
            *("--record", str(root / "ship" / "ct2")),
        ]
    )
    weights = root / "ship" / "checkpoint" / "model.safetensors"
    bundle.main(["split", str(root / "pieces"), str(weights), "--piece-mib", "0.05"])
    bundle.main(["join", str(root / "pieces"), str(root / "joined")])
    plot.main([str(run), str(root / "run.svg")])
    return root


@pytest.mark.slow
def test_rehearsal_prepares_every_source_once(rehearsed: Path) -> None:
    """Sources prepared by the first call are skipped by the second; none is missing."""
    lines = (rehearsed / "tokens" / "prepared.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["source"] for line in lines]
    assert names[:2] == ["news", "europarl-1"]
    assert sorted(names) == sorted(source.name for source in SOURCES if source.files)


@pytest.mark.slow
def test_rehearsal_goes_on_where_it_stopped(rehearsed: Path) -> None:
    """The second call continues the first one's steps and ends by its clock."""
    with (rehearsed / "run" / "development.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first, second = rows[0], rows[-1]
    assert int(second["steps"]) > int(first["steps"]) > 0
    assert int(second["tokens"]) > int(first["tokens"])
    assert float(second["seconds"]) >= 9
    assert float(second["loss"]) < float(first["loss"]) < 7.0


@pytest.mark.slow
def test_rehearsal_ships_a_model_that_the_program_loads(rehearsed: Path) -> None:
    """The converted model translates through the program's own engine."""
    from translator.engines.loading import load_engine
    from translator.types import DecodingOptions

    engine = load_engine(model=str(rehearsed / "ship" / "ct2"))
    assert [score.metric for score in engine.info.scores] == ["BLEU", "chrF2"]
    ((hypothesis,),) = engine.translate_batch(["le maire attend."], DecodingOptions(beam_size=1))
    assert isinstance(hypothesis.text, str)


@pytest.mark.slow
def test_rehearsal_brings_the_weights_home_unchanged(rehearsed: Path) -> None:
    """Split and joined weights are the same bytes."""
    shipped = rehearsed / "ship" / "checkpoint" / "model.safetensors"
    assert (rehearsed / "joined" / "model.safetensors").read_bytes() == shipped.read_bytes()
    assert len(list((rehearsed / "pieces").glob("model.safetensors.*"))) > 1


@pytest.mark.slow
def test_rehearsal_draws_the_run(rehearsed: Path) -> None:
    """The picture holds the development curve."""
    drawing = (rehearsed / "run.svg").read_text("utf-8")
    assert drawing.startswith("<svg ")
    assert "Development BLEU" in drawing
