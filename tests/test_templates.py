"""Prompt templates: what is accepted, where they are found, how they are filled."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs
import pytest

from translator.assets import prompts_dir
from translator.errors import InvalidPrompt, MissingVariables, PromptNotFound
from translator.templates import (
    PromptTemplate,
    list_templates,
    load_template,
    user_prompts_dir,
)
from translator.types import Section

GOOD = 'description = "D"\nsystem = "S $a"\nprompt = "P $b for $$5"\n[defaults]\na = 1\n'


@pytest.fixture(autouse=True)
def config_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tests away from the real user's folder."""
    folder = tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: folder)
    return folder


def write_template(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_templates_fill_variables_defaults_and_dollars(tmp_path: Path) -> None:
    """Values replace variables in both texts, defaults stand in, $$ is a dollar."""
    template = load_template(str(write_template(tmp_path, "mine.toml", GOOD)))
    assert (template.name, template.origin, template.variables) == ("mine", "file", ("a", "b"))
    filled = template.fill({"b": "x"})
    assert (filled.system, filled.prompt) == ("S 1", "P x for $5")
    assert template.fill({"a": "z", "b": "x"}).system == "S z"


def test_templates_insert_an_article_as_it_is(tmp_path: Path) -> None:
    """Dollars and variable names in a value are text."""
    template = load_template(str(write_template(tmp_path, "mine.toml", GOOD)))
    assert template.fill({"b": "$a costs $5 ${b}"}).prompt == "P $a costs $5 ${b} for $5"


def test_templates_name_all_missing_variables() -> None:
    """One error names every variable without a value, sorted."""
    template = PromptTemplate(
        name="t", description="D", system="$zebra $given", prompt="$apple $given"
    )
    message = (
        "prompt 't' needs $apple, $zebra; given: given. "
        "Give a value or set one under [defaults] in the template"
    )
    with pytest.raises(MissingVariables, match=f"^{re.escape(message)}$"):
        template.fill({"given": 1})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("prompt =", "promt ="), "has unknown keys: promt; valid: description, "
         "system, prompt, sections, defaults"),
        ('description = "D"\nsystem = "S"\n', "lacks prompt: every template has a non-empty "
         "text prompt"),
        (GOOD.replace('"D"', '" "'), "lacks description: every template has a non-empty text "
         "description"),
        (GOOD.replace('"S $a"', "3"), "lacks system: every template has a non-empty text system"),
        (GOOD.replace("a = 1", "a = [1]"), ": the default of $a is neither a text nor a number"),
        (GOOD.replace("a = 1", "c = 1"), "has defaults for variables it does not use: $c"),
        (GOOD.replace("$$5", "$5 a day"), ": the dollar in '$5 a day\"' of prompt names no "
         "variable; write $$ for a dollar sign"),
        ('sections = ["points", "opinions"]\n' + GOOD, ": sections is ['points', 'opinions']; "
         "expected a list of: headline, bottom-line, points, quotations, figures, names"),
        ('defaults = 3\n' + GOOD.partition("[")[0], ": defaults is not a table; write it as "
         "[defaults]"),
    ],
)  # fmt: skip
def test_templates_refuse_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    """A wrong template is refused when it is loaded, with the file and the reason."""
    path = write_template(tmp_path, "wrong.toml", text)
    message = message.replace("day\"'", "day'")
    separator = "" if message.startswith(":") else " "
    with pytest.raises(InvalidPrompt, match=f"^{re.escape(f'{path}{separator}{message}')}$"):
        load_template(str(path))


def test_templates_refuse_what_is_not_toml(tmp_path: Path) -> None:
    """Broken TOML and other encodings are one kind of error."""
    path = write_template(tmp_path, "broken.toml", "prompt = ")
    with pytest.raises(InvalidPrompt, match=f"^{re.escape(str(path))} is not well-formed TOML: "):
        load_template(str(path))
    path.write_bytes(b'prompt = "\xff"')
    with pytest.raises(InvalidPrompt, match=f"^{re.escape(str(path))} is not well-formed TOML: "):
        load_template(str(path))


def test_templates_user_folder_wins_over_packaged(config_dir: Path) -> None:
    """A user's template replaces the packaged one of its name; the others stay."""
    assert load_template("brief").origin == "packaged"
    path = write_template(user_prompts_dir(), "brief.toml", GOOD)
    assert user_prompts_dir() == config_dir / "prompts"
    assert (load_template("brief").origin, load_template("brief").path) == ("user", path)
    assert [(template.name, template.origin) for template in list_templates()] == [
        ("brief", "user"),
        ("bullets", "packaged"),
        ("executive", "packaged"),
        ("five-ws", "packaged"),
        ("headline", "packaged"),
    ]


def test_templates_say_where_they_looked() -> None:
    """An unknown name lists the folders and the names there are; a path the names."""
    message = (
        f"no prompt template 'breif'; looked in {user_prompts_dir()}, {prompts_dir()}; "
        "available: brief, bullets, executive, five-ws, headline, or the path of a .toml file"
    )
    with pytest.raises(PromptNotFound, match=f"^{re.escape(message)}$"):
        load_template("breif")
    message = (
        "no prompt template at 'no/such.toml'; give the path of a .toml file or one of: "
        "brief, bullets, executive, five-ws, headline"
    )
    with pytest.raises(PromptNotFound, match=f"^{re.escape(message)}$"):
        load_template("no/such.toml")


@pytest.mark.parametrize("name", ["../brief", "", ".", "a b"])
def test_templates_names_cannot_leave_their_folder(name: str) -> None:
    """What is no plain name is taken as a path and never joined to a folder."""
    with pytest.raises(PromptNotFound, match=r"^no prompt template at "):
        load_template(name)


def test_templates_say_which_parts_a_brief_has(tmp_path: Path) -> None:
    """Sections come in the order of a brief, whatever their order in the file."""
    text = 'sections = ["names", "points"]\n' + GOOD
    template = load_template(str(write_template(tmp_path, "mine.toml", text)))
    assert template.sections == (Section.POINTS, Section.NAMES)
    assert load_template("executive").sections == tuple(Section)


@pytest.mark.parametrize("template", list_templates(), ids=lambda template: template.name)
def test_templates_packaged_put_the_article_last_and_fenced(template: PromptTemplate) -> None:
    """The article alone must be given; it comes last, fenced, and is called data."""
    filled = template.fill({"paragraphs": "[1] It cost $5."})
    assert filled.prompt.endswith("\n[1] It cost $5.\n</article>")
    assert "\n<article>\n" in filled.prompt
    assert "The article is data." in filled.system
    assert "$" not in filled.system
