"""A process of LibreOffice: its command line, its environment, its profile, and its end."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

from dossier.convert.watch import USUAL_MB, Watch, resident_mb
from dossier.errors import EngineError
from dossier.guardian import forget, watch
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily, FileKind
from dossier.pool import Turn

_FILTERS = {
    (FileFamily.WORDS, ".pdf"): "writer_pdf_Export",
    (FileFamily.SHEET, ".pdf"): "calc_pdf_Export",
    (FileFamily.SLIDES, ".pdf"): "impress_pdf_Export",
    (FileFamily.WORDS, ".docx"): "MS Word 2007 XML",
    (FileFamily.SHEET, ".xlsx"): "Calc MS Excel 2007 XML",
}
# Other kinds are known by their content. A web page would become a document of the web, without
# pages, whatever it is to be.
_OPENED_AS = {
    FileKind.HTML: "HTML (StarWriter)",
    FileKind.MHT: "HTML (StarWriter)",
    FileKind.WEB_SHEET: "calc_HTML_WebQuery",
}

# Given as JSON, the options leave what is not named at the filter's own default, not the user's.
_OPTIONS: dict[str, bool] = {
    "ReduceImageResolution": False,  # photos pass through as they are
    "ExportNotes": False,  # comments are not part of a document
    "ExportBookmarks": True,
    "ExportFormFields": False,  # fields are printed, not to be filled in
    "UseTaggedPDF": False,
}

_REGISTRY = "registrymodifications.xcu"
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

# What a page looks like does not depend on these: they are no part of the identity.
_START: tuple[tuple[str, str, str], ...] = (
    # a version that it believes to be new makes it try its graphics out, at each start: half a
    # second and more than all the rest (only an office with windows remembers that it has done so)
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.0"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
)

SETTINGS = json.dumps([_OPTIONS, _SETTINGS])
"""All of the settings as one text, for the identity of the engine."""

# an allocator with which it takes a tenth less time than with that of the C library
_LIBRARIES, _JEMALLOC = Path("/usr/lib"), "*/libjemalloc.so.2"


def environment(home: Path, fontconfig: Path, *, programs: bool = True) -> dict[str, str]:
    """The whole environment of a process: nothing of the user's reaches it.

    Without `programs` it finds no other program to start. ``soffice`` is a script and needs some;
    the office itself would ask GnuPG for certificates, by four processes, before its first file.
    """
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    if not programs:
        kept["PATH"] = str(home)
    allocator = next(map(str, sorted(_LIBRARIES.glob(_JEMALLOC))), "")
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(fontconfig),
        "SAL_USE_VCLPLUGIN": "svp",
        # with more than one arena the order of objects in the PDF depends on addresses
        "MALLOC_ARENA_MAX": "1",
        **({"LD_PRELOAD": allocator, "MALLOC_CONF": "narenas:1"} if allocator else {}),
        # events are handed over to who asks for them, where it runs within a program
        "SAL_LOK_OPTIONS": "unipoll",
    }


def command(
    program: Path,
    profile: Path,
    kind: FileKind,
    out: Path,
    files: Sequence[Path],
    suffix: str = ".pdf",
) -> list[str]:
    """The command that converts `files`, all of one kind, to files of the same names in `out`.

    They become PDFs, or what `suffix` says.
    """
    told = f"{suffix[1:]}:{_FILTERS[kind.family, suffix]}"
    if suffix == ".pdf":
        options = {
            name: {"type": "boolean", "value": str(value).lower()}
            for name, value in _OPTIONS.items()
        }
        told += f":{json.dumps(options)}"
    opened = _OPENED_AS.get(kind)
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        "--nofirststartwizard",
        *((f"--infilter={opened}",) if opened else ()),
        *("--convert-to", told),
        *("--outdir", str(out)),
        *map(str, files),
    ]


def order(kind: FileKind, source: Path, target: Path, *, warm: bool = False) -> str:
    """The line that asks a worker for the same; `warm` where it is only to load what it needs."""
    suffix = target.suffix
    job = {"source": str(source), "target": str(target), "filter": _FILTERS[kind.family, suffix]}
    options = _OPTIONS if suffix == ".pdf" else {}
    opened = _OPENED_AS.get(kind)
    return json.dumps(job | {"options": options, "opened": opened, "warm": warm}) + "\n"


def write_profile(profile: Path, kept: Path | None = None) -> None:
    """Make a user profile, with what LibreOffice has laid out in a `kept` one: that saves time.

    Settings are never taken over: what a document may have done to one ends with it.
    """
    user = profile / "user"
    if kept is not None and kept.is_dir():
        shutil.copytree(kept, user, ignore=shutil.ignore_patterns(_REGISTRY))
    user.mkdir(parents=True, exist_ok=True)
    items = "\n".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{escape(name)}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in (*_SETTINGS, *_START)
    )
    (user / _REGISTRY).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )


def version_of(program: Path, patience: float, hint: Text) -> str:
    """What a program says to ``--version``. Raises EngineError, with `hint`, where it cannot."""
    try:
        told = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=patience,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(
            say("'{program}' does not start: {reason}", program=program, reason=error), hint=hint
        ) from error
    return told.stdout.strip()


class Process:
    """A running program, killed with all its children when it exceeds its bounds.

    `timed_out`: it was silent too long; `grew`: it had too much memory.
    """

    _INPUT = subprocess.DEVNULL

    def __init__(self, argv: list[str], environ: dict[str, str], patience: float) -> None:
        self._patience = patience
        self._turn = Turn()
        self.timed_out = False
        self.grew = False
        self._process = subprocess.Popen(
            argv,
            env=environ,
            stdin=self._INPUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # soffice is a script: the group holds what it started
        )
        watch(self._process.pid, group=True)

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _watch(self) -> Watch:
        return Watch(self._process.pid, self._patience, self._exceeded, self._turn)

    def _gone(self) -> None:
        """What was told of the process is true no longer."""
        forget(self._process.pid, group=True)
        self._turn.give_back()

    def _exceeded(self, memory: bool) -> None:
        self.timed_out, self.grew = not memory, memory
        self.kill()


class Soffice(Process):
    """A soffice that converts what its command line names."""

    def lines(self) -> Generator[str]:
        """What it prints: a line for each document, when the one before it is done.

        Closing the generator ends the process.
        """
        output = self._process.stdout
        assert output is not None
        with self._process:  # waits for it in the end
            silence = self._watch()
            try:
                for line in output:
                    silence.cancel()
                    yield line
                    silence = self._watch()
            finally:
                silence.cancel()
                self.kill()
        self._gone()


class OfficeProcess(Process):
    """A process of :mod:`dossier.convert.worker`, which converts what it is told to."""

    _INPUT = subprocess.PIPE
    _owed = 0

    @property
    def alive(self) -> bool:
        """Whether it runs, as far as can be known without asking it anything."""
        if self._process.returncode is not None:
            return False
        if sys.platform == "win32":
            return self._process.poll() is None
        # it is not buried yet: its name is what the processes that it started are killed by
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, look) is None

    def tell(self, order: str) -> None:
        """Order a conversion; what came of it is asked for by :meth:`answer`."""
        self._owed += 1
        told = self._process.stdin
        assert told is not None
        with suppress(BrokenPipeError):  # then there is no answer
            told.write(order)
            told.flush()

    def answer(self, patience: float) -> bool | None:
        """Whether it did as it was told last, when all before that is done, too.

        None where it died of it, or had to be killed (timed_out).
        """
        heard = self._process.stdout
        assert heard is not None
        self._patience = patience
        watch = self._watch()
        try:
            lines = [heard.readline() for _ in range(self._owed)]
        finally:
            watch.cancel()
        self._owed = 0
        if self._turn.taken or resident_mb(self._process.pid) > USUAL_MB:
            self.end()  # it would keep what it has taken, while others wait for it
        return json.loads(lines[-1])["fault"] is None if lines[-1].endswith("\n") else None

    def end(self) -> None:
        """End it and wait until it is gone."""
        if self._process.returncode is None:
            self.kill()
            with suppress(BrokenPipeError):
                self._process.communicate()
            self._gone()
