"""Foreign PDFs made fit for PDF/A-2b with Ghostscript: fonts embedded, colours in sRGB.

Ghostscript says 0 where it has lost pages, and drops what PDF/A does not allow without a word.
So only what it paints is taken (:mod:`dossier.media.repaint`), and every word of doubt is a fault:
the file is then bound as it is. The file itself is only read.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from dossier.convert.soffice import version_of
from dossier.facts import Fact, field
from dossier.files import passing_folder, written_aside
from dossier.finding import Code
from dossier.guardian import forget, watch
from dossier.media import UnusableError
from dossier.messages import Text, say
from dossier.store.source_hash import content_key, source_hash

MISSING = say(
    "Ghostscript, which makes PDFs fit for PDF/A, is missing (Debian: apt install ghostscript); "
    "or take '转为PDF/A' out of the sheet '设置'"
)
"""What to tell where :func:`available` finds none."""

# the code that has Ghostscript paint a file, and lays back what it drops
_CODE = ("convert/archival.py", "media/repaint.py")

_PROGRAMS = ("gs", "gswin64c", "gswin32c")
_OPTIONS = (
    "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite",
    "-dPDFA=2", "-dPDFACompatibilityPolicy=1", "-dCompatibilityLevel=1.7",
    "-sColorConversionStrategy=RGB", "-sOutputICCProfile=srgb.icc",
    # annotations and form fields become part of the page, and the page stays as it lies
    "-dPreserveAnnots=false", "-dAutoRotatePages=/None",
    # what is an image stays one, dot by dot
    "-dDownsampleColorImages=false", "-dDownsampleGrayImages=false",
    "-dDownsampleMonoImages=false", "-dPassThroughJPEGImages=true",
    "-dAutoFilterColorImages=false", "-dColorImageFilter=/FlateEncode",
    "-dAutoFilterGrayImages=false", "-dGrayImageFilter=/FlateEncode",
)  # fmt: skip

# seconds for a file, and for each megabyte: a large scan takes 14 ms a page, an odd one for ever
_PATIENCE = 60.0
_PER_MEGABYTE = 5.0
# characters of a page that may go astray, such as hyphens and ligatures
_ASTRAY = 0.02

# "****" stands before each complaint about a file, and the others where it is no PDF/A after all
_DOUBTS = ("****", "aborting", "reverting")
# a font that is not in the file
_FONT = re.compile(r"Loading (?:font|CIDFont) (\S+) (?:\(or )?substitute")
# Latin fonts for which it has faces of the same widths
_STAND_INS = re.compile(r"(Helvetica|Times|Courier|Arial|Symbol|ZapfDingbats)(?!Unicode|Narrow).*")


class Archived(Fact, frozen=True):
    """What came of a file: a PDF of `pages` pages, or the `fault` that there is none.

    `merged` counts what is painted on the pages now and nothing else any more
    (``annotation:KIND``, ``fields``, ``layers``); `substituted` are fonts that were not in the
    file and for which look-alikes are in the PDF.
    """

    pages: int = 0
    merged: Mapping[str, int] = field(default_factory=dict)
    substituted: tuple[str, ...] = ()
    fault: Text | None = None


def available() -> "Ghostscript | None":
    """The Ghostscript of this machine: $DOSSIER_GHOSTSCRIPT, or on the PATH; else None."""
    named = os.environ.get("DOSSIER_GHOSTSCRIPT")
    for name in (named,) if named else _PROGRAMS:
        if found := shutil.which(name):
            return Ghostscript(Path(found))
    return None


class Ghostscript:
    """The program, and what it makes of a PDF."""

    def __init__(self, program: Path, patience: float = _PATIENCE) -> None:
        self._program = program
        self._patience = patience

    @cached_property
    def version(self) -> str:
        """What it says of itself, such as ``10.00.0``. Raises EngineError if it does not start."""
        return version_of(self._program, self._patience, MISSING)

    def key(self, digest: str, profile: bytes) -> str:
        """The key of what is made of the file with this SHA-256, for a cache."""
        code, colours = source_hash(*_CODE, shared=False), sha256(profile).hexdigest()
        return content_key(digest, "pdfa", self.version, code, _OPTIONS, colours)

    def to_archival(self, source: Path, out: Path, profile: bytes) -> Archived:
        """Write the PDF `source` to `out`, whole or not at all, as PDF/A-2b allows it.

        `profile` is the ICC profile that colours are turned into. Links, bookmarks, names, page
        boxes and the title stay those of `source`; the file claims nothing, which is for the
        box to do. The same file gives the same bytes.
        """
        from dossier.media.repaint import bare, missing_words, repaint  # noqa: PLC0415 - pikepdf

        with passing_folder() as temp:
            room = Path(temp)
            (room / "srgb.icc").write_bytes(profile)
            try:
                bare(source, room / "bare.pdf")
                told = self._run(room, self._patience + _PER_MEGABYTE * _megabytes(source))
                fault = _fault(told)
                if fault is not None:
                    return Archived(fault=fault)
                with written_aside(out) as aside:
                    merged = repaint(source, room / "painted.pdf", aside)
                    for page in missing_words(source, aside, _ASTRAY):
                        raise _astray(page)
            except UnusableError as error:
                return Archived(fault=error.remedy)
            except subprocess.TimeoutExpired as error:
                return Archived(fault=_slow(error.timeout))
        substituted = tuple(sorted(set(_FONT.findall(told))))
        return Archived(_pages(out), merged, substituted)

    def _run(self, room: Path, patience: float) -> str:
        """Let it paint ``bare.pdf`` to ``painted.pdf`` in `room`; all that it says.

        Raises subprocess.TimeoutExpired when it is not done in time, and it is ended.
        """
        command = [
            str(self._program), *_OPTIONS, "--permit-file-read=srgb.icc",
            "-sOutputFile=painted.pdf", "bare.pdf",
        ]  # fmt: skip
        with subprocess.Popen(
            command,
            cwd=room,
            env=_environment(room),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # so that it ends with whatever it started
        ) as process:
            watch(process.pid, group=True)
            try:
                told, _ = process.communicate(timeout=patience)
            except BaseException:  # not in time, or Ctrl-C
                _end(process)
                raise
            finally:
                forget(process.pid, group=True)
        return told if process.returncode == 0 else f"{told}\n**** {process.returncode}"


def _end(process: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the user's reaches it: neither GS_OPTIONS nor fonts of his own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _fault(told: str) -> Text | None:
    """Why what it made cannot be taken, by what it said."""
    from dossier.media.repaint import fonts_elsewhere  # noqa: PLC0415 - pikepdf

    foreign = {name for name in _FONT.findall(told) if not _STAND_INS.fullmatch(name)}
    if foreign:
        return fonts_elsewhere(sorted(foreign))
    if any(doubt in told for doubt in _DOUBTS):
        return say(
            "Ghostscript is not sure of it ({reason}): save or print it as PDF anew",
            reason=_reason(told),
        )
    return None


def _reason(told: str) -> str:
    """The first line of a complaint that tells something, without its stars."""
    lines = [line.strip(" *\t") for line in told.splitlines()]
    start = next(n for n, line in enumerate(told.splitlines()) if any(d in line for d in _DOUBTS))
    return next((line for line in lines[start:] if line), "")[:100]


def _astray(page: int) -> UnusableError:
    return UnusableError(
        Code.CONTENT_LOST,
        say(
            "page {page} would lose words: save it as PDF anew, with its fonts embedded", page=page
        ),
    )


def _slow(seconds: float) -> Text:
    return say(
        "Ghostscript has not finished it in {seconds} s: save or print it as PDF anew",
        seconds=round(seconds),
    )


def _megabytes(source: Path) -> float:
    return source.stat().st_size / 1e6


def _pages(path: Path) -> int:
    from dossier.media.pdf import page_count  # noqa: PLC0415

    return page_count(path)
