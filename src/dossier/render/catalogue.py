"""Fields of the catalogues: 总目录 of all boxes, and the front and back matter of one."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from dossier.model.days import compact_day, written_day
from dossier.model.item import Arranged, Origin, Placed
from dossier.model.ledger import Waiver
from dossier.model.number import Slot
from dossier.model.years import SchoolYear
from dossier.render.fields import Link, Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.movements import came, fate, went
from dossier.render.results import title_of
from dossier.render.words import GAP, clean, filled, joined, sentence, span

_ALL = columns(
    "盒号",
    "盒题名",
    "件号",
    "题名",
    "责任者",
    "文号",
    "日期",
    "学年度",
    "页号",
    "密级",
    "备注",
    flags=("缺",),
)  # fmt: skip
_ONE = columns(
    "序号",
    "件号",
    "文号",
    "责任者",
    "日期",
    "学年度",
    "密级",
    "备注",
    flags=("缺",),
    题名=Link("", 0),
    页号=Link("", 0),
)  # fmt: skip
_ARCHIVED = columns(
    "序号",
    "档号",
    "文号",
    "责任者",
    "日期",
    "密级",
    "备注",
    flags=("缺",),
    题名=Link("", 0),
    页数=Link("", 0),
)  # fmt: skip

_Row = dict[str, str | bool | Link]

_BOXES = columns(
    "盒号", "盒题名", "件数", "缺件数", "页数", flags=("有缺件",), 目录=Rows(like=_ALL)
)

PAGED = frozenset({"总目录", "分盒目录", "总页数", "整改台账带页"})
"""The fields of chapters that speak of page numbers, which must be counted first."""


def catalogue_fields(material: Material) -> Makers:
    """总目录, and how much there is in all boxes."""
    return {
        "总目录": lambda: Rows((_entry(material, box, p) for box, p in _each(material)), like=_ALL),
        "分盒目录": lambda: Rows((_box(material, box) for box in material.boxes), like=_BOXES),
        "盒数": lambda: str(len(material.boxes)),
        "总件数": lambda: str(sum(len(box.items) for box in material.boxes)),
        "总缺件数": lambda: str(material.gaps),
        "有缺件": lambda: material.gaps > 0,
        "总页数": lambda: _pages_in(material, material.placed()),
    }


def box_makers(box: Arranged, material: Material) -> Makers:
    """What the front matter of one box prints of it."""
    spec = box.spec
    there = len(box.items) - box.gaps
    return {
        "盒号": lambda: clean(spec.number),
        "盒题名": lambda: filled(spec.title),
        "指标范围": lambda: tuple(title_of(material, code) for code in spec.indicators),
        "盒学年度": lambda: _years(box, material),
        "盒年度": lambda: box.year,
        "保管期限": lambda: filled(spec.retention),
        "机构问题": lambda: clean(spec.office),
        "件数": lambda: str(len(box.items)),
        "实有件数": lambda: str(there),
        "缺件数": lambda: str(box.gaps),
        "不完整": lambda: box.gaps > 0,
        "起止件号": lambda: f"{box.items[0].code}—{box.items[-1].code}" if box.items else "",
        "页数": lambda: _pages_in(material, box.items),
        "卷内目录": lambda: _listed(box, material, partial(_row, material), _ONE),
        "归档文件目录": lambda: _listed(box, material, partial(_archived, material), _ARCHIVED),
        "盒内情况": partial(_state, box, material),
        "补充情况": lambda: tuple(came(box)),
        "移出情况": lambda: tuple(went(box, material)),
    }


def _each(material: Material) -> list[tuple[Arranged, Placed]]:
    return [(box, placed) for box in material.boxes for placed in box.items]


def _listed(
    box: Arranged, material: Material, row: Callable[[Placed], _Row], like: Mapping[str, Value]
) -> Rows:
    """A row for each item, and one for each number that is vacant, in the order of numbers."""
    rows = [(placed.counted, row(placed)) for placed in box.items]
    for slot in box.vacant:
        known = _vacant(slot, box, material)
        told = {name: known.get(name, "") for name in like}
        rows.append((slot.number, {**told, "缺": False}))
    return Rows((told for _, told in sorted(rows, key=lambda pair: pair[0])), like=like)


def _vacant(slot: Slot, box: Arranged, material: Material) -> dict[str, str]:
    # the 件号 is the end of a 档号
    begun = next((placed.archive_code.removesuffix(placed.code) for placed in box.items), "")
    return {
        "件号": slot.number.padded(),
        "档号": f"{begun}{slot.number.padded()}",
        "题名": f"（空号）{clean(slot.title)}",
        "备注": fate(slot, material),
    }


def _years(box: Arranged, material: Material) -> str:
    """The school years that the items of a box belong to, or the standard's where none does."""
    years = {placed.item.year for placed in box.items}
    school_years = [year for year in years if isinstance(year, SchoolYear)]
    return span(school_years or material.dossier.standard.school_years)


