"""The engine against programs that only look like LibreOffice."""

import os
import shutil
import stat
import time
from pathlib import Path

import pikepdf
import pytest

from dossier.convert import Job
from dossier.convert.backends import Backends
from dossier.convert.batch import batches
from dossier.convert.engines import find
from dossier.convert.libreoffice import LibreOffice
from dossier.convert.machine import Backend, Machine
from dossier.convert.staging import allowance
from dossier.errors import EngineError
from dossier.faults import CHANGED
from dossier.model.evidence_file import FileKind

# what every stand-in begins with: $out is the output folder, $@ the documents
START = """#!/bin/sh
echo call >> {calls}
if [ "$1" = --version ]; then echo "LibreOffice 0.0"; exit; fi
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
make() {{ cp {pdf} "$out/$(basename "$1" .docx).pdf"; echo "convert $1"; }}
"""


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch, tmp_path):
    """Stand-ins set no text: what fonts there are does not matter."""
    monkeypatch.setattr("dossier.fonts.require", lambda: tmp_path)
    monkeypatch.setattr("dossier.fonts.identity", lambda: "fonts")


@pytest.fixture
def stand_in(tmp_path):
    """Makes an engine of a shell script, which fails the test when it is waited for too long."""
    (tmp_path / "calls").touch()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "page.pdf")

    def make(script: str, patience: float = 20) -> LibreOffice:
        program = tmp_path / "soffice"
        start = START.format(calls=tmp_path / "calls", pdf=tmp_path / "page.pdf")
        program.write_text(start + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return LibreOffice(program, tmp_path / "room", patience)

    return make


def calls(tmp_path) -> int:
    return len((tmp_path / "calls").read_text().splitlines())


def documents(tmp_path, *contents: str) -> list[Job]:
    jobs = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.docx"
        path.write_text(content)
        jobs.append(Job(path, FileKind.WORD, tmp_path / f"{number}.pdf"))
    return jobs


def outcomes(engine, jobs) -> dict[str, str | None]:
    told = {}
    for outcome in engine.to_pdf(jobs):
        assert outcome.fault or outcome.job.target.read_bytes().startswith(b"%PDF")
        told[outcome.job.source.stem] = outcome.fault and str(outcome.fault)
    return told


def test_every_document_has_its_outcome(stand_in, tmp_path):
    """All that the program makes is handed over, each once."""
    engine = stand_in('for f in "$@"; do make "$f"; done')
    assert outcomes(engine, documents(tmp_path, *"abcde")) == dict.fromkeys("01234")


def test_a_document_that_is_gone_costs_its_own_outcome(stand_in, tmp_path):
    """A file that was moved away meanwhile is told as changed, and the others are made."""
    jobs = documents(tmp_path, *"abc")
    jobs[1].source.unlink()
    told = outcomes(stand_in('for f in "$@"; do make "$f"; done'), jobs)
    assert told == {"0": None, "1": str(CHANGED), "2": None}


def test_success_without_a_file_is_failure(stand_in, tmp_path):
    """Exit code 0 and no PDF: the documents are at fault, and nothing is waited for."""
    told = outcomes(stand_in("exit 0"), documents(tmp_path, "a", "b"))
    assert all("cannot convert" in fault for fault in told.values())
    assert len(told) == 2


def test_half_a_pdf_is_failure(stand_in, tmp_path):
    """A PDF that was not written to its end is not taken."""
    engine = stand_in(
        'for f in "$@"; do printf "%%PDF-1.7 half" > "$out/$(basename $f .docx).pdf"; done'
    )
    assert None not in outcomes(engine, documents(tmp_path, "a")).values()


def test_a_crash_costs_only_the_document_that_caused_it(stand_in, tmp_path, monkeypatch):
    """When a batch dies, what it left over is tried once more, each document by itself."""
    monkeypatch.setattr("dossier.convert.libreoffice.processors", lambda: 1)
    engine = stand_in(
        'for f in "$@"; do if grep -q bad "$f"; then kill -SEGV $$; fi; make "$f"; done'
    )
    told = outcomes(engine, documents(tmp_path, "good", "bad", "good"))
    assert told["0"] is None
    assert told["2"] is None
    assert "cannot convert" in told["1"]
    assert calls(tmp_path) <= 3


def test_a_hanging_program_is_killed_with_its_children(stand_in, tmp_path):
    """Silence longer than the patience ends the whole process group, as a fault."""
    engine = stand_in(f"sleep 60 & echo $! > {tmp_path}/child; wait", patience=0.3)
    begun = time.monotonic()
    told = outcomes(engine, documents(tmp_path, "a"))
    assert time.monotonic() - begun < 10
    assert "has not finished" in told["0"]
    child = int((tmp_path / "child").read_text())
    for _ in range(50):  # the kernel takes its time to bury it
        if not alive(child):
            break
        time.sleep(0.02)
    assert not alive(child)


def test_a_slow_document_is_waited_for_once(stand_in, tmp_path, monkeypatch):
    """One over which the program was silent too long is not tried again; the others are made."""
    monkeypatch.setattr("dossier.convert.libreoffice.processors", lambda: 1)
    engine = stand_in(
        'for f in "$@"; do grep -q bad "$f" && sleep 60; make "$f"; done', patience=1.5
    )
    told = outcomes(engine, documents(tmp_path, *"ab", "bad", *"cd"))
    assert "has not finished" in told["2"]
    slow = [name for name in told if told[name]]
    assert (slow, calls(tmp_path)) == (["2"], 2)


@pytest.mark.parametrize("silent", [Backend.INSIDE, Backend.BESIDE])
def test_a_document_has_one_deadline_in_all_ways(tmp_path, monkeypatch, silent):
    """What is waited for in vain in one way is not tried in the next; what fails at once is."""
    patience, script = 1.5, tmp_path / "worker"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/tried\n'
        f'case "$*" in *" {silent.value} "*) {shutil.which("sleep")} 60;; esac\nexit 1\n'
    )
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho batch >> {tmp_path}/tried\nexit 1\n")
    for one in (script, program):
        one.chmod(0o755)
    machine = Machine(program, tmp_path, script)
    monkeypatch.setattr(Machine, "around", classmethod(lambda _cls, _program: machine))
    monkeypatch.setattr(Machine, "offers", lambda _self, _rung: True)
    monkeypatch.setattr(Backends, "lacks", {})
    monkeypatch.setattr("dossier.convert.libreoffice.fonts.fontconfig", lambda _room: tmp_path)
    engine = LibreOffice(program, tmp_path / "room", patience)
    began = time.monotonic()
    told = outcomes(engine, documents(tmp_path, "a"))
    assert "has not finished" in told["0"]
    assert patience <= time.monotonic() - began < 2 * patience + 3
    ways = list(Backend)
    assert len((tmp_path / "tried").read_text().splitlines()) == ways.index(silent) + 1


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_slow_is_not_hanging(stand_in, tmp_path, monkeypatch):
    """Each document that is done renews the patience."""
    monkeypatch.setattr("dossier.convert.libreoffice.processors", lambda: 1)
    engine = stand_in('for f in "$@"; do sleep 0.3; make "$f"; done', patience=0.8)
    assert outcomes(engine, documents(tmp_path, *"abcd")) == dict.fromkeys("0123")


