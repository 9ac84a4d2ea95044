"""Archives are listed and unpacked within bounds, never over anything and never elsewhere."""

import os
import struct
import zipfile
from pathlib import Path

import py7zr
import pytest

from dossier.archives import ListTask, UnpackTask, is_archive, listed, unpacked
from dossier.archives import run as bounds


def zipped(path: Path, *entries: tuple[bytes | str | zipfile.ZipInfo, bytes]) -> Path:
    """A zip whose names are these bytes, as old programs write them, or UTF-8 with its mark."""
    raw = {name: chr(97 + at) * len(name) for at, (name, _) in enumerate(entries)
           if isinstance(name, bytes)}  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(raw[name] if isinstance(name, bytes) else name, content)
    made = path.read_bytes()
    for name, written in raw.items():
        made = made.replace(written.encode(), name)
    path.write_bytes(made)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def names(path: Path) -> list[str]:
    found = listed(ListTask(path))
    assert found.problem is None
    return [member.name for member in found.members]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_mark_are_told_apart(tmp_path, encoding):
    """names of old Windows programs are GBK, those of Macs UTF-8; neither says so."""
    raw = [name.encode(encoding) for name in ("材料/花名册.docx", "材料/誠信承诺书.pdf")]
    path = zipped(tmp_path / "a.zip", *((name, b"1") for name in raw))
    assert names(path) == ["材料/花名册.docx", "材料/誠信承诺书.pdf"]


def test_names_with_a_mark(tmp_path):
    """programs that say UTF-8 are believed."""
    assert names(zipped(tmp_path / "a.zip", ("材料/甲.docx", b"1"))) == ["材料/甲.docx"]


