"""Tables that go on over pages: no row is lost, whichever way into LibreOffice is taken."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from dossier.convert import Job, machine
from dossier.convert.backends import Backends
from dossier.convert.engines import find
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend, Machine
from dossier.model.evidence_file import FileKind
from long_catalogues import catalogue, letters, printed

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
    return found.backends.machine.program


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Counter[str]]:
    """Catalogues, and the characters of their rows."""
    folder = tmp_path_factory.mktemp("catalogues")
    paths = [folder / f"{number:02d}.docx" for number in range(COUNT)]
    return {path: letters(catalogue(path, number)) for number, path in enumerate(paths)}


def pages(program: Path, backend: Backend, paths: Iterable[Path], out: Path) -> list[list[str]]:
    """The words of each page of each catalogue, converted in one way."""
    jobs = [Job(path, FileKind.WORD, out / backend / f"{path.stem}.pdf") for path in paths]
    engine = LibreOffice(program, out / "room", backends=[backend])
    assert [one.fault for one in engine.to_pdf(jobs)] == [None] * len(jobs)
    return [printed(job.target) for job in jobs]


@pytest.fixture(scope="module")
def usual(program, told, tmp_path_factory) -> list[list[str]]:
    """What ``soffice --convert-to`` makes of them."""
    return pages(program, Backend.BATCH, told, tmp_path_factory.mktemp("usual"))


def test_no_row_is_lost_in_any_way(program, told, usual, tmp_path) -> None:
    """This test ensures that catalogues come out whole, and in each way with the same pages."""
    for path, made in zip(told, usual, strict=True):
        assert told[path] - letters("".join(made)) == letters(""), path.name
    for backend in Backend:
        if backend is not Backend.BATCH and Machine.around(program).offers(backend):
            assert pages(program, backend, told, tmp_path) == usual, backend


def test_a_way_that_breaks_tables_otherwise_is_not_taken(program, tmp_path, monkeypatch) -> None:
    """This test ensures that a frame without bars, which has cost rows once, is not taken where the
    samples come out otherwise in it (with 7.4 they do, with 25.2 they do not)."""
    text = machine.WORKER.read_text(encoding="utf-8")
    head, start, end = text.partition("\nif __name__")
    worker = tmp_path / "bare.py"
    worker.write_text(f"{head}\n{BARE}{start}{end}", encoding="utf-8")
    monkeypatch.setattr(machine, "WORKER", worker)
    tested = Backends(Machine.around(program), tmp_path / "room")
    made, usual = (
        tested._sampled(backend, tmp_path) for backend in (Backend.INSIDE, Backend.BATCH)
    )
    assert all(made)  # it works
    assert (tested.backends[0] is Backend.INSIDE) == (made == usual)
