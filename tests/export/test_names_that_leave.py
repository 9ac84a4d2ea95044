"""Names in a manifest that lead out of the package (RFC 8493, 5.2)."""

import hashlib
import os
from pathlib import Path

import pytest

from dossier.errors import OutputError
from dossier.export.bag import export_bag
from dossier.export.package import export
from dossier.verify.rules import Rule
from dossier.verify.run import verify

NAMES = [
    "../secret.txt", "boxes/../../secret.txt", "/etc/hostname", "~/secret.txt", "C:/secret.txt",
    "C:secret.txt", "..\\secret.txt", "boxes//secret.txt", "./secret.txt", "link.txt",
    "folder/secret.txt", "boxes/..",
]  # fmt: skip


def package(folder: Path, name: str) -> Path:
    """A package whose manifest names `name`, with the hash of what lies there."""
    build = folder / "build"
    (build / "boxes").mkdir(parents=True)
    (folder / "secret.txt").write_bytes(b"secret")
    (build / "link.txt").symlink_to(folder / "secret.txt")
    (build / "folder").symlink_to(folder)
    digest = hashlib.sha256(b"secret").hexdigest()
    (build / "manifest-sha256.txt").write_text(f"{digest}  {name}\n", encoding="utf-8")
    (build / "report.json").write_text(
        '{"schema": 2, "school": "a", "standard": "b", "boxes": [], "chapters": []}',
        encoding="utf-8",
    )
    return build


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("give", [export, export_bag])
def test_no_export_takes_what_lies_outside(tmp_path: Path, give, name: str) -> None:
    """This test ensures that neither form of export reads or writes beyond the two folders."""
    with pytest.raises(OutputError, match="leads out of the package"):
        give(package(tmp_path, name), tmp_path / "out" / "bag")
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", NAMES)
def test_verification_tells_of_the_name(tmp_path: Path, name: str) -> None:
    """This test ensures that such a manifest is a fault, whatever lies there."""
    faults = verify(package(tmp_path, name)).faults
    assert (Rule.MANIFEST_MISSING, f"'{name}' leads out of the package") in {
        (fault.rule, str(fault.text)) for fault in faults
    }


@pytest.mark.parametrize(("mask", "file", "folder"), [(0o027, 0o640, 0o750), (0o077, 0o600, 0o700)])
def test_what_is_written_has_the_permissions_that_the_umask_leaves(
    tmp_path: Path, mask: int, file: int, folder: int
) -> None:
    """This test ensures that no product can be read by whom the umask keeps out."""
    from dossier.files import write_text

    before = os.umask(mask)
    try:
        build = package(tmp_path, "boxes/a.txt")
        write_text(build / "boxes/a.txt", "secret")
        digest = hashlib.sha256(b"secret").hexdigest()
        write_text(build / "manifest-sha256.txt", f"{digest}  boxes/a.txt\n")
        export(build, tmp_path / "out")
        export_bag(build, tmp_path / "bag")
    finally:
        os.umask(before)
    made = [tmp_path / "out", tmp_path / "bag", *(tmp_path / "out").rglob("*")]
    made += [*(tmp_path / "bag").rglob("*"), build / "boxes/a.txt", build / "manifest-sha256.txt"]
    for path in made:
        assert path.stat().st_mode & 0o777 == (folder if path.is_dir() else file), path
