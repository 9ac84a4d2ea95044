"""The cache within bounds: what goes, what stays, and what going costs."""

import os
import re
import time
from pathlib import Path

import pytest

import dossier
from dossier.store import pruning
from dossier.store.blobs import BlobCache, found
from dossier.store.pruning import FOLDERS, prune

DAY = 24 * 3600 * 10**9
NOW = time.time_ns()


def blob(cache: Path, name: str, days: float, size: int = 100) -> Path:
    """A file of the cache that was used last so many days ago."""
    file = cache / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x" * size)
    os.utime(file, ns=(NOW, NOW - round(days * DAY)))
    return file


def left(cache: Path) -> list[str]:
    files = (path for path in cache.rglob("*") if path.is_file() and path.parent != cache)
    return sorted(path.relative_to(cache).as_posix() for path in files)


def test_what_is_too_old_goes(tmp_path: Path) -> None:
    """This test ensures that a blob goes with its note, in every folder, and nothing else does."""
    for name in FOLDERS:
        blob(tmp_path, f"{name}/old.pdf", 91)
    blob(tmp_path, "pdf/old.json", 91)
    blob(tmp_path, "typeset/ab/abc-2.pdf", 91)
    kept = [
        "charts/new.png",
        "pdf/.new-1.pdf",
        "pdf/new.json",
        "pdf/new.pdf",
        "typeset/ab/abd-1.pdf",
    ]
    for name in kept:
        blob(tmp_path, name, 91 if "/.new" in name else 89)
    others = ["engine/soffice.json", "front/01.docx", "workbooks/a.json"]
    for name in others:
        blob(tmp_path, name, 400)
    prune(tmp_path, NOW)
    assert left(tmp_path) == sorted(kept + others)


def test_a_note_in_use_keeps_its_blob(tmp_path: Path) -> None:
    """This test ensures that the use of one of them counts for both."""
    blob(tmp_path, "pdf/a.pdf", 91)
    blob(tmp_path, "pdf/a.json", 1)
    prune(tmp_path, NOW)
    assert left(tmp_path) == ["pdf/a.json", "pdf/a.pdf"]


def test_the_longest_unused_go_until_the_rest_fits(tmp_path: Path) -> None:
    """This test ensures that no more goes than must, over all folders, the oldest first."""
    for days, name in enumerate(("pdf/d.pdf", "photos/c.jpg", "pdf/b.pdf", "charts/a.png"), 1):
        blob(tmp_path, name, days)
    prune(tmp_path, NOW, most_bytes=400)
    assert len(left(tmp_path)) == 4
    prune(tmp_path, NOW, most_bytes=250)
    assert left(tmp_path) == ["pdf/d.pdf", "photos/c.jpg"]


def test_what_a_build_uses_stays(tmp_path: Path) -> None:
    """This test ensures that neither size nor age takes what was used since the build began."""
    pdfs: BlobCache[str] = BlobCache(tmp_path / "pdf", str)
    for key in ("a", "b"):
        blob(tmp_path, f"pdf/{key}.pdf", 400)
        pdfs.keep(key, "known")
        blob(tmp_path, f"photos/{key}.jpg", 400)
        os.utime(tmp_path / f"pdf/{key}.json", ns=(NOW, NOW - 400 * DAY))
    assert pdfs.find("a") == "known"
    assert found(tmp_path / "photos/a.jpg")
    prune(tmp_path, NOW, most_bytes=0)
    assert left(tmp_path) == ["pdf/a.json", "pdf/a.pdf", "photos/a.jpg"]
    assert (pdfs.find("a"), pdfs.find("b")) == ("known", None)
    assert not found(tmp_path / "photos/b.jpg")


def test_what_another_command_may_be_using_stays(tmp_path: Path) -> None:
    """This test ensures that the last hour before a build is spared."""
    blob(tmp_path, "pdf/a.pdf", 0.5 / 24)
    blob(tmp_path, "pdf/b.pdf", 1.5 / 24)
    prune(tmp_path, NOW, most_bytes=0)
    assert left(tmp_path) == ["pdf/a.pdf"]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were looked through, in order."""
    names: list[str] = []
    real = pruning._looked_through

    def spy(folder: Path, began: int):
        names.append(folder.name)
        return real(folder, began)

    monkeypatch.setattr(pruning, "_looked_through", spy)
    return names


def test_a_folder_as_it_was_is_not_looked_through(tmp_path: Path, looked: list[str]) -> None:
    """This test ensures that only folders are asked where nothing was made since."""
    blob(tmp_path, "pdf/a.pdf", 1)
    blob(tmp_path, "charts/a.png", 80)
    prune(tmp_path, NOW)
    looked.clear()
    prune(tmp_path, NOW)
    assert looked == []
    blob(tmp_path, "pdf/b.pdf", 0)
    prune(tmp_path, NOW)
    assert looked == ["pdf"]
    looked.clear()
    prune(tmp_path, NOW + 11 * DAY)  # a picture may have become too old by now
    assert looked == ["charts", "charts"]
    assert left(tmp_path) == ["pdf/a.pdf", "pdf/b.pdf"]
    looked.clear()
    prune(tmp_path, NOW + 11 * DAY)
    assert looked == []


@pytest.mark.parametrize("note", ["", "[]", '{"digest":"0","value":{}}'])
def test_a_broken_note_of_folders_is_made_anew(
    tmp_path: Path, looked: list[str], note: str
) -> None:
    """This test ensures that all is looked through where it is not known what was there."""
    blob(tmp_path, "pdf/a.pdf", 91)
    (tmp_path / "blobs.json").write_text(note, encoding="utf-8")
    prune(tmp_path, NOW)
    assert left(tmp_path) == []
    looked.clear()
    prune(tmp_path, NOW)
    assert looked == []


def test_no_cache_is_no_fault(tmp_path: Path) -> None:
    """This test ensures that a build without anything in the cache leaves nothing there."""
    prune(tmp_path / "cache", NOW)
    assert not (tmp_path / "cache").exists()


def test_every_folder_of_blobs_is_kept_within_bounds() -> None:
    """This test ensures that whoever keeps blobs by content has a folder that pruning knows."""
    source = Path(dossier.__file__).parent
    kept = re.compile(r'(?:BlobCache|Samples)\([\w.]+ / "(\w+)"')
    made = {
        match[1]: path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        for match in kept.finditer(path.read_text(encoding="utf-8"))
    }
    assert {"pdf", "layered", "scans"} <= made.keys()
    assert {name: path for name, path in made.items() if name not in FOLDERS} == {}
