"""scripts/setup.sh on machines that are not there: every program that it calls is a fake."""

import os
from pathlib import Path

import pytest
from fake_machine import (
    FONT_PACKAGES,
    OFFICE,
    REDRAWN,
    Machine,
    asked_for,
    font_packages,
    install_fonts,
)


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
    assert asked_for(told.stderr) == ["python3-venv", *OFFICE, *FONT_PACKAGES]
    for _, _, _, *files in font_packages():
        assert all(file in told.stderr for file in files)
    assert "requirements.lock" in told.stderr
    assert "docs/setup.md" in told.stderr
    assert machine.calls() == []
    assert not (machine.checkout / ".venv").exists()


def test_only_what_is_missing_is_told(machine: Machine) -> None:
    """This test ensures that what is already there is neither asked for nor installed again."""
    machine.has("python3-venv")
    install_fonts(machine)
    told = machine.set_up()
    assert told.returncode != 0
    assert asked_for(told.stderr) == OFFICE


def test_python_needs_no_root(machine: Machine) -> None:
    """This test ensures that the step `python` works alone, whatever the tools lack."""
    machine.has("python3-venv", "network")
    assert machine.set_up("python").returncode == 0
    assert machine.stamps() == [".python-ready"]


def test_half_an_office_is_not_enough(machine: Machine) -> None:
    """This test ensures that a LibreOffice with Writer but no Calc is completed."""
    install_fonts(machine)
    office = machine.state / "office"
    office.mkdir()
    for name in ("soffice", "soffice.bin", "libswlo.so"):
        (office / name).touch(mode=0o755)
    (machine.state / "bin/soffice").symlink_to(office / "soffice")
    assert asked_for(machine.set_up("tools").stderr) == OFFICE[1:]
    (office / "libsclo.so").touch()
    assert asked_for(machine.set_up("tools").stderr) == OFFICE[2:]
    for name in ("libsmlo.so", "libslideshowlo.so", "libsdlo.so"):
        (office / name).touch()
    assert machine.set_up("tools").returncode == 0


def test_old_python_is_told_with_the_rest(machine: Machine) -> None:
    """This test ensures that a Python that is too old is named with its version."""
    machine.has("root", "network")
    (machine.state / "version").write_text("3.9.2\n", encoding="utf-8")
    told = machine.set_up()
    assert told.returncode != 0
    assert "error: set-up cannot go on: there is no Python 3.11 or later" in told.stderr
    assert "'python3' is 3.9.2" in told.stderr
    assert asked_for(told.stderr) == [*OFFICE, *FONT_PACKAGES]
    assert machine.calls() == []


def test_no_network(machine: Machine) -> None:
    """This test ensures that a failure shows the tool's own words and all that is still missing."""
    machine.has("root", "python3-venv")
    told = machine.set_up()
    assert told.returncode != 0
    assert "E: no network\n" in told.stderr
    assert "error: set-up cannot go on: 'apt-get install' failed" in told.stderr
    assert asked_for(told.stderr) == [*OFFICE, *FONT_PACKAGES]
    assert machine.stamps() == []


def test_failed_pip_is_repaired(machine: Machine) -> None:
    """This test ensures that .venv/ is made anew after a failure, and the fonts in it are kept."""
    machine.has("python3-venv", "network")
    machine.program("bin/soffice", "")
    install_fonts(machine)
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


SCAN = "pip --only-binary=:all: --require-hashes -r requirements-scan.lock"


def ready(machine: Machine) -> Machine:
    """A machine with the Python packages and a network."""
    machine.has("python3-venv", "network")
    assert machine.set_up("python").returncode == 0
    machine.calls()
    return machine


def test_what_reads_scans_is_installed_once(machine: Machine) -> None:
    """This test ensures that scans can be read after set-up, and nothing is done twice."""
    ready(machine)
    assert machine.set_up("python", "scan").returncode == 0
    assert machine.calls()[0] == SCAN
    assert machine.stamps() == [".python-ready", ".scan-ready"]
    assert machine.set_up("python", "scan", scan="1").stdout == ""
    assert machine.calls() == []


def test_who_wants_no_scans_gets_nothing(machine: Machine) -> None:
    """This test ensures that SCAN=0 installs nothing, and asks nothing."""
    told = ready(machine).set_up("python", "scan", scan="0")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert machine.calls() == []


def test_nobody_is_stopped_for_lack_of_scans(machine: Machine) -> None:
    """This test ensures that set-up goes on without it, says so once, and tries when it is told."""
    (ready(machine).state / "network").unlink()
    told = machine.set_up("python", "scan")
    assert told.returncode == 0
    assert "make setup SCAN=1 tries again" in told.stdout
    machine.calls()
    assert machine.set_up("python", "scan").stdout == ""
    stopped = machine.set_up("scan", scan="1")
    assert stopped.returncode != 0
    assert "what reads scans (requirements-scan.lock)" in stopped.stderr
    machine.has("network")
    assert machine.set_up("scan", scan="1").returncode == 0
    assert (machine.checkout / ".venv/lib/python3.11/site-packages/rapidocr").is_dir()


def test_a_venv_that_is_made_anew_reads_scans_again(machine: Machine, tmp_path: Path) -> None:
    """This test ensures that a checkout that was moved does not lose what reads scans."""
    assert ready(machine).set_up("python", "scan").returncode == 0
    moved = machine.checkout.rename(tmp_path / "elsewhere")
    there = Machine(moved, machine.state)
    there.calls()
    assert there.set_up("python", "scan").returncode == 0
    assert SCAN in there.calls()
    assert there.stamps() == [".python-ready", ".scan-ready"]


def test_unknown_step_is_refused(machine: Machine) -> None:
    """This test ensures that a misspelt step does nothing."""
    assert machine.set_up("pythn").returncode == 2
