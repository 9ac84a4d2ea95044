"""The ways into LibreOffice: which is taken, and that a dossier does not tell which it was."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from dossier.convert import Job, libreoffice, office_pool
from dossier.convert.backends import Backends
from dossier.convert.engine import Outcome
from dossier.convert.engines import find
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend, Machine
from dossier.convert.soffice import OfficeProcess
from dossier.convert.staging import biggest_first
from dossier.files import sha256_of
from dossier.model.evidence_file import FileKind

SOME = "学校2022—2023学年度有学生1,286名（其中：随迁子女52名），巩固率99.2%，高于省定标准。"


@pytest.fixture(scope="module")
def program() -> Path:
    found = find(Path("/nowhere"))
    assert found is not None, "LibreOffice is missing: run 'make setup'"
    return found.backends.machine.program


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("room")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Documents in which the ways could differ: plain, long, remarked upon, with a chart."""
    folder = tmp_path_factory.mktemp("papers")
    for number in range(3):
        document = Document()
        document.add_heading(f"第{number}章", 1)
        for _ in range(8 * number + 1):
            document.add_paragraph(SOME * 3)
        table = document.add_table(6, 3)
        for cell in table._cells:
            cell.text = SOME[:17]
        document.save(folder / f"{number}.docx")
    remarked("批注").save(folder / "批注.docx")
    revised().save(folder / "修订.docx")
    book = Workbook()
    for row in range(12):
        book.active.append([f"指标{row}", row * 1234.5, row / 7])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=12))
    book.active.add_chart(chart, "E2")
    book.save(folder / "表.xlsx")
    return sorted(folder.iterdir())


def remarked(text: str) -> "Document":
    """A document with a comment in its margin."""
    document = Document()
    document.add_comment(document.add_paragraph(SOME).runs[0], text=text, author="审")
    return document


def revised(author: str = "审") -> "Document":
    """One with a header, page numbers, words put in, taken out and made bold, and a page that
    lies."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "星光实验学校"
    number = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    section.footer.paragraphs[0]._p.append(parse_xml(number))
    for tag, text in (("ins", "w:t"), ("del", "w:delText")):
        run = f"<w:r><{text}>{SOME}</{text}></w:r>"
        mark = f'w:id="1" w:author="{author}" w:date="2023-01-01T00:00:00Z"'
        paragraph = document.add_paragraph(SOME)._p
        paragraph.append(parse_xml(f"<w:{tag} {nsdecls('w')} {mark}>{run}</w:{tag}>"))
    bold = document.add_paragraph().add_run(SOME)
    bold.bold = True
    was = f"<w:rPrChange {nsdecls('w')} {mark}><w:rPr/></w:rPrChange>"
    bold._r.rPr.append(parse_xml(was))
    lying = document.add_section()
    lying.orientation = WD_ORIENT.LANDSCAPE
    lying.page_width, lying.page_height = lying.page_height, lying.page_width
    document.add_paragraph(SOME * 20)
    return document


def jobs_of(papers: list[Path], out: Path) -> list[Job]:
    kinds = {".docx": FileKind.WORD, ".xlsx": FileKind.SHEET}
    return [Job(path, kinds[path.suffix], out / f"{path.name}.pdf") for path in papers]


def converted(engine: LibreOffice, papers: list[Path], out: Path) -> dict[str, str]:
    told = list(engine.to_pdf(jobs_of(papers, out)))
    assert [str(one.fault) for one in told if one.fault] == []
    assert len(told) == len(papers)
    return {one.job.source.name: sha256_of(one.job.target) for one in told}


@pytest.mark.engine
def test_the_ways_give_the_same_bytes(program, room, papers, tmp_path) -> None:
    """This test ensures that Word files and workbooks come out alike in every way there is."""
    if not Machine.around(program).offers(Backend.BESIDE):
        pytest.fail("python3-uno is missing: apt install python3-uno")
    made = {}
    for backend in Backend:
        engine = LibreOffice(program, room, backends=[backend])
        assert engine.backends.backends == (backend,)
        made[backend] = converted(engine, papers, tmp_path / backend)
        assert engine.remarks == []
    assert made[Backend.INSIDE] == made[Backend.BATCH]
    assert made[Backend.BESIDE] == made[Backend.BATCH]


@pytest.mark.engine
@pytest.mark.parametrize("backend", [Backend.INSIDE, Backend.BESIDE])
def test_what_a_worker_had_before_does_not_show(
    program, room, tmp_path, backend, monkeypatch
) -> None:
    """This test ensures that a document with comments comes out as with others before and after
    it, and leaves no trace in them."""
    monkeypatch.setattr(libreoffice, "processors", lambda: 1)
    for number, document in enumerate((revised(), remarked("一"), remarked("一"), revised())):
        document.save(tmp_path / f"{number}.docx")
    made = converted(
        LibreOffice(program, room, backends=[backend]),
        sorted(tmp_path.glob("*.docx")),
        tmp_path / "out",
    )
    assert made["0.docx"] == made["3.docx"]
    assert made["1.docx"] == made["2.docx"]


@pytest.mark.engine
@pytest.mark.parametrize("backend", Backend)
def test_the_colour_of_a_change_does_not_tell_who_came_before(
    program, room, tmp_path, backend, monkeypatch
) -> None:
    """This test ensures that changes look the same, whoever else's a process has shown before."""
    monkeypatch.setattr(libreoffice, "processors", lambda: 1)
    for name in ("alone", "after"):
        (tmp_path / name).mkdir()
        revised("乙").save(tmp_path / name / "2.docx")
    revised("甲" * 2000).save(tmp_path / "after/1.docx")  # the biggest comes first
    made = {
        name: converted(
            LibreOffice(program, room, backends=[backend]),
            sorted((tmp_path / name).glob("*.docx")),
            tmp_path / "out" / name,
        )["2.docx"]
        for name in ("alone", "after")
    }
    assert made["alone"] == made["after"]


