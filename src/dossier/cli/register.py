"""The command that fills in the register of evidence."""

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone, beside
from dossier.messages import say


@main.command(help=str(say("propose rows of evidence.xlsx for files that have none")))
@click.argument("folder", default="")
@click.option("--dry-run", is_flag=True, help=str(say("show the rows, and write nothing")))
@click.option(
    "--moved",
    "mend",
    is_flag=True,
    help=str(say("mend the rows of files that were moved or renamed")),
)
@click.pass_context
def register(ctx: click.Context, folder: str, dry_run: bool, mend: bool) -> None:  # noqa: D103
    from dossier.screen import register as told

    workspace, screen = ctx.obj

    def run(place: object) -> None:
        from dossier.register import register as registered

        with screen.progress() as progress:
            done = registered(place, folder, progress, dry_run=dry_run, mend=mend)  # type: ignore[arg-type]
        screen.tell(told.registered(done, dry_run=dry_run, mend=mend))

    if dry_run:
        with beside(workspace) as place:
            run(place)
    else:
        with alone(ctx):
            run(workspace)
