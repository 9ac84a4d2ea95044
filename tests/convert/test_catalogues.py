"""Tables that go on over pages: no row is lost, whichever way into LibreOffice is taken."""

from pathlib import Path

import pytest

from catalogues import catalogue, letters, printed
from dossier.convert import Job, ladder
from dossier.convert.ladder import Ladder, Machine, Rung
from dossier.convert.libreoffice import LibreOffice, find
from dossier.model.holding import Kind

pytestmark = pytest.mark.engine

# bench/catalogues.py compares two hundred
COUNT = 20

# In a frame without menus and bars, pages are broken without the size of a window.
BARE = """
def converter(context, usual=converter):
    create = context.ServiceManager.createInstanceWithContext

    class Bare:
        def loadComponentFromURL(self, source, _target, flags, properties):
            window = _uno().createUnoStruct("com.sun.star.awt.WindowDescriptor")
            window.Type = _uno().Enum("com.sun.star.awt.WindowClass", "TOP")
            window.WindowServiceName, window.ParentIndex = "window", -1
            frame = create("com.sun.star.frame.Frame", context)
            frame.initialize(create("com.sun.star.awt.Toolkit", context).createWindow(window))
            frame.LayoutManager = None
            return frame.loadComponentFromURL(source, "_self", flags, properties)

    global _desktop
    _desktop = lambda _context: Bare()
    return usual(context)
"""


@pytest.fixture(scope="module")
def program() -> Path:
    found = find(Path("/nowhere"))
    assert found is not None, "LibreOffice is missing: run 'make setup'"
    return found.ladder.machine.program


def ways(program: Path) -> list[Rung]:
    """The ways that this machine has all for."""
    return [rung for rung in Rung if Machine.around(program).offers(rung)]


def test_no_row_is_lost_in_any_way(program, tmp_path) -> None:
    """This test ensures that catalogues come out whole, and in each way with the same pages."""
    told = {}
    for number in range(COUNT):
        path = tmp_path / f"{number:02d}.docx"
        told[path] = letters(catalogue(path, number))
    pages: dict[Rung, list[list[str]]] = {}
    for rung in ways(program):
        jobs = [Job(path, Kind.WORD, tmp_path / rung / f"{path.stem}.pdf") for path in told]
        engine = LibreOffice(program, tmp_path / "room", rungs=[rung])
        assert [one.fault for one in engine.to_pdf(jobs)] == [None] * COUNT
        pages[rung] = [printed(job.target) for job in jobs]
        for path, made in zip(told, pages[rung], strict=True):
            assert told[path] - letters("".join(made)) == letters(""), (rung, path.name)
    assert all(made == pages[Rung.BATCH] for made in pages.values())


def test_a_way_that_breaks_tables_otherwise_is_not_taken(program, tmp_path, monkeypatch) -> None:
    """This test ensures that the self-test sees what has cost rows once: a frame without bars."""
    text = Path(ladder._WORKER).read_text(encoding="utf-8")
    head, start, end = text.partition("\nif __name__")
    worker = tmp_path / "bare.py"
    worker.write_text(f"{head}\n{BARE}{start}{end}", encoding="utf-8")
    monkeypatch.setattr(ladder, "_WORKER", worker)
    tested = Ladder(Machine.around(program), tmp_path / "room")
    assert all(tested._sampled(Rung.INSIDE, tmp_path))  # it works, but not as it should
    assert tested.rungs[0] is not Rung.INSIDE