def test_a_zip_is_unpacked_into_a_folder_of_its_own(tmp_path):
    """what is in it lies there under its names; what a Mac leaves behind does not."""
    path = zipped(
        tmp_path / "同事.zip",
        ("材料/甲.docx", b"one"),
        ("材料\\乙.docx", b"two"),
        ("__MACOSX/._甲.docx", b"x"),
        (".DS_Store", b"x"),
    )
    done = unpacked(UnpackTask(path, tmp_path / "同事"))
    assert (done.problem, done.unpacked) == (None, 2)
    assert tree(tmp_path / "同事") == {"材料/甲.docx": b"one", "材料/乙.docx": b"two"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["同事", "同事.zip"]


def test_7z_is_unpacked_too(tmp_path):
    """an archive of 7-Zip is treated as a zip is."""
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as file:
        file.writestr(b"one", "材料/甲.docx")
        file.writestr(b"", "材料/空.txt")
    assert names(path) == ["材料/甲.docx", "材料/空.txt"]
    done = unpacked(UnpackTask(path, tmp_path / "a"))
    assert (done.problem, done.unpacked) == (None, 2)
    assert tree(tmp_path / "a") == {"材料/甲.docx": b"one", "材料/空.txt": b""}


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def device(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o020666 << 16
    return info


def test_nothing_leaves_the_folder(tmp_path):
    """names that lead out are refused and told, links and devices are no files."""
    home = tmp_path / "evidence"
    home.mkdir()
    path = zipped(
        home / "a.zip",
        ("../out.txt", b"x"),
        ("/abs.txt", b"x"),
        ("C:\\win.txt", b"x"),
        ("a/../../up.txt", b"x"),
        (link("ln"), b"/etc/passwd"),
        (device("dev"), b""),
        ("好.txt", b"good"),
    )
    done = unpacked(UnpackTask(path, home / "a"))
    assert done.refused == ("../out.txt", "/abs.txt", "C:\\win.txt", "a/../../up.txt")
    assert tree(home / "a") == {"好.txt": b"good"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["evidence"]
    assert sorted(one.name for one in home.iterdir()) == ["a", "a.zip"]


def test_a_link_of_7z_is_no_file(tmp_path):
    """a link within an archive is never made."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/ln").symlink_to("/etc/passwd")
    (tmp_path / "in/好.txt").write_bytes(b"good")
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as file:
        file.writeall(tmp_path / "in", "in")
    assert unpacked(UnpackTask(path, tmp_path / "a")).unpacked == 1
    assert tree(tmp_path / "a") == {"in/好.txt": b"good"}
    assert not list((tmp_path / "a").rglob("ln"))


def test_nothing_is_written_over(tmp_path):
    """a folder or file of that name stays as it is, and the archive is not unpacked."""
    path = zipped(tmp_path / "a.zip", ("甲.txt", b"new"))
    (tmp_path / "a").mkdir()
    (tmp_path / "a/甲.txt").write_bytes(b"old")
    done = unpacked(UnpackTask(path, tmp_path / "a"))
    assert "'a'" in done.problem.spoken("en")
    assert tree(tmp_path / "a") == {"甲.txt": b"old"}


def test_names_that_differ_in_capitals_alone_both_stay(tmp_path):
    """two files that a Windows disk would take for one get names of their own."""
    path = zipped(tmp_path / "a.zip", ("A.txt", b"1"), ("a.TXT", b"2"), ('乙:"?.txt', b"3"))
    unpacked(UnpackTask(path, tmp_path / "a"))
    assert tree(tmp_path / "a") == {"A.txt": b"1", "a（2）.TXT": b"2", "乙___.txt": b"3"}


def test_a_bomb_is_refused_by_what_it_says(tmp_path):
    """what would unpack to hundreds of times its size is not unpacked."""
    path = zipped(tmp_path / "a.zip", ("0.txt", bytes(50 << 20)))
    done = unpacked(UnpackTask(path, tmp_path / "a"))
    assert "50 MB" in done.problem.spoken("en")
    assert not (tmp_path / "a").exists()


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    """the number of files has a bound."""
    monkeypatch.setattr(bounds, "MOST_FILES", 2)
    path = zipped(tmp_path / "a.zip", *((f"{n}.txt", b"1") for n in range(3)))
    assert "3 files" in listed(ListTask(path)).problem.spoken("en")


def test_a_size_that_is_a_lie_ends_it(tmp_path):
    """a file that is longer than its entry says does not come out, and nothing is left."""
    path = zipped(tmp_path / "a.zip", ("甲.txt", bytes(1000)))
    made = bytearray(path.read_bytes())
    at = made.rindex(b"PK\x01\x02")
    struct.pack_into("<I", made, at + 24, 10)
    path.write_bytes(made)
    done = unpacked(UnpackTask(path, tmp_path / "a"))
    assert done.problem is not None
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_damage_and_passwords_are_told(tmp_path):
    """what cannot be opened says why, and what to do."""
    cut = zipped(tmp_path / "a.zip", ("甲.txt", os.urandom(2000)))
    cut.write_bytes(cut.read_bytes()[:1500])
    assert listed(ListTask(cut)).problem is not None
    locked = zipped(tmp_path / "b.zip", ("甲.txt", b"1"))
    made = bytearray(locked.read_bytes())
    made[6] |= 1
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(made)
    assert "password" in listed(ListTask(locked)).problem.spoken("en")
    secret = tmp_path / "c.7z"
    with py7zr.SevenZipFile(secret, "w", password="x", header_encryption=True) as file:
        file.writestr(b"one", "甲.docx")
    assert "password" in listed(ListTask(secret)).problem.spoken("en")


def test_a_rar_without_unar_says_what_to_do(tmp_path, monkeypatch):
    """where the program is missing, its name and another way are told."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.rar"
    path.write_bytes(b"Rar!\x1a\x07\x00rest")
    assert is_archive(path)
    assert "unar" in listed(ListTask(path)).problem.spoken("en")


LSAR = """#!/bin/sh
cat <<'END'
{"lsarContents": [{"XADFileName": "材料/甲.txt", "XADFileSize": 3},
 {"XADFileName": "材料", "XADIsDirectory": 1},
 {"XADFileName": "ln", "XADIsLink": 1, "XADFileSize": 0},
 {"XADFileName": "../out.txt", "XADFileSize": 3}]}
END
"""
UNAR = """#!/bin/sh
while [ "$1" != -output-directory ]; do shift; done
mkdir "$2/材料" && printf one >"$2/材料/甲.txt" && ln -s /etc/passwd "$2/ln" && printf out >"$2/x"
"""


def test_a_rar_goes_through_unar(tmp_path, monkeypatch):
    """the program writes into a folder aside, of which files alone are taken."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, script in (("lsar", LSAR), ("unar", UNAR)):
        (tools / name).write_text(script, encoding="utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    path = tmp_path / "a.rar"
    path.write_bytes(b"Rar!\x1a\x07\x01\x00rest")
    done = unpacked(UnpackTask(path, tmp_path / "a"))
    assert (done.problem, done.unpacked, done.refused) == (None, 1, ("../out.txt",))
    assert tree(tmp_path / "a") == {"材料/甲.txt": b"one"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "a.rar", "bin"]
