"""Our own code is part of what names a product: a changed program makes it anew."""

import shutil
from pathlib import Path

import pytest

from dossier.convert.libreoffice import _CODE
from dossier.store import source_hash as code

HOME = Path(code.__file__).parent.parent
FRESH = code.source_hash.__wrapped__


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program that can be changed."""
    copy = tmp_path / "dossier"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("__pycache__", "locale"))
    monkeypatch.setattr(code, "_HOME", copy)
    monkeypatch.setattr(code, "_sources", code._sources.__wrapped__)
    return copy


def change(file: Path) -> None:
    with file.open("a", encoding="utf-8") as changed:
        changed.write("# changed\n")


@pytest.mark.parametrize(
    "file",
    ["convert/word/rows.py", "convert/sheet/__init__.py", "convert/soffice.py", "media/symbols.py"],
)
def test_a_changed_step_converts_anew(program: Path, file: str) -> None:
    """This test ensures that whatever prepares a copy or hands a PDF over is part of its key."""
    same = FRESH(*_CODE, shared=False)
    assert FRESH(*_CODE, shared=False) == same
    change(program / file)
    assert FRESH(*_CODE, shared=False) != same


@pytest.mark.parametrize(("file", "changes"), [("model/item.py", True), ("check/run.py", False)])
def test_what_stages_share_goes_with_each(program: Path, file: str, changes: bool) -> None:
    """This test ensures that facts count for every stage, and that other stages do not."""
    same, alone = FRESH("bind"), FRESH("bind", shared=False)
    change(program / file)
    assert (FRESH("bind") != same) is changes
    assert FRESH("bind", shared=False) == alone


def test_every_place_named_is_there() -> None:
    """This test ensures that code which is renamed does not drop out of a key unseen."""
    with pytest.raises(FileNotFoundError):
        FRESH("convert/nowhere.py")
