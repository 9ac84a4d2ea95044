"""The command `dossier`: parse, call the pipeline, print; errors become an exit code here."""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier import __version__
from dossier.errors import DossierError, ExitCode
from dossier.messages import Text, say
from dossier.workspace import Workspace

if TYPE_CHECKING:
    from dossier.assembly.inspection import Inspection
    from dossier.screen import Screen


class _Group(click.Group):
    """The one place where an error becomes words and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DossierError as error:
            click.echo(say("error: {problem}", problem=error.text), err=True)
            if error.hint:
                click.echo(say("hint: {hint}", hint=error.hint), err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise  # the reader has gone (`dossier check | head`): click ends quietly
        except OSError as error:
            # what can be foreseen is a finding or an error of its own; this is the disk
            file = error.filename or ""
            problem = say("'{file}': {reason}", file=file, reason=error.strerror or error)
            click.echo(say("error: {problem}", problem=problem), err=True)
            hint = say("close the file in other programs, see whether the disk is full, try again")
            click.echo(say("hint: {hint}", hint=hint), err=True)
            ctx.exit(ExitCode.OUTPUT)
        except KeyboardInterrupt:
            click.echo(say("interrupted; what was made is kept"), err=True)
            ctx.exit(ExitCode.INTERRUPTED)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=str(say("check, fill in and bind a school's dossier for an inspection")),
)
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help=str(say("the folder that holds 'inputs' and 'templates' (default: this one)")),
)
@click.option("--quiet", is_flag=True, help=str(say("print nothing but errors")))
@click.option("--json", "as_json", is_flag=True, help=str(say("print the result as JSON")))
@click.version_option(__version__, prog_name="dossier")
@click.pass_context
def main(ctx: click.Context, workspace: Path, quiet: bool, as_json: bool) -> None:  # noqa: D103
    from dossier.screen import Screen

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a Chinese Windows writes GBK into a pipe, which lacks signs that file names have
            stream.reconfigure(errors="replace")
    ctx.obj = (Workspace(workspace), Screen(quiet=quiet, as_json=as_json))


def _inspected(ctx: click.Context) -> "tuple[Inspection, Screen]":
    from dossier.pipeline import inspect

    workspace, screen = ctx.obj
    with screen.progress() as progress:
        return inspect(workspace, progress), screen


def _make(ctx: click.Context, chapter: str | None = None, box: str | None = None) -> None:
    """Build a target; what stays out of date is told, and findings are counted."""
    from dossier.convert.libreoffice import find
    from dossier.pipeline import Target, build

    seen, screen = _inspected(ctx)
    if chapter is not None:
        unknown = say("there is no chapter '{code}'", code=chapter)
        chapter = _known(chapter, {c.code: c.title for c in seen.chapters}, unknown)
    if box is not None:
        unknown = say("there is no box '{code}'", code=box)
        box = _known(box, {b.spec.number: b.spec.title for b in seen.boxes}, unknown)
    engine = find(seen.workspace.cache / "engine")
    with screen.progress() as progress:
        built = build(seen, engine, Target(chapter or "", box or ""), progress)
    screen.built(seen, built)


def _known(asked: str, known: dict[str, str], unknown: Text) -> str:
    """The code that was meant: itself, in other letters, without zeros, or by its title."""
    from difflib import get_close_matches

    from dossier.errors import UnknownTargetError

    meant = asked.strip().casefold()
    for code, title in known.items():
        if meant in {code.casefold(), code.lstrip("0").casefold(), title.casefold()}:
            return code
    near = get_close_matches(asked, [*known, *known.values()], n=1)
    raise UnknownTargetError(
        unknown,
        say("did you mean '{near}'?", near=near[0])
        if near
        else say("known: {codes}", codes="、".join(known)),
    )


@main.command(help=str(say("make everything that is out of date")))
@click.pass_context
def build(ctx: click.Context) -> None:  # noqa: D103 - its help is its docstring
    _make(ctx)


@main.command(help=str(say("say what is missing, whose it is and where to mend it")))
@click.pass_context
def check(ctx: click.Context) -> None:  # noqa: D103
    seen, screen = _inspected(ctx)
    screen.checked(seen)
    if seen.findings:
        ctx.exit(ExitCode.FINDINGS)


@main.command(help=str(say("make one chapter and the boxes that hold it")))
@click.argument("code")
@click.pass_context
def chapter(ctx: click.Context, code: str) -> None:  # noqa: D103
    _make(ctx, chapter=code)


@main.command(help=str(say("make one archive box")))
@click.argument("number")
@click.pass_context
def box(ctx: click.Context, number: str) -> None:  # noqa: D103
    _make(ctx, box=number)


@main.command("list", help=str(say("list the chapters and boxes")))
@click.pass_context
def list_(ctx: click.Context) -> None:  # noqa: D103
    seen, screen = _inspected(ctx)
    screen.listed(seen)


@main.command(help=str(say("say which input caused what the last build made")))
@click.pass_context
def why(ctx: click.Context) -> None:  # noqa: D103
    from dossier.assembly.products import remembered_account

    workspace, screen = ctx.obj
    screen.reasons(remembered_account(workspace.build))


@main.command(help=str(say("say whether this machine and workspace have what is needed")))
@click.pass_context
def doctor(ctx: click.Context) -> None:  # noqa: D103
    from dossier.doctor import examine

    workspace, screen = ctx.obj
    symptoms = examine(workspace)
    screen.examined(symptoms)
    if not all(symptom.well for symptom in symptoms):
        ctx.exit(ExitCode.SETUP)


if __name__ == "__main__":
    sys.exit(main())
