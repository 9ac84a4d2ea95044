"""Rules as a clerk types them: what is no rule is found as the sheet is read, with its cell."""

from pathlib import Path

import pytest

from dossier.finding import Code
from dossier.model.rules import Pass, Scoring
from dossier.read.grid import read_grids
from dossier.read.standard import read_rules
from tables import write_book

SCORING = "| 指标代码 | 项目 | 分值 | 规则 | 数据项 | 控制线 | 扣分 | 取整 | 核实 |"
PASSING = "| 指标集 | 规则 | 小学 | 初中 | 全校 | 核实 |"
THRESHOLDS = "| 指标代码 | 学段 | 学校类型 | 班数自 | 班数至 | 学校 | 标准值 | 核实 |"


def rules_of(folder: Path, **sheets: str):
    book = folder / "standard.xlsx"
    write_book(book, sheets)
    grids, faults = read_grids(book)
    assert list(faults) == []
    return read_rules(grids)


@pytest.mark.parametrize(
    ("sheet", "table", "ref", "hint"),
    [
        (
            "评分规则",
            f"{SCORING}\n| B01 | 巩固率 | 4 | 每低1个百分点扣 | 巩固率 | 99 | 1 | | 已核实 |",
            "D2",
            "did you mean '每低1个百分点扣分'?",
        ),
        ("评分规则", f"{SCORING}\n| B01 | 制度 | 4 | 随便扣 | | | 1 | | 已核实 |", "D2", ""),
        (
            "评分规则",
            f"{SCORING}\n| B01 | 率 | 4 | 每低1个百分点扣分 | 率 | 9 | 1 | 按比列 | 已核实 |",
            "H2",
            "did you mean '按比例'?",
        ),
        ("达标规则", f"{PASSING}\n| 校际均衡 | 全部过关 | | | | 已核实 |", "B2", ""),
        (
            "达标规则",
            f"{PASSING}\n| 校际均衡 | 每项差异系数不高 | 0.5 | | | 已核实 |",
            "B2",
            "did you mean '每项差异系数不高于'?",
        ),
        ("达标值", f"{THRESHOLDS}\n| J06 | 小学 | | | | | 15 | 已核实 |", "B2", ""),
        ("达标值", f"{THRESHOLDS}\n| J06 | | | 十二 | | | 15 | 已核实 |", "D2", ""),
        ("达标值", f"{THRESHOLDS}\n| J06 | | | | | | 十五 | 已核实 |", "G2", ""),
    ],
)
def test_unknown_words_are_found(tmp_path, sheet, table, ref, hint):
    """a word that is no rule is found at its cell, with what is near, and nothing crashes."""
    _, findings = rules_of(tmp_path, **{sheet: table})
    (fault,) = findings
    assert (fault.code, fault.at.sheet, fault.at.ref) == (Code.VALUE_INVALID, sheet, ref)
    if hint:
        assert fault.hint.spoken("en") == hint


def test_every_rule_word_is_read(tmp_path):
    """each kind of rule may be written into its sheet as the documentation names it."""
    scoring = "\n".join(f"| B01 | {r.value} | 4 | {r.value} | | | | | 已核实 |" for r in Scoring)
    passing = "\n".join(f"| 校际均衡 | {r.value} | 1 | 2 | 3 | 未核实 |" for r in Pass)
    rules, findings = rules_of(
        tmp_path, 评分规则=f"{SCORING}\n{scoring}", 达标规则=f"{PASSING}\n{passing}"
    )
    assert findings == []
    assert [rule.rule for rule in rules.scoring] == list(Scoring)
    assert [rule.rule for rule in rules.passing] == list(Pass)
    assert {rule.verified for rule in rules.passing} == {False}
