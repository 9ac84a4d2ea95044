"""`dossier read-scans`: what stands on pages without text, read before a build wants it."""

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.messages import say


@main.command("read-scans", help=str(say("read the pages of the evidence that have no text")))
@click.pass_context
def read_scans(ctx: click.Context) -> None:  # noqa: D103 - its help is its docstring
    from dossier.cli.console.build_output import kept
    from dossier.cli.console.scans import told
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
    told(screen, inspection)
