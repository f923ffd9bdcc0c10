"""Settings and where each came from: flag, environment, config.toml, default; in that order."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from translator.errors import UsageError
from translator.patterns import compile_late

#: ``TRANSLATOR_BEAM_SIZE`` sets ``beam_size``.
ENVIRONMENT_PREFIX = "TRANSLATOR_"

ENGINES = ("auto", "ctranslate2", "transformers")
DEVICES = ("auto", "cpu", "cuda")
LANG_CHECKS = ("warn", "error", "off")
SWITCHES = ("auto", "always", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user can set once and for all. None leaves the choice to the model or the screen."""

    model: str | None = None
    engine: str = "auto"
    device: str = "auto"
    compute_type: str = "auto"
    #: Processor threads; 0 leaves the choice to the engine.
    threads: int = 0
    beam_size: int | None = None
    #: Padded source tokens decoded together.
    batch_tokens: int | None = None
    #: A file of the user's own terms, French and English.
    glossary: str | None = None
    encoding: str = "auto"
    lang_check: str = "warn"
    #: Of a web page, everything that can be read, and not the article alone.
    whole_page: bool = False
    #: Addresses of pages may lead to this machine and its network.
    allow_private: bool = False
    summarizer: str = "extractive"
    #: Words of a brief; 80 is the length of the briefs the extractive method was measured with.
    brief_words: int = 80
    #: A template in prompts/: which parts a brief has, and what a model is asked for.
    brief_style: str = "brief"
    #: A folder, or a name in a hub's cache, for the seq2seq summarizer.
    summary_model: str | None = None
    #: The address of an OpenAI-compatible server, for the chat summarizer, and its model.
    chat_url: str | None = None
    chat_model: str | None = None
    #: From the environment or config.toml only: a flag would stand in the shell's history.
    chat_key: str | None = field(default=None, repr=False)
    #: Seconds of one try.
    chat_timeout: int = 600
    #: Keep finished segments on this machine and look there before decoding.
    cache: bool = True
    #: What they may take on the disk, in millions of bytes; from the environment or config.toml.
    cache_size_mb: int = 200
    #: Cells.
    width: int | None = None
    color: str = "auto"
    progress: str = "auto"
    #: Where each value came from, in the user's words; no entry means the default.
    origins: Mapping[str, str] = field(default_factory=dict)

    def origin(self, name: str) -> str:
        """Return where a value came from: ``--beam-size``, a variable, a file or ``default``."""
        return self.origins.get(name, "default")


def parse_text(text: str) -> str:
    """Return a text that is not blank."""
    if not text.strip():
        raise ValueError("expected a text that is not blank")
    return text


def parse_count(text: str) -> int:
    """Return a whole number from 1.

    >>> parse_count("80")
    80
    """
    return _parse_whole_number(text, minimum=1)


def parse_threads(text: str) -> int:
    """Return a whole number from 0, where 0 means: choose for me."""
    return _parse_whole_number(text, minimum=0)


def parse_width(text: str) -> int:
    """Return a width in cells; below 20 no word fits beside the paragraph number."""
    return _parse_whole_number(text, minimum=20)


def parse_switch(text: str) -> bool:
    """Return what a word for yes or no means.

    >>> parse_switch("on"), parse_switch("0")
    (True, False)
    """
    words = {"1": True, "on": True, "true": True, "yes": True}
    words |= {"0": False, "off": False, "false": False, "no": False}
    try:
        return words[text.strip().lower()]
    except KeyError:
        raise ValueError("expected on or off") from None


#: Names with a fixed set of values.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "device": DEVICES,
    "lang_check": LANG_CHECKS,
    "color": SWITCHES,
    "progress": SWITCHES,
}

#: How a text from the command line, the environment or the file becomes a value.
PARSERS: Mapping[str, Callable[[str], Any]] = {
    "threads": parse_threads,
    "beam_size": parse_count,
    "batch_tokens": parse_count,
    "brief_words": parse_count,
    "chat_timeout": parse_count,
    "whole_page": parse_switch,
    "allow_private": parse_switch,
    "cache": parse_switch,
    "cache_size_mb": parse_count,
    "width": parse_width,
}

