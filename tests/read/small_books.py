"""A school whose five workbooks hold one of each, without a fault."""

from pathlib import Path

from dossier.finding import Finding
from tables import write_book

BOOKS: dict[str, dict[str, str]] = {
    "standard.xlsx": {
        "设置": """
            | 项目 | 内容 |
            | 标准名称 | 义务教育均衡发展标准 |
            | 评估依据 | 教督〔2012〕3号、川办函〔2012〕217号 |
            | 学年度 | 2020—2021、2021—2022 |
            | 财政年度 | 2021 |
            | 办学基本条件达标规则 | 全部达标 |
        """,
        "指标": """
            | 代码 | 上级代码 | 级别 | 名称 | 指标集 | 核实 |
            | A1 | | A | 入学机会 | 县级政府工作 | 已核实 |
            | B01 | A1 | B | 随迁子女就学 | 县级政府工作 | 已核实 |
            | J06 | | B | 生均图书册数 | 办学基本条件 | 未核实 |
        """,
        "计算指标": """
            | 代码 | 公式 | 单位 | 口径 | 比较 | 九年一贯制标准 | 小数位 | 核实 |
            | J06 | 图书册数÷学生数 | 册/生 | 全校 | ≥ | 25 | 2 | 已核实 |
        """,
        "材料要求": """
            | 材料代码 | 指标代码 | 材料名称 | 期间 | 份数 | 盖章 | 签字 | 原件 | 责任小组 |
            | B01-1 | B01 | 招生方案 | 每学年度 | 1 | 是 | 否 | 是 | 档案资料组 |
        """,
        "章节": """
            | 代码 | 标题 | 模板 | 范围 | 归入指标 |
            | R01 | 自查报告 | 自查报告.docx | 全校 | A1 |
        """,
        "档案盒": """
            | 盒号 | 题名 | 指标 | 保管期限 |
            | 01 | 入学机会 | A1、J06 | 30年 |
        """,
    },
    "school.xlsx": {
        "基本信息": """
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
        """,
        "数据": """
            | 数据项 | 学段 | 单位 | 2020—2021 | 2021—2022 | 来源 |
            | 学生数 | 小学部 | 人 | #160 | #166 | 基础基312 |
            | 学生数 | 初中部 | 人 | #205 | #210 | 基础基313 |
            | 图书册数 | 全校 | 册 | #22000 | #23226 | 图书账 |
        """,
        "自评说明": """
            | 指标代码 | 自评结论 | 主要做法 | 存在问题 | 改进措施 |
            | B01 | 达标 | 统一入学。\\n公开公示。 | | |
        """,
        "报告文字": """
            | 小节 | 文字 |
            | 主要做法 | 第一段。\\n第二段。 |
        """,
    },
    "evidence.xlsx": {
        "佐证材料登记": """
            | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 |
            | B01-1 | 2020年招生方案 | 2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 是 |
        """,
        "照片": """
            | 材料代码 | 学年度 | 文件 | 事由 | 时间 |
            | B01-1 | 2020—2021学年度 | 报名.jpg | 报名现场 | 2020-09-01 |
        """,
    },
    "people.xlsx": {
        "领导小组": """
            | 职务 | 姓名 | 现任职务 |
            | 组长 | 周明 | 校长 |
        """,
        "办公室": """
            | 职务 | 姓名 |
            | 主任 | 陈映 |
        """,
        "工作小组": """
            | 小组 | 职务 | 姓名 |
            | 档案资料组 | 组长 | 李芳 |
        """,
        "小组职责": """
            | 小组 | 职责 |
            | 档案资料组 | 收集、整理材料。 |
        """,
        "任务分解表": """
            | 指标代码 | 工作任务 | 责任小组 | 责任人 | 完成时限 | 签字日期 |
            | B01 | 收集材料 | 档案资料组 | 李芳 | 2023-04-30 | 2022-09-10 |
        """,
    },
    "ledger.xlsx": {
        "整改台账": """
            | 序号 | 指标代码 | 存在问题 | 来源 | 所需资金（万元） | 责任人 | 状态 |
            | 1 | B01 | 公示不及时 | 自查 | 0.5 | 李芳 | 整改中 |
        """,
    },
}


def write_books(inputs: Path, **changed: str | None) -> Path:
    """The five books in `inputs`, with sheets drawn anew; None takes the sheet away."""
    inputs.mkdir(exist_ok=True)
    known = {name for sheets in BOOKS.values() for name in sheets}
    assert set(changed) <= known, set(changed) - known
    for book, sheets in BOOKS.items():
        drawn = {name: changed.get(name, table) for name, table in sheets.items()}
        write_book(inputs / book, {name: table for name, table in drawn.items() if table})
    return inputs


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Each finding as the console says it."""
    return [f"{f.place}: {f.text.spoken('en')} [{f.code}]" for f in findings]
