"""盒面标签: what is glued on the fronts of the boxes, one to an A4 sheet, cut out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dossier.facts import Fact
from dossier.typeset.labels import SpineLabel, code
from dossier.typeset.press import press

SIZE = (180, 240)
"""Width and height of a front label in mm; the front of a box is 220 × 310 (DA/T 22-2015)."""


class Front(Fact, frozen=True):
    """The front of one box: what its spine says, and what there is room for only here.

    `holder` is the 全宗名称, which DA/T 22-2015 asks for on the front of a box; `indicators` are
    codes with names, in order; `items` counts all items, `gaps` those of them that are missing.
    """

    label: SpineLabel
    holder: str
    standard: str
    indicators: tuple[str, ...]
    items: int
    gaps: int
    pages: int


def fronts(fronts: Sequence[Front], out: Path) -> None:
    """Write the front labels to `out`, a page to each box, in true size with cutting marks."""
    facts: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for front in fronts:
        label, name = front.label, f"{len(files)}.svg"
        files[name] = code(label)
        numbers = f"{label.first}—{label.last}" if label.last != label.first else label.first
        facts.append(
            {
                "holder": front.holder,
                "standard": front.standard,
                "title": label.title,
                "indicators": front.indicators,
                "gaps": front.gaps,
                "code": name,
                "box": label.box,
                # an office is told only where a box has one, as on the spine
                "fields": [
                    ("全宗号", label.fonds),
                    ("年度", label.years),
                    ("保管期限", label.retention),
                    *([("机构（问题）", label.office)] if label.office else []),
                    ("起止件号", numbers),
                    ("件数", f"{front.items}件"),
                    ("页数", f"{front.pages}页"),
                ],
            }
        )
    press("fronts.typ", {"fronts": facts, "width": SIZE[0], "height": SIZE[1]}, out, files)
