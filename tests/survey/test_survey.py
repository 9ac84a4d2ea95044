import hashlib
import json
import os
import unicodedata

import pytest
from PIL import Image

import dossier.media.examine
from dossier.finding import Code
from dossier.model.evidence_file import FileKind
from dossier.survey import survey
from local_pool import tasks_here


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The names of the files that were examined, in order."""
    names: list[str] = []
    real = dossier.media.examine.examine

    def spy(path, *given, **named):
        names.append(path.name)
        return real(path, *given, **named)

    monkeypatch.setattr(dossier.media.examine, "examine", spy)
    tasks_here(monkeypatch)
    return names


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    return folder


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "memory.json"


def photo(path, shade=100):
    path.parent.mkdir(exist_ok=True)
    Image.new("L", (8, 8), shade).save(path)
    return path


def test_everything_is_held_in_the_order_of_its_path(evidence, memory):
    """Files of all folders are held, with hash, size and kind, sorted by path."""
    photo(evidence / "B02" / "二.jpg")
    photo(evidence / "B01" / "一.png")
    (evidence / "零.pdf").touch()
    held = survey(evidence, memory)
    assert [(one.path, one.kind, one.pages, one.fault) for one in held] == [
        ("B01/一.png", FileKind.PNG, 1, None),
        ("B02/二.jpg", FileKind.JPEG, 1, None),
        ("零.pdf", FileKind.OTHER, 0, Code.FILE_EMPTY),
    ]
    assert held[0].size == (evidence / "B01" / "一.png").stat().st_size
    assert len(held[0].sha256) == 64


def test_litter_is_nobodys_evidence(evidence, memory):
    """Lock files and what desktops leave behind are not held, in whatever case they are."""
    for name in ("~$方案.docx", ".~lock.a.docx#", "Thumbs.db", "thumbs.db", "Desktop.ini"):
        (evidence / name).write_bytes(b"x")
    for name in (".DS_Store", ".hidden/a.jpg", "._a.jpg"):
        (evidence / name).parent.mkdir(exist_ok=True)
        (evidence / name).write_bytes(b"x")
    photo(evidence / "a.jpg")
    assert [one.path for one in survey(evidence, memory)] == ["a.jpg"]


def test_a_missing_folder_holds_nothing(tmp_path, memory):
    """A dossier without evidence is a poor one, not a crash."""
    assert survey(tmp_path / "nowhere", memory) == ()


def test_unchanged_files_are_not_opened_again(evidence, memory, opened):
    """The second survey only stats, says the same, and leaves its memory alone."""
    photo(evidence / "a.jpg")
    (evidence / "b.pdf").write_bytes(b"<html></html>")
    first = survey(evidence, memory)
    written = memory.stat().st_mtime_ns
    assert opened == ["a.jpg", "b.pdf"]
    assert survey(evidence, memory) == first
    assert opened == ["a.jpg", "b.pdf"]
    assert memory.stat().st_mtime_ns == written


def test_only_changed_files_are_opened(evidence, memory, opened):
    """After one change and one new file, just these two are opened and told of."""
    a, b = photo(evidence / "a.jpg"), photo(evidence / "b.jpg")
    before = {one.path: one.sha256 for one in survey(evidence, memory)}
    opened.clear()
    photo(b, shade=10)
    photo(evidence / "c.jpg")
    told = []
    after = {one.path: one for one in survey(evidence, memory, lambda *step: told.append(step))}
    assert opened == ["b.jpg", "c.jpg"]
    assert told == [(1, 2, "b.jpg"), (2, 2, "c.jpg")]
    assert after["a.jpg"].sha256 == before["a.jpg"]
    assert after["b.jpg"].sha256 != before["b.jpg"]
    assert a.exists()


def test_a_change_that_keeps_size_and_mtime_is_seen(evidence, memory):
    """Cloud drives set the old mtime on new content: ctime and inode tell the difference."""
    path = evidence / "a.txt"
    path.write_bytes(b"one")
    stat = path.stat()
    (before,) = survey(evidence, memory)
    path.write_bytes(b"two")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (after,) = survey(evidence, memory)
    assert path.stat().st_mtime_ns == stat.st_mtime_ns
    assert after.sha256 != before.sha256


@pytest.mark.parametrize(("age_ms", "pause_ms"), [(5, 15), (25, 0), (-100, 0)])
def test_a_file_just_written_is_given_time(evidence, memory, monkeypatch, age_ms, pause_ms):
    """No file is hashed in the clock tick of its last change, in which another could follow."""
    changed = photo(evidence / "a.jpg").stat().st_ctime_ns
    pauses = []
    monkeypatch.setattr("dossier.survey.folder.time.time_ns", lambda: changed + age_ms * 10**6)
    monkeypatch.setattr("dossier.survey.folder.time.sleep", pauses.append)
    survey(evidence, memory)
    assert sum(pauses) == pytest.approx(pause_ms / 1000)


BROKEN = ["", "{", "[]", '{"value": {"a.jpg": {}}}', '{"digest": "0", "value": {}}', "null"]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_memory_is_ignored_and_rewritten(evidence, memory, opened, content):
    """Whatever stands in a damaged memory, the survey opens the files and mends it."""
    photo(evidence / "a.jpg")
    memory.write_text(content)
    first = survey(evidence, memory)
    assert survey(evidence, memory) == first
    assert opened == ["a.jpg"]


def test_a_tampered_memory_is_not_believed(evidence, memory):
    """A memory whose words were changed by hand does not vouch for a file."""
    photo(evidence / "a.jpg")
    (true,) = survey(evidence, memory)
    known = json.loads(memory.read_text())
    known["value"]["a.jpg"]["known"]["sha256"] = "0" * 64
    memory.write_text(json.dumps(known))
    assert survey(evidence, memory) == (true,)


def test_another_version_opens_everything_again(evidence, memory, opened, monkeypatch):
    """A newer program may judge differently: it does not rely on what an older one knew."""
    photo(evidence / "a.jpg")
    survey(evidence, memory)
    monkeypatch.setattr("dossier.survey.memory.source_hash", lambda *_: "another")
    survey(evidence, memory)
    assert opened == ["a.jpg", "a.jpg"]


def test_files_that_are_gone_are_forgotten(evidence, memory):
    """Memory and result follow the folder."""
    gone = photo(evidence / "a.jpg")
    photo(evidence / "b.jpg")
    survey(evidence, memory)
    gone.unlink()
    assert [one.path for one in survey(evidence, memory)] == ["b.jpg"]
    assert list(json.loads(memory.read_text())["value"]) == ["b.jpg"]


def test_names_are_told_in_nfc_and_opened_as_they_are(evidence, memory):
    """A name in NFD, as macOS writes it, is held under the name a workbook would have."""
    spelled = unicodedata.normalize("NFD", "Café方案é.jpg")
    photo(evidence / spelled)
    for _ in range(2):
        (held,) = survey(evidence, memory)
        assert held.path == unicodedata.normalize("NFC", spelled) != spelled
        assert held.file.is_file()
        assert held.fault is None


def test_garbled_names_are_a_fault(evidence, memory):
    """A name in GBK, as old zip files leave it, is shown in Chinese with the advice to rename."""
    name = os.fsdecode("招生方案.pdf".encode("gbk"))
    (evidence / name).write_bytes(b"x")
    (held,) = survey(evidence, memory)
    assert (held.path, held.fault) == ("招生方案.pdf", Code.FILE_TYPE)
    assert "rename" in str(held.remedy)
    assert survey(evidence, memory) == (held,)


def test_links(evidence, memory, tmp_path):
    """A link to a file within the folder is that file; every other link is a fault, unread."""
    photo(evidence / "a.jpg")
    photo(tmp_path / "outside.jpg")
    (tmp_path / "elsewhere").mkdir()
    photo(tmp_path / "elsewhere" / "x.jpg")
    (evidence / "inside.jpg").symlink_to("a.jpg")
    (evidence / "outside.jpg").symlink_to(tmp_path / "outside.jpg")
    (evidence / "nowhere.jpg").symlink_to("nothing")
    (evidence / "round.jpg").symlink_to("round.jpg")
    (evidence / "folder").symlink_to(tmp_path / "elsewhere")
    held = {one.path: one for one in survey(evidence, memory)}
    assert {path: one.fault for path, one in held.items()} == {
        "a.jpg": None,
        "inside.jpg": None,
        "outside.jpg": Code.FILE_TYPE,
        "nowhere.jpg": Code.FILE_TYPE,
        "round.jpg": Code.FILE_TYPE,
        "folder": Code.FILE_TYPE,
    }
    assert held["inside.jpg"].sha256 == held["a.jpg"].sha256
    assert held["outside.jpg"].sha256 == ""


def test_a_pipe_is_never_opened(evidence, memory):
    """A named pipe would block for ever: it is a fault."""
    os.mkfifo(evidence / "a.pdf")
    (held,) = survey(evidence, memory)
    assert held.fault is Code.FILE_TYPE


def test_a_file_that_cannot_be_read_is_a_fault(evidence, memory, monkeypatch):
    """A file without permission (or on a broken disk) is told of, and tried again next time."""
    path = photo(evidence / "a.jpg")

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("dossier.survey.examined.taken_in", refuse)
        tasks_here(patch)
        (held,) = survey(evidence, memory)
    assert held.fault is Code.FILE_DAMAGED
    assert "access to it is denied" in held.remedy.spoken("en")
    assert held.size == path.stat().st_size
    (mended,) = survey(evidence, memory)
    assert mended.fault is None


def test_a_time_that_lies_is_healed(evidence, memory, opened):
    """A file with a new time but its old bytes is hashed, not opened, and known again after."""
    photo(evidence / "a.jpg")
    first = survey(evidence, memory)
    os.utime(evidence / "a.jpg", (1_600_000_000, 1_600_000_000))
    assert survey(evidence, memory) == first
    assert opened == ["a.jpg"]
    (evidence / "a.jpg").chmod(0o600)
    (evidence / "a.jpg").chmod(0o644)  # the next survey sees another ctime, and heals again
    assert survey(evidence, memory) == first
    assert opened == ["a.jpg"]


def test_a_file_that_changes_while_it_is_opened_is_not_known(evidence, memory, monkeypatch):
    """What changed between hashing and the end of opening is opened again the next time."""
    real = dossier.media.examine.examine

    def slow(path, *given, **named):
        found = real(path, *given, **named)
        photo(path, 200)
        return found

    photo(evidence / "a.jpg")
    monkeypatch.setattr(dossier.media.examine, "examine", slow)
    survey(evidence, memory)
    monkeypatch.setattr(dossier.media.examine, "examine", real)
    (one,) = survey(evidence, memory)
    assert one.sha256 == hashlib.sha256((evidence / "a.jpg").read_bytes()).hexdigest()
