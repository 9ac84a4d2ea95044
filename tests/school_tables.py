"""What small schools of the tests have alike: people, how books are drawn, how findings are told.

Sheets are tables as :mod:`tables` has them.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dossier.finding import Finding
from tables import write_book

FACTS = """
    | 项目 | 内容 |
    | 学校名称 | 星光实验学校 |
    | 学校类型 | 九年一贯制学校 |
    | 全宗号 | Z109 |
    | 档案门类代码 | WS |
    | 县（市、区） | 云岭县 |
    | 主管部门 | 云岭县教育局 |
    | 校长 | 周明 |
    | 成文日期 | 2023年4月20日 |
    | 整理人 | 陈映 |
    | 整理日期 | 2023年4月21日 |
    | 检查人 | 李芳 |
    | 检查日期 | 2023年4月22日 |
"""
LEADERS = """
    | 职务 | 姓名 | 现任职务 |
    | 组长 | 周明 | 校长 |
"""
OFFICE = """
    | 职务 | 姓名 |
    | 主任 | 陈映 |
"""
GROUPS = """
    | 小组 | 职务 | 姓名 |
    | 档案资料组 | 组长 | 李芳 |
"""
DUTIES = """
    | 小组 | 职责 |
    | 档案资料组 | 收集、整理材料。 |
"""


def write_books(
    inputs: Path, books: Mapping[str, Mapping[str, str]], **changed: str | None
) -> Path:
    """The `books` in the folder `inputs`, with sheets drawn anew; None takes a sheet away."""
    inputs.mkdir(exist_ok=True)
    known = {name for sheets in books.values() for name in sheets}
    assert set(changed) <= known, set(changed) - known
    for book, sheets in books.items():
        drawn = {name: changed.get(name, table) for name, table in sheets.items()}
        write_book(inputs / book, {name: table for name, table in drawn.items() if table})
    return inputs


def told(findings: Iterable[Finding]) -> list[str]:
    """Each finding as the console says it."""
    return [f"{f.place}: {f.text.spoken('en')} [{f.code}]" for f in findings]
