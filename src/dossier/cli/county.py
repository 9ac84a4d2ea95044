"""`dossier county`: many schools together."""

from pathlib import Path

import click

from dossier.cli.group import main
from dossier.errors import ExitCode
from dossier.messages import say


@main.command(help=str(say("work out what many schools come to together, as a county")))
@click.argument("schools", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--list",
    "book",
    type=click.Path(dir_okay=False, path_type=Path),
    help=str(say("a workbook whose sheet '学校' lists the schools and their folders")),
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help=str(say("where the tables and the report go (default: build/county)")),
)
@click.option("--build", "boxes", is_flag=True, help=str(say("build each school's boxes, too")))
@click.option("--scheduler", default="", help=str(say("the address of a Dask scheduler to run on")))
@click.pass_context
def county(  # noqa: D103
    ctx: click.Context,
    schools: tuple[Path, ...],
    book: Path | None,
    into: Path | None,
    boxes: bool,
    scheduler: str,
) -> None:
    from dossier.cli.console.county import summed_up
    from dossier.county.outputs import TEMPLATE
    from dossier.county.run import Asked, run

    workspace, screen = ctx.obj
    into = into or workspace.build / "county"
    ours = workspace.templates / TEMPLATE.name
    template = ours if ours.is_file() else None
    with screen.progress() as progress:
        found, made = run(Asked(into, book, schools, boxes, scheduler, template), progress)
    summed_up(screen, found, into.as_posix(), made)
    if found.findings or any(school.summary.codes for school in found.schools):
        ctx.exit(ExitCode.FINDINGS)
