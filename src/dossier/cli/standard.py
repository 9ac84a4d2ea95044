"""`dossier standard`: the standards that come with the package."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.errors import ExitCode
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.cli.console.standard import DescribedStandard
    from dossier.finding import Finding


@main.group(help=str(say("look at the standards that come with the package, and use one")))
def standard() -> None:  # noqa: D103
    pass


@standard.command("list", help=str(say("list the standards that come with the package")))
@click.pass_context
def standard_list(ctx: click.Context) -> None:  # noqa: D103
    from dossier import standards
    from dossier.cli.console import standard as shown

    _, screen = ctx.obj
    known = [_described(name, standards.path_of(name))[0] for name in standards.names()]
    shown.listed(screen, known)


@standard.command("show", help=str(say("show a standard as a tree; without NAME, your own")))
@click.argument("name", default="")
@click.pass_context
def standard_show(ctx: click.Context, name: str) -> None:  # noqa: D103
    from dossier import standards
    from dossier.cli.console import standard as shown
    from dossier.errors import WorkspaceError

    workspace, screen = ctx.obj
    book = standards.path_of(name) if name else workspace.inputs / standards.BOOK
    if not book.is_file():
        raise WorkspaceError(
            say("'{folder}' holds no {book}", folder=workspace.inputs, book=standards.BOOK),
            say("put one there: dossier standard use NAME"),
        )
    one, findings = _described(book.stem, book)
    shown.shown(screen, one, findings)
    if findings:
        ctx.exit(ExitCode.FINDINGS)


@standard.command("use", help=str(say("make a standard the workspace's; yours is kept beside it")))
@click.argument("name")
@click.option(
    "--reassign",
    is_flag=True,
    help=str(say("take out the codes that mean something else under it; copies are kept")),
)
@click.pass_context
def standard_use(ctx: click.Context, name: str, reassign: bool) -> None:  # noqa: D103
    from dossier import standards
    from dossier.assembly import reassigning
    from dossier.cli.console import standard as shown
    from dossier.together import given_up

    workspace, screen = ctx.obj
    book = standards.path_of(name)
    with alone(ctx):
        given_up(workspace.unsettled)
        found = reassigning.changed(workspace.inputs, book)
        if not reassign:
            reassigning.refuse(found, name)
        again = f"standard use {name}{' --reassign' if reassign else ''}"
        done, kept = reassigning.use(found, book, workspace, again)
    shown.placed(screen, book.stem, done, found, kept)


def _described(name: str, book: Path) -> "tuple[DescribedStandard, tuple[Finding, ...]]":
    from dossier.cli.console.standard import DescribedStandard
    from dossier.read.standard import read_standard_file

    standard, rules, findings = read_standard_file(book)
    return DescribedStandard(name, standard, rules), findings
