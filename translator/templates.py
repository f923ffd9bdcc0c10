"""Prompt templates: TOML files that say what to ask a model for, without any code.

A template names its variables as ``$name`` and writes a dollar as ``$$``. Everything that can
be wrong with it is found when it is loaded, before an article is translated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

from translator.assets import prompts_dir
from translator.errors import InvalidPrompt, MissingVariables, PromptNotFound
from translator.patterns import compile_late
from translator.types import BriefLayout, Section

_SUFFIX = ".toml"
_KEYS = ("description", "system", "prompt", "sections", "defaults")
_NAME = compile_late(r"[A-Za-z0-9][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPrompt:
    """What is sent to a model: its standing instructions and one request."""

    system: str
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptTemplate:
    """A template as loaded. ``origin``: ``packaged``, ``user`` or ``file``."""

    name: str
    description: str
    system: str
    prompt: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    #: The parts of a brief of this style, whoever makes it.
    sections: tuple[Section, ...] = BriefLayout().sections
    origin: str = "packaged"
    path: Path | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the system text and the prompt, sorted."""
        names = {*Template(self.system).get_identifiers(), *Template(self.prompt).get_identifiers()}
        return tuple(sorted(names))

    def fill(self, values: Mapping[str, object]) -> FilledPrompt:
        """Put values in the place of variables; the template's defaults stand in for others.

        A value is inserted as it is: a dollar in an article is a dollar, never a variable.

        >>> PromptTemplate(name="t", description="", system="", prompt="$$5: $x").fill({"x": "$y"})
        FilledPrompt(system='', prompt='$5: $y')

        Raises:
            MissingVariables: naming all variables without a value and without a default.
        """
        known = {**self.defaults, **{name: str(value) for name, value in values.items()}}
        missing = [f"${name}" for name in self.variables if name not in known]
        if missing:
            given = ", ".join(sorted(known)) or "none"
            raise MissingVariables(
                f"prompt {self.name!r} needs {', '.join(missing)}; given: {given}. "
                "Give a value or set one under [defaults] in the template"
            )
        return FilledPrompt(
            system=Template(self.system).substitute(known),
            prompt=Template(self.prompt).substitute(known),
        )


def load_template(name: str) -> PromptTemplate:
    """Load a template by path, or by name from the user's folder, then the packaged ones.

    Anything with a folder in it or that ends in ``.toml`` is a path.

    Raises:
        PromptNotFound: the message lists the places looked at and the names there are.
        InvalidPrompt: the file is not a template; the message says why.
    """
    if name.endswith(_SUFFIX) or not _NAME.fullmatch(name):
        path = Path(name).expanduser()
        if not path.is_file():
            raise PromptNotFound(
                f"no prompt template at {name!r}; give the path of a .toml file or one of: "
                f"{_format_names()}"
            )
        return _read_template(path, origin="file")
    for origin, folder in _folders():
        path = folder / (name + _SUFFIX)
        if path.is_file():
            return _read_template(path, origin=origin)
    places = ", ".join(str(folder) for _, folder in _folders())
    raise PromptNotFound(
        f"no prompt template {name!r}; looked in {places}; available: {_format_names()}, "
        "or the path of a .toml file"
    )


def list_templates() -> tuple[PromptTemplate, ...]:
    """Load all named templates, sorted by name; a user's hides the packaged one it replaces.

    Raises:
        InvalidPrompt: one of the files is not a template.
    """
    return tuple(
        _read_template(path, origin=origin) for _, (origin, path) in sorted(_find_named().items())
    )


def user_prompts_dir() -> Path:
    """Return the folder of a user's own templates; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("translator", appauthor=False) / "prompts"


def _folders() -> tuple[tuple[str, Path], ...]:
    return (("user", user_prompts_dir()), ("packaged", prompts_dir()))


def _find_named() -> dict[str, tuple[str, Path]]:
    found: dict[str, tuple[str, Path]] = {}
    for origin, folder in _folders():
        for path in sorted(folder.glob("*" + _SUFFIX)):
            found.setdefault(path.stem, (origin, path))
    return found


def _format_names() -> str:
    return ", ".join(sorted(_find_named())) or "none"


def _read_template(path: Path, *, origin: str) -> PromptTemplate:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidPrompt(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidPrompt(f"{path} is not well-formed TOML: {error}") from error
    unknown = sorted(set(data) - set(_KEYS))
    if unknown:
        raise InvalidPrompt(
            f"{path} has unknown keys: {', '.join(unknown)}; valid: {', '.join(_KEYS)}"
        )
    template = PromptTemplate(
        name=path.stem,
        description=_read_text(data, "description", path),
        system=_read_text(data, "system", path),
        prompt=_read_text(data, "prompt", path),
        defaults=_read_defaults(data, path),
        sections=_read_sections(data, path),
        origin=origin,
        path=path,
    )
    _check_variables(template, path)
    return template


def _read_text(data: Mapping[str, Any], key: str, path: Path) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidPrompt(f"{path} lacks {key}: every template has a non-empty text {key}")
    return value.strip()


def _read_defaults(data: Mapping[str, Any], path: Path) -> dict[str, str]:
    table = data.get("defaults", {})
    if not isinstance(table, dict):
        raise InvalidPrompt(f"{path}: defaults is not a table; write it as [defaults]")
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InvalidPrompt(f"{path}: the default of ${name} is neither a text nor a number")
    return {name: str(value) for name, value in table.items()}


def _read_sections(data: Mapping[str, Any], path: Path) -> tuple[Section, ...]:
    names = data.get("sections", list(BriefLayout().sections))
    valid = [section.value for section in Section]
    if not isinstance(names, list) or not names or any(name not in valid for name in names):
        raise InvalidPrompt(
            f"{path}: sections is {names!r}; expected a list of: {', '.join(valid)}"
        )
    return tuple(section for section in Section if section in names)


def _check_variables(template: PromptTemplate, path: Path) -> None:
    for key in ("system", "prompt"):
        match = _find_stray_dollar(getattr(template, key))
        if match is not None:
            raise InvalidPrompt(
                f"{path}: the dollar in {match!r} of {key} names no variable; "
                "write $$ for a dollar sign"
            )
    unused = sorted(set(template.defaults) - set(template.variables))
    if unused:
        names = ", ".join(f"${name}" for name in unused)
        raise InvalidPrompt(f"{path} has defaults for variables it does not use: {names}")


def _find_stray_dollar(text: str) -> str | None:
    """Return the dollar that is no variable with what follows it, or None."""
    for match in Template.pattern.finditer(text):
        if match["invalid"] is not None:
            return text[match.start() : match.start() + 10].splitlines()[0]
    return None
