"""Commands on paper: freeze the numbers that are printed, and say what to print again."""

from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.assembly.inspection import Built, Inspection
    from dossier.cli.console.screen import Screen


def _up_to_date(ctx: click.Context) -> "tuple[Inspection, Built, Screen]":
    """Everything as it would be printed now."""
    from dossier.cli.console.build_output import kept
    from dossier.convert.engines import opened
    from dossier.pipeline import build, inspect

    workspace, screen = ctx.obj
    with screen.progress() as progress, opened(workspace.cache / "engine") as engine:
        inspection = inspect(workspace, progress)
        built = build(inspection, engine, None, progress)
    kept(screen, inspection.edited.kept)
    return inspection, built, screen


@main.command(help=str(say("record what is printed now: its numbers stay from here on")))
@click.argument("name", default="")
@click.pass_context
def freeze(ctx: click.Context, name: str) -> None:  # noqa: D103 - its help is its docstring
    from dossier.assembly.reprinting import freeze as record
    from dossier.cli.console.printing import frozen

    with alone(ctx):
        inspection, built, screen = _up_to_date(ctx)
        with screen.progress() as progress:
            file = record(inspection, built, name, progress)
    frozen(screen, file, len(built.boxes))


@main.command(help=str(say("make one PDF of the sheets to print again since NAME was frozen")))
@click.option("--since", default="", metavar="NAME", help=str(say("default: the last one")))
@click.pass_context
def reprint(ctx: click.Context, since: str) -> None:  # noqa: D103
    from dossier.assembly.reprinting import CHANGES, SHEETS
    from dossier.assembly.reprinting import reprint as make
    from dossier.cli.console.printing import reprinted

    with alone(ctx):
        inspection, built, screen = _up_to_date(ctx)
        with screen.progress() as progress:
            made = make(inspection, built, since, progress)
    folder = inspection.workspace.build
    reprinted(screen, folder / SHEETS, folder / CHANGES, made)
