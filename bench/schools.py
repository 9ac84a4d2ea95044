"""Synthetic schools: small whole workspaces, as many as wanted, the same for the same number.

Each has its figures for three school years, a little evidence and the four templates of a box and
of a report. People and schools are fictional.
"""

# ruff: noqa: INP001 - part of a program, not of a package
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

TEMPLATES = ("封面.docx", "卷内目录.docx", "备考表.docx", "工作汇报.docx")
YEARS = ("2020—2021", "2021—2022", "2022—2023")
KINDS = ("小学", "初级中学", "九年一贯制")

Sheets = Mapping[str, Sequence[Sequence[object]]]

_AREAS = "（普通教室面积＋实验室面积＋图书室面积）÷学生数"
_TEACHERS = ("专任教师数", "高于规定学历教师数", "中级及以上职务教师数")

STANDARD: Sheets = {
    "设置": [
        ("项目", "内容"),
        ("标准名称", "县域义务教育均衡发展督导评估"),
        ("评估依据", "教督〔2012〕3号"),
        ("学年度", "、".join(YEARS)),
        ("财政年度", "2022"),
        ("办学基本条件达标规则", "全部达标"),
    ],
    "指标": [
        ("代码", "上级代码", "级别", "名称", "指标集", "核实"),
        ("Z01", "", "A", "组织领导", "综合", "已核实"),
        ("J", "", "A", "办学基本条件", "办学基本条件", "已核实"),
        ("J01", "J", "B", "生均教学及辅助用房面积", "办学基本条件", "未核实"),
        ("J05", "J", "B", "每百名学生拥有计算机台数", "办学基本条件", "已核实"),
        ("J06", "J", "B", "生均图书册数", "办学基本条件", "已核实"),
        ("H", "", "A", "校际均衡", "校际均衡", "已核实"),
        ("H01", "H", "B", "生均教学及辅助用房面积", "校际均衡", "已核实"),
        ("H02", "H", "B", "生均体育运动场馆面积", "校际均衡", "已核实"),
        ("H03", "H", "B", "生均教学仪器设备值", "校际均衡", "已核实"),
        ("H04", "H", "B", "每百名学生拥有计算机台数", "校际均衡", "已核实"),
        ("H05", "H", "B", "生均图书册数", "校际均衡", "已核实"),
        ("H06", "H", "B", "师生比", "校际均衡", "已核实"),
        ("H07", "H", "B", "生均高于规定学历教师数", "校际均衡", "已核实"),
        ("H08", "H", "B", "生均中级及以上专业技术职务教师数", "校际均衡", "已核实"),
    ],
    "计算指标": [
        ("代码", "公式", "单位", "口径", "比较", "小学标准", "初中标准", "小数位", "核实"),
        ("J01", _AREAS, "平方米/生", "分学段", "≥", 3.63, 4.1, 2, "未核实"),
        ("J05", "教学用计算机台数÷学生数×100", "台/百生", "分学段", "≥", 6, 8, 2, "已核实"),
        ("J06", "图书册数÷学生数", "册/生", "分学段", "≥", 15, 25, 2, "已核实"),
        ("H01", _AREAS, "平方米/生", "分学段", "", "", "", 2, "已核实"),
        ("H02", "运动场地面积÷学生数", "平方米/生", "分学段", "", "", "", 2, "已核实"),
        ("H03", "教学仪器设备值×10000÷学生数", "元/生", "分学段", "", "", "", 0, "已核实"),
        ("H04", "教学用计算机台数÷学生数×100", "台/百生", "分学段", "", "", "", 2, "已核实"),
        ("H05", "图书册数÷学生数", "册/生", "分学段", "", "", "", 2, "已核实"),
        *(
            (f"H0{n}", f"{figure}÷学生数", "人/生", "分学段", "", "", "", 3, "已核实")
            for n, figure in enumerate(_TEACHERS, 6)
        ),
    ],
    "达标规则": [
        ("指标集", "规则", "小学", "初中", "全校", "核实"),
        ("办学基本条件", "全部达标", "", "", "", "已核实"),
        ("校际均衡", "综合差异系数不高于", 0.65, 0.55, "", "已核实"),
    ],
    "材料要求": [
        ("材料代码", "指标代码", "材料名称", "期间", "份数", "盖章", "签字", "原件", "责任小组"),
        ("Z01-1", "Z01", "工作方案", "每学年度", 1, "否", "否", "否", "档案资料组"),
    ],
    "章节": [
        ("代码", "标题", "模板", "范围", "归入指标"),
        ("R01", "工作汇报", "工作汇报.docx", "全校", "Z01"),
    ],
    "档案盒": [("盒号", "题名", "指标", "保管期限"), ("01", "综合", "Z01、J、H", "永久")],
}

EVIDENCE: Sheets = {
    "佐证材料登记": [
        ("材料代码", "题名", "日期", "学年度", "文件"),
        *(
            ("Z01-1", f"{y[:4]}年工作方案", f"{y[:4]}-09-10", f"{y}学年度", f"{y[:4]}.pdf")
            for y in YEARS
        ),
    ],
    "照片": [("材料代码", "学年度", "文件", "事由", "时间", "地点", "人物", "背景", "摄影者")],
}

