"""``translator prompts``: the templates that tell a model how to brief."""

from __future__ import annotations

import argparse
import sys

from translator.cli.codes import DONE
from translator.cli.messages import Messages
from translator.cli.options import add_common_options, resolve_arguments

_EPILOG = """\
examples:
  translator prompts list
  translator prompts show brief
  ls "$(translator prompts path)"

A file of the same name in your own folder, which 'list' names, replaces a
template.
"""


def fill_parser(parser: argparse.ArgumentParser) -> None:
    """Describe the verb and add its arguments."""
    parser.description = "The templates that tell a model how to brief."
    parser.epilog = _EPILOG
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the templates by name")
    listing.set_defaults(run=run_list_command)
    showing = actions.add_parser("show", help="a template's file, as it is")
    showing.add_argument("name", metavar="NAME", help="a name, or the path of a .toml file")
    showing.set_defaults(run=run_show_command)
    path = actions.add_parser("path", help="the folder of the packaged templates")
    path.set_defaults(run=run_path_command)
    for action in (listing, showing, path):
        add_common_options(action)


def run_list_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.render.console import make_console
    from translator.render.tables import FactTable
    from translator.templates import list_templates, user_prompts_dir

    rows = [(template.name, template.origin, template.description) for template in list_templates()]
    settings = resolve_arguments(args)
    console = make_console(sys.stdout, color=settings.color, width=settings.width)
    console.print(FactTable(("name", "from", "description"), rows))
    messages.note(f"your own go to {user_prompts_dir()}")
    return DONE


def run_show_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.templates import load_template

    template = load_template(args.name)
    if template.path is not None:
        sys.stdout.write(template.path.read_text(encoding="utf-8"))
    return DONE


def run_path_command(args: argparse.Namespace, messages: Messages) -> int:
    from translator.assets import prompts_dir

    print(prompts_dir())
    return DONE