#: What stands in the place of a secret.
HIDDEN = "(hidden)"

#: Names whose values are never shown, in messages or in tables.
SECRETS = frozenset({"chat_key"})

#: What may stand in an address and is for its server alone: a name and password, a query.
_CREDENTIALS = compile_late(r"(?<=//)[^/?#]*@|\A(?!\w+://)[^/?#]*@|(?<=[?#]).+", re.DOTALL)

#: Names of files: one in config.toml stands beside it unless it says where.
PATHS = frozenset({"glossary"})

#: What a setting may name instead of a file: glossaries that come with the program.
EMBEDDED_GLOSSARIES = frozenset({"press"})

#: Names a user may set.
NAMES = tuple(item.name for item in fields(Settings) if item.name != "origins")


def default_config_path() -> Path:
    """Return where config.toml is looked for; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("translator", appauthor=False) / "config.toml"


def resolve_settings(
    flags: Mapping[str, Any],
    *,
    config_path: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Merge the four sources of settings.

    Args:
        flags: parsed values by name; None means that the flag was not given.
        config_path: must exist if given; None takes the user's own where there is one.
        environ: read instead of the process's environment.

    Raises:
        UsageError: a value is not valid; the message names the variable or the file.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    path = config_path or default_config_path()
    for name, value in _read_config(path, must_exist=config_path is not None).items():
        values[name], origins[name] = value, str(path)
    for name in NAMES:
        variable = ENVIRONMENT_PREFIX + name.upper()
        # An empty variable is how a shell unsets one for a single command.
        if text := environ.get(variable, ""):
            values[name], origins[name] = _parse(name, text, where=variable), variable
    for name, value in flags.items():
        if name in NAMES and value is not None:
            flag = "--no-" if value is False else "--"
            values[name], origins[name] = value, flag + name.replace("_", "-")
    return Settings(**values, origins=origins)


def show_value(name: str, value: object) -> object:
    """Return a setting's value as it may be shown to whoever looks at the screen.

    >>> show_value("chat_key", "sk-1"), show_value("threads", 2)
    ('(hidden)', 2)
    """
    if name in SECRETS and value is not None:
        return HIDDEN
    return hide_credentials(value) if name == "chat_url" and isinstance(value, str) else value


def hide_credentials(address: str) -> str:
    """Return an address without the keys that people put into them.

    >>> hide_credentials("https://me:secret@example.org/v1?key=secret")
    'https://…@example.org/v1?…'
    """
    return _CREDENTIALS.sub(lambda found: "…@" if found[0].endswith("@") else "…", address)


def _read_config(path: Path, *, must_exist: bool) -> dict[str, Any]:
    # Imported here: 20 ms that --help and --version need not spend.
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_exist:
            raise UsageError(f"--config {path}: no such file; check the name") from error
        return {}
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not well-formed TOML: {error}") from error
    if unknown := sorted(set(table) - set(NAMES)):
        raise UsageError(f"{path}: unknown {', '.join(unknown)}; valid: {', '.join(NAMES)}")
    values = {name: _parse(name, value, where=f"{path}: {name}") for name, value in table.items()}
    for name in PATHS & values.keys():
        if values[name] in EMBEDDED_GLOSSARIES:
            continue
        values[name] = str(path.parent / Path(values[name]).expanduser())
    return values


def _parse(name: str, value: object, *, where: str) -> Any:
    """Return the value that a text, or a TOML value, stands for."""
    choices = CHOICES.get(name)
    try:
        if isinstance(value, bool) and PARSERS.get(name) is parse_switch:
            return value
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise ValueError("expected a text or a whole number")
        if choices and value not in choices:
            raise ValueError(f"valid: {', '.join(choices)}")
        return PARSERS.get(name, parse_text)(str(value))
    except ValueError as error:
        shown = HIDDEN if name in SECRETS else repr(show_value(name, value))
        raise UsageError(f"{where} is {shown}; {error}") from (None if name in SECRETS else error)


def _parse_whole_number(text: str, *, minimum: int) -> int:
    message = f"expected a whole number from {minimum}"
    try:
        number = int(text)
    except ValueError:
        raise ValueError(message) from None
    if number < minimum:
        raise ValueError(message)
    return number
