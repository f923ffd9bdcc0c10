"""What several rooms' tests share: a tiny Marian model, made on the spot, in both formats."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from translator.cli import main
from translator.convert import convert_checkpoint
from translator.engines.tokenizer import MarianTokenizer
from translator.protocols import TranslationEngine
from translator.testing import EchoEngine
from translator.types import ModelInfo

# The same examples in every run, so that a failure is the change's that it is shown with.
# "pytest --hypothesis-profile default" and tests.fuzzing.run draw others.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

#: Enough French and English for a small SentencePiece model; ours, written for this purpose.
TINY_TEXT = """\
Le conseil municipal a voté mardi soir le budget de la ville.
La maire promet une école neuve avant la rentrée de septembre.
Les habitants du quartier demandent depuis longtemps un pont sur la rivière.
Deux cents personnes ont écouté le débat jusqu'à minuit, sous la pluie.
Il y a dix ans, la gare fermait ; le train ne revient que cette année.
"Nous n'avons jamais cru à ce projet", dit un pêcheur du port.
The council voted the budget of the town on Tuesday evening.
The mayor promises a new school before the children come back in September.
The people of the district have long asked for a bridge over the river.
Two hundred people listened to the debate until midnight, in the rain.
Ten years ago the station closed; the train returns only this year.
"We never believed in this project," says a fisherman of the harbor.
"""

#: Enough for outputs that differ from each other; about one second.
TINY_STEPS = 120


def train_tiny_tokenizer(folder: Path) -> None:
    """Write source.spm, target.spm and vocab.json laid out as Marian's: end, unknown … pad."""
    import sentencepiece

    text = folder / "tiny.txt"
    text.write_text(TINY_TEXT, encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "source"),
        vocab_size=140,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        num_threads=1,
        minloglevel=2,
    )
    text.unlink()
    (folder / "source.vocab").unlink()
    (folder / "source.model").rename(folder / "source.spm")
    shutil.copyfile(folder / "source.spm", folder / "target.spm")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pieces = [processor.id_to_piece(index) for index in range(len(processor))]
    vocabulary = {piece: index for index, piece in enumerate([*pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"source_lang": "fr", "target_lang": "en", "model_max_length": 512}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def learn_tiny_text(model: Any, folder: Path) -> None:
    """Train for a second, so that outputs differ, end by themselves and have clear winners.

    Training also moves the embedding of <pad>, with which decoding starts, away from zero.
    """
    import torch

    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    tokenizer = MarianTokenizer(folder)
    lines = TINY_TEXT.splitlines()
    pad = model.config.pad_token_id
    rows = []
    for line in lines:
        ids = [vocabulary.get(token, 1) for token in tokenizer.encode(line)]
        rows.append(ids + [pad] * (128 - len(ids)))
    source, target = torch.tensor(rows).chunk(2)  # (pairs, 128)
    labels = target.masked_fill(target == pad, -100)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(TINY_STEPS):
        loss = model(input_ids=source, attention_mask=(source != pad).long(), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer MarianMT checkpoint of 0.1 MB that has seen six sentences."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    # On a busy machine two threads wait for each other at every one of a tiny model's operations.
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("models") / "tiny-checkpoint"
    folder.mkdir()
    train_tiny_tokenizer(folder)
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    torch.manual_seed(42)
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=16,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=512,
        scale_embedding=True,
        eos_token_id=vocabulary["</s>"],
        forced_eos_token_id=vocabulary["</s>"],
        pad_token_id=vocabulary["<pad>"],
        decoder_start_token_id=vocabulary["<pad>"],
    )
    model = MarianMTModel(config)
    learn_tiny_text(model, folder)
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_model(tiny_checkpoint: Path) -> Path:
    """The tiny checkpoint as a float32 CTranslate2 folder."""
    folder = tiny_checkpoint.parent / "tiny"
    convert_checkpoint(tiny_checkpoint, folder, quantization="float32")
    return folder


@pytest.fixture(scope="session")
def tiny_sentences() -> tuple[str, ...]:
    """Sentences that the tiny tokenizer knows every letter of."""
    return (
        "Le conseil a voté le budget.",
        "Les habitants demandent un pont sur la rivière depuis dix ans.",
        "Il y a deux cents personnes.",
        "La maire promet une école avant la rentrée, et le train revient cette année.",
    )


@pytest.fixture(autouse=True, scope="session")
def no_cache() -> Iterator[None]:
    """Keep the user's cache out of the tests, and what one test translates out of the others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_CACHE", "off")
        yield


SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="rewrite tests/snapshots from what is drawn"
    )


@pytest.fixture
def check_snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of this name in tests/snapshots, line ends aside.

    Spaces that a table pads its lines with are no part of what a reader sees.
    """

    def check(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        drawn = "".join(line.rstrip() + "\n" for line in text.splitlines())
        if request.config.getoption("--update-snapshots"):
            path.write_text(drawn, encoding="utf-8")
        assert drawn == path.read_text(encoding="utf-8")

    return check


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the program left behind."""

    code: int
    stdout: str
    stderr: str


class Keyboard(io.StringIO):
    """A standard input that nobody has redirected."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class WaitingEngine:
    """An engine to be loaded, of which nobody says before that how it computes."""

    engine: TranslationEngine
    setup: str = ""

    @property
    def info(self) -> ModelInfo:
        return self.engine.info

    def load(self) -> TranslationEngine:
        return self.engine


class CommandLine:
    """Runs the program in this process, in an empty folder, with an engine that echoes."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        self.monkeypatch = monkeypatch
        self.folder = folder
        self._capsys = capsys

    def use_engine(self, engine: TranslationEngine) -> None:
        """Give every command this engine, whatever it asks for."""
        waiting = WaitingEngine(engine)
        self.monkeypatch.setattr("translator.engines.loading.prepare_engine", lambda **_: waiting)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file into the folder that the program runs in."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def __call__(self, *arguments: str, stdin: bytes | None = b"") -> Outcome:
        stream = Keyboard() if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        self.monkeypatch.setattr("sys.stdin", stream)
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        captured = self._capsys.readouterr()
        return Outcome(code, captured.out, captured.err)


@pytest.fixture
def cli(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    """The command line, shielded from the user's own settings, models and terminal."""
    for name in [name for name in os.environ if name.startswith("TRANSLATOR_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    command_line = CommandLine(monkeypatch, capsys, folder)
    command_line.use_engine(EchoEngine())
    return command_line
