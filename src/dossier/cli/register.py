"""`dossier register` and `dossier read-scans`: what the files of evidence are and say."""

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


@main.command("read-scans", help=str(say("read the pages of the evidence that have no text")))
@click.pass_context
def read_scans(ctx: click.Context) -> None:  # noqa: D103 - its help is its docstring
    from dossier.cli.console.build_output import kept
    from dossier.cli.console.register import scanned
    from dossier.errors import MissingToolError
    from dossier.pipeline import inspect
    from dossier.scan import reader
    from dossier.scan.run import MISSING

    workspace, screen = ctx.obj
    if not reader.available():
        raise MissingToolError(say("what reads scans is not there"), MISSING)
    with alone(ctx), screen.progress() as progress:
        inspection = inspect(workspace, progress, scans=True)
    kept(screen, inspection.edited.kept)
    scanned(screen, inspection)
