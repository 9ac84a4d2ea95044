"""What is saved while somebody watches is told once, and when it is whole."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.watching import Change, wait_until_whole, watched
from tiny_workspace import Tiny, tiny


@pytest.fixture(params=[False, True], ids=["told by the system", "looked for"])
def watching(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Tiny, list[Change]]]:
    """A workspace that is watched, and what was told so far."""
    here = tiny(tmp_path / "workspace")
    told: list[Change] = []
    stop = threading.Event()

    thread = threading.Thread(target=lambda: [told.append(one) for one in changes])
    changes = watched(here.workspace, stop=stop, poll=request.param)
    thread.start()
    time.sleep(1)  # it listens only from some moment on
    yield here, told
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def wait_for(told: list[Change], count: int) -> None:
    until = time.monotonic() + 20
    while len(told) < count and time.monotonic() < until:
        time.sleep(0.05)


def test_what_is_saved_is_told(watching: tuple[Tiny, list[Change]]) -> None:
    """workbooks, evidence and templates are told; what programs keep meanwhile is not."""
    here, told = watching
    (here.root / "inputs/~$school.xlsx").write_bytes(b"lock")
    (here.root / "inputs/.~lock.school.xlsx#").write_bytes(b"lock")
    (here.root / "build").mkdir()
    (here.root / "build/a.pdf").write_bytes(b"made")
    here.evidence("新.pdf", "new")
    wait_for(told, 1)
    here.template("自评说明", "changed")
    wait_for(told, 2)
    (here.root / "inputs/evidence/新.pdf").unlink()
    wait_for(told, 3)
    new, changed = {"inputs/evidence/新.pdf"}, {"templates/自评说明.docx"}
    assert told == [new, changed, new]


def test_a_workbook_is_told_when_its_end_is_there(watching: tuple[Tiny, list[Change]]) -> None:
    """half of a workbook, which a slow disk shows for a while, is waited for; it is told once."""
    here, told = watching
    book = here.root / "inputs/school.xlsx"
    content = book.read_bytes()
    book.write_bytes(content[: len(content) // 2])
    time.sleep(1.5)
    assert told == []
    book.write_bytes(content)
    wait_for(told, 1)
    time.sleep(1)
    assert told == [{"inputs/school.xlsx"}]


def test_a_file_that_never_ends_is_waited_for_in_vain(tmp_path: Path) -> None:
    """what stays half is told all the same, to be named as unreadable."""
    half = tmp_path / "half.xlsx"
    half.write_bytes(b"PK\x03\x04 cut off")
    began = time.monotonic()
    wait_until_whole([half], patience=0.6)
    assert time.monotonic() - began >= 0.6
