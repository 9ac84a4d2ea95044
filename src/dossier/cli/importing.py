"""`dossier import`: a county's own catalogue becomes the standard of a workspace."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.catalogue.run import Choices
    from dossier.catalogue.understood import Understood

_FILE = click.Path(path_type=Path)


@main.command("import", help=str(say("read a county's own catalogue, and make a standard of it")))
@click.argument("file", type=_FILE)
@click.option(
    "--dry-run", is_flag=True, help=str(say("show what was understood, and write nothing"))
)
@click.option(
    "--update",
    is_flag=True,
    help=str(say("it is a newer one: tell what changed, and keep what is registered")),
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=MEANING",
    help=str(say("what a column holds, such as 考核点=指标; may be given several times")),
)
@click.option("--mapping", type=_FILE, help=str(say("a sheet with the columns 表头 and 含义")))
@click.option("--sheet", "sheets", multiple=True, help=str(say("read this sheet alone")))
@click.option("--group", default="", help=str(say("who answers for materials that name no office")))
@click.option(
    "--reassign",
    is_flag=True,
    help=str(say("take out the codes that mean something else under it; copies are kept")),
)
@click.pass_context
def import_catalogue(  # noqa: D103
    ctx: click.Context,
    file: Path,
    dry_run: bool,
    update: bool,
    columns: tuple[str, ...],
    mapping: Path | None,
    sheets: tuple[str, ...],
    group: str,
    reassign: bool,
) -> None:
    from dossier.catalogue import run

    settled = _settled(columns, mapping, sheets, group)
    read = run.read_catalogue(file, settled)
    if update:
        _update(ctx, file, read, settled, dry_run=dry_run)
    else:
        _import(ctx, file, read, settled, dry_run=dry_run, reassign=reassign)


def _settled(
    columns: tuple[str, ...], mapping: Path | None, sheets: tuple[str, ...], group: str
) -> "Choices":
    from dossier.catalogue import run
    from dossier.facts import replace

    known = run.mapping_of(mapping) if mapping else {}
    known |= run.columns_settled(columns)
    settled = run.Choices(known, sheets)
    return replace(settled, group=group) if group else settled


def _import(
    ctx: click.Context,
    file: Path,
    read: "Understood",
    settled: "Choices",
    *,
    dry_run: bool,
    reassign: bool,
) -> None:
    from dossier.assembly import reassigning
    from dossier.catalogue import run
    from dossier.cli.console import importing as told
    from dossier.files import passing_folder, safe_name
    from dossier.together import given_up

    workspace, screen = ctx.obj
    if dry_run:
        told.previewed(screen, file.name, read, run.codes_of(read))
        run.require_rows(read, file)
        return
    with alone(ctx), passing_folder() as room:
        book = Path(room) / f"{safe_name(file.stem)}.xlsx"
        rows = run.make_standard(read, file, book, settled)
        given_up(workspace.unsettled)
        found = reassigning.changed(workspace.inputs, book)
        if not reassign:
            reassigning.refuse(found, file.name)
        again = f"import {file}{' --reassign' if reassign else ''}"
        done, kept = reassigning.use(found, book, workspace, again)
    told.made(screen, file.name, read, rows, done, found, kept)


def _update(
    ctx: click.Context, file: Path, read: "Understood", settled: "Choices", *, dry_run: bool
) -> None:
    from dossier.assembly import reassigning
    from dossier.catalogue import run
    from dossier.cli.console import importing as told
    from dossier.files import passing_folder, safe_name
    from dossier.together import given_up

    workspace, screen = ctx.obj
    before = run.imported(workspace.inputs)
    found = run.compare(read, file, before)
    gone = {one.code: one.before for one in found.removed}
    if dry_run:
        cells = reassigning.naming(workspace.inputs, gone)
        told.updated(screen, file.name, read, found, cells, ())
        return
    with alone(ctx), passing_folder() as room:
        book = Path(room) / f"{safe_name(file.stem)}.xlsx"
        run.update_standard(found, before, file, book, settled)
        given_up(workspace.unsettled)
        cells = reassigning.naming(workspace.inputs, gone)
        done, kept = reassigning.use(cells, book, workspace, f"import --update {file}")
    copies = [done.kept.name, *kept] if done.kept else kept
    told.updated(screen, file.name, read, found, cells, copies, written=True)
