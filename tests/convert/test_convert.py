import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from dossier.convert import Job, Outcome, convert, uncached
from dossier.files import sha256_of
from dossier.messages import say
from dossier.model.evidence_file import FileKind, SourceFile
from local_pool import tasks_here


def pdf(path: Path, pages: int = 1) -> Path:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(path, deterministic_id=True)
    return path


class Fake:
    """Makes a PDF of as many pages as the source says; refuses what says none."""

    def __init__(self, identity: str = "fake 1") -> None:
        self.identity = identity
        self.seen: list[str] = []

    def to_pdf(self, jobs):
        for job in reversed(jobs):
            self.seen.append(job.source.name)
            pages = int(job.source.read_text())
            if pages:
                pdf(job.target, pages)
            yield Outcome(job, None if pages else say("it is bad"))


def source(path: Path, kind: FileKind = FileKind.WORD) -> SourceFile:
    return SourceFile(path.name, kind, sha256_of(path), str(path))


def word(path: Path, pages: int = 1) -> SourceFile:
    path.write_text(str(pages))
    return source(path)


def test_each_source_gets_its_pdf(tmp_path):
    """Office files go to the engine; the result knows its pages and the hash of the PDF."""
    a, b = word(tmp_path / "a.docx", 2), word(tmp_path / "b.docx", 3)
    made = convert([a, b], tmp_path / "cache", Fake())
    assert [(made[one.file].item_pdf.pages, made[one.file].fault) for one in (a, b)] == [
        (2, None),
        (3, None),
    ]
    assert made[a.file].item_pdf.pdf == tmp_path / "cache" / "pdf" / f"{made[a.file].key}.pdf"
    assert made[a.file].item_pdf.sha256 == sha256_of(made[a.file].item_pdf.pdf)


def test_nothing_is_made_twice(tmp_path):
    """A second run finds the PDFs, says the same, and does not call the engine at all."""
    engine, cache = Fake(), tmp_path / "cache"
    sources = [word(tmp_path / "a.docx", 2), word(tmp_path / "b.docx", 3)]
    first = convert(sources, cache, engine)
    assert convert(sources, cache, engine) == first
    assert len(engine.seen) == 2


def test_equal_content_is_converted_once(tmp_path):
    """Two files of the same content share one PDF."""
    engine = Fake()
    a, b = word(tmp_path / "a.docx", 2), word(tmp_path / "b.docx", 2)
    made = convert([a, b], tmp_path / "cache", engine)
    assert engine.seen == ["a.docx"]
    assert made[a.file] == made[b.file]


def test_another_engine_makes_its_own(tmp_path):
    """A new version, setting or font makes the PDFs anew and leaves the old ones alone."""
    a, cache = word(tmp_path / "a.docx"), tmp_path / "cache"
    old, new = Fake("fake 1"), Fake("fake 2")
    first = convert([a], cache, old)[a.file]
    second = convert([a], cache, new)[a.file]
    assert new.seen == ["a.docx"]
    assert first.key != second.key
    assert first.item_pdf.pdf.exists()


def test_changed_content_is_converted_again(tmp_path):
    """The key is the content's, not the name's."""
    engine, cache = Fake(), tmp_path / "cache"
    convert([word(tmp_path / "a.docx", 1)], cache, engine)
    changed = word(tmp_path / "a.docx", 4)
    assert convert([changed], cache, engine)[changed.file].item_pdf.pages == 4


def test_a_failure_stops_nothing_and_is_not_kept(tmp_path):
    """What the engine refuses is a fault; the rest is made; the next run tries again."""
    engine, cache = Fake(), tmp_path / "cache"
    good, bad = word(tmp_path / "good.docx", 1), word(tmp_path / "bad.docx", 0)
    for _ in range(2):
        made = convert([bad, good], cache, engine)
        assert (made[bad.file].item_pdf, str(made[bad.file].fault)) == (None, "it is bad")
        assert made[good.file].item_pdf.pages == 1
    assert engine.seen.count("bad.docx") == 2
    assert engine.seen.count("good.docx") == 1


@pytest.mark.parametrize("kind", [FileKind.WORD, FileKind.PDF, FileKind.PNG])
def test_a_file_that_is_gone_by_now(tmp_path, kind):
    """A file that somebody moves during a build costs its own place, and is told as changed."""
    (tmp_path / "gone").write_text("2")
    gone, there = source(tmp_path / "gone", kind), word(tmp_path / "a.docx", 1)
    gone.file.unlink()
    engine = Fake()
    engine.to_pdf = lambda jobs: [Outcome(job) for job in jobs if pdf(job.target)]
    made = convert([gone, there], tmp_path / "cache", engine)
    assert made[there.file].item_pdf.pages == 1
    assert made[gone.file].item_pdf is None
    assert "has changed during the build" in str(made[gone.file].fault)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and nothing", None])
def test_an_engine_is_not_believed(tmp_path, content):
    """An engine that reports success without a PDF that has pages has failed."""

    class Liar(Fake):
        def to_pdf(self, jobs):
            for job in jobs:
                if content is not None:
                    job.target.write_bytes(content)
                yield Outcome(job)

    a = word(tmp_path / "a.docx")
    made = convert([a], tmp_path / "cache", Liar())[a.file]
    assert made.item_pdf is None
    assert "empty or broken" in str(made.fault)


