"""The command that fills in the register of evidence."""

from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone, beside
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.workspace import Workspace


@main.command(help=str(say("propose rows of evidence.xlsx for files that have none")))
@click.argument("folder", default="")
@click.option("--dry-run", is_flag=True, help=str(say("show the rows, and write nothing")))
@click.option(
    "--moved",
    "mend",
    is_flag=True,
    help=str(say("mend the rows of files that were moved or renamed")),
)
@click.option(
    "--unpack", is_flag=True, help=str(say("unpack archives into folders of their names first"))
)
@click.option(
    "--scans", is_flag=True, help=str(say("read pages without text first, which takes time"))
)
@click.pass_context
def register(  # noqa: D103
    ctx: click.Context, folder: str, dry_run: bool, mend: bool, unpack: bool, scans: bool
) -> None:
    from dossier.cli.console import register as told

    workspace, screen = ctx.obj

    def run(place: "Workspace") -> None:
        from dossier.register import register as registered

        with screen.progress() as progress:
            done = registered(
                place, folder, progress, dry_run=dry_run, mend=mend, unpack=unpack, scans=scans
            )
        screen.tell(told.registered(done, dry_run=dry_run, mend=mend))

    if dry_run:
        with beside(workspace) as place:
            run(place)
    else:
        with alone(ctx):
            run(workspace)