@pytest.mark.engine
def test_the_identity_does_not_tell_the_way(program, room) -> None:
    """This test ensures that no PDF is made again because another way was taken."""
    names = {LibreOffice(program, room, backends=[backend]).identity for backend in Backend}
    assert len(names) == 1


@pytest.mark.engine
def test_the_self_test_is_run_once(program, tmp_path, monkeypatch) -> None:
    """This test ensures that the first way is found, and later runs only read of it."""
    assert Backends(Machine.around(program), tmp_path).backends[0] is Backend.INSIDE

    def never(*_: object) -> None:
        raise AssertionError("tested again")

    monkeypatch.setattr(Backends, "_sampled", never)
    assert Backends(Machine.around(program), tmp_path).backends == tuple(Backend)
    (tmp_path / "backends.json").write_text("{")
    with pytest.raises(AssertionError, match="tested again"):
        _ = Backends(Machine.around(program), tmp_path).backends


def installation(folder: Path, *names: str, worker: str = "exit 1") -> Machine:
    """A LibreOffice of empty files, whose Python is a shell script."""
    for name in ("soffice", *names):
        (folder / name).write_text("#!/bin/sh\n")
    (folder / "python").write_text(f"#!/bin/sh\n{worker}\n")
    for name in ("soffice", "python"):
        (folder / name).chmod(stat.S_IRWXU)
    return Machine.around(folder / "soffice")


@pytest.mark.engine
def test_a_profile_is_laid_out_once(program, tmp_path) -> None:
    """This test ensures that later workers find laid out what the self-test's has, no settings."""
    backends = Backends(Machine.around(program), tmp_path)
    assert backends.backends[0] is not Backend.BATCH
    laid_out = {path.relative_to(backends.kept).parts[0] for path in backends.kept.rglob("*")}
    assert {"config", "extensions"} <= laid_out
    assert "registrymodifications.xcu" not in laid_out


def test_without_the_bridge_the_last_way_is_taken(tmp_path) -> None:
    """This test ensures that a machine without python3-uno converts, and says what it lacks."""
    backends = Backends(installation(tmp_path), tmp_path / "room")
    assert backends.backends == (Backend.BATCH,)
    assert list(backends.lacks) == [Backend.INSIDE, Backend.BESIDE]
    assert "python3-uno" in str(backends.lacks[Backend.INSIDE])


@pytest.mark.parametrize(
    ("made", "taken"),
    [
        ({}, Backend.INSIDE),
        ({Backend.INSIDE: ["other", "b"]}, Backend.BESIDE),
        ({Backend.INSIDE: ["a", ""], Backend.BESIDE: ["", ""]}, Backend.BATCH),
        ({Backend.BATCH: ["", ""]}, Backend.INSIDE),
        ({Backend.BATCH: ["", ""], Backend.INSIDE: ["", ""]}, Backend.BESIDE),
    ],
)
def test_other_bytes_are_not_taken(tmp_path, monkeypatch, made, taken) -> None:
    """This test ensures that a way is passed over that fails, or gives other pages."""
    sampled = {backend: ["a", "b"] for backend in Backend} | made
    monkeypatch.setattr(Backends, "_sampled", lambda _self, backend, _place: sampled[backend])
    machine = installation(tmp_path, "libpyuno.so", "libmergedlo.so")
    assert Backends(machine, tmp_path / "room").backends[0] is taken


