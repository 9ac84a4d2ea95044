"""The folder of a new school, filled in as its clerk would: every row that is asked for."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dossier.begin.run import NewSchool, begin
from dossier.model.years import SchoolYear
from dossier.workspace import Workspace

YEARS = tuple(SchoolYear(start) for start in (2021, 2022, 2023))

FACTS = {
    "全宗号": "H012",
    "县（市、区）": "青川县",
    "主管部门": "青川县教育局",
    "地址": "青川县红旗镇正街5号",
    "创办年份": "1958年",
    "占地面积": "12480平方米",
    "建筑面积": "12926平方米",
    "服务范围": "红旗镇红旗、东风两个村",
    "服务人口": "8640人",
    "校长": "赵一鸣",
    "党支部书记": "钱二喜",
    "在校学生数": "",
    "教职工人数": "",
    "办学理念": "让每个孩子都出彩",
    "整改问题数": "1条",
    "已销号问题数": "0条",
    "部署日期": "2023年9月1日",
    "成文日期": "2024年8月20日",
    "整理人": "孙三立",
    "整理日期": "2024年8月25日",
    "检查人": "李四维",
    "检查日期": "2024年8月28日",
}
"""What a clerk writes into 基本信息; what is told by 均衡办 is 12 of everything."""


def filled(root: Path, kind: str, standard: str = "sichuan-basic") -> Workspace:
    """The workspace of a school of that kind, with figures, people and words, and no evidence."""
    name = "红旗镇中心小学" if kind == "小学" else "红旗镇学校"
    school = NewSchool(name, kind, YEARS, standard)
    return fill(Workspace(begin(root / "new", school).folder))


def fill(workspace: Workspace) -> Workspace:
    """Write into the workbooks of a new school what a clerk knows."""
    for book, written in (
        ("school.xlsx", _fill_school),
        ("people.xlsx", _fill_people),
        ("ledger.xlsx", _fill_ledger),
    ):
        path = workspace.inputs / book
        made = load_workbook(path)
        written(made)
        made.save(path)
    return workspace


def _fill_school(book: Workbook) -> None:
    for sheet in ("数据", "经费"):
        if sheet in book.sheetnames:
            for row in book[sheet].iter_rows(min_row=2):
                for number, cell in enumerate(row[3:-2]):
                    cell.value = _amount(str(row[0].value), str(row[2].value), number)
    parts = sum(row[0].value == "学生数" for row in book["数据"].iter_rows(min_row=2))
    told = {
        **FACTS,
        "在校学生数": f"{_AMOUNTS['学生数'] * parts}人",
        "教职工人数": f"{_AMOUNTS['教职工数'] * parts}人",
    }
    for row in book["基本信息"].iter_rows(min_row=2):
        if row[1].value is None:
            row[1].value = told.get(str(row[0].value), "12")
    said = ("达标", "学校制定了办法。", "自查未发现问题。", "继续做好。")
    for row in book["自评说明"].iter_rows(min_row=3):
        for cell, text in zip(row[2:], said, strict=True):
            cell.value = text
    for row in book["报告文字"].iter_rows(min_row=2):
        row[1].value = "学校按要求开展了工作。"
    _append(book["满意度"], ("家长", 300, 296, 290, 270, 15, 5, 20, 19))
    _judge(book["评分录入"])


def _judge(page: Worksheet) -> None:
    """The first of the words that each row offers; no points lost where it offers none."""
    offers = {
        str(rule.sqref): str(rule.formula1).strip('"')
        for rule in page.data_validations.dataValidation
    }
    for row in page.iter_rows(min_row=3):
        words = offers.get(row[3].coordinate, "")
        row[3].value, row[4].value = (words.split(",")[0], None) if words else (None, 0)
        row[5].value = "制度齐全，有记录。"


_AMOUNTS = {
    "学生数": 612,
    "教学班数": 14,
    "最大班额": 45,
    "招生数": 102,
    "就近划片入学学生数": 102,
    "教职工数": 36,
    "专任教师数": 34,
    "学历合格专任教师数": 34,
    "高于规定学历教师数": 33,
    "县级及以上骨干教师数": 8,
    "音体美专任教师数": 7,
    "交流轮岗教师数": 10,
    "符合交流条件教师数": 20,
    "交流轮岗骨干教师数": 4,
    "完成五年培训学时教师数": 34,
    "持教师资格证专任教师数": 34,
    "核定编制数": 36,
    "在编教职工数": 36,
    "校舍建筑面积": 12926,
    "教学及辅助用房总面积": 12000,
    "室内体育用房面积": 0,
    "普通教室面积": 9000,
    "运动场地面积": 30000,
    "音乐教室数": 4,
    "美术教室数": 4,
    "网络多媒体教室数": 60,
    "教学仪器设备值": 600,
    "教学用计算机台数": 200,
    "图书册数": 52000,
    "特殊教育生均公用经费": 8000,
    "大班额班数": 0,
    "辍学学生数": 0,
    "安全责任事故数": 0,
    "优质高中名额分配比例": 60,
    "初中三年死亡学生数": 0,
}
"""What would be strange at 10."""


def _amount(name: str, unit: str, number: int) -> object:
    if unit == "是/否":
        return "是"
    return _AMOUNTS.get(name, 10 + number)


def _append(page: Worksheet, row: tuple[object, ...]) -> None:
    """Put a row beneath the last one that holds anything."""
    last = max(cell.row for cells in page.iter_rows() for cell in cells if cell.value is not None)
    for number, value in enumerate(row, 1):
        page.cell(last + 1, number, value)


def _fill_people(book: Workbook) -> None:
    for sheet in ("领导小组", "办公室"):
        _append(book[sheet], ("组长", "赵一鸣", "校长", ""))
    for number, row in enumerate(book["工作小组"].iter_rows(min_row=3)):
        if row[0].value:
            row[2].value, row[3].value = f"周{'一二三四五六七'[number]}福", "教师"
            _append(book["小组职责"], (row[0].value, "收集、整理本组材料。"))
    for row in book["任务分解表"].iter_rows(min_row=3):
        if row[0].value:
            row[4].value, row[5].value, row[6].value = "周五福", "2024-04-30", "2023-09-10"


def _fill_ledger(book: Workbook) -> None:
    begun = ("1", "Z01", "例会记录不全", "评估办法", "自查", "补齐例会记录", 0, "", "")
    people = ("钱二喜", "周五福", "2024-09-30")
    _append(book["整改台账"], (*begun, *people, "正在补", "", "", "", "", "整改中"))
