"""``translator models``: what is embedded, what is on disk, how to get another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translator.cli.codes import DONE
from translator.cli.messages import Messages
from translator.cli.options import add_common_options, resolve_arguments

if TYPE_CHECKING:
    from translator.types import ModelInfo

_EPILOG = """\
examples:
  translator models list
  translator models verify
  translator models pull Helsinki-NLP/opus-mt-fr-en
  translator models convert my-checkpoint --output-dir my-model
  translator read article.txt --model my-model
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "Translation models: what is embedded, what is on disk."
    parser.epilog = _EPILOG
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the models that --model knows by name")
    listing.add_argument("--format", default="table", choices=("table", "json"))
    listing.set_defaults(run=run_list_command)

    showing = actions.add_parser("show", help="everything known about a model")
    _add_name(showing, "NAME or folder (default: the embedded model)")
    showing.add_argument("--format", default="table", choices=("table", "json"))
    showing.set_defaults(run=run_show_command)

    verifying = actions.add_parser("verify", help="compare a model's files with their digests")
    _add_name(verifying, "NAME or folder (default: every model there is)")
    verifying.set_defaults(run=run_verify_command)

    converting = actions.add_parser(
        "convert", help="make a CTranslate2 model of a MarianMT checkpoint"
    )
    converting.add_argument("checkpoint", type=Path, metavar="DIR", help="in transformers format")
    converting.add_argument(
        "--output-dir", type=Path, required=True, metavar="DIR", help="must not exist"
    )
    converting.add_argument(
        "--quantization", default="int8", metavar="TYPE", help="int8, int16 or float32"
    )
    converting.add_argument("--name", help="what to call it (default: the folder's name)")
    converting.set_defaults(run=run_convert_command)

    pulling = actions.add_parser(
        "pull", help="download a MarianMT model from a hub; the only use of the network"
    )
    pulling.add_argument("repo_id", metavar="OWNER/MODEL", help="its name on the hub")
    pulling.add_argument("--revision", metavar="REV", help="a branch, tag or commit")
    pulling.add_argument("--name", help="what to call it (default: MODEL)")
    pulling.add_argument(
        "--allow-pickle",
        action="store_true",
        help="take pytorch_model.bin where there are no safetensors; only tensors are loaded",
    )
    pulling.set_defaults(run=run_pull_command)
    for action in (listing, showing, verifying, converting, pulling):
        add_common_options(action)


def run_list_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.assets import list_models
    from translator.colophon import format_scores

    models = list_models()
    if args.format == "json":
        _print_json(models)
        return DONE
    from translator.render.tables import FactTable

    rows = [
        (
            model.name,
            str(model.pair),
            model.format,
            model.compute_type,
            model.license or "unknown",
            "; ".join(format_scores(model)) or "not measured",
        )
        for model in models
    ]
    heads = ("name", "pair", "format", "compute type", "license", "measured")
    _draw(FactTable(heads, rows), args)
    return DONE


def run_show_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.assets import find_model, read_model_info

    model = read_model_info(find_model(args.name))
    if args.format == "json":
        _print_json([model])
        return DONE
    from translator.render.tables import FactList

    _draw(FactList(describe_model(model)), args)
    return DONE


def run_verify_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.assets import find_model, list_models, verify_model

    paths = [find_model(args.name)] if args.name else [model.path for model in list_models()]
    for path in paths:
        verify_model(path)
        print(f"ok  {path}")
    return DONE


def run_convert_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.convert import convert_checkpoint

    model = convert_checkpoint(
        args.checkpoint, args.output_dir, quantization=args.quantization, name=args.name
    )
    messages.note(f"{model.name} is in {model.path}; use it with --model {model.path}")
    return DONE


def run_pull_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.hub import pull_model

    model = pull_model(
        args.repo_id, revision=args.revision, name=args.name, allow_pickle=args.allow_pickle
    )
    messages.note(f"{model.name} is in {model.path}; use it with --model {model.name}")
    return DONE


def describe_model(model: ModelInfo) -> list[tuple[str, str]]:
    """Return what is known about a model, as names and values."""
    facts = [
        ("name", model.name),
        ("pair", str(model.pair)),
        ("format", model.format),
        ("compute type", model.compute_type),
        ("license", model.license or "unknown"),
        ("folder", str(model.path)),
        ("sha256", model.sha256 or "none: the folder has no model.toml"),
    ]
    for score in model.scores:
        signature = f"  {score.signature}" if score.signature else ""
        facts.append((score.metric, f"{score.value:.1f} on {score.test_set}{signature}"))
    return facts


def _add_name(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=help_text)


def _draw(table: object, args: argparse.Namespace) -> None:
    from translator.render.console import make_console

    settings = resolve_arguments(args)
    make_console(sys.stdout, color=settings.color, width=settings.width).print(table)


def _print_json(models: Sequence[ModelInfo]) -> None:
    from translator.writers.json import format_model_info
    from translator.writers.json_text import encode_json

    values = [{**format_model_info(model), "path": str(model.path)} for model in models]
    print(encode_json(values, indent=2))
