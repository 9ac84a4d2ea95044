"""A row of each sheet that shows how it is filled in; its people and papers are nobody's."""

from collections.abc import Mapping, Sequence

from dossier.model.check_rules import CHECK_RULES
from dossier.model.evidence import EVIDENCE, PHOTOS
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
from dossier.model.school import SELF_ASSESSMENTS
from dossier.model.years import SchoolYear

_PERSON = ("张某某", "副校长", "")


def examples(years: Sequence[SchoolYear]) -> Mapping[str, tuple[str, ...]]:
    """The cells behind the first one, by the name of the sheet, for a school with these years."""
    first, last = years[0], years[-1]
    day = f"{first.start}-10-08"
    until = f"{last.start + 1}-04-30"
    return {
        EVIDENCE.name: (
            *("秋季招生结果公示", "本校", "", day, str(first), "30年", "", "招生结果公示.pdf"),
            *("原件", "是", "否", "", "", ""),
        ),
        PHOTOS.name: (
            *(str(first), "大课间.jpg", "大课间跑操", day, "操场", "全体师生", "冬季长跑启动"),
            "李某某",
        ),
        LEADERS.name: _PERSON,
        OFFICE.name: _PERSON,
        GROUPS.name: ("组长", *_PERSON),
        DUTIES.name: ("收集、整理三个学年度的材料，装盒归档。",),
        TASKS.name: (
            "收集、整理：招生方案、结果公示",
            "（从下拉列表选小组）",
            "李某某",
            until,
            day,
        ),
        SELF_ASSESSMENTS.name: (
            "达标",
            "学校做了什么，有什么制度，有哪些材料可查。",
            "自查未发现问题。",
            "继续保持。",
        ),
        JUDGEMENTS.name: ("（评分项目）", "健全", "", "制度已印发，按年修订。", "接收办法.docx"),
        SURVEY.name: ("300", "296", "290", "270", "15", "5", "", ""),
        SUGGESTIONS.name: ("放学时校门口拥堵。", "已错时放学，并请交警值守。", "张某某"),
        EXPLANATIONS.name: ("全校", str(last), "新建综合楼投入使用。"),
        UNIT_COSTS.name: ("25", "硬件", "1", "政府采购中标价"),
        PROJECTIONS.name: (
            *("小学部", str(SchoolYear(last.start + 1)), "600"),
            "按在校一至五年级人数推算",
        ),
        LEDGER.name: (
            *("（指标代码）", "计算机不足", "每百名学生不少于6台", "自查", "新增20台", "8"),
            *("张某某", "李某某", until, "已列入采购计划", "", "", "", "", "整改中"),
        ),
        WAIVERS.name: ("03", "", "封底为空白页，原件如此。", "张某某", day),
        CHECK_RULES.name: ("提示", "", "校名改过，旧材料用旧名。", "张某某"),
    }
