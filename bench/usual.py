"""LibreOffice as people start it: what the measurements compare with.

It is given the fonts of the project, all of them and by the same rules, as someone has installed
them who wants to read what comes out. Without Chinese fonts on a machine it would look for each
character in vain, which takes it longer than all the rest.
"""

# ruff: noqa: INP001 - part of a program, not of a package
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


def give_fonts(room: Path) -> None:
    """From now on, whatever this process starts finds the fonts; their cache goes into `room`."""
    from dossier import fonts  # noqa: PLC0415 - of no use to those who only import

    room.mkdir(parents=True, exist_ok=True)
    os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig(room))


def command(files: Sequence[Path], out: Path, profile: Path) -> list[str]:
    """What is typed to convert files of one kind, with a user profile that is kept."""
    return [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--convert-to", "pdf", "--outdir", str(out)),
        *map(str, files),
    ]


def convert(files: Sequence[Path], out: Path, profile: Path) -> int:
    """Do it, a call for each kind of file: how many calls it took.

    After some hundred files soffice ends, with code 0 and without a word; what it has left out is
    given to it again.
    """
    calls = 0
    for suffix in sorted({path.suffix for path in files}):
        waiting = [path for path in files if path.suffix == suffix]
        while waiting:
            subprocess.run(command(waiting, out, profile), check=True, capture_output=True)
            calls += 1
            left = [path for path in waiting if not (out / f"{path.stem}.pdf").is_file()]
            if len(left) == len(waiting):
                raise SystemExit(f"soffice makes no PDF of {left[0]}")
            waiting = left
    return calls
