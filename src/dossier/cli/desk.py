"""`dossier desk`: the page in the browser."""

from typing import TYPE_CHECKING

import click

from dossier.cli.group import main
from dossier.cli.workspaces import beside
from dossier.errors import MissingToolError
from dossier.messages import say

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from dossier.desk.keys import DeskKeys


@main.command(help=str(say("open the desk: a page in the browser, on this computer alone")))
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help=str(say("the port to listen on (default: a free one)")))  # fmt: skip
@click.option(
    "--share",
    is_flag=True,
    help=str(say("let phones and groups of the same network in, each by a link of its own")),
)
@click.option("--no-browser", is_flag=True, help=str(say("print the address alone")))
@click.pass_context
def desk(ctx: click.Context, port: int, share: bool, no_browser: bool) -> None:  # noqa: D103
    import asyncio
    import webbrowser
    from pathlib import Path

    from dossier.files import passing_folder

    try:
        from dossier.desk.serve import HERE, address_in_network, serve
    except ImportError as error:
        raise MissingToolError(
            say("'{package}' is not installed", package=error.name or "tornado"),
            say("install it with: {command}", command="pip install 'dossier[desk]'"),
        ) from error
    workspace, screen = ctx.obj

    with beside(workspace) as place, passing_folder() as room:

        def ready(keys: "DeskKeys", port: int) -> None:
            address = f"http://{HERE}:{port}/"
            screen.answer({"address": f"{address}?key={keys.lasting}"})
            screen.say(
                say("the desk is open at {address}", address=f"{address}?key={keys.lasting}")
            )
            if keys.shared:
                screen.say(say("guests come in at {address}, each by a link", address=keys.shared))
            screen.say(say("close it with Ctrl-C; the workbooks hold all that was done"))
            if not no_browser:
                webbrowser.open(_door(Path(room), f"{address}?key={keys.once}").as_uri())

        async def run() -> None:
            end = asyncio.Event()
            _until_asked_to_end(end)
            await serve(place, port, ready, end, address_in_network() if share else "")

        asyncio.run(run())


def _until_asked_to_end(end: "asyncio.Event") -> None:
    import asyncio
    import signal
    from contextlib import suppress

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError):  # Windows; not the main thread
            loop.add_signal_handler(number, end.set)


def _door(folder: "Path", address: str) -> "Path":
    """A page that leads to `address`, and that nobody else can read.

    A command line can be read by everybody on the machine.
    """
    from html import escape

    from dossier.files import write_text

    door = folder / "desk.html"
    write_text(
        door,
        f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address)}">',
        private=True,
    )
    return door
