"""What stands in place of a file, and names that no program shows: told once, with what to do."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.errors import WorkspaceError
from tiny_workspace import BOOKS, Tiny, tiny

FOLDER = "a folder of that name stands in its place: put the file itself there"
PIPE = "what stands there is a pipe or a device: put the file itself in its place"
NOWHERE = "a link stands there that leads nowhere: put the file itself in its place"


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


STAND_INS: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, FOLDER),
    "pipe": (os.mkfifo, PIPE),
    "socket": (_socket, PIPE),
    "link to nowhere": (lambda path: path.symlink_to("nowhere"), NOWHERE),
    "link to itself": (lambda path: path.symlink_to(path.name), NOWHERE),
}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("pristine") / "workspace").root


@pytest.fixture
def here(tmp_path: Path, pristine: Path) -> Tiny:
    shutil.copytree(pristine, tmp_path / "workspace")
    return Tiny(tmp_path / "workspace")


def told(tiny: Tiny) -> list[tuple[str, str, str]]:
    """Place, code and hint of each finding."""
    return [
        (one.place, str(one.code), one.hint.spoken("en") if one.hint else "")
        for one in tiny.inspect().findings
    ]


@pytest.mark.parametrize("kind", STAND_INS)
@pytest.mark.parametrize(
    ("file", "place", "code"),
    [
        ("inputs/school.xlsx", "school.xlsx", "workbook-missing"),
        ("inputs/standard.xlsx", "standard.xlsx", "workbook-missing"),
        ("templates/自评说明.docx", "templates/自评说明.docx", "template-missing"),
        ("templates/封面.docx", "templates/封面.docx", "template-missing"),
        ("inputs/evidence/办法.docx", "evidence.xlsx!佐证材料登记!E4", "file-type"),
    ],
)
def test_what_stands_in_place_of_a_file(
    here: Tiny, file: str, place: str, code: str, kind: str
) -> None:
    """This test ensures that nothing waits for it, and that one finding says what to do."""
    put, remedy = STAND_INS[kind]
    (here.root / file).unlink()
    put(here.root / file)
    assert told(here) == [(place, code, remedy)]


@pytest.mark.parametrize("kind", ["pipe", "link to nowhere", "link to itself", "file"])
def test_what_stands_in_place_of_the_evidence(here: Tiny, kind: str) -> None:
    """This test ensures that a folder that cannot be opened is told, and not each file of it."""
    folder = here.root / "inputs/evidence"
    shutil.rmtree(folder)
    STAND_INS.get(kind, (Path.touch, ""))[0](folder)
    with pytest.raises(WorkspaceError) as refused:
        here.inspect()
    assert str(folder) in refused.value.text.spoken("en")


REGISTERED = {
    "~$办法.docx": (
        "file-missing",
        ("'~$办法.docx' is there only while somebody has the document open: name the document "
        "itself"),
    ),
    "Thumbs.db": (
        "file-missing", "'Thumbs.db' is a file of the system, and no evidence: delete the row",
    ),
    "新/.DS_Store": (
        "file-missing", "'.DS_Store' is a file of the system, and no evidence: delete the row",
    ),
    "desktop.ini": (
        "file-missing", "'desktop.ini' is a file of the system, and no evidence: delete the row",
    ),
    ".办法.docx": (
        "file-type", "the dot before its name hides it: rename the file, without the dot",
    ),
    "新": ("file-missing", "it is a folder: give each file in it a row of its own"),
    "新/办\\法.docx": (
        "file-missing",
        ("the name '新/办\\法.docx' holds '\\', as after unpacking a zip made on Windows: rename "
        "the file to '法.docx', and put it into the folder '新/办'"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REGISTERED)
def test_registered_names_that_cannot_be(here: Tiny, name: str) -> None:
    """This test ensures that such a name is told once, at its cell, with what to do."""
    folder = here.root / "inputs/evidence"
    (folder / "新").mkdir()
    shutil.move(folder / "办法.docx", folder / (f"{name}/办法.docx" if name == "新" else name))
    register = BOOKS["evidence.xlsx"]["佐证材料登记"].replace("办法.docx", name)
    here.draw(佐证材料登记=register)
    code, hint = REGISTERED[name]
    found = told(here)
    assert found[0] == ("evidence.xlsx!佐证材料登记!E4", code, hint)
    # of a folder, the file in it is not registered either
    assert [one[:2] for one in found[1:]] == (
        [("evidence/新/办法.docx", "file-unregistered")] if name == "新" else []
    )


def test_unregistered_names_say_what_to_do(here: Tiny) -> None:
    """This test ensures that what cannot be registered as it is says why, and litter nothing."""
    folder = here.root / "inputs/evidence"
    for name in (".隐藏.pdf", "._办法.docx", "~$办法.docx", "Thumbs.db", ".DS_Store", "甲\\乙.pdf"):
        shutil.copy(folder / "方案2020.pdf", folder / name)
    os.mkfifo(folder / "管.pdf")
    assert told(here) == [
        (
            "evidence/.隐藏.pdf",
            "file-unregistered",
            "the dot before its name hides it: rename the file, without the dot",
        ),
        (
            "evidence/甲\\乙.pdf",
            "file-unregistered",
            (
                "the name '甲\\乙.pdf' holds '\\', as after unpacking a zip made on Windows: "
                "rename the file to '乙.pdf', and put it into the folder '甲'"
            ),
        ),
        ("evidence/管.pdf", "file-unregistered", PIPE),
    ]
