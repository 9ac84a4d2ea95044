"""Of what a finding may only be the consequence: sheets, rows and columns that are not read."""

from collections.abc import Collection, Mapping
from contextlib import suppress

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model import values
from dossier.model.standard import INDICATORS, MEASURES, REQUIREMENTS
from dossier.model.years import FiscalYear, Year
from dossier.text import plain

FIGURES, FUNDS = "数据", "经费"
SETTINGS = "设置"
BOXES = "档案盒"
_FACTS, _FORECAST = "基本信息", "预测"
_REGISTERS = ("佐证材料登记", "照片")

DECLARED: Mapping[object, str] = {
    say("indicator"): INDICATORS.name,
    say("required material"): REQUIREMENTS.name,
    say("computed indicator"): MEASURES.name,
    say("working group"): "工作小组",
}
"""What a code is of, and the sheet whose rows say which there are."""

_SHEETS: Mapping[Code, tuple[str, ...]] = {
    Code.EVIDENCE_MISSING: _REGISTERS,
    Code.FILE_UNREGISTERED: _REGISTERS,
    Code.LEDGER_EVIDENCE_UNKNOWN: _REGISTERS,
    Code.INDICATOR_UNBOXED: (BOXES,),
    Code.FIGURE_JUMP: ("波动说明",),
    Code.TASK_UNASSIGNED: ("任务分解表",),
    Code.UNMET_WITHOUT_MEASURE: ("整改台账",),
    Code.JUDGEMENT_MISSING: ("评分录入",),
    Code.JUDGEMENT_INVALID: ("评分规则", INDICATORS.name),
}
"""The sheets among whose rows one may be that would leave such a finding untold."""

_OF_FIGURES = {"波动说明", "预测", "单价", "文字口径", "口径核对"}
_YEARS = {say("name them in '学年度'"), say("name them in '财政年度'")}

_SCORES = frozenset({"full", "figure", "stage", "target", "deduct", "most"})
_CAPTION = frozenset({"event", "dated", "place", "people", "background", "photographer"})
_OF_YEARS = {sheet: frozenset({"year"}) for sheet in _REGISTERS}
_COLUMNS: Mapping[Code, Mapping[str, frozenset[str]]] = {
    Code.EVIDENCE_MISSING: _OF_YEARS,
    Code.YEAR_UNKNOWN: _OF_YEARS,
    Code.SEAL_MISSING: {"佐证材料登记": frozenset({"sealed"})},
    Code.SIGNATURE_MISSING: {"佐证材料登记": frozenset({"signed"})},
    Code.ORIGINAL_MISSING: {"佐证材料登记": frozenset({"original"})},
    Code.PHOTO_UNCAPTIONED: {"照片": _CAPTION},
    Code.TASK_UNSIGNED: {"任务分解表": frozenset({"signed"})},
    Code.RULE_INCOMPLETE: {"评分规则": _SCORES, "计算指标": frozenset({"comparison"})},
    Code.JUDGEMENT_INVALID: {"评分录入": frozenset({"found", "deduct", "reason"})},
    Code.SURVEY_INVALID: {"满意度": frozenset({"fairly", "unsatisfied", "visited", "pleased"})},
    Code.LEDGER_CONTRADICTION: {"整改台账": frozenset({"closed", "status"})},
    Code.CLOSED_WITHOUT_EVIDENCE: {"整改台账": frozenset({"evidence"})},
    Code.FIGURE_MISSING: {"增长规则": frozenset({"stage"})},
}
"""The columns that need not be there, and without which such findings are told of every row."""

_COUNTED = (*_REGISTERS, "整改台账", "任务分解表")
"""The sheets whose rows 口径核对 counts."""
_OF_ANY = {Code.INDICATOR_UNBOXED, Code.FIGURE_CONFLICT, Code.VALUE_MISSING}
"""Findings that any row of their sheets may leave untold: they do not name it."""

_NAMES = ("code", "name", "evidence", "indicator")
_WITHIN = ("figure", "one", "other")  # 初中部学生数, or a formula: the name stands within


def sheets_of(finding: Finding) -> tuple[str, ...]:
    """The sheets among whose rows one may be that would leave it untold."""
    at, found = finding.at, _SHEETS.get(finding.code, ())
    if finding.code is Code.FIGURE_MISSING:
        found = (FUNDS, FIGURES) if isinstance(finding.year, FiscalYear) else (FIGURES, FUNDS)
        if at is not None and at.sheet == _FORECAST:
            found = (_FORECAST,)
    elif finding.code is Code.RULE_INCOMPLETE:
        found = (SETTINGS,) if finding.hint in _YEARS else ()
    elif finding.code is Code.FIGURE_CONFLICT:
        found = tuple(sheet for sheet in _COUNTED if any(sheet in one for one in _sides(finding)))
    elif finding.code is Code.VALUE_MISSING:
        found = (at.sheet,) if at is not None and not at.ref else ()  # a line that is not there
    elif finding.code is Code.CODE_UNKNOWN:
        declared = DECLARED.get(dict(finding.text.values).get("kind"))
        of_figures = at is not None and at.sheet in _OF_FIGURES
        found = (declared,) if declared else (FIGURES, FUNDS, _FACTS) if of_figures else ()
    return found


def _sides(finding: Finding) -> list[str]:
    """The two sides of a comparison, as 口径核对 has them."""
    return [str(value) for name, value in finding.text.values if name in {"one", "other"}]


def columns_of(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The columns, by sheet and field, one of which may be what lacks."""
    return tuple(
        (sheet, name)
        for sheet, names in _COLUMNS.get(finding.code, {}).items()
        for name in sorted(names)
    )


def is_about(finding: Finding, row: Finding, wants: Collection[str] = ()) -> bool:
    """Whether it may lack the row of which `row` tells: what it names stands in a cell there.

    `wants` are names that it does not tell.
    """
    assert row.at is not None
    if finding.code in _OF_ANY or row.at.sheet == _FACTS:
        return True
    says = row.row_says
    told = {name: plain(str(value)) for name, value in finding.text.values}
    if "item" in told:
        return told["item"] in says
    if finding.requirement:
        return plain(finding.requirement) in says and _of_year(finding.year, says)
    if finding.path:
        return plain(finding.path.removeprefix("evidence/")) in says
    if any(told.get(name) in says for name in _NAMES) or any(plain(one) in says for one in wants):
        return True
    words = [one for one in says if len(one) > 1 and not one.isdigit()]
    return any(one in told.get(name, "") for name in _WITHIN for one in words)


def _of_year(year: Year | None, says: tuple[str, ...]) -> bool:
    """Whether a row that says so may be of that year: it names it, or none that is understood."""
    named: set[Year] = set()
    for one in says:
        with suppress(values.Unfit):
            named.add(values.year(one))
    return year is None or not named or year in named
