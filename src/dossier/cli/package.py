"""`dossier verify`, `export` and `unpack`: what is done with a finished package."""

from pathlib import Path

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone
from dossier.errors import ExitCode
from dossier.messages import say


@main.command(help=str(say("copy the finished package to a new folder; verified first")))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--bagit", is_flag=True, help=str(say("as a BagIt bag (RFC 8493)")))
@click.option(
    "--public",
    is_flag=True,
    help=str(say("copies to show: PDFs and index without ID, card and mobile numbers")),
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(["inspector"]),
    help=str(say("what inspectors see: boxes and index, without findings and office files")),
)
@click.pass_context
def export(  # noqa: D103
    ctx: click.Context, folder: Path, bagit: bool, public: bool, reader: str | None
) -> None:
    from dossier.cli.console import package
    from dossier.export.bag import export_bag
    from dossier.export.inspector import export_inspector
    from dossier.export.package import UnsoundError
    from dossier.export.package import export as copied
    from dossier.export.public import export_public
    from dossier.verify.inputs import changed_inputs
    from dossier.verify.package import FinishedPackage
    from dossier.verify.run import verify

    workspace, screen = ctx.obj
    if sum((bagit, public, bool(reader))) > 1:
        raise click.UsageError(
            str(say("--bagit, --public and --for are things of their own: choose one"))
        )
    with alone(ctx, writing=False):  # a build must not change it meanwhile
        with screen.progress() as progress:
            verdict = verify(
                workspace.build, lambda done, total, name: progress("verify", done, total, name)
            )
        if not verdict.sound:
            raise UnsoundError(
                say("the package is not sound, faults: {count}", count=len(verdict.faults)),
                say("see them with: dossier verify"),
            )
        since = list(changed_inputs(FinishedPackage(workspace.build), workspace))
        if public:
            with screen.progress() as progress:
                shown = export_public(
                    workspace.build,
                    folder,
                    lambda done, total, name: progress("hide", done, total, name),
                )
            done, taken = shown.exported, shown.taken_out
        else:
            way = export_inspector if reader else export_bag if bagit else copied
            done, taken = way(workspace.build, folder), None
    package.inputs_changed(screen, since)
    package.exported(screen, done, taken)


@main.command(help=str(say("give the items of a bound box back, a PDF each")))
@click.argument("box", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help=str(say("the new folder for them (default: named after the box, in this folder)")),
)
@click.pass_context
def unpack(ctx: click.Context, box: Path, into: Path | None) -> None:  # noqa: D103
    from dossier.bind.unpacking import unpacked
    from dossier.cli.console import package

    _, screen = ctx.obj
    folder = into or Path(box.stem)
    package.unpacked(screen, folder, unpacked(box, folder))


@main.command(help=str(say("judge a finished package from its files alone (default: build/)")))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--inputs",
    is_flag=True,
    help=str(say("compare what it was made from with the inputs of the workspace, too")),
)
@click.pass_context
def verify(ctx: click.Context, folder: Path | None, inputs: bool) -> None:  # noqa: D103
    from dossier.cli.console.package import judged
    from dossier.verify.run import verify as verified

    workspace, screen = ctx.obj
    with screen.progress() as progress:
        verdict = verified(
            folder or workspace.build,
            lambda done, total, name: progress("verify", done, total, name),
            workspace if inputs else None,
        )
    judged(screen, verdict)
    if not verdict.sound:
        ctx.exit(ExitCode.FINDINGS)