def test_who_stops_listening_stops_the_program(stand_in, tmp_path):
    """When nobody wants the rest (Ctrl-C), nothing is left running."""
    engine = stand_in(f'make "$1"; sleep 60 & echo $! > {tmp_path}/child; wait')
    stream = engine.to_pdf(documents(tmp_path, "a"))
    next(stream)
    begun = time.monotonic()
    stream.close()
    assert time.monotonic() - begun < 10


def test_sources_are_copied_under_plain_names(stand_in, tmp_path):
    """The program never sees the evidence itself, nor a name that it could stumble over."""
    engine = stand_in(f'echo "$@" > {tmp_path}/seen; make "$1"')
    path = tmp_path / "《方案》 (1): 100%.docx"
    path.write_text("a")
    path.chmod(0o444)
    assert outcomes(engine, [Job(path, FileKind.WORD, tmp_path / "a.pdf")]) == {path.stem: None}
    seen = Path((tmp_path / "seen").read_text().strip())
    assert seen.name == "0001.docx"
    assert not seen.exists()
    assert path.read_text() == "a"


def test_nothing_of_the_users_environment_reaches_it(stand_in, tmp_path, monkeypatch):
    """Locale, home, proxies and display are the engine's own."""
    monkeypatch.setenv("http_proxy", "http://proxy")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    engine = stand_in(f'env > {tmp_path}/env; make "$1"')
    outcomes(engine, documents(tmp_path, "a"))
    env = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines())
    assert env["LC_ALL"] == "C.UTF-8"
    assert env["HOME"] != os.environ["HOME"]
    assert env["FONTCONFIG_FILE"] == str(tmp_path / "room" / "fonts.conf")
    assert "http_proxy" not in env


