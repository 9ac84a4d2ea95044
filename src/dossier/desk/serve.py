"""The server: on 127.0.0.1 alone, for as long as it is wanted."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from dossier.desk.build_pages import BoxesPage, BuildPage, MadeOut
from dossier.desk.building import DeskBuild
from dossier.desk.changes import (
    ChangeFields,
    Confirm,
    FiguresPage,
    Inbox,
    Log,
    PhotosPage,
    ProposeRows,
    Undo,
    Withdraw,
)
from dossier.desk.gate import GatedHandler
from dossier.desk.guests import GuestPage, Invite, SharePage
from dossier.desk.handlers import (
    CellPanel,
    EvidenceFileOut,
    FirstPage,
    GatedStatic,
    Me,
    Overview,
    Socket,
    Todo,
)
from dossier.desk.keys import DeskKeys
from dossier.desk.operations import own_folder
from dossier.desk.pages import STATIC
from dossier.desk.pictures import FirstPages
from dossier.desk.queue import WaitingChanges
from dossier.desk.state import DeskState
from dossier.desk.uploads import Upload
from dossier.errors import WorkspaceError
from dossier.leftovers import sweep
from dossier.lock import Holder, held
from dossier.messages import say
from dossier.workspace import Workspace

HERE = "127.0.0.1"
_HEADERS, _BUFFER = 16 << 10, 1 << 20  # bytes
_IDLE, _BODY = 60, 600  # seconds


async def serve(
    workspace: Workspace,
    port: int,
    ready: Callable[[DeskKeys, int], None],
    end: asyncio.Event,
    share: str = "",
) -> None:
    """Serve the desk until `end`; `ready` is told the keys and the port, where 0 was asked for.

    Where an address of this computer in its network is to `share` it, guests come in there.

    Raises WorkspaceError where there is nothing to show, where the port is taken, and where
    another desk of this workspace is open.
    """
    if not workspace.inputs.is_dir():
        raise WorkspaceError(
            say("'{folder}' has no inputs folder", folder=workspace.root),
            say("name the folder that holds 'inputs' and 'templates' with --workspace"),
        )
    try:
        sockets = bind_sockets(port, HERE, family=socket.AF_INET)
        port = sockets[0].getsockname()[1]
        if share:
            sockets += bind_sockets(port, share, family=socket.AF_INET)
    except OSError as error:
        raise WorkspaceError(
            say("port {port} cannot be used: {reason}", port=port, reason=error.strerror or error),
            say("choose another one with --port, or leave it out"),
        ) from error
    try:
        with _only_one(workspace, f"http://{HERE}:{port}/"):
            await _served(workspace, sockets, DeskKeys(port, share), ready, end)
    finally:
        for one in sockets:
            one.close()


@contextmanager
def _only_one(workspace: Workspace, address: str) -> Iterator[None]:
    """Be the only desk of a workspace: two would each have a queue, and not know of the other's."""

    def waiting(holder: Holder | None) -> None:
        raise WorkspaceError(
            say("the desk of this workspace is open already"),
            say("open it at {address} in its browser", address=holder.command)
            if holder
            else say("close it there first"),
        )

    if not os.access(workspace.inputs, os.W_OK):  # who cannot write has nothing in a queue
        yield
        return
    with held(own_folder(workspace) / "lock", address, waiting, lambda _reason: None):
        yield


async def _served(
    workspace: Workspace,
    sockets: list[socket.socket],
    keys: DeskKeys,
    ready: Callable[[DeskKeys, int], None],
    end: asyncio.Event,
) -> None:
    state = DeskState(workspace)
    queue, build = WaitingChanges(state), DeskBuild(state)
    pictures = FirstPages(workspace)
    server = HTTPServer(
        _application(state, queue, build, keys, pictures),
        max_header_size=_HEADERS,
        max_buffer_size=_BUFFER,
        max_body_size=_BUFFER,
        idle_connection_timeout=_IDLE,
        body_timeout=_BODY,
    )
    server.add_sockets(sockets)
    sweep(workspace.evidence)  # what uploads of a server that was killed have left behind
    state.begin()
    queue.begin()
    try:
        ready(keys, sockets[0].getsockname()[1])
        await end.wait()
    finally:
        server.stop()
        await asyncio.gather(state.close(), queue.close(), build.close())
        await pictures.close()
        await server.close_all_connections()


def _application(
    state: DeskState, queue: WaitingChanges, build: DeskBuild, keys: DeskKeys, pictures: FirstPages
) -> Application:
    given: dict[str, Any] = {"state": state, "queue": queue, "keys": keys}
    building = {**given, "build": build}
    return Application(
        [
            (r"/", Overview, given),
            (r"/cell", CellPanel, given),
            (r"/todo", Todo, given),
            (r"/inbox", Inbox, given),
            (r"/log", Log, given),
            (r"/share", SharePage, given),
            (r"/invite", Invite, given),
            (r"/guest", GuestPage, given),
            (r"/build", BuildPage, building),
            (r"/boxes", BoxesPage, building),
            (r"/made/(box|chapter)/([^/]+)", MadeOut, given),
            (r"/me", Me, given),
            (r"/confirm", Confirm, given),
            (r"/change", ChangeFields, given),
            (r"/photos", PhotosPage, given),
            (r"/figures", FiguresPage, given),
            (r"/register", ProposeRows, given),
            (r"/withdraw", Withdraw, given),
            (r"/undo", Undo, given),
            (r"/files", Upload, given),
            (r"/file/([0-9a-f]{20})", EvidenceFileOut, given),
            (r"/picture/([0-9a-f]{20})", FirstPage, {**given, "pictures": pictures}),
            (r"/socket", Socket, given),
            (
                r"/static/(desk\.css|desk\.js|icon\.svg)",
                GatedStatic,
                {"keys": keys, "path": str(STATIC)},
            ),
        ],
        default_handler_class=NothingThere,
        default_handler_args={"keys": keys},
        websocket_ping_interval=15,
        websocket_max_message_size=1 << 10,
        log_function=lambda _handler: None,
    )


def address_in_network() -> str:
    """The address under which other computers of the network reach this one.

    Nothing is sent. Raises WorkspaceError where there is no network.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # of no computer (RFC 5737): it only chooses a way
            return str(probe.getsockname()[0])
    except OSError as error:
        raise WorkspaceError(
            say("this computer is in no network: {reason}", reason=error.strerror or error),
            say("connect it to the network of the phones, or leave out --share"),
        ) from error


class NothingThere(GatedHandler):
    """Every other address."""

    def begin(self) -> None:
        """Say so, whatever was wanted."""
        self.write_error(404)
