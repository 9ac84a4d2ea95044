"""A machine for scripts/setup.sh: every program that it calls is a fake."""

import gzip
import re
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts/setup.sh"


OFFICE = [
    "libreoffice-writer-nogui",
    "libreoffice-calc-nogui",
    "libreoffice-math-nogui",
    "libreoffice-impress-nogui",
    "libreoffice-draw-nogui",
    "python3-uno",
    "libjemalloc2",
]


# Each fake writes its call into `calls`; files in `state` say what the machine is like.
FAKES = {
    "id": 'if [ -e "$S/root" ]; then echo 0; else echo 1000; fi',
    "python3": """case $* in
        *version_info*) cat "$S/version"; ! grep -q '^3[.]9' "$S/version" ;;
        *ensurepip*) [ -e "$S/python3-venv" ] ;;
        *venv*) echo "python3 $*" >>"$S/calls"; mkdir -p .venv/bin .venv/lib
                cp "$S/venv-python" .venv/bin/python ;;
        esac""",
    "apt-get": """while [ "${1#-}" != "$1" ]; do [ "$1" != -o ] || shift; shift; done
        echo "apt-get $*" >>"$S/calls"
        echo "apt-get chatters"
        [ -e "$S/network" ] || { echo 'E: no network' >&2; exit 100; }
        case $1 in
        install) shift 2; for name; do : >"$S/$name"; done; cp "$S/soffice" "$S/bin/" ;;
        download) cp "$S/mirror/$2" "$2_1_all.deb" ;;
        esac""",
    "dpkg-deb": 'cat "$2"',
}


VENV_PYTHON = """case $1 in scripts/*)
    echo "$*" >>"$S/calls"
    [ ! -e "$S/no numpy" ] || { echo 'ImportError' >&2; exit 1; }
    exit ;;
esac
[ "$3" != --version ] || exit 0
echo "pip${*##*install}" >>"$S/calls"
echo "pip chatters"
[ -e "$S/network" ] || { echo 'no index' >&2; exit 1; }
case $* in *requirements-scan*) mkdir -p .venv/lib/python3.11/site-packages/rapidocr ;; esac"""


def font_packages(choice: int = 0) -> list[list[str]]:
    """The script's own table: package, folder, licence, files (the `choice` of each)."""
    text = SCRIPT.read_text(encoding="utf-8").replace("\\\n", " ").replace('"$1"', "$1")
    rows = [row.split() for row in re.findall(r"^    \$1 (.*)$", text, re.MULTILINE)]
    return [[_chosen(cell.strip('"').split("|"), choice) for cell in row] for row in rows]


def _chosen(stand_ins: list[str], choice: int) -> str:
    return stand_ins[min(choice, len(stand_ins) - 1)]


REDRAWN = "scripts/truetype .venv/share/dossier/fonts"


FONT_PACKAGES = [row[0] for row in font_packages()]


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with one checkout; `state` holds its programs and what there is to know of it."""

    checkout: Path
    state: Path

    @property
    def fonts(self) -> Path:
        """Where the fonts are collected."""
        return self.checkout / ".venv/share/dossier/fonts"

    def has(self, *things: str) -> None:
        """Let the machine have these: root, network, python3-venv, …."""
        for thing in things:
            (self.state / thing).touch()

    def program(self, name: str, text: str) -> None:
        """Write a fake program."""
        path = self.state / name
        path.write_text(f"#!/bin/sh\nS='{self.state}'\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def set_up(self, *steps: str, scan: str = "") -> subprocess.CompletedProcess[str]:
        """Run the script, with `scan` as SCAN."""
        told = {"SCAN": scan} if scan else {}
        return subprocess.run(
            ["/bin/sh", "scripts/setup.sh", *steps],
            cwd=self.checkout,
            env={"PATH": str(self.state / "bin"), "SETUP_ROOT": str(self.state / "system"), **told},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def calls(self) -> list[str]:
        """What was called since the last time this was asked."""
        log = self.state / "calls"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def stamps(self) -> list[str]:
        """The steps that are marked as done."""
        return sorted(path.name for path in self.checkout.glob(".venv/.*-ready"))


def contents(choice: int = 0) -> Iterator[tuple[str, str, bytes]]:
    """Every file of the font packages: package, path below /, bytes."""
    for package, folder, licence, *files in font_packages(choice):
        for name in (licence, *(f"{folder}/{file}" for file in files)):
            text = f"{Path(name).name} of {package}".encode()
            yield package, name, gzip.compress(text) if name.endswith(".gz") else text


def fill(mirror: Path, choice: int = 0) -> None:
    """Make the Debian packages of the fonts, as tar files."""
    mirror.mkdir()
    for package, name, data in contents(choice):
        with tarfile.open(mirror / package, "a") as archive:
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(data)
            archive.addfile(info, BytesIO(data))


def install_fonts(machine: Machine) -> None:
    for _, name, data in contents():
        path = machine.state / "system" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def asked_for(message: str) -> list[str]:
    command = re.search(r"^  apt-get install --no-install-recommends (.*)$", message, re.MULTILINE)
    assert command
    return command[1].split()