def test_the_version_is_asked_once(stand_in, tmp_path):
    """The program is asked for its version only when it has changed."""
    engine = stand_in("exit 0")
    assert engine.identity.startswith("LibreOffice 0.0 ")
    again = LibreOffice(tmp_path / "soffice", tmp_path / "room")
    assert again.identity == engine.identity
    assert calls(tmp_path) == 1
    stand_in("exit 0 # another")
    assert LibreOffice(tmp_path / "soffice", tmp_path / "room").identity == engine.identity
    assert calls(tmp_path) == 2


def test_a_program_that_does_not_start_is_an_error(stand_in, tmp_path):
    """A broken installation ends the run with what to type, not with a hundred faults."""
    engine = stand_in("")
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 77\n")
    with pytest.raises(EngineError, match="does not start"):
        _ = engine.identity


def test_finding(tmp_path, monkeypatch):
    """The program is the one that is named, else the one on the PATH, else none."""
    monkeypatch.setattr("dossier.convert.engines.OFFICE_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DOSSIER_SOFFICE", raising=False)
    assert find(tmp_path) is None
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert isinstance(find(tmp_path), LibreOffice)
    monkeypatch.setenv("DOSSIER_SOFFICE", str(tmp_path / "nowhere"))
    assert find(tmp_path) is None


def test_batches_share_the_work(tmp_path):
    """Each worker has a batch of each kind, the large documents apart, 25 at most together."""
    jobs = documents(tmp_path, *("x" * (n + 1) for n in range(60)))
    sheets = [Job(jobs[0].source, FileKind.SHEET, tmp_path / "s.pdf")]
    made = batches(jobs + sheets, workers=2)
    assert [len(batch) for batch in made] == [20, 20, 20, 1]
    assert [batch[0].source.stem for batch in made[:3]] == ["59", "58", "57"]
    assert sorted(job.target for batch in made for job in batch) == sorted(
        job.target for job in jobs + sheets
    )
    assert batches([], workers=2) == []
    assert len(batches(jobs[:1], workers=8)) == 1


def test_large_documents_are_given_time(tmp_path):
    """Patience grows with the XML in a document, not with its photos."""
    import zipfile

    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", " " * 2_000_000)
        package.writestr("word/media/a.jpeg", " " * 9_000_000)
    assert allowance(path) == pytest.approx(20)
    path.write_bytes(b"PK")
    assert allowance(path) == 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", " " * 200_000_000)
    assert allowance(path) == 300


def test_a_list_of_parts_without_bounds_is_not_read(tmp_path):
    """What this process reads itself of a document cannot fill its memory."""
    import zipfile

    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", " " * 1_000_000)
        for number in range(50):
            package.writestr(f"{'x' * 60_000}{number}", b"")
    assert allowance(path) == pytest.approx(10)
    with zipfile.ZipFile(path, "a") as package:
        for number in range(50, 100):
            package.writestr(f"{'x' * 60_000}{number}", b"")
    assert allowance(path) == 0


def test_a_full_disk_ends_the_call(stand_in, tmp_path):
    """What goes wrong in a worker is raised to who waits, instead of letting him wait for ever."""
    engine = stand_in('make "$1"; make "$1"; sleep 60')
    (job,) = documents(tmp_path, "a")
    (tmp_path / "file").touch()
    with pytest.raises((FileExistsError, NotADirectoryError)):
        list(engine.to_pdf([Job(job.source, job.kind, tmp_path / "file" / "a.pdf")]))


@pytest.mark.parametrize("script", ["sleep 0", 'printf x > "$out/0001.pdf"'])
def test_a_full_folder_of_the_moment_is_no_fault_of_the_document(
    stand_in, tmp_path, monkeypatch, script
):
    """A program that fails where there is no room says nothing of the document."""
    monkeypatch.setattr("dossier.disk._free", lambda _: 1_000_000)
    with pytest.raises(OSError, match="No space left"):
        list(stand_in(script).to_pdf(documents(tmp_path, "a")))
    monkeypatch.setattr("dossier.disk._free", lambda _: 1_000_000_000)
    (told,) = stand_in(script).to_pdf(documents(tmp_path, "a"))
    assert told.fault is not None
