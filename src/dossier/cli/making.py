"""Commands on a workspace: check it, build it, and say what was made and why."""

from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.errors import ExitCode
from dossier.messages import Text, say

if TYPE_CHECKING:
    from dossier.assembly.inspection import Inspection
    from dossier.screen import Screen


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
