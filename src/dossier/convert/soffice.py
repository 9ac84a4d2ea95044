"""One soffice process: its command line, its environment, its profile, and its end."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

from dossier.model.holding import Kind

_FILTERS = {Kind.WORD: "writer_pdf_Export", Kind.SHEET: "calc_pdf_Export"}

# Given as JSON, the options leave what is not named at the filter's own default, not the user's.
_OPTIONS: dict[str, bool] = {
    "ReduceImageResolution": False,  # photos pass through as they are
    "ExportNotes": False,  # comments are not part of a document
    "ExportBookmarks": True,
    "ExportFormFields": False,  # fields are printed, not to be filled in
    "UseTaggedPDF": False,
}

_COMMON = "/org.openoffice.Office.Common"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # nothing in a document may run, fetch or follow anything
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    # figures are printed as their author saw them last, dates as in China
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    # a process that was killed leaves nothing to recover
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
)

SETTINGS = json.dumps([_OPTIONS, _SETTINGS])
"""All of the settings as one text, for the identity of the engine."""


def environment(home: Path, fontconfig: Path) -> dict[str, str]:
    """The whole environment of a process: nothing of the user's reaches it."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(fontconfig),
        "SAL_USE_VCLPLUGIN": "svp",
        # with more than one arena the order of objects in the PDF depends on addresses
        "MALLOC_ARENA_MAX": "1",
    }


def command(
    program: Path, profile: Path, kind: Kind, out: Path, files: Sequence[Path]
) -> list[str]:
    """The command that converts `files`, all of one kind, to PDFs of the same names in `out`."""
    _write_profile(profile)
    options = {
        name: {"type": "boolean", "value": str(value).lower()} for name, value in _OPTIONS.items()
    }
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        "--nofirststartwizard",
        *("--convert-to", f"pdf:{_FILTERS[kind]}:{json.dumps(options)}"),
        *("--outdir", str(out)),
        *map(str, files),
    ]


def _write_profile(profile: Path) -> None:
    items = "\n".join(
        f"<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op='fuse'>"
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )


class Soffice:
    """A running soffice. It is killed, with all its children, when it is silent too long."""

    def __init__(self, argv: list[str], environ: dict[str, str], patience: float) -> None:
        self._patience = patience
        self.timed_out = False
        self._process = subprocess.Popen(
            argv,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # soffice is a script: the group holds what it started
        )

    def lines(self) -> Generator[str]:
        """What it prints: a line for each document, when the one before it is done.

        Closing the generator ends the process.
        """
        output = self._process.stdout
        assert output is not None
        with self._process:  # waits for it in the end
            watch = self._watch()
            try:
                for line in output:
                    watch.cancel()
                    yield line
                    watch = self._watch()
            finally:
                watch.cancel()
                self.kill()

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _watch(self) -> threading.Timer:
        watch = threading.Timer(self._patience, self._lose_patience)
        watch.daemon = True
        watch.start()
        return watch

    def _lose_patience(self) -> None:
        self.timed_out = True
        self.kill()
