"""A small finished package, cut out of the sample's, and ways to spoil it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf

BOX = "05"
KEPT = ("labels.pdf", "catalogue.xlsx", f"boxes/box-{BOX}.pdf")


def cut(build: Path, folder: Path) -> Path:
    """Copy one box, one chapter, the labels and the catalogue, and say so in the report."""
    report = json.loads((build / "report.json").read_text(encoding="utf-8"))
    report["boxes"] = [box for box in report["boxes"] if box["number"] == BOX]
    report["chapters"] = report["chapters"][:1]
    chapter = report["chapters"][0]["file"]
    for name in (*KEPT, chapter, chapter.replace(".docx", ".pdf")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(build / name, folder / name)
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    sign(folder)
    return folder


def sign(folder: Path) -> None:
    """Write the manifest anew, so that only the fault itself is told."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name[:8] != "manifest"]
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n"
        for p in files
    ]
    (folder / "manifest-sha256.txt").write_text("".join(lines), encoding="utf-8")


def in_box(change: Callable[[pikepdf.Pdf], None], **saving: Any) -> Callable[[Path], None]:
    """A way to spoil the box."""

    def spoil(folder: Path) -> None:
        path = folder / KEPT[-1]
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path, **saving)

    return spoil


def in_report(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """A way to spoil what the report says of the box."""

    def spoil(folder: Path) -> None:
        path = folder / "report.json"
        report = json.loads(path.read_text(encoding="utf-8"))
        change(report["boxes"][0])
        path.write_text(json.dumps(report), encoding="utf-8")

    return spoil
