"""Fields of the 整改台账."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from dossier.model.ledger import Rectification
from dossier.render.fields import Makers, Rows, columns
from dossier.render.material import Material
from dossier.render.places import where_named
from dossier.render.results import title_of
from dossier.render.words import clean, dotted_day, number

_ROW = columns(
    "序号",
    "指标",
    "存在问题",
    "依据",
    "来源",
    "整改措施",
    "所需资金",
    "责任领导",
    "责任人",
    "完成时限",
    "进展",
    "完成情况",
    "佐证材料",
    "验收人",
    "销号日期",
    "状态",
)  # fmt: skip


def ledger_fields(material: Material) -> Makers:
    """整改台账 row by row, and its tallies."""
    entries = material.dossier.ledger

    def tally(wanted: Callable[[Rectification], bool]) -> str:
        return str(sum(map(wanted, entries)))

    return {
        "整改台账": partial(_rows, material),
        "整改总数": lambda: str(len(entries)),
        "已销号数": lambda: tally(lambda entry: entry.status == "已销号"),
        "未销号数": lambda: tally(lambda entry: entry.status != "已销号"),
        "整改资金": lambda: number(sum((e.money for e in entries if e.money), Decimal())),
    }


def _rows(material: Material) -> Rows:
    return Rows(
        (
            {
                "序号": str(serial),
                "指标": title_of(material, entry.indicator),
                "存在问题": clean(entry.problem),
                "依据": clean(entry.basis),
                "来源": clean(entry.finder),
                "整改措施": clean(entry.measure),
                "所需资金": "" if entry.money is None else number(entry.money),
                "责任领导": clean(entry.leader),
                "责任人": clean(entry.person),
                "完成时限": dotted_day(entry.deadline),
                "进展": clean(entry.progress),
                "完成情况": clean(entry.outcome),
                "佐证材料": where_named(material, entry.evidence),
                "验收人": clean(entry.accepted_by),
                "销号日期": dotted_day(entry.closed),
                "状态": clean(entry.status),
            }
            for serial, entry in enumerate(material.dossier.ledger, 1)
        ),
        like=_ROW,
    )
