"""The evidence folder: every registered file in its form, and the gaps on purpose."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from make_sample.documents import Paper, papers
from make_sample.pictures import photographed
from make_sample.printing import printed
from make_sample.scanning import faxed, pages_of, scanned
from make_sample.scenes import drawn
from make_sample.sheets import calculated
from make_sample.tables import rows
from make_sample.words import worded

_PASSWORD = "xg2023"  # noqa: S105 the clerk's own, told in README.md
# the register names this file without its year: it stands there unregistered
_REPORT = "保障机制/教学楼维修改造工程结算审核报告"
_MISNAMED = {f"{_REPORT}.pdf": f"{_REPORT}（2021）.pdf"}
_KEPT = 0.55  # how much of the damaged file is left


def make_evidence(out: Path) -> None:
    """Write every file of the evidence into `out`."""
    made: dict[str, bytes] = {}
    for paper in papers():
        path = _MISNAMED.get(paper.file, paper.file)
        same = paper.form.removeprefix("same:")
        made[path] = made[same] if same != paper.form else _content(paper)
    made.update(_photos())
    for path, content in made.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _content(paper: Paper) -> bytes:
    kind = paper.form.partition("-")[0]
    if kind == "docx":
        return worded(paper)
    if kind == "xlsx":
        return calculated(paper)
    pdf = printed(paper)
    return _FORMS[kind](paper, pdf) if kind in _FORMS else pdf


def _scanned(paper: Paper, pdf: bytes) -> bytes:
    return scanned(pdf, paper.file, colour=paper.form == "scan-color")


def _faxed(paper: Paper, pdf: bytes) -> bytes:
    return faxed(pdf, paper.file)


def _damaged(_: Paper, pdf: bytes) -> bytes:
    return pdf[: int(len(pdf) * _KEPT)]


def _picture(_: Paper, pdf: bytes) -> bytes:
    made = BytesIO()
    (page,) = pages_of(pdf, 150)
    page.quantize(96).save(made, "PNG", dpi=(150, 150))
    return made.getvalue()


def _turned(_: Paper, pdf: bytes) -> bytes:
    """A page that only /Rotate puts upright (PDF 32000-1, table 30)."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].Rotate = 90
        document.save(made, deterministic_id=True)
    return made.getvalue()


def _locked(_: Paper, pdf: bytes) -> bytes:
    # RC4 is weak, but has no random part: the file is the same every time
    lock = pikepdf.Encryption(owner=_PASSWORD, user=_PASSWORD, R=3, aes=False, metadata=False)
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(made, encryption=lock, static_id=True)
    return made.getvalue()


_FORMS: dict[str, Callable[[Paper, bytes], bytes]] = {
    "scan": _scanned,
    "certificates": _scanned,
    "tiff": _faxed,
    "png": _picture,
    "rotated": _turned,
    "encrypted": _locked,
    "damaged": _damaged,
}
"""What is done to the printed PDF; other forms keep it as it is."""


def _photos() -> Iterator[tuple[str, bytes]]:
    for row in rows("evidence/照片"):
        path, event, when, picture = row[2], row[3], row[4], row[-1]
        scene, turned = picture.split(",")
        match = re.fullmatch(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", when)
        assert match, f"{path}: no date in {when!r}"
        day, orientation = date(int(match[1]), int(match[2]), int(match[3])), int(turned)
        upright = drawn(scene, event, day, upright=orientation in (6, 8))
        yield path, photographed(upright, orientation, day, len(path) * 7 % 300)