@pytest.mark.engine
def test_a_way_that_breaks_down_is_left_and_told_once(program, room, papers, tmp_path) -> None:
    """This test ensures that documents are made although the first way dies of each of them."""
    engine = LibreOffice(program, room)
    dying = installation(tmp_path, "libpyuno.so", worker="read line; kill -SEGV $$").python
    machine = engine.backends.machine
    assert engine.backends.backends[0] is Backend.INSIDE

    class Dying(Machine):
        def command(self, backend: Backend, profile: Path) -> list[str]:
            good = super().command(backend, profile)
            return [str(dying)] if backend is Backend.INSIDE else good

    engine.backends.machine = Dying(machine.program, machine.libraries, machine.python)
    engine.backends._lacks = {}
    converted(engine, papers, tmp_path / "out")
    (remark,) = engine.remarks
    assert "within the worker" in str(remark)


class Scripted:
    """Workers that answer as they are told: True, False, or None for death."""

    def __init__(self, answers: list[bool | None]) -> None:
        self.answers = answers
        self.started = 0

    def __call__(self, *_: object) -> "Scripted":
        self.started += 1
        return self

    timed_out = grew = False
    alive = True

    def tell(self, order: str) -> None: ...

    def answer(self, patience: float) -> bool | None:
        return self.answers.pop(0)

    def kill(self) -> None: ...

    def end(self) -> None: ...


def pool_told(tmp_path, monkeypatch, answers: list[bool | None]) -> tuple[list[object], Scripted]:
    workers = Scripted(answers)
    monkeypatch.setattr(office_pool, "OfficeProcess", workers)
    monkeypatch.setattr(office_pool, "deliver", lambda job, _made: Outcome(job))
    monkeypatch.setattr(office_pool, "whole", lambda _made: True)
    told: list[object] = []
    machine = installation(tmp_path, "libpyuno.so")
    pool = office_pool.OfficePool(machine, Backend.BESIDE, tmp_path, tmp_path, 9.0)
    jobs = []
    for number in range(len(answers)):
        path = tmp_path / f"{number}.docx"
        path.write_text("a")
        jobs.append(Job(path, FileKind.WORD, tmp_path / f"{number}.pdf"))
    pool.work(office_pool.JobQueue(jobs, told.append))
    pool.close()
    return told, workers


def test_a_crash_costs_a_worker_and_not_the_way(tmp_path, monkeypatch) -> None:
    """This test ensures that what crashed or failed is left over, and the rest is done."""
    told, workers = pool_told(tmp_path, monkeypatch, [True, None, True, False, None, True])
    assert [isinstance(one, Outcome) for one in told] == [True, False, True, False, False, True]
    assert [one.died for one in told if isinstance(one, office_pool.Unconverted)] == [
        True,
        False,
        True,
    ]
    assert workers.started == 3


def test_a_way_without_survivors_is_given_up(tmp_path, monkeypatch) -> None:
    """This test ensures that after three deaths in a row the rest is left for another way."""
    told, workers = pool_told(tmp_path, monkeypatch, [True, None, None, None, True, True])
    left = [one for one in told if isinstance(one, office_pool.Unconverted)]
    assert [one.fault is None for one in left] == [False, False, False, True, True]
    assert workers.started == 3


def test_a_worker_ends_with_all_that_it_started(tmp_path) -> None:
    """This test ensures that silence beyond the deadline kills the worker and its soffice."""
    child = tmp_path / "child"
    script = f"sleep 60 & echo $! > {child}; wait"
    worker = OfficeProcess(["/bin/sh", "-c", script], dict(os.environ), 9)
    worker.tell("{}\n")
    assert worker.answer(0.3) is None
    assert worker.timed_out
    worker.end()
    for _ in range(200):  # the kernel takes its time to bury it
        if not alive(int(child.read_text())):
            return
        time.sleep(0.02)
    pytest.fail("the child is alive")


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_biggest_come_first(tmp_path) -> None:
    """This test ensures that XML counts before bytes, and names decide between equals."""
    import zipfile

    for name, size, photo in (("a", 10, 9000), ("b", 500, 0), ("c", 10, 20_000), ("d", 500, 0)):
        with zipfile.ZipFile(tmp_path / f"{name}.docx", "w") as package:
            package.writestr("word/document.xml", "x" * size)
            package.writestr("word/media/a.jpeg", "x" * photo)
    jobs = [Job(tmp_path / f"{name}.docx", FileKind.WORD, tmp_path / "x") for name in "abcd"]
    assert [job.source.stem for job in biggest_first(jobs)] == ["b", "d", "c", "a"]


def test_nothing_starts_with_an_import() -> None:
    """This test ensures that the engine's room costs nothing until something is converted."""
    heavy = "{'pikepdf', 'PIL', 'uno', 'multiprocessing'}"
    program = f"import sys, dossier.convert; print(*({heavy} & set(sys.modules)))"
    command = [sys.executable, "-c", program]
    seen = subprocess.run(command, capture_output=True, text=True, check=True)
    assert seen.stdout.split() == []
