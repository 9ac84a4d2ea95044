"""A package packed as a bag, read back by the rules of RFC 8493."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from dossier.errors import OutputError, WorkspaceError
from dossier.export.bag import export_bag
from dossier.export.package import export

FILES = {
    "boxes/box-01.pdf": b"%PDF one",
    "boxes/box-02 100%.pdf": b"%PDF two",
    "chapters/R01 自查报告.pdf": b"chapter",
    "labels.pdf": b"",
}
REPORT = {
    "school": "星光实验学校",
    "standard": "基本均衡",
    "dated": "2023-04-20",
    "boxes": [
        {"items": [{}, {}], "pages": 7, "missing": 1},
        {"items": [{}], "pages": 2, "missing": 0},
    ],
}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished package, and beside it what the builder keeps for itself."""
    folder = tmp_path / "build"
    written = {**FILES, "report.json": json.dumps(REPORT).encode()}
    for name, content in {**written, "cache/a.pdf": b"cached", ".built": b""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    lines = [f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in written.items()]
    (folder / "manifest-sha256.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def entries(manifest: bytes) -> dict[str, str]:
    """Path → digest, as RFC 8493, 2.1.3 has them."""
    found = [re.fullmatch(r"([0-9a-f]{64}) +(\S.*)", line) for line in lines(manifest)]
    return {
        re.sub("%(0[AD]|25)", lambda code: chr(int(code[1], 16)), one[2]): one[1]
        for one in found
        if one
    }


def lines(content: bytes) -> list[str]:
    text = content.decode("utf-8")
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def digests(content: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(body).hexdigest() for name, body in content.items()}


def test_a_bag_is_complete_and_valid(build: Path, tmp_path: Path) -> None:
    """This test ensures that what RFC 8493, 3 asks of a valid bag is so, file by file."""
    done = export_bag(build, tmp_path / "bag")
    bag = files(tmp_path / "bag")
    tags = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}
    payload = {name: body for name, body in bag.items() if name not in tags}
    assert lines(bag["bagit.txt"]) == ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"]
    assert entries(bag["manifest-sha256.txt"]) == digests(payload)
    covered = {name: bag[name] for name in tags - {"tagmanifest-sha256.txt"}}
    assert entries(bag["tagmanifest-sha256.txt"]) == digests(covered)
    assert (done.files, done.size) == (len(payload), sum(map(len, payload.values())))


def test_the_payload_is_the_package_and_nothing_else(build: Path, tmp_path: Path) -> None:
    """This test ensures that products go in under their names, and the cache stays behind."""
    export_bag(build, tmp_path / "bag")
    given = files(build)
    expected = {name: body for name, body in given.items() if name[0] != "." and "/a." not in name}
    assert files(tmp_path / "bag" / "data") == expected


def test_a_name_with_a_percent_sign_is_escaped(build: Path, tmp_path: Path) -> None:
    """This test ensures that a reader that unescapes finds the file."""
    export_bag(build, tmp_path / "bag")
    told = (tmp_path / "bag" / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert "  data/boxes/box-02 100%25.pdf\n" in told


def test_the_bag_says_what_it_is(build: Path, tmp_path: Path) -> None:
    """This test ensures that bag-info.txt names school, contents, 成文日期 and size."""
    done = export_bag(build, tmp_path / "bag")
    assert lines((tmp_path / "bag" / "bag-info.txt").read_bytes()) == [
        "Source-Organization: 星光实验学校",
        "External-Description: 星光实验学校 基本均衡 迎检档案：2盒，3件，9页，缺1件",
        "Bagging-Date: 2023-04-20",
        f"Payload-Oxum: {done.size}.{done.files}",
    ]


def test_a_school_without_a_date_gets_none(build: Path, tmp_path: Path) -> None:
    """This test ensures that no day is made up."""
    (build / "report.json").write_text(json.dumps(REPORT | {"dated": ""}), encoding="utf-8")
    report = hashlib.sha256((build / "report.json").read_bytes()).hexdigest()
    manifest = build / "manifest-sha256.txt"
    kept = [line for line in lines(manifest.read_bytes()) if "report.json" not in line]
    manifest.write_text("\n".join([*kept, f"{report}  report.json\n"]), encoding="utf-8")
    export_bag(build, tmp_path / "bag")
    assert "Date" not in (tmp_path / "bag" / "bag-info.txt").read_text(encoding="utf-8")


def test_the_same_package_gives_the_same_bag(build: Path, tmp_path: Path) -> None:
    """This test ensures that no clock and no order of the disk gets into a bag."""
    export_bag(build, tmp_path / "one")
    (tmp_path / "two").mkdir()
    export_bag(build, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_plain_export_is_the_package(build: Path, tmp_path: Path) -> None:
    """This test ensures that the copy can be verified as the package itself can."""
    done = export(build, tmp_path / "usb" / "package")
    given = files(tmp_path / "usb" / "package")
    assert sorted(given) == sorted([*FILES, "report.json", "manifest-sha256.txt"])
    assert entries(given.pop("manifest-sha256.txt")) == digests(given)
    assert done.files == len(given) + 1


def test_a_file_that_changed_stops_the_export(build: Path, tmp_path: Path) -> None:
    """This test ensures that nothing is handed in that the manifest does not know, nor half."""
    (build / "labels.pdf").write_bytes(b"other")
    with pytest.raises(OutputError, match=r"labels\.pdf"):
        export_bag(build, tmp_path / "bag")
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_a_full_folder_is_refused(build: Path, tmp_path: Path) -> None:
    """This test ensures that an export never mixes with what lies there."""
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "a.txt").write_text("a")
    with pytest.raises(OutputError, match="there already"):
        export_bag(build, tmp_path / "bag")
    assert files(tmp_path / "bag") == {"a.txt": b"a"}


def test_a_link_that_leads_nowhere_takes_none(build: Path, tmp_path: Path) -> None:
    """the folder that was asked for is named, and not one beside it."""
    (tmp_path / "移交").symlink_to(tmp_path / "没有" / "这里")
    with pytest.raises(OutputError, match=r"移交.* is a link that leads nowhere"):
        export(build, tmp_path / "移交")


def test_the_build_folder_takes_no_export(build: Path) -> None:
    """This test ensures that a package does not come to hold itself."""
    with pytest.raises(OutputError, match="within the package"):
        export(build, build / "out")


def test_no_package_is_an_error(tmp_path: Path) -> None:
    """This test ensures that an empty folder is not handed in."""
    (tmp_path / "build").mkdir()
    with pytest.raises(WorkspaceError, match="no finished package"):
        export(tmp_path / "build", tmp_path / "out")
