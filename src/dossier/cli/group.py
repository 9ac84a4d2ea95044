"""The command itself: what all its parts share, and the one place where errors become words."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

import click

from dossier import __version__
from dossier.errors import DossierError, ExitCode, OutputError, UnexpectedError
from dossier.log import NAME, hush_libraries, keep_in, show_with
from dossier.messages import say, speak_for_click
from dossier.refusal import refusal
from dossier.workspace import Workspace

speak_for_click()  # before the options below are described


class _Command(click.Command):
    """A command whose usage is in the person's language."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.options_metavar = str(say("[OPTIONS]"))


class _Commands(_Command, click.Group):
    """Several of them under one name."""

    command_class = _Command

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.subcommand_metavar = str(say("COMMAND [ARGS]..."))


class _Main(_Commands):
    """The one place where an error becomes words and an exit code."""

    group_class = _Commands

    def invoke(self, ctx: click.Context) -> Any:

        try:
            with stopped_in_order():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader has gone (`dossier check | head`): click ends quietly
        except KeyboardInterrupt:
            click.echo(say("interrupted; what was made is kept"), err=True)
            ctx.exit(ExitCode.INTERRUPTED)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except Exception as error:  # noqa: BLE001 - no traceback reaches a person
            known = as_known(error, Workspace(ctx.params["workspace"]))
            print_error(known)
            ctx.exit(known.exit_code)


def as_known(error: Exception, workspace: Workspace) -> DossierError:
    """Any error as one that has a sentence and an exit code of its own."""
    if isinstance(error, DossierError):
        return error
    if not isinstance(error, OSError):
        return _unforeseen(error, workspace)
    # what can be foreseen is a finding or an error of its own; this is the disk
    from dossier import disk

    if error.errno in disk.FULL:
        return disk.ran_out(error, workspace)
    return OutputError(
        say("'{file}': {reason}", file=error.filename or "—", reason=refusal(error)),
        say("close the file in other programs, look at the permissions, and try again"),
    )


def print_error(error: DossierError) -> None:
    """What went wrong and what to do about it, beside what a command prints."""
    click.echo(say("error: {problem}", problem=error.text), err=True)
    if error.hint:
        click.echo(say("hint: {hint}", hint=error.hint), err=True)


def _unforeseen(error: Exception, workspace: Workspace) -> DossierError:
    from dossier.faults import noted

    noted("dossier", error)
    return UnexpectedError(
        say(
            "an unexpected fault of the program, told in '{log}'",
            log=workspace.cache / NAME,
        ),
        say("run it again; 'dossier --debug' shows what happened, which mends the program"),
    )


@click.group(
    cls=_Main,
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
@click.option("--debug", is_flag=True, help=str(say("show the technical text of faults")))
@click.version_option(__version__, prog_name="dossier")
@click.pass_context
def main(  # noqa: D103
    ctx: click.Context, workspace: Path, quiet: bool, as_json: bool, debug: bool
) -> None:
    from dossier.cli.console import Screen

    require_utf8()
    hush_libraries()
    # matplotlib writes a list of fonts; nothing is to be left in anybody's home
    os.environ.setdefault("MPLCONFIGDIR", str((workspace / "build/cache/libraries").absolute()))
    keep_in(Workspace(workspace).cache)
    show_with(partial(click.echo, err=True) if debug else None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a Chinese Windows writes GBK into a pipe, which lacks signs that file names have
            stream.reconfigure(errors="replace")
    ctx.obj = (Workspace(workspace), Screen(quiet=quiet, as_json=as_json))
    if Workspace(workspace).unsettled.exists():
        from dossier.cli.workspaces import complete

        complete(ctx)


def require_utf8() -> None:
    """Begin this process anew in Python's UTF-8 mode where the locale has another encoding.

    Under a locale such as zh_CN.GBK, Python would read the UTF-8 names in evidence/ as GBK and find
    none of them. Processes that are started from here inherit the mode. What is printed keeps the
    encoding of the console.
    """
    if sys.platform == "win32" or sys.flags.utf8_mode or sys.getfilesystemencoding() == "utf-8":
        return
    os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves


_ASKED = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Within it, a signal that asks this process to end raises KeyboardInterrupt, once.

    One that is ignored stays so: that is what ``nohup`` asks for.
    """
    before = {}
    if current_thread() is main_thread():
        for number in _ASKED:
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in _ASKED:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
