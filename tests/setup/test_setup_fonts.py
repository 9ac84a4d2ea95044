"""The fonts that scripts/setup.sh takes from packages, or finds installed."""

import shutil
import tarfile
from io import BytesIO

from fake_machine import (
    FONT_PACKAGES,
    OFFICE,
    REDRAWN,
    Machine,
    asked_for,
    contents,
    fill,
    font_packages,
    install_fonts,
)


def test_fonts_need_no_office(machine: Machine) -> None:
    """This test ensures that a machine without root can do without LibreOffice, as it is told."""
    machine.has("python3-venv", "network")
    assert "\n  scripts/setup.sh python fonts && " in machine.set_up().stderr
    assert machine.set_up("python", "fonts").returncode == 0
    assert machine.calls()[-2:] == [f"apt-get download {FONT_PACKAGES[-1]}", REDRAWN]
    assert machine.stamps() == [".python-ready"]
    assert asked_for(machine.set_up().stderr) == OFFICE


def test_installed_fonts_are_taken(machine: Machine) -> None:
    """This test ensures that fonts that the system has are copied and not fetched again."""
    machine.program("bin/soffice", "")
    install_fonts(machine)
    assert machine.set_up("tools").returncode == 0
    assert machine.calls() == []
    assert len(list(machine.fonts.glob("*.[ot]t[fc]"))) == sum(len(r) - 3 for r in font_packages())
    assert len(list(machine.fonts.glob("licences/*.txt"))) == len(FONT_PACKAGES)


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
    install_fonts(machine)
    assert machine.set_up("tools").returncode == 0
    assert machine.calls() == []
    assert machine.set_up("python").returncode == 0
    assert machine.calls()[-1] == REDRAWN


def test_a_font_that_a_package_no_longer_holds_has_a_stand_in(machine: Machine) -> None:
    """This test ensures that fonts are taken by what a Debian of another year packs."""
    machine.has("root", "network")
    shutil.rmtree(machine.state / "mirror")
    fill(machine.state / "mirror", choice=1)
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
        for package, name, data in contents():
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
