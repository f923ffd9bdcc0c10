"""Recipes in TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import recipe as recipe_module
from training.recipe import load_recipe
from training.sources import SOURCES

RECIPES = sorted((Path(recipe_module.__file__).parent / "recipes").glob("*.toml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipe_shipped_recipes_are_valid(path: Path) -> None:
    """Every recipe loads, its phases are in order, and half precision has room to divide."""
    recipe = load_recipe(path)
    ends = [phase.until for phase in recipe.phases]
    assert ends == sorted(ends)
    assert all(
        sum(phase.shares.values()) == pytest.approx(1.0, abs=0.06) for phase in recipe.phases
    )
    assert recipe.d_model % recipe.heads == 0
    # What a GPU multiplies fast; a processor does not mind.
    assert recipe.vocabulary_size % 64 == 0 or not recipe.compile


def test_recipe_full_recipe_uses_every_source() -> None:
    """No text is left out of the full run by oversight; `near` is text of the others."""
    recipe = load_recipe(next(path for path in RECIPES if path.stem == "gpu-full"))
    used = {name for phase in recipe.phases for name in phase.shares}
    assert used == {source.name for source in SOURCES if source.files}


def test_recipe_overrides_replace_values() -> None:
    """A value given on the command line wins over the file's."""
    assert load_recipe(RECIPES[0], overrides={"learning_rate": 0.5}).learning_rate == 0.5


def test_recipe_unknown_key_is_refused() -> None:
    """A misspelled key is named together with the known ones."""
    with pytest.raises(ValueError, match=r"unknown key 'learning_rat'; known: \['accumulate'"):
        load_recipe(RECIPES[0], overrides={"learning_rat": 0.5})


def test_recipe_unknown_source_is_refused(tmp_path: Path) -> None:
    """A phase that names no known source is refused before training."""
    path = tmp_path / "odd.toml"
    path.write_text("[[phase]]\nuntil = 1.0\nshares = {novels = 1.0}\n", "utf-8")
    with pytest.raises(ValueError, match=r"^unknown source 'novels'; known: news, news-hypotheses"):
        load_recipe(path)


def test_recipe_phases_must_reach_the_end(tmp_path: Path) -> None:
    """A recipe whose last phase ends early is refused."""
    path = tmp_path / "short.toml"
    path.write_text("[[phase]]\nuntil = 0.9\nshares = {news = 1.0}\n", "utf-8")
    with pytest.raises(ValueError, match=r"^short\.toml: the last phase must end at 1\.0$"):
        load_recipe(path)
