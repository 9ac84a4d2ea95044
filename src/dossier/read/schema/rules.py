"""standard.xlsx: the rules by which sets pass, points are given and figures must agree."""

from dossier.model.rules import Part, Pass, Rising, Scoring
from dossier.read.schema.columns import FAMILIES, STAGES, Column, Holds, Sheet

_VERIFIED = Column(
    "verified",
    "核实",
    Holds.CHOICE,
    True,
    choices=("已核实", "未核实"),
    width=10,
    comment="没有文件原文可对照时填“未核实”，凡引用处都会标注。",
)
_SOURCE = Column("source", "来源", aliases=("依据",), width=40, comment="出自哪份文件。")


def _indicator(comment: str) -> Column:
    return Column(
        "indicator", "指标代码", Holds.CODE, True, aliases=("代码",), width=10, comment=comment
    )


def _stage(*, required: bool, comment: str) -> Column:
    return Column(
        "stage", "学段", Holds.CHOICE, required, choices=STAGES, width=10, comment=comment
    )


def _number(field: str, header: str, comment: str, *, required: bool = False) -> Column:
    return Column(field, header, Holds.NUMBER, required, width=12, comment=comment)


THRESHOLDS = Sheet(
    "standard.xlsx",
    "达标值",
    (
        _indicator("“计算指标”表中的代码。"),
        _stage(required=False, comment="只对该学段有效；留空为不限。"),
        Column("type", "学校类型", width=16, comment="只对该类型的学校有效；留空为不限。"),
        Column("from_classes", "班数自", Holds.COUNT, width=10, comment="班数不少于；留空为不限。"),
        Column("to_classes", "班数至", Holds.COUNT, width=10, comment="班数不多于；留空为不限。"),
        Column("school", "学校", width=20, comment="只对这一所学校有效；留空为不限。"),
        _number("value", "标准值", "应达到的数值。条件最具体的一行有效。", required=True),
        _VERIFIED,
        _SOURCE,
    ),
    optional=True,
)

PASS_RULES = Sheet(
    "standard.xlsx",
    "达标规则",
    (
        Column(
            "family",
            "指标集",
            Holds.CHOICE,
            True,
            choices=FAMILIES,
            width=16,
            comment="对哪一套指标而言。",
        ),
        Column(
            "rule",
            "规则",
            Holds.CHOICE,
            True,
            choices=tuple(rule.value for rule in Pass),
            width=26,
            comment="同一指标集可以有几行，须全部满足。",
        ),
        _number("primary", "小学", "规则对小学的数值；没有单列时填在“全校”。"),
        _number("junior", "初中", "规则对初中的数值。"),
        _number("school", "全校", "不分学段的数值：项数、百分比、分数或系数。"),
        _VERIFIED,
        _SOURCE,
    ),
    optional=True,
)

SCORING = Sheet(
    "standard.xlsx",
    "评分规则",
    (
        _indicator("被评分的指标。"),
        Column("item", "项目", required=True, width=30, comment="该指标的一条评分项目，不得重复。"),
        _number("full", "分值", "该指标的满分，填在它的第一行。"),
        Column(
            "rule",
            "规则",
            Holds.CHOICE,
            True,
            choices=tuple(rule.value for rule in Scoring),
            width=24,
            comment="怎样扣分。",
        ),
        Column("figure", "数据项", width=24, comment="按数字扣分的规则所看的数据项或公式。"),
        _stage(required=False, comment="数据项取哪个学段；留空为全校。"),
        _number("target", "控制线", "目标值或控制线，单位同数据项。"),
        _number("deduct", "扣分", "每次扣多少；不健全、不够时扣多少；视情况时的下限。"),
        _number("most", "最多扣", "扣分上限；未做到时扣多少；视情况时的上限。"),
        Column(
            "part",
            "取整",
            Holds.CHOICE,
            choices=tuple(part.value for part in Part),
            width=16,
            comment="不足1个百分点怎么算；留空为按比例。",
        ),
        _VERIFIED,
        _SOURCE,
    ),
    optional=True,
)

GROWTH = Sheet(
    "standard.xlsx",
    "增长规则",
    (
        Column("code", "代码", Holds.CODE, True, unique=True, width=10, comment="如 G1。"),
        Column("name", "名称", required=True, width=40, comment="这一项增长的名称。"),
        Column(
            "rule",
            "规则",
            Holds.CHOICE,
            True,
            choices=tuple(rule.value for rule in Rising),
            width=14,
            comment="逐年增长，或增幅高于对照数据项。",
        ),
        Column("figure", "数据项", required=True, width=26, comment="“经费”表中的数据项。"),
        Column("other", "对照数据项", width=26, comment="增幅与之比较的数据项。"),
        _stage(required=False, comment="留空为全校。"),
        _VERIFIED,
        _SOURCE,
    ),
    optional=True,
)

FORMS = Sheet(
    "standard.xlsx",
    "表册",
    (
        Column("form", "表号", required=True, width=8, comment="如 表Ⅰ、表Ⅴ。"),
        Column("line", "栏次", required=True, width=8, comment="如 L1。"),
        Column("caption", "栏目", required=True, width=36, comment="表头上的文字。"),
        Column("take", "取数", width=40, comment="数据项、公式，或“基本信息:项目”。"),
        _stage(required=False, comment="取哪个学段的数；留空为全校。"),
        Column("unit", "单位", width=10, comment="印在栏目下的单位。"),
        Column("places", "小数位", Holds.COUNT, width=8, comment="保留的小数位数。"),
    ),
    optional=True,
)

AGREEMENTS = Sheet(
    "standard.xlsx",
    "口径核对",
    (
        Column("name", "核对项", required=True, width=30, comment="核对的是什么。"),
        Column("one", "数据", required=True, width=40, comment="数据项或公式。"),
        Column(
            "other",
            "对照",
            required=True,
            width=40,
            comment="数据项、公式、“基本信息:项目”或“登记:工作表:列=值”（数行数）。",
        ),
        _stage(required=False, comment="留空为全校。"),
        _number("tolerance", "允许误差", "两数之差不超过此数即为一致，单位同“数据”一边；留空为0。"),
    ),
    optional=True,
)

PHRASES = Sheet(
    "standard.xlsx",
    "文字口径",
    (
        Column("figure", "数据项", required=True, width=26, comment="“数据”表中的数据项。"),
        _stage(required=False, comment="留空为全校。"),
        Column(
            "pattern",
            "文字",
            required=True,
            width=50,
            comment="数字在文字中的说法，写足限定词和单位，如：在校学生{学生数}人。",
        ),
    ),
    optional=True,
)
