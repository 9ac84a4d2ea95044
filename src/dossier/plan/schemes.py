"""Two schemes over the same items: boxes by indicator, and boxes as an archive takes them over.

In the second, DA/T 22-2015, items stand by 年度, 保管期限 and 机构（问题）. A box holds one of
each, and 件号 run from 1 within it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from dossier.facts import Fact
from dossier.model.item import Arranged, Item, Placed
from dossier.model.school import School
from dossier.model.settings import Scheme, folded
from dossier.model.standard import BoxSpec, Standard
from dossier.model.years import order_of
from dossier.plan.boxes import arrange, box_of
from dossier.source import Row
from dossier.text import UNSET

UNDATED = "年度不详"
"""What stands for the 年度 of an item that has neither date nor year; 0000 in its 档号."""

_PERMANENT = "永久"
_USUAL = "30年"
# 长期 and 短期 are the terms of before 2006; what they were became 30 and 10 years (档案局令第8号)
_FORMER = {"长期": 30, "短期": 10}


class _Shelf(Fact, frozen=True):
    """年度, 保管期限 (years, 0 for ever) and 机构（问题）: what a box may not mix."""

    year: int | None
    kept: int
    code: str
    office: str

    @property
    def spoken_year(self) -> str:
        return f"{self.year}年度" if self.year else UNDATED

    @property
    def retention(self) -> str:
        return f"{self.kept}年" if self.kept else _PERMANENT


def arranged_by(
    scheme: Scheme, standard: Standard, school: School, items: Iterable[Item]
) -> tuple[Arranged, ...]:
    """Every box of that scheme, with its items in order."""
    if scheme is Scheme.INSPECTION:
        return arrange(standard, items)
    return archived(standard, school, items)


def arranged(standard: Standard, school: School, items: Iterable[Item]) -> tuple[Arranged, ...]:
    """Every box of the scheme that the settings of `standard` ask for, with its items in order."""
    return arranged_by(standard.settings.scheme, standard, school, items)


def archived(standard: Standard, school: School, items: Iterable[Item]) -> tuple[Arranged, ...]:
    """Boxes by 年度, 保管期限 and 机构（问题）; within each by date, then title (DA/T 22-2015).

    The 年度 is that of the item's date, since a paper that touches several years belongs to the
    one in which it was signed (DA/T 22-2015, 分类); where it has none, the calendar year in which
    its school or fiscal year begins. The 保管期限 is the item's own, else that of the box which the
    sheet 档案盒 gives its indicator, else 30 years. The 机构 is the office of that box where the
    setting 机构代码 gives it a code, else the 问题 is the A-level indicator. Items without any
    year come last, as 年度不详.

    An item of an unknown indicator is in no box, as in the other scheme; the check reports it.
    """
    shelved = _shelving(standard)
    shelves: dict[_Shelf, list[Item]] = {}
    for item in items:
        if item.indicator in standard.indicators:
            shelves.setdefault(shelved(item), []).append(item)
    order = _order(standard)
    return tuple(
        _filled(f"{n:02d}", shelf, sorted(shelves[shelf], key=_place), standard, school)
        for n, shelf in enumerate(sorted(shelves, key=order), 1)
    )


def _shelving(standard: Standard) -> Callable[[Item], _Shelf]:
    codes = standard.settings.offices

    def shelf(item: Item) -> _Shelf:
        box = box_of(standard, item.indicator)
        office = box.office if box else ""
        top = standard.lineage(item.indicator)[-1]
        code = codes.get(folded(office), "")
        return _Shelf(
            year=_year(item),
            kept=_kept(item.retention, box.retention if box else "", _USUAL),
            code=code or top,
            office=office if code else standard.indicators[top].name,
        )

    return shelf


def _year(item: Item) -> int | None:
    if item.dated:
        return item.dated.year
    return item.year.start if item.year else None


def _kept(*told: str) -> int:
    """The years of the first of `told` that names a term, 0 for ever."""
    for text in told:
        found = re.search(r"\d{1,4}", text)
        if _PERMANENT in text:
            return 0
        if found:
            return int(found[0])
        if text.strip() in _FORMER:
            return _FORMER[text.strip()]
    raise ValueError(f"no term among {told}")


def _order(standard: Standard) -> Callable[[_Shelf], tuple[object, ...]]:
    """Years, what is not dated last; the longest kept first; offices as listed, then A by A."""
    offices = standard.settings.offices
    listed = [*offices.values(), *standard.indicators]

    def key(shelf: _Shelf) -> tuple[object, ...]:
        kept = -shelf.kept if shelf.kept else -(10**9)
        return (shelf.year is None, shelf.year or 0, kept, listed.index(shelf.code), shelf.office)

    return key


def _place(item: Item) -> tuple[object, ...]:
    """By date; what bears none stands at the beginning of its year."""
    return (item.dated or order_of(item.year)[0], item.title, item.key)


def _filled(
    number: str, shelf: _Shelf, items: Sequence[Item], standard: Standard, school: School
) -> Arranged:
    codes = {standard.lineage(item.indicator)[-1] for item in items}
    spec = BoxSpec(
        number=number,
        title=f"{shelf.spoken_year} {shelf.retention} {shelf.office}",
        indicators=tuple(code for code in standard.indicators if code in codes),
        retention=shelf.retention,
        office=shelf.office,
        # no row asks for such a box; what there is to say of it concerns the sheet
        row=standard.boxes[0].row if standard.boxes else Row("standard.xlsx", "档案盒", 1),
    )
    fonds = school.fact("全宗号").strip() or UNSET
    kind = school.fact("档案门类代码").strip() or UNSET
    term = f"D{shelf.kept}" if shelf.kept else "Y"
    begun = f"{fonds}-{kind}·{shelf.year or 0:04d}-{term}-{shelf.code}"
    placed = (
        Placed(item, number, count, f"{begun}-{count:04d}") for count, item in enumerate(items, 1)
    )
    return Arranged(spec, tuple(placed), str(shelf.year) if shelf.year else UNDATED)