def test_a_pdf_left_by_an_interrupted_run_is_not_believed(tmp_path):
    """A PDF without its note may be half a PDF: it is made again."""
    engine, cache = Fake(), tmp_path / "cache"
    a = word(tmp_path / "a.docx", 2)
    made = convert([a], cache, engine)[a.file]
    made.item_pdf.pdf.with_suffix(".json").unlink()
    made.item_pdf.pdf.write_bytes(b"%PDF-1.7 half")
    assert convert([a], cache, engine)[a.file] == made


def test_a_cut_or_lost_pdf_is_made_again(tmp_path):
    """A PDF that has not the size its note knows, or is gone, is made again; so with the note."""
    engine, cache = Fake(), tmp_path / "cache"
    a = word(tmp_path / "a.docx", 2)
    made = convert([a], cache, engine)[a.file]
    note = made.item_pdf.pdf.with_suffix(".json")

    def shorten():
        made.item_pdf.pdf.write_bytes(made.item_pdf.pdf.read_bytes()[:-9])

    for harm in (
        made.item_pdf.pdf.unlink,
        shorten,
        lambda: note.write_text("{"),
        lambda: note.write_text("[]"),
    ):
        harm()
        assert convert([a], cache, engine)[a.file] == made
    assert len(engine.seen) == 5


def test_without_an_engine_only_office_files_fail(tmp_path):
    """PDFs and pictures need no LibreOffice; for the others the fault says what to type."""
    document = word(tmp_path / "a.docx")
    ready = source(pdf(tmp_path / "b.pdf", 2), FileKind.PDF)
    Image.new("L", (50, 50)).save(tmp_path / "c.png")
    picture = source(tmp_path / "c.png", FileKind.PNG)
    made = convert([document, ready, picture], tmp_path / "cache", None)
    assert "make setup" in str(made[document.file].fault)
    assert made[document.file].item_pdf is None
    assert (made[ready.file].item_pdf.pages, made[ready.file].fault) == (2, None)
    assert (made[picture.file].item_pdf.pages, made[picture.file].fault) == (1, None)


def test_pdfs_pass_unchanged(tmp_path):
    """A PDF is its own conversion, wherever it lies, and is not copied."""
    a, b = (source(pdf(tmp_path / name, 3), FileKind.PDF) for name in ("a.pdf", "b.pdf"))
    for _ in range(2):
        made = convert([a, b], tmp_path / "cache", None)
        assert [made[one.file].item_pdf.pdf for one in (a, b)] == [a.file, b.file]
        assert [made[one.file].item_pdf.pages for one in (a, b)] == [3, 3]
        assert made[a.file].item_pdf.sha256 == a.sha256
    assert not list((tmp_path / "cache").rglob("*.pdf"))


def test_damage_that_nobody_saw_is_a_fault(tmp_path):
    """A broken PDF or picture is a fault here too, though the survey should have told of it."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing")
    sources = [source(tmp_path / "a.pdf", FileKind.PDF), source(tmp_path / "b.jpg", FileKind.JPEG)]
    made = convert(sources, tmp_path / "cache", None)
    assert all(one.fault and one.item_pdf is None for one in made.values())


def test_an_unknown_kind_is_a_fault(tmp_path):
    """A kind that nothing converts is told of, not skipped."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    made = convert([source(path, FileKind.OTHER)], tmp_path / "cache", Fake())
    assert "cannot be converted" in str(made[path].fault)


def test_progress_counts_what_is_made(tmp_path):
    """Progress is told of conversions, not of what the cache had."""
    cache = tmp_path / "cache"
    old, new, other = (word(tmp_path / f"{n}.docx", n) for n in (1, 2, 3))
    convert([old], cache, Fake())
    told = []
    convert([old, new, other], cache, Fake(), lambda *step: told.append(step))
    assert told == [(1, 2, "3.docx"), (2, 2, "2.docx")]


def test_what_is_not_cached_can_be_asked(tmp_path):
    """Each content that would have to be made is named once; hopeless ones are not."""
    cache, engine = tmp_path / "cache", Fake()
    old, new, twin = (word(tmp_path / f"{n}.docx", len(n)) for n in ("o", "nn", "tt"))
    convert([old], cache, engine)
    assert [one.sha256 for one in uncached([old, new, twin], cache, engine)] == [new.sha256]
    assert uncached([new], cache, None) == []


def test_fonts_without_substitute_are_told(tmp_path, monkeypatch):
    """Fonts that nothing declared stands for are remembered with the PDF."""
    monkeypatch.setattr(
        "dossier.convert.fonts_used.fonts_asked", lambda *_: {"仿宋", "汉仪旗黑", "某体"}
    )
    tasks_here(monkeypatch)
    a, cache = word(tmp_path / "a.docx"), tmp_path / "cache"
    for _ in range(2):
        assert convert([a], cache, Fake())[a.file].substituted == ("某体", "汉仪旗黑")


def test_a_note_says_what_it_vouches_for(tmp_path):
    """The note beside a PDF is small JSON with its hash, so that anyone can check it."""
    a = word(tmp_path / "a.docx", 2)
    made = convert([a], tmp_path / "cache", Fake())[a.file]
    size, note = json.loads(made.item_pdf.pdf.with_suffix(".json").read_text())["value"]
    assert size == made.item_pdf.pdf.stat().st_size
    assert (note["pages"], note["sha256"]) == (2, sha256_of(made.item_pdf.pdf))


def test_the_fake_is_an_engine(tmp_path):
    """A fake of five lines fits the protocol: jobs in, outcomes out."""
    a = word(tmp_path / "a.docx")
    job = Job(a.file, FileKind.WORD, tmp_path / "a.pdf")
    assert list(Fake().to_pdf([job])) == [Outcome(job)]
