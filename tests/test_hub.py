"""Pulling a model from a hub, which is a server on this machine here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from translator import hub
from translator.assets import digest_file, verify_model
from translator.engines.loading import load_engine
from translator.errors import ModelCorrupt, ModelNotFound, UsageError
from translator.hub import pull_model
from translator.types import DecodingOptions

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class HubHandler(BaseHTTPRequestHandler):
    """The three questions a download asks: what is there, how large, and the bytes."""

    folder: Path

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/api/models/owner/tiny/revision/"):
            self.send_json({"id": "owner/tiny", "sha": COMMIT, "siblings": self.list_files()})
        elif path.startswith("/api/models/owner/tiny/tree/"):
            self.send_json(
                [
                    {"type": "file", "path": file.name, "size": file.stat().st_size, "oid": COMMIT}
                    for file in sorted(self.folder.iterdir())
                ]
            )
        elif path.startswith("/owner/tiny/resolve/") and self.file_at(path).is_file():
            self.send_file(self.file_at(path), with_body=with_body)
        else:
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def file_at(self, path: str) -> Path:
        return self.folder / path.rpartition("/")[2]

    def list_files(self) -> list[dict[str, Any]]:
        return [{"rfilename": file.name} for file in sorted(self.folder.iterdir())]

    def send_json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_file(self, path: Path, *, with_body: bool) -> None:
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("ETag", f'"{digest_file(path)}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def served(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A hub that serves the files of the returned folder as owner/tiny."""
    folder = tmp_path / "served"
    folder.mkdir()
    for path in tiny_checkpoint.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "README.md").write_text("---\nlanguage: fr\nlicense: apache-2.0\n---\nTiny.\n")
    handler = type("Handler", (HubHandler,), {"folder": folder})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(hub, "user_models_dir", lambda: tmp_path / "pulled")
    yield folder
    server.shutdown()
    server.server_close()


def test_hub_pulls_and_converts(
    served: Path, tiny_model: Path, tiny_sentences: tuple[str, ...], tmp_path: Path
) -> None:
    """A pulled model is complete, verified, and translates like the checkpoint it came from."""
    info = pull_model("owner/tiny", revision="refs/pr/7")

    assert info.path == tmp_path / "pulled" / "tiny"
    assert (info.name, info.format, info.license) == ("tiny", "ctranslate2", "apache-2.0")
    verify_model(info.path)
    assert [path.name for path in info.path.parent.iterdir()] == ["tiny"]
    pulled, ours = (
        load_engine(model=str(path), device="cpu", compute_type="float32")
        for path in (info.path, tiny_model)
    )
    options = DecodingOptions(beam_size=1)
    text = list(tiny_sentences[:1])
    assert pulled.translate_batch(text, options)[0][0].text == (
        ours.translate_batch(text, options)[0][0].text
    )


def test_hub_rewrites_old_weights(served: Path) -> None:
    """A model that has pytorch_model.bin only becomes safetensors before it is read."""
    import torch
    from safetensors.torch import load_file

    torch.save(load_file(served / "model.safetensors"), served / "pytorch_model.bin")
    (served / "model.safetensors").unlink()

    assert pull_model("owner/tiny", name="old", allow_pickle=True).name == "old"


def test_hub_refuses_weights_that_are_programs(served: Path, tmp_path: Path) -> None:
    """A pickle that would run something is refused, and nothing is left behind."""
    import torch

    torch.save({"weight": Path("x")}, served / "pytorch_model.bin")
    (served / "model.safetensors").unlink()

    with pytest.raises(ModelCorrupt) as caught:
        pull_model("owner/tiny", allow_pickle=True)

    assert str(caught.value) == (
        "pytorch_model.bin of this model holds more than weights, or is damaged; "
        "name a revision with model.safetensors with --revision"
    )
    assert not list((tmp_path / "pulled").iterdir())


def test_hub_reports_unknown_model(served: Path) -> None:
    """A model the hub does not have is not found."""
    with pytest.raises(
        ModelNotFound, match=r"^cannot fetch owner/nothing from the hub: "
    ) as caught:
        pull_model("owner/nothing")
    assert ".; " not in str(caught.value)


@pytest.mark.parametrize("repo_id", ["tiny", "a/b/c", "../x", "owner/"])
def test_hub_refuses_malformed_names(repo_id: str) -> None:
    """A name without an owner never reaches the network."""
    with pytest.raises(UsageError) as caught:
        pull_model(repo_id)
    assert str(caught.value) == (
        f"{repo_id!r} is not the name of a model on a hub; expected OWNER/MODEL"
    )


def test_hub_refuses_taken_name(served: Path, tmp_path: Path) -> None:
    """An existing model is never overwritten."""
    (tmp_path / "pulled" / "tiny").mkdir(parents=True)

    with pytest.raises(UsageError) as caught:
        pull_model("owner/tiny")

    assert str(caught.value) == ("there is a model 'tiny' already; choose another name with --name")
