"""The package as a bag: BagIt 1.0 (RFC 8493), which archives and libraries take in.

Written here and not with the Library of Congress's bagit package (1.9): that one writes version
0.97, lists the tag files in the order in which the disk hands them out, leaves a ``%`` in a name
as it is (RFC 8493, 2.1.3), and changes the folder of the whole process meanwhile.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dossier.export.package import Exported, File, copied, new_folder, report_of
from dossier.files import sha256_of

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
_BAGGED = "data"


def export_bag(build: Path, folder: Path) -> Exported:
    """Pack the package in `build` into the new bag `folder`, whole or not at all.

    The same package gives the same bytes: the bag bears 成文日期, and no clock.
    """
    with new_folder(folder, build) as aside:
        files = copied(build, aside / _BAGGED)
        _write(aside, "bagit.txt", _DECLARATION)
        _write(aside, "bag-info.txt", _tags(_described(report_of(build), files)))
        _write(
            aside,
            "manifest-sha256.txt",
            _lines((file.sha256, f"{_BAGGED}/{file.name}") for file in files),
        )
        # every tag file but itself (RFC 8493, 2.2.1)
        _write(
            aside,
            "tagmanifest-sha256.txt",
            _lines((sha256_of(aside / name), name) for name in _TAGS),
        )
    return Exported(folder, len(files), sum(file.size for file in files))


def _described(report: Mapping[str, Any], files: Iterable[File]) -> dict[str, str]:
    """The elements of bag-info.txt (RFC 8493, 2.2.2); what is not known is left out."""
    sizes = [file.size for file in files]
    items = sum(len(box["items"]) for box in report["boxes"])
    pages = sum(box["pages"] for box in report["boxes"])
    missing = sum(box["missing"] for box in report["boxes"])
    told = {
        "Source-Organization": report["school"],
        "External-Description": (
            f"{report['school']}　{report['standard']}　迎检档案："
            f"{len(report['boxes'])}盒，{items}件，{pages}页，缺{missing}件"
        ),
        "Bagging-Date": report.get("dated", ""),
        "Payload-Oxum": f"{sum(sizes)}.{len(sizes)}",
    }
    return {label: value for label, value in told.items() if value}


def _tags(elements: Mapping[str, str]) -> str:
    """One line each; a value that ran over several lines would need folding."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in elements.items())


def _lines(entries: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{digest}  {_escaped(name)}\n" for digest, name in entries)


def _escaped(name: str) -> str:
    """A path as manifests write it (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
