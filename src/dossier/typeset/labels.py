"""盒脊标签: what is glued on the spines of the boxes, cut from printed sheets."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier.facts import Fact
from dossier.typeset.press import press

SHORT, FULL = 258, 310
"""The height of a label in mm: as much as A4 can take, and that of a box (DA/T 22-2015, 档案盒)."""
SHEET_WIDTH, WIDE_SHEET_WIDTH = 190, 277
"""How many mm of an A4 and of an A3 sheet labels and gaps may take; they are 210 and 297 wide."""
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


class SpineLabel(Fact, frozen=True):
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


def labels(labels: Sequence[SpineLabel], out: Path, *, full: bool = False) -> None:
    """Write the labels of all boxes to `out`, several to a sheet, in true size.

    They are 258 mm high, on A4; `full` ones 310 mm, as boxes are, on A3 (A4 is 297 mm high).
    """
    facts: list[list[dict[str, Any]]] = []
    files: dict[str, bytes] = {}
    for sheet in sheets(labels, WIDE_SHEET_WIDTH if full else SHEET_WIDTH):
        facts.append([])
        for label in sheet:
            name, title = f"{len(files)}.svg", units(label.title)
            files[name] = code(label)
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
    form = {"paper": "a3" if full else "a4", "height": FULL if full else SHORT}
    press("labels.typ", {"sheets": facts, "gap": GAP, **form}, out, files)


def sheets(
    labels: Sequence[SpineLabel], width: int = SHEET_WIDTH
) -> Iterator[tuple[SpineLabel, ...]]:
    """The labels sheet by sheet, in their order, as many on each as its `width` in mm holds."""
    sheet: list[SpineLabel] = []
    for label in labels:
        if not 0 < label.spine <= width:
            raise ValueError(f"a spine of {label.spine} mm fits no sheet")
        if sheet and sum(one.spine + GAP for one in sheet) + label.spine > width:
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


def code(label: SpineLabel) -> bytes:
    """The QR code of a box as SVG: the name of its file, and its title."""
    return _drawn(f"{label.file}\n{label.title}")


# spine and front of a box bear the same code; finding the mask that suits it takes a while
@lru_cache(maxsize=512)
def _drawn(told: str) -> bytes:
    import segno  # noqa: PLC0415 - most runs find the labels made

    # UTF-8 by name: left alone, Chinese would be written in a Japanese encoding (kanji mode)
    said = segno.make(told, encoding="utf-8", error="m", micro=False)
    drawn = io.BytesIO()
    said.save(drawn, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True)
    return drawn.getvalue()
