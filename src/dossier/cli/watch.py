"""Make things anew whenever something is saved, until it is stopped."""

import gc
from typing import TYPE_CHECKING

import click

from dossier.cli.build_commands import engine_of, inspected
from dossier.cli.group import as_known, main, print_error
from dossier.cli.workspaces import alone
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.cli.console import Screen
    from dossier.cli.console.watch import Round
    from dossier.convert import Engine
    from dossier.workspace import Workspace


@main.command(help=str(say("make anew what changes, whenever something is saved")))
@click.option(
    "--poll", is_flag=True, help=str(say("look again and again, for folders of a file server"))
)
@click.pass_context
def watch(ctx: click.Context, poll: bool) -> None:  # noqa: D103
    from dossier.watching import watched

    workspace, _ = ctx.obj
    changes = watched(workspace, poll=poll)
    with engine_of(workspace) as engine:
        last = _round(ctx, engine, None, frozenset())
        for change in changes:
            last = _round(ctx, engine, last, change)


def _round(
    ctx: click.Context,
    engine: "Engine | None",
    last: "Round | None",
    change: frozenset[str],
) -> "Round | None":
    """Build, and tell what is new since the `last` round; an error is told, and ends nothing."""
    workspace, screen = ctx.obj
    try:
        with alone(ctx):
            return _built(workspace, screen, engine, last, change)
    except Exception as error:  # noqa: BLE001 - the next save may mend it
        print_error(as_known(error, workspace))
        return last
    finally:
        # a command that ends collects nothing; this one does not end
        gc.unfreeze()
        gc.collect()


def _built(
    workspace: "Workspace",
    screen: "Screen",
    engine: "Engine | None",
    last: "Round | None",
    change: frozenset[str],
) -> "Round":
    from dossier.cli.console import watch as told
    from dossier.pipeline import Target, build

    if change:
        told.saved(screen, change)
    with screen.progress() as progress:
        inspection = inspected(workspace, progress, building=True)
        # findings are there at once, and need not wait for boxes
        found = told.found(screen, inspection.findings, last)
        done = build(inspection, engine, Target(), progress)
    return told.made(screen, inspection, done, found, last)
