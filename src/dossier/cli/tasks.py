"""The command of the clerk's own papers: who has what to do, and what is to be signed."""

from datetime import date

import click

from dossier.cli.build_commands import engine_of, inspected
from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.messages import say

_TODAY = ("今天", "today")


class _Day(click.ParamType[date]):
    """A day as people write it, or the word for today."""

    name = "day"

    def convert(
        self, value: date | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day; a usage error where nobody can tell which is meant."""
        from dossier.model import values

        if isinstance(value, date):
            return value
        if value.strip().casefold() in _TODAY:
            return date.today()  # noqa: DTZ011 - the day on the wall of the office
        try:
            return values.day(value)
        except values.Unfit as unfit:
            self.fail(str(unfit.text), param, ctx)


@main.command(
    help=str(say("make a page for each person and group: what is to be done, and to be signed"))
)
@click.option(
    "--on",
    "day",
    type=_Day(),
    metavar="DAY",
    help=str(
        say(
            "count deadlines from that day, such as 2023-8-1 or today "
            "(default: 督办日期 in 基本信息 of school.xlsx)"
        )
    ),
)
@click.pass_context
def tasks(ctx: click.Context, day: date | None) -> None:  # noqa: D103 - its help is its docstring
    workspace, screen = ctx.obj
    with alone(ctx), engine_of(workspace) as engine, screen.progress() as progress:
        inspection = inspected(workspace, progress)
        from dossier.assembly.papers import make_papers
        from dossier.cli.console import build_output
        from dossier.cli.console.tasks import handed_out

        from_day = day or inspection.dossier.school.counted
        made = make_papers(inspection, engine, from_day, progress)
    build_output.kept(screen, inspection.edited.kept)
    handed_out(screen, made)
