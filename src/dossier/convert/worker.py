"""The program in which LibreOffice works: jobs come in as lines of JSON, answers go out as lines.

    python3 -I worker.py inside PROGRAM PROFILE      LibreOffice within this very process
    python3 -I worker.py beside PROGRAM PROFILE      a soffice of its own, spoken to over a pipe

It runs in the Python that LibreOffice's bridge (pyuno) was built for, Debian's /usr/bin/python3,
and so imports nothing of the project. PROGRAM is the folder of LibreOffice's libraries, PROFILE the
URL of a user profile that nobody else uses. A job is ``{"source", "target", "filter", "options"}``,
``"opened"``, a filter, where LibreOffice is not to find out the kind of the source itself, and
``"warm"`` where it is only there to have the office load what it needs; an answer is
``{"fault": null}`` or what LibreOffice said. It ends itself when its input ends.

Within: LibreOfficeKit starts the office (``libreofficekit_hook_2``) and hands over its event loop
(``runLoop``, include/LibreOfficeKit/LibreOfficeKit.h); pyuno is then told of the office's own
context, so that its API is called without any connection. Three C++ symbols are used that no
header promises, which is why a self-test decides whether this way is taken.
"""

import contextlib
import ctypes
import importlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

_CONTEXT = "_ZN10comphelper26getProcessComponentContextEv"
_ACTIVE = "_ZN10comphelper14LibreOfficeKit9setActiveEb"
_INITIALIZE = (
    "_ZN5pyuno7Runtime10initializeERKN3com3sun4star3uno9ReferenceINS4_17XComponentContextEEE"
)

# the functions of a kit that are not called (LibreOfficeKit.h, 7.4)
_BEFORE_LOOP = (
    "destroy", "documentLoad", "getError", "documentLoadWithOptions",
    "freeError", "registerCallback", "getFilterTypes", "setOptionalFeatures",
    "setDocumentPassword", "getVersionInfo", "runMacro", "signDocument",
)  # fmt: skip

_POLL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_WAKE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_LOOP = ctypes.CFUNCTYPE(None, ctypes.c_void_p, _POLL, _WAKE, ctypes.c_void_p)

# A kit overrules the language of the profile when it starts. Documents that name no language, and
# all workbooks, would be set and labelled as English.
_LANGUAGE = "zh-CN"
_LANGUAGES = "/org.openoffice.Setup/L10N"

# the supervisor's deadline ends it earlier when soffice does not answer
_KNOCKS = 6000
_KNOCK_SECONDS = 0.02


class _Functions(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_size_t),
        *((name, ctypes.c_void_p) for name in _BEFORE_LOOP),
        ("run_loop", _LOOP),
    ]


def inside(program: str, profile: str, work: Callable[[Any], None]) -> None:
    """Start the office in this process and do `work` with its component context."""
    library = ctypes.CDLL(f"{program}/libmergedlo.so", mode=ctypes.RTLD_GLOBAL)
    start = library.libreofficekit_hook_2
    start.restype, start.argtypes = ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_char_p]
    kit = start(program.encode(), profile.encode())
    if not kit:
        raise RuntimeError("LibreOfficeKit does not start")
    table = ctypes.cast(kit, ctypes.POINTER(ctypes.c_void_p))[0]
    functions = ctypes.cast(table, ctypes.POINTER(_Functions)).contents
    begun: list[bool] = []

    def poll(_data: int, _microseconds: int) -> int:
        # loading a document runs an event loop of its own, which asks here again
        if not begun:
            begun.append(True)
            try:
                _plain(library)
                context = _own_context(library, program)
                _speak_chinese(context)
                work(context)
            finally:
                _end()
        return 0

    # without data (the last argument) the loop never asks
    functions.run_loop(kit, _POLL(poll), _WAKE(lambda _data: None), 1)


def _plain(library: ctypes.CDLL) -> None:
    """Have it behave as without a kit: with one, it draws charts without their clipping."""
    active = getattr(library, _ACTIVE)
    active.restype, active.argtypes = None, [ctypes.c_bool]
    active(False)


def _own_context(library: ctypes.CDLL, program: str) -> Any:
    bridge = ctypes.PyDLL(f"{program}/libpyuno.so", mode=ctypes.RTLD_GLOBAL)  # keeps the GIL
    # A C++ reference is returned through a hidden pointer, the first argument (7.4), or as the
    # address of one that stays (25.2): either way its address is what comes back
    reference = ctypes.c_void_p()
    get = getattr(library, _CONTEXT)
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    found = get(ctypes.byref(reference))
    if not found or not ctypes.c_void_p.from_address(found):
        raise RuntimeError("LibreOffice has no context")
    initialize = getattr(bridge, _INITIALIZE)
    initialize.restype, initialize.argtypes = None, [ctypes.c_void_p]
    initialize(found)
    return _uno().getComponentContext()


