"""盒脊标签: what is glued on the spines of the boxes, cut from printed sheets."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno

from dossier.typeset.press import press

SHEET_WIDTH = 190
"""How many millimetres of a sheet labels and gaps may take; A4 is 210 wide."""
GAP = 6
"""Millimetres between two labels: room for two cutting marks."""

# Down a spine, punctuation takes its vertical form (Unicode, Vertical Forms and CJK Compatibility
# Forms). Runs of up to three letters and digits stand upright as one; longer ones are turned.
_UPRIGHT_RUN = 3
_FLAT = "，、。：；！？…—（）｛｝〔〕【】《》〈〉「」『』“”-–~～"
_STANDING = "︐︑︒︓︔︕︖︙︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹁﹂︱︱︴︴"
_VERTICAL = str.maketrans(_FLAT, _STANDING)
_CLOSING = "︐︑︒︓︔︕︖︶︸︺︼︾﹀﹂﹄"
_UNITS = re.compile(r"[0-9A-Za-z.%+&/·]+(?:[—–-][0-9A-Za-z.%+&/·]+)*|\S")


@dataclass(frozen=True, slots=True)
class Label:
    """One spine label with the fields of DA/T 22-2015; what is not known is '' and stays blank.

    `first` and `last` are the lowest and highest 件号 (起止件号), `spine` the width in mm (20, 30,
    40 or 50), `file` the name of the box's PDF, which the QR code gives together with the title.
    """

    title: str
    box: str
    fonds: str
    years: str
    retention: str
    office: str
    first: str
    last: str
    spine: int
    file: str


def labels(labels: Sequence[Label], out: Path) -> None:
    """Write the labels of all boxes to `out`, several to an A4 sheet, in true size."""
    facts: list[list[dict[str, Any]]] = []
    files: dict[str, bytes] = {}
    for sheet in sheets(labels):
        facts.append([])
        for label in sheet:
            name, title = f"{len(files)}.svg", units(label.title)
            files[name] = _code(label)
            facts[-1].append(
                {
                    "title": title,
                    "split": split(title),
                    "box": label.box,
                    "fonds": label.fonds,
                    "years": label.years,
                    "retention": label.retention,
                    "office": label.office,
                    "first": label.first,
                    "last": label.last,
                    "spine": label.spine,
                    "code": name,
                }
            )
    press("labels.typ", {"sheets": facts, "gap": GAP}, out, files)


def sheets(labels: Sequence[Label]) -> Iterator[tuple[Label, ...]]:
    """The labels sheet by sheet, in their order, as many on each as its width holds."""
    sheet: list[Label] = []
    for label in labels:
        if not 0 < label.spine <= SHEET_WIDTH:
            raise ValueError(f"a spine of {label.spine} mm fits no sheet")
        if sheet and sum(one.spine + GAP for one in sheet) + label.spine > SHEET_WIDTH:
            yield tuple(sheet)
            sheet = []
        sheet.append(label)
    if sheet:
        yield tuple(sheet)


def units(title: str) -> list[dict[str, Any]]:
    """`title` as it runs down a spine: units of text, and whether each is turned by 90°."""
    return [
        {"text": unit, "turned": True}
        if len(unit) > _UPRIGHT_RUN
        else {"text": unit.translate(_VERTICAL), "turned": False}
        for unit in _UNITS.findall(title)
    ]


def split(run: Sequence[dict[str, Any]]) -> int:
    """Where a second column begins: about the middle, if possible after a punctuation mark."""
    middle = (len(run) + 1) // 2
    starts = [at for at in range(1, len(run)) if run[at]["text"] not in _CLOSING]
    near = [at for at in starts if abs(at - middle) <= len(run) / 6]
    breaks = [at for at in near if run[at - 1]["text"] in _CLOSING]
    return min(breaks or starts or [len(run)], key=lambda at: abs(at - middle))


def _code(label: Label) -> bytes:
    # UTF-8 by name: left alone, Chinese would be written in a Japanese encoding (kanji mode)
    code = segno.make(f"{label.file}\n{label.title}", encoding="utf-8", error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True)
    return drawn.getvalue()
