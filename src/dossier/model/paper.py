"""The paper of the boxes: the settings 单双面, 纸张克重, 装盒上限 and 标签纸."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say

SIDES, GRAMS, SHARE, LABEL_PAPER = "单双面", "纸张克重", "装盒上限", "标签纸"
"""The names of the settings, in the sheet 设置 of standard.xlsx; each may be absent or blank."""
MOST_PAGES = 200
"""A 件 of more pages is to be bound in parts, as university archives ask (每件不超过200页)."""

# What copiers take; outside it somebody meant millimetres, or sheets.
_LIGHTEST, _HEAVIEST = 40, 250
_GRAMS = re.compile(r"(\d+(?:\.\d+)?)(?:(?:G|克)(?:/(?:M2|平方米))?)?")
_PART = re.compile(r"(\d+(?:\.\d+)?)%")
_SIDES = {"单面": False, "双面": True}
_LABELS = {"A4缩短": False, "A4": False, "A3": True}

# Bulk, the volume of a gram of paper. Sheets of copy paper are 1.25 to 1.35 cm³/g; the upper end is
# taken, since what lies in a box is toned, handled and never pressed flat.
_BULK = Decimal("1.35")


class Paper(Fact, frozen=True):
    """How boxes are printed, filled and labelled.

    `grams` is the weight of the paper in g/㎡; `share` the part of a spine's width that may be
    filled, from above 0 to 1; `full_labels` asks for spine labels of full length, on A3.
    """

    duplex: bool = False
    grams: Decimal = Decimal(70)
    share: Decimal = Decimal("0.75")
    full_labels: bool = False

    @property
    def sheet(self) -> Decimal:
        """The thickness of a sheet in mm: its weight × 1.35 cm³/g, 0.0945 mm for 70 g/㎡."""
        return self.grams * _BULK / 1000

    def sheets(self, pages: int) -> int:
        """The sheets of one 件, which begins on a sheet of its own."""
        return (pages + 1) // 2 if self.duplex else pages


def paper_of(settings: Mapping[str, str]) -> tuple[Paper, tuple[Finding, ...]]:
    """The paper that `settings` ask for; what is senseless among them is told, and not taken."""
    usual, findings = Paper(), []
    sides, labels = _folded(settings, SIDES), _folded(settings, LABEL_PAPER)
    grams, share = _grams(_folded(settings, GRAMS)), _share(_folded(settings, SHARE))
    told: tuple[tuple[str, bool, Text], ...] = (
        (SIDES, sides in _SIDES, say("write 单面 or 双面")),
        (
            GRAMS,
            grams is not None,
            say(
                "write a weight from {least} to {most} g/㎡, such as 70",
                least=_LIGHTEST,
                most=_HEAVIEST,
            ),
        ),
        (SHARE, share is not None, say("write a percentage above 0 and up to 100%, such as 75%")),
        (LABEL_PAPER, labels in _LABELS, say("write A4缩短 or A3")),
    )
    for name, sound, hint in told:
        if _folded(settings, name) and not sound:
            findings.append(_senseless(settings, name, hint))
    paper = Paper(
        duplex=_SIDES.get(sides, usual.duplex),
        grams=usual.grams if grams is None else grams,
        share=usual.share if share is None else share,
        full_labels=_LABELS.get(labels, usual.full_labels),
    )
    return paper, tuple(findings)


def _grams(text: str) -> Decimal | None:
    match = _GRAMS.fullmatch(text)
    grams = Decimal(match[1]) if match else Decimal()
    return grams if _LIGHTEST <= grams <= _HEAVIEST else None


def _share(text: str) -> Decimal | None:
    match = _PART.fullmatch(text)
    share = Decimal(match[1]) / 100 if match else Decimal()
    return share if 0 < share <= 1 else None


def _folded(settings: Mapping[str, str], name: str) -> str:
    # half width, without blanks and brackets: g/㎡ becomes G/M2, a4（缩短） A4缩短
    folded = unicodedata.normalize("NFKC", settings.get(name, ""))
    return re.sub(r"[\s()]", "", folded).upper()


def _senseless(settings: Mapping[str, str], name: str, hint: Text) -> Finding:
    # settings are text without cells; the sheet is known, and the name finds the row
    return Finding(
        Code.RULE_INCOMPLETE,
        say("setting '{name}' cannot be '{found}'", name=name, found=settings[name]),
        path="standard.xlsx",
        hint=hint,
    )
