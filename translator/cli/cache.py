"""``translator cache``: what is kept of finished translations, and how to delete it."""

from __future__ import annotations

import argparse
import sys

from translator.cli.codes import DONE
from translator.cli.messages import Messages
from translator.cli.options import add_common_options, resolve_arguments

_EPILOG = """\
examples:
  translator cache info
  translator cache clear
  translator read article.txt --no-cache
  TRANSLATOR_CACHE=off translator read article.txt

The English of every sentence that was translated is kept in your cache folder,
readable by you alone, so that an edited article costs its changed sentences.
'cache = "off"' in config.toml keeps nothing; 'cache_size_mb' sets the limit.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "What is kept of finished translations, and how to delete it."
    parser.epilog = _EPILOG
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    info = actions.add_parser("info", help="where the cache is, and how full")
    info.add_argument("--format", default="table", choices=("table", "json"))
    info.set_defaults(run=run_info_command)
    clearing = actions.add_parser("clear", help="delete everything in it")
    clearing.set_defaults(run=run_clear_command)
    for action in (info, clearing):
        add_common_options(action)


def run_info_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.store.upkeep import default_cache_path, format_size, read_cache_info

    settings = resolve_arguments(args)
    info = read_cache_info(default_cache_path(), max_bytes=settings.cache_size_mb * 1_000_000)
    if args.format == "json":
        from translator.writers.json_text import encode_json

        values = {
            "version": 1,
            "path": str(info.path),
            "enabled": settings.cache,
            "entries": info.entries,
            "bytes": info.num_bytes,
            "max_bytes": info.max_bytes,
            "last_run": {"lookups": info.last_lookups, "hits": info.last_hits},
            "trouble": info.trouble or None,
        }
        print(encode_json(values, indent=2))
        return DONE
    from translator.render.console import make_console
    from translator.render.tables import FactList

    state = "on" if settings.cache else f"off, by {settings.origin('cache')}"
    facts = [
        ("file", str(info.path) if info.path.is_file() else f"{info.path}, not there yet"),
        ("state", f"not usable: {info.trouble}" if info.trouble else state),
        ("entries", f"{info.entries:,}"),
        ("size", format_size(info)),
        ("last run", f"{info.last_hits:,} of {info.last_lookups:,} requests found"),
    ]
    if info.trouble or not info.num_bytes:
        # There is nobody to tell, or nothing.
        facts = [fact for fact in facts if fact[0] not in ("entries", "last run")]
    make_console(sys.stdout, color=settings.color, width=settings.width).print(FactList(facts))
    return DONE


def run_clear_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.store.upkeep import clear_cache, default_cache_path

    path = default_cache_path()
    if not path.exists():
        messages.note(f"nothing to delete: there is no {path}")
        return DONE
    entries = clear_cache(path)
    noun = "entry" if entries == 1 else "entries"
    messages.note(f"{entries:,} {noun} deleted from {path}")
    return DONE
