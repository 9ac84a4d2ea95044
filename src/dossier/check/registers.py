"""The registers whose rows can be counted: ``整改台账:状态=已销号``."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from dossier.facts import Fact
from dossier.model.dossier import Dossier
from dossier.model.years import FiscalYear, SchoolYear
from dossier.source import Cell

_MEMBER = {"职务": "duty", "姓名": "name", "现任职务": "post", "电话": "phone"}


class Register(Fact, frozen=True):
    """A sheet, its rows as facts, and the field of the facts for each of its headers."""

    book: str
    sheet: str
    rows: Callable[[Dossier], Sequence[Any]]
    fields: Mapping[str, str]

    @property
    def cell(self) -> Cell:
        """The sheet as a whole."""
        return Cell(self.book, self.sheet, "")

    def count(self, dossier: Dossier, conditions: Sequence[tuple[str, str]]) -> int:
        """How many rows have the given text under each of the given headers."""
        return sum(
            all(
                _folded(text) in _forms(getattr(row, self.fields[header]))
                for header, text in conditions
            )
            for row in self.rows(dossier)
        )


def _forms(value: object) -> set[str]:
    """The ways to write what a cell says."""
    forms = {str(value)}
    if value is None:
        forms = {""}
    elif isinstance(value, bool):
        forms = {"是", "原件"} if value else {"否", "复印件"}
    elif isinstance(value, Enum):
        forms = {str(value.value)}
    elif isinstance(value, SchoolYear | FiscalYear):
        forms |= {value.span}
    elif isinstance(value, date):
        forms = {value.isoformat(), f"{value.year}年{value.month}月{value.day}日"}
    elif isinstance(value, Decimal):
        forms = {f"{value.normalize():f}"}
    return {_folded(form) for form in forms}


def _folded(text: str) -> str:
    """Half width, one kind of dash, no spaces."""
    return re.sub(r"[-—–－−]+", "-", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))


REGISTERS: Mapping[str, Register] = {
    register.sheet: register
    for register in (
        Register(
            "evidence.xlsx",
            "佐证材料登记",
            lambda dossier: dossier.evidence,
            {
                "材料代码": "requirement",
                "题名": "title",
                "责任者": "author",
                "文号": "number",
                "日期": "dated",
                "学年度": "year",
                "保管期限": "retention",
                "密级": "secrecy",
                "文件": "file",
                "原件/复印件": "original",
                "盖章": "sealed",
                "签字": "signed",
                "备注": "note",
            },
        ),
        Register(
            "evidence.xlsx",
            "照片",
            lambda dossier: dossier.photos,
            {
                "材料代码": "requirement",
                "学年度": "year",
                "文件": "file",
                "事由": "event",
                "时间": "dated",
                "地点": "place",
                "人物": "people",
                "背景": "background",
                "摄影者": "photographer",
            },
        ),
        Register(
            "ledger.xlsx",
            "整改台账",
            lambda dossier: dossier.ledger,
            {
                "指标代码": "indicator",
                "存在问题": "problem",
                "依据": "basis",
                "来源": "finder",
                "整改措施": "measure",
                "所需资金（万元）": "money",
                "责任领导": "leader",
                "责任人": "person",
                "完成时限": "deadline",
                "进展": "progress",
                "完成情况": "outcome",
                "佐证材料": "evidence",
                "验收人签字": "accepted_by",
                "销号日期": "closed",
                "状态": "status",
            },
        ),
        Register("people.xlsx", "领导小组", lambda dossier: dossier.people.leaders, _MEMBER),
        Register("people.xlsx", "办公室", lambda dossier: dossier.people.office, _MEMBER),
        Register(
            "people.xlsx",
            "工作小组",
            lambda dossier: dossier.people.members,
            {"小组": "body", **_MEMBER},
        ),
        Register(
            "people.xlsx",
            "小组职责",
            lambda dossier: dossier.people.duties,
            {"小组": "group", "职责": "text"},
        ),
        Register(
            "people.xlsx",
            "任务分解表",
            lambda dossier: dossier.people.tasks,
            {
                "指标代码": "indicator",
                "工作任务": "work",
                "责任小组": "group",
                "责任人": "person",
                "完成时限": "deadline",
                "签字日期": "signed",
            },
        ),
        Register(
            "school.xlsx",
            "意见建议",
            lambda dossier: dossier.school.returns.suggestions,
            {"对象": "group", "意见建议": "text", "答复与办理": "answer", "责任人": "person"},
        ),
        Register(
            "standard.xlsx",
            "材料要求",
            lambda dossier: tuple(dossier.standard.requirements.values()),
            {
                "材料代码": "code",
                "指标代码": "indicator",
                "材料名称": "name",
                "份数": "copies",
                "盖章": "seal",
                "签字": "signature",
                "原件": "original",
                "责任小组": "group",
                "说明": "note",
            },
        ),
        Register(
            "standard.xlsx",
            "指标",
            lambda dossier: tuple(dossier.standard.indicators.values()),
            {
                "代码": "code",
                "上级代码": "parent",
                "级别": "level",
                "名称": "name",
                "指标集": "family",
            },
        ),
    )
}
"""By the name of the sheet."""
