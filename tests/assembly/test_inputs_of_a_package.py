"""What a package was made from: on record in it, and held against the workspace."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.export.bag import export_bag
from dossier.export.package import export
from dossier.files import checksum_entry, checksum_line
from dossier.verify.run import verify
from dossier.workspace import Workspace
from tiny_workspace import BOOKS, TEMPLATES, Tiny

INPUTS = "inputs-sha256.txt"
OF_A_BUILD = {"box-stale", "index-stale", "inputs-unknown", "input-changed", "input-added"}


def told(here: Tiny, folder: Path | None = None) -> set[tuple[str, str]]:
    """The faults that tell of another build: rule and file."""
    verdict = verify(folder or here.made, workspace=Workspace(here.root))
    return {(f.rule.slug, f.file) for f in verdict.faults if f.rule.slug in OF_A_BUILD}


def sign(folder: Path) -> None:
    """Write the manifest anew, as a person could."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name[:8] != "manifest"]
    names = [p.relative_to(folder).as_posix() for p in files if p.relative_to(folder).parts[0]]
    kept = [name for name in names if not name.startswith(("cache/", ".dossier/"))]
    lines = subprocess.run(
        ["sha256sum", *kept], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    (folder / "manifest-sha256.txt").write_text(lines, encoding="utf-8")


def test_sha256sum_accepts_both_lists(built: Tiny) -> None:
    """This test ensures that the manifest holds the hash of the list of inputs, and that theirs."""
    for folder, name in ((built.made, "manifest-sha256.txt"), (built.root, f"build/{INPUTS}")):
        subprocess.run(["sha256sum", "--strict", "-c", name], cwd=folder, check=True)
    listed = (built.made / INPUTS).read_text(encoding="utf-8")
    names = [line[66:] for line in listed.splitlines()]
    assert names == sorted(names)
    assert {"inputs/school.xlsx", "templates/封面.docx", "inputs/evidence/办法.docx"} <= {*names}
    assert f"  {INPUTS}\n" in (built.made / "manifest-sha256.txt").read_text(encoding="utf-8")


def test_nothing_is_told_where_nothing_changed(built: Tiny) -> None:
    """This test ensures that a package that was just built is of this build, and so are copies."""
    built.build()
    assert told(built) == set()
    export(built.made, built.root / "plain")
    export_bag(built.made, built.root / "bag")
    assert told(built, built.root / "plain") == set()
    assert told(built, built.root / "bag") == told(built, built.root / "bag/data") == set()


CHANGES: list[tuple[Callable[[Tiny], object], tuple[str, str]]] = [
    (
        lambda here: here.draw(数据=BOOKS["school.xlsx"]["数据"].replace("160", "161")),
        ("input-changed", "inputs/school.xlsx"),
    ),
    (
        lambda here: here.template("封面", *TEMPLATES["封面"], "2023"),
        ("input-changed", "templates/封面.docx"),
    ),
    (
        lambda here: here.evidence("方案2021.pdf", "plan 2021 corrected"),
        ("input-changed", "inputs/evidence/方案2021.pdf"),
    ),
    (
        lambda here: (here.root / "inputs/evidence/办法.docx").unlink(),
        ("input-changed", "inputs/evidence/办法.docx"),
    ),
    (
        lambda here: here.evidence("新/补充.pdf", "one more"),
        ("input-added", "inputs/evidence/新/补充.pdf"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_an_input_that_changed_is_named(
    built: Tiny, change: Callable[[Tiny], object], expected: tuple[str, str]
) -> None:
    """This test ensures that workbook, template and evidence are told, in the copies as well."""
    export(built.made, built.root / "plain")
    export_bag(built.made, built.root / "bag")
    change(built)
    for folder in (built.made, built.root / "plain", built.root / "bag"):
        assert expected in told(built, folder)
        assert {rule for rule, _ in told(built, folder)} <= {"input-changed", "input-added"}
    built.build()
    assert told(built) == set()


def test_what_programs_leave_behind_is_no_input(built: Tiny) -> None:
    """This test ensures that lock files and thumbnails are not told as added."""
    for name in ("~$school.xlsx", "evidence/~$办法.docx", "evidence/Thumbs.db"):
        (built.root / "inputs" / name).write_bytes(b"lock")
    assert told(built) == set()


def test_a_package_without_the_list_is_told(built: Tiny) -> None:
    """This test ensures that nothing counts as compared that could not be."""
    (built.made / INPUTS).unlink()
    assert ("inputs-unknown", INPUTS) in told(built)


def test_a_part_is_not_told_as_the_whole(built: Tiny) -> None:
    """This test ensures that after a part of a build what the rest was made from stays said."""
    built.evidence("方案2021.pdf", "plan 2021 corrected")
    built.build(box="01")
    assert told(built) == {
        ("box-stale", "boxes/box-02.pdf"), ("input-changed", "inputs/evidence/方案2021.pdf"),
    }  # fmt: skip
    built.build()
    assert told(built) == set()


@pytest.mark.parametrize(
    ("old", "expected"),
    [("boxes/box-02.pdf", "box-stale"), ("index.html", "index-stale"), (INPUTS, "input-changed")],
)
def test_a_mixed_package_is_told(built: Tiny, tmp_path: Path, old: str, expected: str) -> None:
    """This test ensures that a part of an earlier build is known though the manifest fits it."""
    shutil.copyfile(built.made / old, tmp_path / "old")
    built.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一入学", "就近入学"))
    built.evidence("方案2021.pdf", "plan 2021 corrected", "two pages")
    built.build()
    assert told(built) == set()
    mixed = export(built.made, tmp_path / "mixed").folder
    shutil.copyfile(tmp_path / "old", mixed / old)
    sign(mixed)
    faults = verify(mixed, workspace=Workspace(built.root)).faults
    assert expected in {fault.rule.slug for fault in faults}
    assert "file-changed" not in {fault.rule.slug for fault in faults}


@pytest.mark.parametrize("name", ["a b.pdf", "a\nb.pdf", "a\\b.pdf", "a\\nb.pdf", "盒\r.pdf"])
def test_odd_names_are_written_as_sha256sum_writes_them(tmp_path: Path, name: str) -> None:
    """This test ensures that a name with a line break or a backslash is read back as it is."""
    (tmp_path / name).write_bytes(b"a")
    line = subprocess.run(
        ["sha256sum", name], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    digest = line.lstrip("\\")[:64]
    assert checksum_line(digest, name) == line
    assert checksum_entry(line.removesuffix("\n")) == (digest, name)
