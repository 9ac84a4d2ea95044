"""The shapes in which counties hand out their catalogues, made small with invented wording."""
# ruff: noqa: E501 - rows of tables

from pathlib import Path

from docx import Document
from openpyxl import Workbook

A_HEAD = (
    "项目",
    "一级指标",
    "二级指标",
    "评估等级及认定标准",
    "自评说明",
    "自评结论",
    "佐证材料",
    "备注",
)
A_ROWS = (
    ("一、普及普惠水平", "（一）入园情况", "1.学前三年毛入园率", "达到85%为合格。", "", "",
     "1. 近三年在园幼儿统计表；2. 上一年度人口数据（教育股）", ""),
    ("", "", "2.普惠性幼儿园覆盖率", "达到80%为合格。", "", "", "1. 普惠园认定文件\n2. 幼儿园名册等。", ""),
    ("", "（二）政府责任", "3.经费投入", "逐年增长。", "", "", "近三年经费预算批复", ""),
    ("", "", "4.教师待遇", "按标准发放。", "", "", "", ""),
    ("二、保教质量", "（三）园所管理", "26.幼儿园园舍安全", "无危房。", "", "",
     "1. 园舍鉴定报告（盖章）；2. 每学年度安全检查记录", "班额按在园人数÷班级数计算"),
)  # fmt: skip


