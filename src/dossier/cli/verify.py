"""`dossier verify`: judge a finished package from its files alone."""

from pathlib import Path

import click

from dossier.cli.group import main
from dossier.errors import ExitCode
from dossier.messages import say


@main.command(help=str(say("judge a finished package from its files alone (default: build/)")))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--inputs",
    is_flag=True,
    help=str(say("compare what it was made from with the inputs of the workspace, too")),
)
@click.pass_context
def verify(ctx: click.Context, folder: Path | None, inputs: bool) -> None:  # noqa: D103
    from dossier.cli.console.verdict import judged
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