def _speak_chinese(context: Any) -> None:
    """Set the language as the profile has it.

    A kit takes one with a document, too, but looks for a document then, and that takes it longer.
    """
    uno = _uno()
    service = "com.sun.star.configuration.ConfigurationProvider"
    provider = context.ServiceManager.createInstanceWithContext(service, context)
    place = uno.createUnoStruct("com.sun.star.beans.PropertyValue", "nodepath", 0, _LANGUAGES, 0)
    settings = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (place,)
    )
    settings.ooLocale = settings.ooSetupSystemLocale = _LANGUAGE
    settings.commitChanges()


def beside(program: str, profile: str, work: Callable[[Any], None]) -> None:
    """Start a soffice and do `work` with its component context, over a pipe."""
    import subprocess  # noqa: PLC0415 - of no use within
    import uuid  # noqa: PLC0415

    address = f"pipe,name=dossier-{uuid.uuid4().hex};urp;"
    subprocess.Popen(
        [
            f"{program}/soffice",
            f"-env:UserInstallation={profile}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--nofirststartwizard", f"--accept={address}"),
        ],
        stdin=subprocess.DEVNULL,
    )
    uno = _uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    refused = uno.getClass("com.sun.star.connection.NoConnectException")
    for _ in range(_KNOCKS):
        try:
            context = resolver.resolve(f"uno:{address}StarOffice.ComponentContext")
            break
        except refused:
            time.sleep(_KNOCK_SECONDS)
    work(context)
    with contextlib.suppress(Exception):  # it may hang up before it has answered
        _desktop(context).terminate()


def converter(context: Any) -> Callable[[dict[str, Any]], None]:
    """What converts one document by means of an office's context.

    Each document gets a frame of its own, as with ``--convert-to``. One without menus and bars for
    all of them saves a tenth of the time, but pages are then broken without the size of a window:
    rows were lost where a table goes on (LibreOffice 7.4).
    """
    uno, desktop = _uno(), _desktop(context)

    def properties(values: dict[str, Any]) -> tuple[Any, ...]:
        kind = "com.sun.star.beans.PropertyValue"
        return tuple(uno.createUnoStruct(kind, name, 0, v, 0) for name, v in values.items())

    # no macro runs, nothing is asked, no link is followed
    silent = {"Hidden": True, "ReadOnly": True, "MacroExecutionMode": 0, "UpdateDocMode": 0}

    def convert(job: dict[str, Any]) -> None:
        source, target = Path(job["source"]).as_uri(), Path(job["target"]).as_uri()
        given = {"FilterName": job["opened"]} if job.get("opened") else {}
        document = desktop.loadComponentFromURL(source, "_blank", 0, properties(silent | given))
        if document is None:
            raise RuntimeError("it cannot be loaded")
        try:
            options = uno.Any("[]com.sun.star.beans.PropertyValue", properties(job["options"]))
            store = {"FilterName": job["filter"]}
            store |= {"FilterData": options} if job["options"] else {}
            document.storeToURL(target, properties(store))
        finally:
            document.close(True)

    return convert


def answers(
    convert: Callable[[dict[str, Any]], None],
    lines: Iterable[bytes],
    more: Callable[[], bool] = lambda: False,
) -> Iterator[str]:
    """An answer for each job, once it is done: a line of JSON.

    A job with `warm` is only there to have the office load what it needs: where `more` jobs wait by
    then, the next one does that.
    """
    for line in lines:
        fault = None
        try:
            job = json.loads(line)
            if not (job.get("warm") and more()):
                convert(job)
        except Exception as error:  # noqa: BLE001 - whatever LibreOffice throws is the answer
            fault = f"{type(error).__name__}: {error}"[:300]
        yield json.dumps({"fault": fault}) + "\n"


def _uno() -> Any:
    return importlib.import_module("uno")  # there only in the Python that this is run by


def _desktop(context: Any) -> Any:
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def _end() -> None:
    """End at once, with all that was started: the office's own way down may hang."""
    os.killpg(0, signal.SIGKILL)


def _main() -> None:
    way, program, profile = sys.argv[1:]
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what LibreOffice prints is no answer

    def work(context: Any) -> None:
        # without a buffer, what has not been read can be seen to wait
        with os.fdopen(0, "rb", buffering=0) as lines:
            convert = converter(context)
            for answer in answers(convert, lines, lambda: bool(select.select([0], [], [], 0)[0])):
                told.write(answer)
                told.flush()

    {"inside": inside, "beside": beside}[way](program, profile, work)


if __name__ == "__main__":
    try:
        _main()
    finally:
        _end()