def _page_numbers(material: Material, placed: Placed) -> str:
    """``5—7``, ``5`` for a single page, '' until pages are counted."""
    paged = material.pages.get(placed.item.key)
    if paged is None:
        return ""
    return paged.span


def _pages_in(material: Material, items: Iterable[Placed]) -> str:
    """The pages of `items` together; '' until every one is counted."""
    counted = [material.pages.get(placed.item.key) for placed in items]
    return "" if None in counted else str(sum(paged.numbered for paged in counted if paged))


def _remark(placed: Placed) -> str:
    """缺 first, so that it is seen; then 互见 or 节选, and what the register remarks."""
    item = placed.item
    return joined(
        (GAP if item.origin is Origin.GAP else "", clean(item.remark), clean(item.note)), "；"
    )


def _box(material: Material, box: Arranged) -> dict[str, Value]:
    return {
        "盒号": clean(box.spec.number),
        "盒题名": clean(box.spec.title),
        "件数": str(len(box.items)),
        "缺件数": str(box.gaps),
        "有缺件": box.gaps > 0,
        "页数": _pages_in(material, box.items),
        "目录": Rows((_entry(material, box, placed) for placed in box.items), like=_ALL),
    }


def _entry(material: Material, box: Arranged, placed: Placed) -> dict[str, str | bool]:
    item = placed.item
    return {
        "盒号": clean(box.spec.number),
        "盒题名": clean(box.spec.title),
        "件号": placed.code,
        "题名": clean(item.title),
        "责任者": clean(item.author),
        "文号": clean(item.number),
        "日期": compact_day(item.dated),
        "学年度": item.year.span if item.year else "",
        "页号": _page_numbers(material, placed),
        "密级": clean(item.secrecy),
        "备注": _remark(placed),
        "缺": item.origin is Origin.GAP,
    }


def _row(material: Material, placed: Placed) -> _Row:
    item = placed.item
    return {
        "序号": str(placed.number),
        "件号": placed.code,
        "文号": clean(item.number),
        "责任者": clean(item.author),
        "题名": Link(clean(item.title), placed.number),
        "日期": compact_day(item.dated),
        "学年度": item.year.span if item.year else "",
        "密级": clean(item.secrecy),
        "页号": Link(_page_numbers(material, placed), placed.number),
        "备注": _remark(placed),
        "缺": item.origin is Origin.GAP,
    }


def _archived(material: Material, placed: Placed) -> _Row:
    """A row of 归档文件目录, with its nine columns (DA/T 22-2015, 归档文件目录)."""
    item = placed.item
    return {
        "序号": str(placed.number),
        "档号": clean(placed.archive_code),
        "文号": clean(item.number),
        "责任者": clean(item.author),
        "题名": Link(clean(item.title), placed.number),
        "日期": compact_day(item.dated),
        "密级": clean(item.secrecy),
        "页数": Link(_pages_in(material, (placed,)), placed.number),
        "备注": _remark(placed),
        "缺": item.origin is Origin.GAP,
    }


def _state(box: Arranged, material: Material) -> tuple[str, ...]:
    """盒内文件情况说明 (DA/T 22-2015, 备考表): how much there is, and what is wrong with it."""
    pages = _pages_in(material, box.items)
    counted = f"，共{pages}页" if pages else ""
    there = len(box.items) - box.gaps
    seen = sum(placed.item.origin is Origin.REFERENCE for placed in box.items)
    also = f"（含互见{seen}件）" if seen else ""
    lines = [f"本盒共{len(box.items)}件{counted}，其中实有{there}件{also}，缺{box.gaps}件。"]
    for placed in box.items:
        item = placed.item
        if item.origin is Origin.GAP:
            year = f"（{item.year}）" if item.year and str(item.year) not in item.title else ""
            why = f"，{clean(item.lack)}" if item.gap else ""
            lines.append(sentence(f"缺{placed.code}件　{clean(item.title)}{year}{why}"))
        elif remark := joined((clean(item.remark), clean(item.note)), "；"):
            kind = "互见" if item.origin is Origin.REFERENCE else ""
            lines.append(sentence(f"{kind}{placed.code}件　{clean(item.title)}：{remark}"))
    lines += [_waived(one) for one in material.dossier.waivers if one.box == box.spec.number]
    return tuple(lines)


def _waived(waiver: Waiver) -> str:
    """A fault that may stay, why, and by whose word: ``豁免：0012件　空白页（理由：…）。``."""
    item = f"{waiver.item}件　" if waiver.item else ""
    said = joined((clean(waiver.approver), written_day(waiver.dated)), "，")
    why = joined(
        (f"理由：{clean(waiver.reason).rstrip('。')}", f"批准人：{said}" if said else ""), "；"
    )
    return f"豁免：{item}{waiver.rule_name}（{why}）。"
