"""Which folders hold prompts and models, and which of them a name means."""

from __future__ import annotations

from pathlib import Path

from translator.assets.manifest import is_model, read_model_info
from translator.errors import ModelCorrupt, ModelNotFound
from translator.installed import PACKAGE_DIR
from translator.types import ModelInfo


def prompts_dir() -> Path:
    """Return the folder of the packaged brief templates."""
    package = PACKAGE_DIR
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def models_dir() -> Path:
    """Return the folder of the embedded models."""
    return PACKAGE_DIR / "models"


def is_embedded(info: ModelInfo) -> bool:
    """Tell whether a model is one of those in the package, whose weaknesses are known."""
    return info.path.parent == models_dir()


def user_models_dir() -> Path:
    """Return the folder of the models a user has pulled; it need not exist."""
    import platformdirs

    return platformdirs.user_data_path("translator", appauthor=False) / "models"


def find_model(name_or_path: str | None) -> Path:
    """Return a model's folder: an existing one, an embedded name, then a pulled name.

    Args:
        name_or_path: None for the embedded default.

    Raises:
        ModelNotFound: the message lists the places looked at.
    """
    if name_or_path is None:
        embedded = _model_dirs(models_dir())
        if not embedded:
            raise ModelNotFound(
                f"no model is embedded in this installation: {models_dir()} is empty; "
                "reinstall the program or name a model folder with --model"
            )
        return embedded[0]
    path = Path(name_or_path).expanduser()
    named = [folder / name_or_path for folder in (models_dir(), user_models_dir())]
    is_bare_name = path.name == name_or_path
    for candidate in [path, *(named if is_bare_name else [])]:
        # A folder of the same name that holds no model must not hide a model.
        if candidate.is_dir() and (candidate in named or not is_bare_name or is_model(path)):
            return candidate
    if path.is_dir():
        return path
    places = [path.parent, models_dir(), user_models_dir()] if is_bare_name else [path.parent]
    names = ", ".join(info.name for info in list_models()) or "none"
    raise ModelNotFound(
        f"no model {name_or_path!r}; looked in {', '.join(str(place) for place in places)}; "
        f"available: {names}, or a folder that holds a model; translator models pull gets others"
    )


def list_models() -> tuple[ModelInfo, ...]:
    """Describe the embedded models, then the pulled ones; unusable folders are left out."""
    found = []
    for folder in [*_model_dirs(models_dir()), *_model_dirs(user_models_dir())]:
        try:
            found.append(read_model_info(folder))
        except ModelCorrupt:
            continue
    return tuple(found)


def _model_dirs(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and is_model(path))
