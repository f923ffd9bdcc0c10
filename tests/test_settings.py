"""Settings: four sources, one order, and every value knows where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import UsageError
from translator.settings import Settings, resolve_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A settings file that sets three values."""
    path = tmp_path / "config.toml"
    path.write_text('beam_size = 2\nbrief_words = 60\nlang_check = "error"\n', encoding="utf-8")
    return path


def test_settings_default_to_the_dataclass() -> None:
    """Nothing given, nothing changed."""
    settings = resolve_settings({}, environ={}, config_path=None)
    assert settings == Settings()
    assert settings.origin("beam_size") == "default"


def test_settings_flag_beats_environment_beats_file_beats_default(config: Path) -> None:
    """Each source overrides those after it, value by value."""
    environ = {"TRANSLATOR_BEAM_SIZE": "3", "TRANSLATOR_BRIEF_WORDS": "50"}
    settings = resolve_settings({"beam_size": 8}, environ=environ, config_path=config)
    assert (settings.beam_size, settings.brief_words, settings.lang_check) == (8, 50, "error")
    assert [settings.origin(name) for name in ("beam_size", "brief_words", "lang_check")] == [
        "--beam-size",
        "TRANSLATOR_BRIEF_WORDS",
        str(config),
    ]
    assert settings.origin("threads") == "default"


def test_settings_ignore_flags_not_given_and_empty_variables() -> None:
    """None means that a flag was not given; an empty variable is an unset one."""
    settings = resolve_settings({"beam_size": None}, environ={"TRANSLATOR_BEAM_SIZE": ""})
    assert settings.beam_size is None


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        (
            "TRANSLATOR_BEAM_SIZE",
            "four",
            "TRANSLATOR_BEAM_SIZE is 'four'; expected a whole number from 1",
        ),
        ("TRANSLATOR_WIDTH", "7", "TRANSLATOR_WIDTH is '7'; expected a whole number from 20"),
        ("TRANSLATOR_THREADS", "-1", "TRANSLATOR_THREADS is '-1'; expected a whole number from 0"),
        ("TRANSLATOR_COLOR", "blue", "TRANSLATOR_COLOR is 'blue'; valid: auto, always, never"),
        ("TRANSLATOR_MODEL", " ", "TRANSLATOR_MODEL is ' '; expected a text that is not blank"),
    ],
)
def test_settings_name_the_variable_that_is_wrong(variable: str, value: str, message: str) -> None:
    """The message says which variable, its value, and what would be valid."""
    with pytest.raises(UsageError) as caught:
        resolve_settings({}, environ={variable: value})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("beam_size = true", "{path}: beam_size is True; expected a text or a whole number"),
        ('beam_size = "x"', "{path}: beam_size is 'x'; expected a whole number from 1"),
        ("beam_size = [1]", "{path}: beam_size is [1]; expected a text or a whole number"),
        (
            "beamsize = 1\nzoo = 2",
            "{path}: unknown beamsize, zoo; valid: model, engine, device, compute_type, threads, "
            "beam_size, batch_tokens, glossary, encoding, lang_check, whole_page, allow_private, "
            "summarizer, brief_words, brief_style, summary_model, chat_url, chat_model, chat_key, "
            "chat_timeout, cache, cache_size_mb, width, color, progress",
        ),
    ],
)
def test_settings_name_the_line_of_the_file_that_is_wrong(
    tmp_path: Path, text: str, message: str
) -> None:
    """The message names the file, the key, the value, and what would be valid."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        resolve_settings({}, environ={}, config_path=path)
    assert str(caught.value) == message.format(path=path)


def test_settings_refuse_a_file_that_is_not_toml(tmp_path: Path) -> None:
    """A file that cannot be parsed is an error, never half used."""
    path = tmp_path / "config.toml"
    path.write_bytes(b"beam_size = \xff")
    with pytest.raises(UsageError, match="is not well-formed TOML"):
        resolve_settings({}, environ={}, config_path=path)


def test_settings_refuse_a_named_file_that_is_missing(tmp_path: Path) -> None:
    """The user's own file may be missing; one that was named may not."""
    path = tmp_path / "config.toml"
    with pytest.raises(UsageError) as caught:
        resolve_settings({}, environ={}, config_path=path)
    assert str(caught.value) == f"--config {path}: no such file; check the name"
