"""scripts/setup.sh on machines that are not there: every program that it calls is a fake here."""

import gzip
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/setup.sh"

OFFICE = [
    "libreoffice-writer-nogui",
    "libreoffice-calc-nogui",
    "libreoffice-math-nogui",
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
[ -e "$S/network" ] || { echo 'no index' >&2; exit 1; }"""


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

    def set_up(self, *steps: str) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        return subprocess.run(
            ["/bin/sh", "scripts/setup.sh", *steps],
            cwd=self.checkout,
            env={"PATH": str(self.state / "bin"), "SETUP_ROOT": str(self.state / "system")},
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


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare Debian without root and network: python3 is there, python3-venv is not."""
    here = Machine(tmp_path / "the checkout", tmp_path / "state")
    (here.checkout / "scripts").mkdir(parents=True)
    shutil.copy(SCRIPT, here.checkout / "scripts")
    for name in ("requirements.lock", "pyproject.toml"):
        (here.checkout / name).touch()
        os.utime(here.checkout / name, (0, 0))
    (here.state / "bin").mkdir(parents=True)
    for name in (
        "cat",
        "cp",
        "df",
        "grep",
        "gzip",
        "mkdir",
        "mktemp",
        "mv",
        "readlink",
        "rm",
        "tar",
    ):
        found = shutil.which(name)
        assert found
        (here.state / "bin" / name).symlink_to(found)
    for name, text in FAKES.items():
        here.program(f"bin/{name}", text)
    here.program("soffice", "")
    here.program("venv-python", VENV_PYTHON)
    (here.state / "version").write_text("3.11.2\n", encoding="utf-8")
    _fill(here.state / "mirror")
    return here


def _contents(choice: int = 0) -> Iterator[tuple[str, str, bytes]]:
    """Every file of the font packages: package, path below /, bytes."""
    for package, folder, licence, *files in font_packages(choice):
        for name in (licence, *(f"{folder}/{file}" for file in files)):
            text = f"{Path(name).name} of {package}".encode()
            yield package, name, gzip.compress(text) if name.endswith(".gz") else text


def _fill(mirror: Path, choice: int = 0) -> None:
    """Make the Debian packages of the fonts, as tar files."""
    mirror.mkdir()
    for package, name, data in _contents(choice):
        with tarfile.open(mirror / package, "a") as archive:
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(data)
            archive.addfile(info, BytesIO(data))


def _install_fonts(machine: Machine) -> None:
    for _, name, data in _contents():
        path = machine.state / "system" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _asked_for(message: str) -> list[str]:
    command = re.search(r"^  apt-get install --no-install-recommends (.*)$", message, re.MULTILINE)
    assert command
    return command[1].split()


def test_fresh_machine_is_set_up_once(machine: Machine) -> None:
    """This test ensures that one run installs what is missing and a second does nothing."""
    machine.has("root", "network")
    first = machine.set_up()
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert all(line.startswith("set-up: ") for line in first.stdout.splitlines())
    assert machine.calls() == [
        "apt-get update",
        "apt-get install --no-install-recommends python3-venv " + " ".join(OFFICE),
        "python3 -m venv .venv",
        "pip --only-binary=:all: --require-hashes -r requirements.lock",
        "pip --no-deps --no-build-isolation --editable .",
        *(f"apt-get download {package}" for package in FONT_PACKAGES),
        REDRAWN,
    ]
    for package, _, licence, *files in font_packages():
        for file in files:
            assert (machine.fonts / file).read_text(encoding="utf-8") == f"{file} of {package}"
        terms = (machine.fonts / "licences" / f"{package}.txt").read_text(encoding="utf-8")
        assert terms == f"{Path(licence).name} of {package}"
    assert machine.stamps() == [".python-ready", ".tools-ready"]
    second = machine.set_up()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert machine.calls() == []


@pytest.mark.parametrize(
    ("programs", "reason"),
    [
        (["apt-get"], "only root can install Debian packages"),
        ([], "there is no apt-get here"),
    ],
)
def test_all_that_is_missing_is_told_at_once(
    machine: Machine, programs: list[str], reason: str
) -> None:
    """This test ensures that where nothing can be installed, one message tells everything."""
    if "apt-get" not in programs:
        (machine.state / "bin/apt-get").unlink()
    told = machine.set_up()
    assert told.returncode != 0
    assert told.stdout == ""
    lines = told.stderr.splitlines()
    assert lines[:2] == [f"error: set-up cannot go on: {reason}", "missing:"]
    assert told.stderr.count("error:") == 1
    assert _asked_for(told.stderr) == ["python3-venv", *OFFICE, *FONT_PACKAGES]
    for _, _, _, *files in font_packages():
        assert all(file in told.stderr for file in files)
    assert "requirements.lock" in told.stderr
    assert "docs/setup.md" in told.stderr
    assert machine.calls() == []
    assert not (machine.checkout / ".venv").exists()


def test_only_what_is_missing_is_told(machine: Machine) -> None:
    """This test ensures that what is already there is neither asked for nor installed again."""
    machine.has("python3-venv")
    _install_fonts(machine)
    told = machine.set_up()
    assert told.returncode != 0
    assert _asked_for(told.stderr) == OFFICE


def test_python_needs_no_root(machine: Machine) -> None:
    """This test ensures that the step `python` works alone, whatever the tools lack."""
    machine.has("python3-venv", "network")
    assert machine.set_up("python").returncode == 0
    assert machine.stamps() == [".python-ready"]


def test_fonts_need_no_office(machine: Machine) -> None:
    """This test ensures that a machine without root can do without LibreOffice, as it is told."""
    machine.has("python3-venv", "network")
    assert "\n  scripts/setup.sh python fonts && " in machine.set_up().stderr
    assert machine.set_up("python", "fonts").returncode == 0
    assert machine.calls()[-2:] == [f"apt-get download {FONT_PACKAGES[-1]}", REDRAWN]
    assert machine.stamps() == [".python-ready"]
    assert _asked_for(machine.set_up().stderr) == OFFICE


def test_installed_fonts_are_taken(machine: Machine) -> None:
    """This test ensures that fonts that the system has are copied and not fetched again."""
    machine.program("bin/soffice", "")
    _install_fonts(machine)
    assert machine.set_up("tools").returncode == 0
    assert machine.calls() == []
    assert len(list(machine.fonts.glob("*.[ot]t[fc]"))) == sum(len(r) - 3 for r in font_packages())
    assert len(list(machine.fonts.glob("licences/*.txt"))) == len(FONT_PACKAGES)


def test_half_an_office_is_not_enough(machine: Machine) -> None:
    """This test ensures that a LibreOffice with Writer but no Calc is completed."""
    _install_fonts(machine)
    office = machine.state / "office"
    office.mkdir()
    for name in ("soffice", "soffice.bin", "libswlo.so"):
        (office / name).touch(mode=0o755)
    (machine.state / "bin/soffice").symlink_to(office / "soffice")
    assert _asked_for(machine.set_up("tools").stderr) == OFFICE[1:]
    (office / "libsclo.so").touch()
    assert _asked_for(machine.set_up("tools").stderr) == OFFICE[2:]
    (office / "libsmlo.so").touch()
    assert machine.set_up("tools").returncode == 0


def test_old_python_is_told_with_the_rest(machine: Machine) -> None:
    """This test ensures that a Python that is too old is named with its version."""
    machine.has("root", "network")
    (machine.state / "version").write_text("3.9.2\n", encoding="utf-8")
    told = machine.set_up()
    assert told.returncode != 0
    assert "error: set-up cannot go on: there is no Python 3.11 or later" in told.stderr
    assert "'python3' is 3.9.2" in told.stderr
    assert _asked_for(told.stderr) == [*OFFICE, *FONT_PACKAGES]
    assert machine.calls() == []


def test_no_network(machine: Machine) -> None:
    """This test ensures that a failure shows the tool's own words and all that is still missing."""
    machine.has("root", "python3-venv")
    told = machine.set_up()
    assert told.returncode != 0
    assert "E: no network\n" in told.stderr
    assert "error: set-up cannot go on: 'apt-get install' failed" in told.stderr
    assert _asked_for(told.stderr) == [*OFFICE, *FONT_PACKAGES]
    assert machine.stamps() == []


def test_failed_pip_is_repaired(machine: Machine) -> None:
    """This test ensures that .venv/ is made anew after a failure, and the fonts in it are kept."""
    machine.has("python3-venv", "network")
    machine.program("bin/soffice", "")
    _install_fonts(machine)
    assert machine.set_up("tools").returncode == 0
    (machine.state / "network").unlink()
    told = machine.set_up("python")
    assert told.returncode != 0
    assert "no index\n" in told.stderr
    assert "missing:\n  the Python packages of requirements.lock" in told.stderr
    assert "apt-get" not in told.stderr
    assert machine.stamps() == [".tools-ready"]
    (machine.checkout / ".venv/lib/half").touch()
    machine.has("network")
    machine.calls()
    assert machine.set_up("python", "tools").returncode == 0
    assert machine.calls()[0] == "python3 -m venv .venv"
    assert not (machine.checkout / ".venv/lib/half").exists()
    assert machine.stamps() == [".python-ready", ".tools-ready"]


def test_changed_lock_is_installed_in_place(machine: Machine) -> None:
    """This test ensures that a new requirements.lock runs pip again and nothing else."""
    machine.has("root", "network")
    machine.set_up()
    machine.calls()
    _renew_lock(machine)
    assert machine.set_up().returncode == 0
    calls = machine.calls()
    assert [call.split()[0] for call in calls[:2]] == ["pip", "pip"]
    assert calls[2:] == [REDRAWN]


def test_half_changed_packages_are_made_anew(machine: Machine) -> None:
    """This test ensures that .venv/ is not trusted after pip failed in the middle of a change."""
    machine.has("root", "network")
    machine.set_up()
    _renew_lock(machine)
    (machine.state / "network").unlink()
    assert machine.set_up().returncode != 0
    machine.has("network")
    machine.calls()
    assert machine.set_up().returncode == 0
    assert machine.calls()[0] == "python3 -m venv .venv"


def _renew_lock(machine: Machine) -> None:
    """Give the lock file a time after that of the stamp."""
    later = (machine.checkout / ".venv/.python-ready").stat().st_mtime + 1
    os.utime(machine.checkout / "requirements.lock", (later, later))


def test_moved_checkout_is_set_up_again(machine: Machine, tmp_path: Path) -> None:
    """This test ensures that a moved checkout, whose .venv/ names the old place, is repaired."""
    machine.has("root", "network")
    machine.set_up()
    machine.calls()
    moved = Machine(machine.checkout.rename(tmp_path / "elsewhere"), machine.state)
    assert moved.set_up().returncode == 0
    assert moved.calls()[0] == "python3 -m venv .venv"
    assert moved.set_up().returncode == 0
    assert moved.calls() == []


def test_interrupted_fonts_are_completed(machine: Machine) -> None:
    """This test ensures that only the package with a missing font is fetched again."""
    machine.has("root", "network")
    machine.set_up()
    machine.calls()
    (machine.checkout / ".venv/.tools-ready").unlink()
    (machine.fonts / "FandolKai-Regular.otf").unlink()
    assert machine.set_up().returncode == 0
    wanted = "apt-get download texlive-lang-chinese"
    assert machine.calls() == ["apt-get update", wanted, REDRAWN]


def test_fonts_may_stay_as_they_came(machine: Machine) -> None:
    """This test ensures that set-up goes on where outlines cannot be redrawn, and says so."""
    machine.has("root", "network", "no numpy")
    told = machine.set_up()
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[-1] == (
        "set-up: fonts stay as they came (LibreOffice is slower): scripts/truetype cannot run here"
    )
    assert machine.stamps() == [".python-ready", ".tools-ready"]


def test_fonts_that_came_before_python_are_redrawn_later(machine: Machine) -> None:
    """This test ensures that the order of the steps does not matter."""
    machine.has("python3-venv", "network")
    machine.program("bin/soffice", "")
    _install_fonts(machine)
    assert machine.set_up("tools").returncode == 0
    assert machine.calls() == []
    assert machine.set_up("python").returncode == 0
    assert machine.calls()[-1] == REDRAWN


def test_a_font_that_a_package_no_longer_holds_has_a_stand_in(machine: Machine) -> None:
    """This test ensures that fonts are taken by what a Debian of another year packs."""
    machine.has("root", "network")
    shutil.rmtree(machine.state / "mirror")
    _fill(machine.state / "mirror", choice=1)
    told = machine.set_up()
    assert told.returncode == 0, told.stderr
    for _, _, _, *files in font_packages(choice=1):
        assert all((machine.fonts / file).is_file() for file in files)
    assert not (machine.fonts / "LXGWWenKai-Bold.ttf").exists()
    assert (machine.fonts / "LXGWWenKai-Medium.ttf").is_file()
    assert machine.set_up().stdout == ""


def test_a_font_without_stand_in_is_told(machine: Machine) -> None:
    """This test ensures that a package that holds none of the files ends in the one message."""
    machine.has("root", "network")
    mirror = machine.state / "mirror/fonts-lxgw-wenkai"
    mirror.unlink()
    with tarfile.open(mirror, "w") as archive:
        for package, name, data in _contents():
            if package == mirror.name and "-Bold" not in name:
                info = tarfile.TarInfo(f"./{name}")
                info.size = len(data)
                archive.addfile(info, BytesIO(data))
    told = machine.set_up()
    assert told.returncode != 0
    assert told.stderr.count("error:") == 1
    assert (
        "error: set-up cannot go on: the Debian package fonts-lxgw-wenkai holds no "
        "LXGWWenKai-Bold.ttf, nor LXGWWenKai-Medium.ttf"
    ) in told.stderr
    assert "fonts of fonts-lxgw-wenkai: LXGWWenKai-Bold.ttf" in told.stderr


@pytest.mark.parametrize("name", ["cp", "gzip", "mkdir", "mktemp", "mv", "tar"])
def test_every_step_that_fails_ends_in_the_one_message(machine: Machine, name: str) -> None:
    """This test ensures that no tool has the last word, as where the disk is full."""
    machine.has("root", "network", "python3-venv")
    (machine.state / "bin" / name).unlink()
    machine.program(f"bin/{name}", f"echo '{name}: No space left on device' >&2; exit 1")
    told = machine.set_up()
    assert told.returncode != 0
    assert f"{name}: No space left on device" in told.stderr
    assert told.stderr.count("error: set-up cannot go on: ") == 1
    assert told.stderr.splitlines()[-1].startswith("hint: ")


def test_a_stamp_that_cannot_be_written_is_told(machine: Machine) -> None:
    """This test ensures that what the shell itself cannot do is told, too."""
    machine.has("root", "network")
    (machine.checkout / ".venv/.tools-ready").mkdir(parents=True)
    told = machine.set_up()
    assert told.returncode != 0
    assert "error: set-up cannot go on: '.venv/.tools-ready' cannot be written" in told.stderr


def test_a_full_disk_is_told_with_what_is_free(machine: Machine) -> None:
    """This test ensures that little room is named beside the step that failed."""
    machine.has("root")
    (machine.state / "bin/df").unlink()
    machine.program(
        "bin/df", "echo 'Filesystem 1024-blocks Used Available'; echo '/dev/a 9 9 2048'"
    )
    assert "hint: only 2 MB are free around '.'" in machine.set_up().stderr
    machine.program("bin/df", "echo Filesystem; echo '/dev/a 9 9 9999999'")
    assert "MB are free" not in machine.set_up().stderr


@pytest.mark.parametrize(
    ("release", "command", "package"),
    [
        ("ID=ubuntu\nID_LIKE=debian\n", "apt-get install --no-install-recommends", OFFICE[0]),
        ("ID=fedora\n", "dnf install", "libreoffice-writer"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install", "libreoffice-pyuno"),
    ],
)
def test_other_systems_get_their_names(
    machine: Machine, release: str, command: str, package: str
) -> None:
    """This test ensures that what is to be typed fits the system of /etc/os-release."""
    (machine.state / "bin/apt-get").unlink()
    (machine.state / "system/etc").mkdir(parents=True)
    (machine.state / "system/etc/os-release").write_text(release, encoding="utf-8")
    told = machine.set_up().stderr
    (line,) = (line for line in told.splitlines() if line.startswith(f"  {command} "))
    assert package in line.split()
    if command == "dnf install":
        assert "nogui" not in line
        assert {"google-noto-serif-cjk-fonts", "texlive-fandol"} <= set(line.split())


def test_unknown_step_is_refused(machine: Machine) -> None:
    """This test ensures that a misspelt step does nothing."""
    assert machine.set_up("pythn").returncode == 2
