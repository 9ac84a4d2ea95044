"""RAR archives, by the programs lsar and unar, where these are installed."""

import json
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.archives.member import ArchiveMember, UnfitArchiveError
from dossier.messages import say

_LIST, _UNPACK = "lsar", "unar"
_SECONDS = 600


class Rar:
    """A RAR archive. Raises UnfitArchiveError where the programs are not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tools = {name: shutil.which(name) for name in (_LIST, _UNPACK)}
        if not all(self._tools.values()):
            raise UnfitArchiveError(
                say(
                    "'unar' is not installed (Debian: apt install unar): unpack it by hand, or "
                    "save it as .zip"
                )
            )
        told = json.loads(self._run(_LIST, "-json", str(path)) or "{}")
        self._entries: dict[str, int] = {}
        for one in told.get("lsarContents", []):
            if one.get("XADIsEncrypted"):
                raise UnfitArchiveError(say("it needs a password: unpack it by hand"))
            if not (one.get("XADIsDirectory") or one.get("XADIsLink")):
                name = str(one.get("XADFileName", ""))
                self._entries[name] = int(one.get("XADFileSize", 0))

    def close(self) -> None:
        """Nothing is open: the programs are done."""

    def members(self) -> Sequence[ArchiveMember]:
        """The files in it."""
        return [ArchiveMember(name, size) for name, size in self._entries.items()]

    def unpack(self, places: Mapping[str, Path]) -> None:
        """Have it unpacked into a folder aside, and move from there what are files."""
        if not places:
            return
        beside = next(iter(places.values())).parent
        with tempfile.TemporaryDirectory(dir=beside, prefix=".unar-") as room:
            self._run(_UNPACK, "-quiet", "-no-directory", "-force-skip", "-output-directory", room,
                      str(self._path))  # fmt: skip
            home = Path(room)
            for name, place in places.items():
                made = home.joinpath(*name.replace("\\", "/").split("/"))
                if _is_own_file(made, home):
                    made.rename(place)
        lost = [name for name, place in places.items() if not place.exists()]
        if lost:
            raise ValueError(f"unar did not write {lost[0]}")

    def _run(self, tool: str, *arguments: str) -> str:
        program = self._tools[tool]
        assert program is not None
        done = subprocess.run(
            [program, *arguments],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        if done.returncode:
            raise ValueError(done.stderr.decode("utf-8", "replace").strip()[-200:] or tool)
        return done.stdout.decode("utf-8", "replace")


def _is_own_file(made: Path, home: Path) -> bool:
    """Whether a path is a plain file, on no link that leads elsewhere."""
    try:
        status = made.lstat()
    except OSError:
        return False
    return (
        stat.S_ISREG(status.st_mode)
        and status.st_nlink == 1
        and made.parent.resolve().is_relative_to(home.resolve())
    )
