"""The code that prepares documents is part of what names their PDFs."""

import shutil
from pathlib import Path

import pytest

from dossier.convert import edition as code

HOME = Path(code.__file__).parent.parent


@pytest.mark.parametrize(
    "file",
    ["convert/word/rows.py", "convert/sheet/__init__.py", "media/symbols.py", "media/normalise.py"],
)
def test_a_changed_step_converts_anew(tmp_path, monkeypatch, file):
    """a change of what prepares a copy or hands a PDF over gives every document another key."""
    for room in ("convert", "media"):
        shutil.copytree(HOME / room, tmp_path / room)
    monkeypatch.setattr(code, "_HOME", tmp_path)
    same = code.edition.__wrapped__()
    assert code.edition.__wrapped__() == same
    with (tmp_path / file).open("a", encoding="utf-8") as changed:
        changed.write("# changed\n")
    assert code.edition.__wrapped__() != same
