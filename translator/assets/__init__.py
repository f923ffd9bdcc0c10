"""Where models and prompts live on disk, and what a model's ``model.toml`` says.

Nothing here opens a model: files are found, described and compared with their digests.
"""

from __future__ import annotations

from translator.assets.digests import (
    digest_file,
    digest_model,
    is_plain_name,
    mark_files,
    verify_model,
)
from translator.assets.manifest import (
    MANIFEST,
    combine_digests,
    read_config,
    read_manifest,
    read_model_info,
    recommended_options,
)
from translator.assets.places import (
    find_model,
    is_embedded,
    list_models,
    models_dir,
    prompts_dir,
    user_models_dir,
)

__all__ = [
    "MANIFEST",
    "combine_digests",
    "digest_file",
    "digest_model",
    "find_model",
    "is_embedded",
    "is_plain_name",
    "list_models",
    "mark_files",
    "models_dir",
    "prompts_dir",
    "read_config",
    "read_manifest",
    "read_model_info",
    "recommended_options",
    "user_models_dir",
    "verify_model",
]
