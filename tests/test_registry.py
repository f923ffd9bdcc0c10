"""Names, factories and plug-ins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.errors import PluginError
from translator.registry import list_conflicts, list_names, load_factory
from translator.testing import EchoEngine


def install(folder: Path, distribution: str, name: str, target: str) -> None:
    """Write what pip leaves behind for a distribution with one engine plug-in."""
    info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[translator.engines]\n{name} = {target}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the import path to install plug-ins in."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("TRANSLATOR_PLUGINS", raising=False)
    return tmp_path


def test_registry_built_in_without_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own names are found without looking at what is installed."""
    monkeypatch.setattr(sys, "path", [])
    assert load_factory("engines", "ctranslate2") is CTranslate2Engine


@pytest.mark.parametrize(
    ("group", "name"), [("engines", "transformers"), ("summarizers", "extractive")]
)
def test_registry_built_ins_exist(group: str, name: str) -> None:
    """Every name we reserve can be imported."""
    assert callable(load_factory(group, name))
    assert name in list_names(group)


def test_registry_finds_plugin(site: Path) -> None:
    """A name that is not ours is found among the installed distributions."""
    install(site, "echo-engine", "echo", "translator.testing:EchoEngine")

    assert load_factory("engines", "echo") is EchoEngine
    assert list_names("engines") == ("ctranslate2", "transformers", "echo")


def test_registry_plugins_can_be_switched_off(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRANSLATOR_PLUGINS=0 leaves only our own names."""
    install(site, "echo-engine", "echo", "translator.testing:EchoEngine")
    monkeypatch.setenv("TRANSLATOR_PLUGINS", "0")

    with pytest.raises(PluginError) as caught:
        load_factory("engines", "echo")

    assert str(caught.value) == "unknown engine 'echo'; available: ctranslate2, transformers"


def test_registry_two_claims_are_an_error(site: Path) -> None:
    """Two distributions with one name: never a silent choice."""
    install(site, "echo-one", "echo", "translator.testing:EchoEngine")
    install(site, "echo-two", "echo", "translator.testing:EchoEngine")

    with pytest.raises(PluginError) as caught:
        load_factory("engines", "echo")

    assert str(caught.value) == (
        "engine 'echo' is claimed by echo-one, echo-two; uninstall all but one"
    )


def test_registry_reserved_names_stay_ours(site: Path) -> None:
    """A plug-in that claims one of our names is ignored and reported."""
    install(site, "usurper", "ctranslate2", "translator.testing:EchoEngine")

    assert load_factory("engines", "ctranslate2") is CTranslate2Engine
    assert list_conflicts("engines") == (
        "usurper claims the engine 'ctranslate2', which is ours; it is ignored",
    )


def test_registry_broken_plugin_is_one_sentence(site: Path) -> None:
    """A plug-in that cannot be imported is named with its distribution."""
    install(site, "broken", "nllb", "no_such_package:load")

    with pytest.raises(PluginError) as caught:
        load_factory("engines", "nllb")

    assert str(caught.value) == (
        "engine 'nllb' of broken cannot be imported: ModuleNotFoundError: "
        "No module named 'no_such_package'; repair it or set TRANSLATOR_PLUGINS=0"
    )


def test_registry_unknown_group_is_a_programmer_error() -> None:
    """A group is never a user's choice."""
    with pytest.raises(ValueError, match=r"^unknown group 'colours'; valid: engines, "):
        load_factory("colours", "red")