def shape_a_word(path: Path) -> Path:
    """自评表 in Word: merged downwards, 项目 repeated at a page top, one list for two indicators."""
    document = Document()
    document.add_paragraph("附件1 学前教育普及普惠县自评表")
    table = document.add_table(rows=len(A_ROWS) + 2, cols=8)
    table.style = "Table Grid"
    order = [A_HEAD, *A_ROWS[:3], A_HEAD, *A_ROWS[3:]]
    for row, words in zip(table.rows, order, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.rows[5].cells[0].text = "一、普及普惠水平"  # again below the repeated header
    table.rows[5].cells[1].text = "（二）政府责任"
    merges = [(1, 0, 3, 0), (1, 1, 2, 1)]
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    document.add_paragraph()  # as Word always has behind a table
    document.save(str(path))
    return path


def shape_a_sheet(path: Path) -> Path:
    """The same retyped in Excel: header in row 1, blanks mean as above; one list merged over two."""
    book = Workbook()
    page = book.active
    page.append(A_HEAD)
    for row in A_ROWS:
        page.append([text or None for text in row])
    page.merge_cells("G4:G5")
    book.save(path)
    return path


def shape_b(path: Path) -> Path:
    """附件 学校自评表: title, a line of blanks, header in row 3, numbering begins anew."""
    book = Workbook()
    page = book.active
    page["A1"] = "附件4 某某市义务教育优质均衡发展学校自评表"
    page["A2"] = "＿＿＿＿学校（小学、初中、九年一贯制）  建校于＿＿年"
    for column, words in zip("ABCD", ("A 级指标", "B 级指标及评估要点", "指标值或简要结论", "是否达标"),
                             strict=True):  # fmt: skip
        page[f"{column}3"] = words
    rows = (
        (
            "资源配置",
            "1.每百名学生拥有高于规定学历教师数：小学4.2人以上，初中5.3人以上，按编制部门核定人数填写",
            "小学＿＿人",
        ),
        (None, "2.生均教学及辅助用房面积", "小学＿＿平方米"),
        ("政府保障程度", "1.县域内义务教育学校规划布局合理", "＿＿＿＿"),
        (None, "2.教育信息化经费", "＿＿万元"),
    )
    for number, row in enumerate(rows, 4):
        for column, words in zip("ABC", row, strict=True):
            page[f"{column}{number}"] = words
    page.merge_cells("A4:A5")
    page.merge_cells("A6:A7")
    page.merge_cells("A1:D1")
    page.merge_cells("A2:D2")
    book.save(path)
    return path


def shape_c(path: Path) -> Path:
    """表Ⅰ: header over three rows with merges and blanks in its words, and a line of L1, L2 …"""
    book = Workbook()
    page = book.active
    page["A1"] = "表Ⅰ 县域义务教育基本情况"
    heads = {
        "A5": "小  学", "C5": "完 全 中 学", "A6": "学校数", "B6": "班数", "C6": "学校数", "D6": "学生数",
        "C7": "所", "D7": "人",
    }  # fmt: skip
    for place, words in heads.items():
        page[place] = words
    for area in ("A5:B5", "C5:D5", "A6:A7", "B6:B7"):
        page.merge_cells(area)
    for column, number in zip("ABCD", range(1, 5), strict=True):
        page[f"{column}8"] = f"L{number}"
        page[f"{column}9"] = number * 10
    page["A11"] = "注：按常住人口统计，数字保留两位小数"
    page.merge_cells("A11:D11")
    book.save(path)
    return path


D_HEAD = ("一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评", "验收", "备注")


def shape_d(path: Path) -> Path:
    """评估标准 with points in labels, codes with a dot, the header again in mid-table."""
    document = Document()
    document.add_paragraph("语言文字规范化示范校评估标准")
    rows = (
        D_HEAD,
        (
            "A 组 织 管 理 30分",
            "A1 组织机构 18分",
            "A1.1 领导小组",
            "1 成立领导小组，校长任组长",
            "10",
            "",
            "",
            "",
        ),
        ("", "", "", "2 分工明确", "4", "", "", ""),
        ("", "", "A1.2 工作制度（办公室、教育股）", "3 制度齐全", "4", "", "", ""),
        D_HEAD,
        ("", "A2 档案资料", "A2.1 归档", "4 材料齐全", "10", "", "", ""),
        ("B 宣传活动 20分", "B1 推普周", "B1.1 活动", "5 每年开展", "20", "", "", ""),
    )
    table = document.add_table(rows=len(rows), cols=8)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def shape_d_sister(path: Path) -> Path:
    """检查项目 in one column: ``A …34分`` above ``A1… 4分``."""
    book = Workbook()
    page = book.active
    page.append(("检查项目", "分值(100)", "评估标准", "得分", "备注"))
    page.append(("A 学校组织管理工作34分",))
    page.append(("A1组织机构", "4分", "有机构"))
    page.append(("A2规章制度", "30分", "有制度"))
    page.append(("B 教学工作20分",))
    page.append(("B1课堂", "20分", "用语规范"))
    book.save(path)
    return path


E_LINES = (
    "学校迎检材料清单",
    "办学条件基本标准",
    "之一：生均校舍建筑面积 1、各建筑物面积登记、统计表 2、各建筑物照片 3、其它相关材料",
    "之二：生均图书册数",
    "1、图书总账",
    "2、三个年度借阅登记表",
    "注：新增数不少于总册数的1%",
    "队伍建设基本标准",
    "之一：教师配备 1、教师花名册 2、每学年度课程表",
)


def shape_e(path: Path) -> Path:
    """学校迎检材料清单: no table, headings 之一, materials numbered within lines."""
    document = Document()
    for line in E_LINES:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def shape_f(path: Path) -> Path:
    """需上传材料说明: several small tables in one sheet, each under a title of its own."""
    book = Workbook()
    page = book.active
    page.title = "需上传材料"
    head = ("序号", "指标内容", "需上传材料")
    rows = (
        ("政府保障程度指标 - 需上传佐证材料清单",), (), head,
        (1, "规划布局", "布局规划文件、学校分布图等"), (2, "经费保障", "1.预算批复；2.决算报表；3.拨款凭证等"),
        (),
        ("教育质量指标 - 需上传佐证材料清单",), (), head,
        (1, "巩固率", "学籍统计表等"),
    )  # fmt: skip
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row, 1):
            page.cell(number, column, words)
    book.save(path)
    return path
