"""Commands on a workspace: check it, build it, and say what was made and why."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier.cli.group import main
from dossier.cli.workspaces import alone, beside
from dossier.errors import ExitCode
from dossier.messages import Text, say

if TYPE_CHECKING:
    from dossier.assembly.inspection import Inspection
    from dossier.cli.console import Screen
    from dossier.cli.console.output import Output
    from dossier.convert import Engine
    from dossier.profile import Profile
    from dossier.progress import Progress
    from dossier.workspace import Workspace

_profiled: Callable[[Any], Any] = click.option(
    "--profile", is_flag=True, help=str(say("say where the time went, stage by stage"))
)


@contextmanager
def _measured(asked: bool) -> "Iterator[Profile | None]":
    if not asked:
        yield None
        return
    from dossier.profile import Profile

    with Profile().running() as profile:
        yield profile


@contextmanager
def _watched(screen: "Screen", profile: "Profile | None") -> "Iterator[Progress]":
    with screen.progress() as progress:
        yield profile.listening(progress) if profile else progress


@contextmanager
def engine_of(workspace: "Workspace") -> "Iterator[Engine | None]":
    """The office engine; it starts while all the rest is loaded and read."""
    from dossier.profile import timed

    with timed("start"):
        from dossier.convert.engines import opened

    with opened(workspace.cache / "engine") as engine:
        yield engine


def inspected(
    workspace: "Workspace", progress: "Progress", *, building: bool = False
) -> "Inspection":
    """The inspection, before `building` or for its own sake.

    All of it is wanted until the command ends, so nothing is collected.
    """
    import gc

    from dossier.profile import timed

    gc.disable()
    try:
        # others open the files while this process loads the rest
        with timed("read"):
            from dossier.read import opened

            books = opened.begun(workspace.inputs, workspace.cache / "workbooks")
        with timed("survey"):
            from dossier.survey import begun

            surveyed = begun(workspace, photos_wait=building)
        with timed("start"):
            from dossier.pipeline import inspect

        return inspect(workspace, progress, surveyed, books)
    finally:
        gc.freeze()
        gc.enable()


def _make(
    ctx: click.Context,
    chapter: str | None,
    box: str | None,
    profile: bool,
    *,
    regenerate: bool = False,
) -> None:
    """Build a part; what stays out of date is told, and findings are counted.

    To `regenerate` a chapter is to give up what a person made of it, which is put aside.
    """
    from dossier.profile import timed

    workspace, screen = ctx.obj
    with (
        alone(ctx),
        _measured(profile) as measured,
        engine_of(workspace) as engine,
        _watched(screen, measured) as progress,
    ):
        inspection = inspected(workspace, progress, building=True)
        kept, given_up = inspection.edited.kept, list[Text]()
        with timed("start"):
            from dossier.cli.console import build_output
            from dossier.pipeline import Target, build
            from dossier.store.edits import give_up

        if chapter is not None:
            unknown = say("there is no chapter '{code}'", code=chapter)
            chapter = _known(chapter, {c.code: c.title for c in inspection.chapters}, unknown)
            if regenerate:
                edited = inspection.edited.used.get(chapter)
                aside = give_up(workspace, edited.file.name) if edited else ""
                given_up = [build_output.given_up(chapter, edited, aside)]
                inspection = inspected(workspace, progress, building=True)
        if box is not None:
            unknown = say("there is no box '{code}'", code=box)
            boxes = {b.spec.number: b.spec.title for b in inspection.boxes}
            # who asks for 03 means 03-1 and 03-2, where it was split
            whole = {number.partition("-")[0]: title for number, title in boxes.items()}
            box = _known(box, whole | boxes, unknown)
        done = build(inspection, engine, Target(chapter or "", box or ""), progress)
        told = build_output.built(inspection, done)
    _remarked(screen, engine)
    build_output.kept(screen, kept)
    for line in given_up:
        screen.say(line)
    screen.tell(told, measured)


def _remarked(screen: "Screen", engine: "Engine | None") -> None:
    """What there is to say of the engine itself."""
    for remark in engine.remarks if engine else ():
        screen.say(remark)


def _make_all(workspace: "Workspace", screen: "Screen", profile: "Profile | None") -> "Output":
    """Build everything; or, where nothing has changed since, tell again what was told then."""
    import time

    from dossier.cli.console.output import Output
    from dossier.profile import timed
    from dossier.store.records import note_idle
    from dossier.store.unchanged import LastTime

    began = time.time_ns()
    with timed("unchanged"):
        last = LastTime(workspace, "build", of=workspace.build)
        kept = last.told()
    if kept is not None:
        note_idle(workspace.build)
        return Output.from_json(kept)

    with engine_of(workspace) as engine, _watched(screen, profile) as progress:
        inspection = inspected(workspace, progress, building=True)
        with timed("start"):
            from dossier.cli.console import build_output
            from dossier.pipeline import Target, build, settled

        done = build(inspection, engine, Target(), progress)
    _remarked(screen, engine)
    build_output.kept(screen, inspection.edited.kept)
    with timed("unchanged"):
        made = last.made()
        if settled(done, began):
            last.keep(build_output.built(inspection, done, again=True).to_json(), made)
    return build_output.built(inspection, done)


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
@_profiled
@click.pass_context
def build(ctx: click.Context, profile: bool) -> None:  # noqa: D103 - its help is its docstring
    workspace, screen = ctx.obj
    with alone(ctx), _measured(profile) as measured:
        told = _make_all(workspace, screen, measured)
    screen.tell(told, measured)


@main.command(help=str(say("say what is missing, whose it is and where to mend it")))
@_profiled
@click.pass_context
def check(ctx: click.Context, profile: bool) -> None:  # noqa: D103
    from dossier.cli.console.output import Output
    from dossier.profile import timed
    from dossier.store.unchanged import LastTime

    workspace, screen = ctx.obj
    with _measured(profile) as measured, beside(workspace) as workspace:
        with timed("unchanged"):
            last = LastTime(workspace, "check", of=workspace.chapters)
            made, kept = last.made(), last.told()
        if kept is not None:
            told = Output.from_json(kept)
        else:
            with _watched(screen, measured) as progress:
                inspection = inspected(workspace, progress)
            with timed("start"):
                from dossier.cli.console import build_output

            build_output.kept(screen, inspection.edited.kept)
            told = build_output.checked(inspection)
            with timed("unchanged"):
                last.keep(told.to_json(), made)
    screen.tell(told, measured)
    if told.faulty:
        ctx.exit(ExitCode.FINDINGS)


@main.command(help=str(say("make one chapter and the boxes that hold it")))
@click.argument("code")
@click.option(
    "--regenerate",
    is_flag=True,
    help=str(say("from the template, though it was edited by hand: that is kept aside")),
)
@_profiled
@click.pass_context
def chapter(  # noqa: D103
    ctx: click.Context, code: str, regenerate: bool, profile: bool
) -> None:
    _make(ctx, code, None, profile, regenerate=regenerate)


@main.command(help=str(say("make one archive box")))
@click.argument("number")
@_profiled
@click.pass_context
def box(ctx: click.Context, number: str, profile: bool) -> None:  # noqa: D103
    _make(ctx, None, number, profile)


@main.command("list", help=str(say("list the chapters and boxes")))
@click.pass_context
def list_(ctx: click.Context) -> None:  # noqa: D103
    from dossier.cli.console import build_output

    workspace, screen = ctx.obj
    with beside(workspace) as workspace, screen.progress() as progress:
        inspection = inspected(workspace, progress)
    build_output.kept(screen, inspection.edited.kept)
    build_output.listed(screen, inspection)


@main.command(help=str(say("say which input caused what the last build made")))
@click.pass_context
def why(ctx: click.Context) -> None:  # noqa: D103
    from dossier.cli.console import build_output
    from dossier.store.records import remembered_account

    workspace, screen = ctx.obj
    build_output.reasons(screen, remembered_account(workspace.build))


@main.command(help=str(say("delete what was made; what was edited by hand stays")))
@click.pass_context
def clean(ctx: click.Context) -> None:  # noqa: D103
    from dossier.cli.console import build_output
    from dossier.store.edits import edits, keep_edits
    from dossier.store.products import Products

    workspace, screen = ctx.obj
    with alone(ctx):
        kept = keep_edits(workspace)
        stays = Products.remembered(workspace.build, edits(workspace).contents).clean()
    screen.answer({"kept": stays, "edited": {one.product: one.file for one in kept}})
    build_output.kept(screen, kept)
    for file in stays:
        screen.say(say("kept: '{file}' may be a person's", file=f"build/{file}"))


@main.command(help=str(say("say whether this machine and workspace have what is needed")))
@click.option(
    "--fonts", is_flag=True, help=str(say("first copy the fonts that lack from the system's own"))
)
@click.option(
    "--from",
    "folders",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=str(say("with --fonts: look in this folder, too, such as that of another computer")),
)
@click.pass_context
def doctor(ctx: click.Context, fonts: bool, folders: tuple[Path, ...]) -> None:  # noqa: D103
    from dossier.cli.console import build_output
    from dossier.doctor import examine

    workspace, screen = ctx.obj
    if fonts:
        from dossier.fontsetup import collect

        build_output.collected(screen, collect(folders))
    with beside(workspace) as workspace:
        symptoms = examine(workspace)
    build_output.examined(screen, symptoms)
    if any(symptom.well is False for symptom in symptoms):
        ctx.exit(ExitCode.SETUP)
