"""How a command has its workspace: as the one that writes to it, or beside whoever does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dossier.messages import Text, say

if TYPE_CHECKING:
    from dossier.lock import Holder
    from dossier.workspace import Workspace


@contextmanager
def alone(ctx: click.Context, *, writing: bool = True) -> Iterator[None]:
    """Be the only command that writes to the workspace; another one is waited for.

    What an interrupted one left behind is swept. A command that is not `writing` itself, but wants
    things to stay as they are, goes without a lock where build/ cannot be written to.
    """
    from dossier.leftovers import sweep
    from dossier.lock import held

    workspace, screen = ctx.obj
    if not workspace.inputs.is_dir() or not (writing or _writable(workspace)):
        yield
        return

    def waiting(holder: "Holder | None") -> None:
        if holder is None:
            screen.warn(say("another command writes to this workspace: waiting for its end"))
        else:
            screen.warn(
                say(
                    "'{command}' of {user} (process {pid}, since {since}) writes to this "
                    "workspace: waiting for its end",
                    command=holder.command,
                    user=holder.user,
                    pid=holder.pid,
                    since=holder.since,
                )
            )

    def unlocked(reason: Text | str) -> None:
        screen.warn(
            say(
                "this workspace cannot be locked ({reason}): let only one command write to it at "
                "a time",
                reason=reason,
            )
        )

    with held(workspace.lock, f"dossier {ctx.info_name}", waiting, unlocked):
        sweep(workspace.build, workspace.frozen, workspace.edits, flat=workspace.inputs)
        yield


def complete(ctx: click.Context) -> None:
    """Do what an interrupted `dossier standard use` or `import` has left undone, and tell it."""
    from dossier.together import UnsettledError, settle

    workspace, screen = ctx.obj
    try:
        settled = settle(workspace.unsettled)
    except UnsettledError:
        if ctx.invoked_subcommand not in {"standard", "import"}:  # which are the way out
            raise
        return
    if settled is not None:
        screen.warn(
            say(
                "'dossier {command}' was interrupted and is now complete: {files}",
                command=settled.why,
                files="、".join(settled.files),
            )
        )


@contextmanager
def beside(workspace: "Workspace") -> Iterator["Workspace"]:
    """The workspace for a command that only looks; its cache elsewhere where it is read-only."""
    if _writable(workspace):
        yield workspace
        return
    from dossier.files import passing_folder
    from dossier.workspace import Workspace

    with passing_folder() as room:
        yield Workspace(workspace.root, room)


def _writable(workspace: "Workspace") -> bool:
    """Whether build/ and its cache can be written to, or made."""
    places = [place for place in (workspace.cache, workspace.build, workspace.root)
              if place.is_dir()]  # fmt: skip
    return not places or os.access(places[0], os.W_OK | os.X_OK)
