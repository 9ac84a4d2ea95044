"""What the blank workbooks of a school hold: what is known of it already, and examples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from openpyxl.worksheet.worksheet import Worksheet

from dossier.begin.asked import ARCHIVE_CODE, AskedFigure, facts_asked, figures_asked
from dossier.begin.drawing import PART, RIGHT, Content, Drawer, dress, fill, offered
from dossier.begin.examples import examples
from dossier.facts import Fact, replace
from dossier.media.columns import column_letters
from dossier.model.check_rules import CHECK_RULES
from dossier.model.columns import EXAMPLE, Column, Holds, Sheet
from dossier.model.confirmation import CONFIRMATIONS
from dossier.model.dossier import Dossier
from dossier.model.evidence import EVIDENCE, PHOTOS
from dossier.model.kinds import KINDS, TYPE, has_stage
from dossier.model.ledger import LEDGER, WAIVERS
from dossier.model.people import DUTIES, GROUPS, LEADERS, OFFICE, TASKS
from dossier.model.returns import (
    EXPLANATIONS,
    JUDGEMENTS,
    PROJECTIONS,
    SUGGESTIONS,
    SURVEY,
    UNIT_COSTS,
)
from dossier.model.school import (
    FIGURES,
    FUNDS,
    SCHOOL_FACTS,
    SELF_ASSESSMENTS,
    WORDS,
)
from dossier.model.standard import Standard
from dossier.model.years import FiscalYear, Year

SECTIONS = {
    "主要做法": "分条写：做了什么、用什么制度保证、有什么结果。",
    "特色亮点": "学校自己的做法和成绩，要有材料可查。",
    "存在问题": "对照标准如实写。",
    "下一步打算": "针对问题写措施、时限和责任人。",
    "汇报开头": "工作汇报的开头一两段。",
    "汇报结语": "工作汇报的结尾一段。",
    "整改原则": "整改方案的原则，分条写。",
    "整改目标": "整改方案的目标，分条写。",
}
"""The sections that the templates name, with what is written in each."""

_MATERIALS, _INDICATORS = "材料清单", "指标清单"
_NAME = Column("title", "指标名称", width=34, comment="指标的名称，供对照，不读取。")
_WHAT = Column("what", "说明", width=44, comment="写什么，供参考，不读取。")
_FEW = 12  # rows with a frame beneath the last one that is filled in


class Beginning(Fact, frozen=True):
    """A school that begins: its dossier as far as it is known, and the years that it is asked for.

    The standard of `dossier` is fitted to the school. `funded` are the financial years of 经费: one
    more in front, to which the growth of the first is compared.
    """

    dossier: Dossier
    funded: tuple[FiscalYear, ...]

    @property
    def years(self) -> tuple[str, ...]:
        """All years that evidence may be filed under, as they are offered."""
        standard = self.dossier.standard
        return tuple(str(year) for year in (*standard.school_years, *standard.fiscal_years))


def school_book(begun: Beginning) -> dict[str, Content | Drawer]:
    """school.xlsx."""
    dossier = begun.dossier
    asked = figures_asked(dossier.standard, dossier.rules, dossier.school)
    school_years = dossier.standard.school_years
    yearly = [one for one in asked if not one.spec.fiscal]
    fiscal = [one for one in asked if one.spec.fiscal]
    own: dict[str, Content | Drawer] = {
        SCHOOL_FACTS.name: partial(_facts, begun),
        FIGURES.name: partial(_figures, rows=yearly, years=school_years),
        SELF_ASSESSMENTS.name: partial(_named_rows, begun, rows=_assessments(begun)),
        WORDS.name: _sections,
        JUDGEMENTS.name: partial(_judgement_rows, begun),
    }
    if fiscal:
        own[FUNDS.name] = partial(_figures, rows=fiscal, years=begun.funded)
    for sheet in (SURVEY, SUGGESTIONS, EXPLANATIONS, UNIT_COSTS, PROJECTIONS):
        own[sheet.name] = partial(_blank, begun)
    return own


def evidence_book(begun: Beginning) -> dict[str, Content | Drawer]:
    """evidence.xlsx."""
    return {EVIDENCE.name: partial(_blank, begun), PHOTOS.name: partial(_blank, begun)}


def people_book(begun: Beginning) -> dict[str, Content | Drawer]:
    """people.xlsx: the groups that materials name, and a task for each indicator."""
    groups = dict.fromkeys(one.group for one in begun.dossier.standard.requirements.values())
    return {
        LEADERS.name: partial(_blank, begun),
        OFFICE.name: partial(_blank, begun),
        GROUPS.name: partial(_blank, begun, rows=[(group, "组长") for group in groups]),
        DUTIES.name: partial(_blank, begun),
        TASKS.name: partial(_named_rows, begun, rows=_tasks(begun)),
        CONFIRMATIONS.name: partial(_blank, begun),
    }


def ledger_book(begun: Beginning) -> dict[str, Content | Drawer]:
    """ledger.xlsx."""
    return {sheet.name: partial(_blank, begun) for sheet in (LEDGER, WAIVERS, CHECK_RULES)}


def lists(begun: Beginning, book: str) -> dict[str, tuple[Sequence[str], list[tuple[str, ...]]]]:
    """Sheets to look things up in, and to choose from: their headers and rows, by name."""
    standard = begun.dossier.standard
    if book == EVIDENCE.book:
        head = (
            "材料代码",
            "材料名称",
            "期间",
            "份数",
            "盖章",
            "签字",
            "原件",
            "责任小组",
            "文件夹",
        )
        rows = [
            (
                *(one.code, one.name, one.every.value, str(one.copies)),
                *("是" if asked else "" for asked in (one.seal, one.signature, one.original)),
                *(one.group, standard.folder_of(one)),
            )
            for one in standard.requirements.values()
        ]
        return {_MATERIALS: (head, rows)}
    if book == LEDGER.book:
        named: list[tuple[str, ...]] = [
            (code, one.name) for code, one in standard.indicators.items() if one.level != "A"
        ]
        return {_INDICATORS: (("指标代码", "指标名称"), named)}
    return {}


LISTED_IN: Mapping[tuple[str, str], str] = {
    (EVIDENCE.name, "requirement"): _MATERIALS,
    (PHOTOS.name, "requirement"): _MATERIALS,
    (LEDGER.name, "indicator"): _INDICATORS,
}
"""Columns whose cells are chosen from one of these lists."""


def _facts(begun: Beginning, page: Worksheet, sheet: Sheet) -> None:
    school = begun.dossier.school
    known = {**school.facts, ARCHIVE_CODE: "WS"}
    notes = facts_asked(begun.dossier.rules)
    fill(page, sheet, [(name, known.get(name, ""), note) for name, note in notes.items()])
    offered(page, f"B{2 + list(notes).index(TYPE)}", sheet.columns[1], KINDS)


def _figures(
    page: Worksheet, sheet: Sheet, rows: Sequence[AskedFigure], years: Sequence[Year]
) -> None:
    """A row for each figure, a column for each year; nothing is merged."""
    name, stage, unit, source, keeper = sheet.columns
    counted = [
        Column(
            f"y{year.start}", year.span, Holds.NUMBER, width=13, comment=f"{year}的数字，只填数。"
        )
        for year in years
    ]
    blank = ("",) * len(years)
    content = [
        (one.spec.name, one.stage.value, one.spec.unit, *blank, one.spec.source, "") for one in rows
    ]
    fill(page, sheet, content, columns=(name, stage, unit, *counted, source, keeper))
    for number in range(2, len(content) + 2):
        for column in range(4, 4 + len(years)):
            page.cell(number, column).alignment = RIGHT
    page.freeze_panes = "D2"


def _sections(page: Worksheet, sheet: Sheet) -> None:
    """A row for each section that a template names, and beside it what belongs there."""
    rows = [(name, "", what) for name, what in SECTIONS.items()]
    fill(page, sheet, rows, columns=(*sheet.drawn, _WHAT))


def _named_rows(
    begun: Beginning, page: Worksheet, sheet: Sheet, rows: Sequence[tuple[str, ...]]
) -> None:
    """Rows whose first cell is the code of an indicator, with its name beside it."""
    first, *others = sheet.drawn
    columns = (first, _NAME, *others)
    given = [*_example(begun, sheet, named=True), *rows]
    framed = [(*row, *("",) * (len(columns) - len(row))) for row in given]
    fill(page, sheet, framed, begun.years, columns)


def _assessments(begun: Beginning) -> list[tuple[str, ...]]:
    indicators = begun.dossier.standard.indicators.values()
    return [(one.code, one.name) for one in indicators if one.level == "B"]


def _judgement_rows(begun: Beginning, page: Worksheet, sheet: Sheet) -> None:
    """A row for each rule that a person judges, which offers the words that this rule knows."""
    dossier = begun.dossier
    indicators = dossier.standard.indicators
    rules = [
        rule
        for rule in dossier.rules.scoring
        if rule.rule.judged
        and rule.indicator in indicators
        and has_stage(dossier.school, rule.stage)
    ]
    rows = [(rule.indicator, indicators[rule.indicator].name, rule.item) for rule in rules]
    _named_rows(begun, page, sheet, rows)
    first = 2 + len(_example(begun, sheet, named=True))
    place = next(cell.column for cell in page[1] if cell.value == sheet.columns[2].header)
    page.data_validations.dataValidation = []
    for number, rule in enumerate(rules, first):
        if rule.rule.grades:
            offered(page, f"{column_letters(place)}{number}", sheet.columns[2], rule.rule.grades)
        else:
            page.cell(number, place).fill = PART  # it takes points, in the next cell


def _tasks(begun: Beginning) -> list[tuple[str, ...]]:
    """A row for each indicator and the group that collects its materials."""
    standard = begun.dossier.standard
    tasks: dict[tuple[str, str], list[str]] = {}
    for one in standard.requirements.values():
        tasks.setdefault((one.indicator, one.group), []).append(one.name)
    for code, indicator in standard.indicators.items():
        if indicator.level == "B" and not any(known == code for known, _ in tasks):
            tasks[code, _group_near(standard, code)] = ["自评说明"]
    return [
        (code, standard.indicators[code].name, f"收集、整理：{'、'.join(names)}", group)
        for (code, group), names in tasks.items()
        if code in standard.indicators
    ]


def _group_near(standard: Standard, code: str) -> str:
    """The group that collects most of the materials that hang near an indicator without any."""
    above = standard.lineage(code)
    near = Counter(
        one.group
        for one in standard.requirements.values()
        if above[-1:] == standard.lineage(one.indicator)[-1:]
    )
    return near.most_common(1)[0][0] if near else ""


def _blank(
    begun: Beginning, page: Worksheet, sheet: Sheet, rows: Sequence[tuple[str, ...]] = ()
) -> None:
    """The header, a row that shows how, and rows with a frame."""
    given = [*_example(begun, sheet), *rows]
    columns = tuple(
        replace(column, refers=LISTED_IN.get((sheet.name, column.field), column.refers))
        for column in sheet.drawn
    )
    fill(page, sheet, given, begun.years, columns)
    for row in range(len(given) + 2, len(given) + 2 + _FEW):
        for number, column in enumerate(columns, 1):
            dress(page, row, number, column)


def _example(begun: Beginning, sheet: Sheet, *, named: bool = False) -> list[tuple[str, ...]]:
    """The row that shows how, if the sheet has one; its first cell says that it does not count."""
    standard = begun.dossier.standard
    row = examples(standard.school_years).get(sheet.name)
    if row is None:
        return []
    return [(EXAMPLE, *(("（指标名称）",) if named else ()), *row)]