PEOPLE: Sheets = {
    "领导小组": [("职务", "姓名", "现任职务"), ("组长", "周明", "校长")],
    "办公室": [("职务", "姓名"), ("主任", "陈映")],
    "工作小组": [("小组", "职务", "姓名"), ("档案资料组", "组长", "李芳")],
    "小组职责": [("小组", "职责"), ("档案资料组", "收集、整理材料。")],
    "任务分解表": [
        ("指标代码", "工作任务", "责任小组", "责任人", "完成时限", "签字日期"),
        *(
            (code, "收集材料", "档案资料组", "李芳", "2023-04-30", "2022-09-10")
            for code in ("Z01", "J", "H")
        ),
    ],
}

LEDGER: Sheets = {
    "整改台账": [("序号", "指标代码", "存在问题", "来源", "责任人", "状态")],
}


def name_of(number: int) -> str:
    """第007学校: the fictional name of a school."""
    return f"云岭县第{number:03d}学校"


def county(folder: Path, schools: int, templates: Path) -> Path:
    """Make the schools in `folder`, and the workbook that lists them, whose path is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    shared = folder / ".shared"
    _shared(shared, templates)
    rows: list[Sequence[object]] = [("学校名称", "文件夹", "类型")]
    for number in range(1, schools + 1):
        place = folder / f"{number:05d}"
        if not place.is_dir():
            school(place, number, shared)
        rows.append((name_of(number), place.name, KINDS[number % len(KINDS)]))
    book = folder / "county.xlsx"
    _write(book, {"学校": rows, "基本信息": [("项目", "内容"), ("县（市、区）", "云岭县")]})
    return book


def school(place: Path, number: int, shared: Path) -> None:
    """One school: what all have alike is copied, its own figures are written."""
    shutil.copytree(shared, place)
    name, kind = name_of(number), KINDS[number % len(KINDS)]
    facts = {
        "学校名称": name, "学校类型": kind, "全宗号": "Z109", "档案门类代码": "WS",
        "县（市、区）": "云岭县", "主管部门": "云岭县教育和体育局", "校长": "周明",
        "部署日期": "2022年9月1日", "成文日期": "2023年8月20日", "整理人": "陈映",
        "整理日期": "2023年8月25日", "检查人": "李芳", "检查日期": "2023年8月28日",
    }  # fmt: skip
    parts = {"小学": ("小学部",), "初级中学": ("初中部",)}.get(kind, ("小学部", "初中部"))
    _write(
        place / "inputs/school.xlsx",
        {
            "基本信息": [("项目", "内容"), *facts.items()],
            "数据": [("数据项", "学段", "单位", *YEARS), *_figures(number, parts)],
            "自评说明": [("指标代码", "自评结论", "主要做法")],
            "报告文字": [("小节", "文字"), ("主要做法", "加强领导。")],
        },
    )


def _figures(number: int, parts: Sequence[str]) -> list[Sequence[object]]:
    chance = random.Random(number)  # noqa: S311 - the same school each time
    rows: list[Sequence[object]] = []
    pupils = {part: chance.randint(120, 900) for part in parts}
    for part, count in pupils.items():
        teachers = round(count * chance.uniform(0.05, 0.09))
        rows += [
            ("学生数", part, "人", count, count, count),
            ("教学班数", part, "个", *[max(1, round(count / 42))] * 3),
        ]
        for figure, rate in zip(_TEACHERS, (1, 0.8, 0.45), strict=True):
            rows.append((figure, part, "人", *[round(teachers * rate)] * 3))
    whole = sum(pupils.values())
    # what the parts of a nine-year school share is declared once; a school of one part has it there
    shared = "全校" if len(parts) > 1 else parts[0]
    for figure, unit, low, high in (
        ("普通教室面积", "平方米", 2.2, 5.5),
        ("实验室面积", "平方米", 0.4, 1.0),
        ("图书室面积", "平方米", 0.2, 0.5),
        ("运动场地面积", "平方米", 5, 14),
        ("教学用计算机台数", "台", 0.05, 0.14),
        ("图书册数", "册", 12, 40),
    ):
        rows.append((figure, shared, unit, *[round(whole * chance.uniform(low, high))] * 3))
    value = round(whole * chance.uniform(0.08, 0.35), 2)
    rows.append(("教学仪器设备值", shared, "万元", value, value, value))
    return rows


def _shared(folder: Path, templates: Path) -> None:
    if folder.is_dir():
        return
    (folder / "inputs/evidence").mkdir(parents=True)
    (folder / "templates").mkdir()
    for book, sheets in {
        "standard": STANDARD, "evidence": EVIDENCE, "people": PEOPLE, "ledger": LEDGER,
    }.items():  # fmt: skip
        _write(folder / f"inputs/{book}.xlsx", sheets)
    for year in YEARS:
        (folder / f"inputs/evidence/{year[:4]}.pdf").write_bytes(_pdf(f"plan {year[:4]}"))
    for name in TEMPLATES:
        shutil.copy(templates / name, folder / "templates" / name)


def _write(path: Path, sheets: Sheets) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    book.save(path)


def _pdf(text: str) -> bytes:
    """A PDF of one page, by hand: what is measured is reading it, not making it."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + trailer % (len(objects) + 1, len(out))
