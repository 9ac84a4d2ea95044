"""数据分析报告 and 满意度调查报告: tables, charts, and sentences that follow from the numbers."""

from make_templates.package import Template
from make_templates.parts import signature, years_table
from make_templates.wordml import (
    Column,
    each,
    loop_table,
    para,
    run,
    when,
)

_NOTHING = "无数据"


def _words(loop: str, empty: str = "") -> str:
    """The sentences of a list, a paragraph each; `empty` where there are none."""
    told = each("段", loop, para("{{ 段 }}"))
    return when(loop, told, para(empty)) if empty else told


def _figure(loop: str, *before: str) -> str:
    """The charts of one list, numbered after those of the lists `before`."""
    counted = "".join(f"{name}|length + " for name in before)
    return each(
        "图",
        loop,
        para("{{ 图.图 }}", "Figure")
        + para(run(f"图{{{{ {counted}loop.index }}}}　") + run("{{ 图.题名 }}"), "FigureCaption"),
    )


def _table(number: int, title: str, loop: str, columns: tuple[Column, ...]) -> str:
    return para(f"表{number}　{title}", "caption") + loop_table(
        loop, columns, head="HeadSmall", empty=_NOTHING
    )


def _summary() -> str:
    return _table(
        1,
        "{{ 评估学年度 }}达标情况汇总",
        "达标汇总",
        (
            Column("指标集", 26, "{{ 行.指标集|合并 }}", "Small"),
            Column("学段", 17, "{{ 行.学段 }}", "Small"),
            Column("应达标（项）", 17, "{{ 行.应达标 }}", "Small"),
            Column("达标（项）", 17, "{{ 行.达标 }}", "Small"),
            Column("未达标（项）", 17, "{{ 行.未达标|醒目(行.有未达标) }}", "Small"),
            Column("达标率", 17, "{{ 行.达标率 }}", "Small"),
            Column("未达标指标", 45, "{{ 行.未达标指标 }}", "SmallLeft"),
        ),
    )


def _verdicts() -> str:
    return _table(
        2,
        "达标规则结论",
        "达标规则结论",
        (
            Column("指标集", 24, "{{ 行.指标集|合并 }}", "Small"),
            Column("规则", 38, "{{ 行.规则|合并 }}", "SmallLeft"),
            Column("学段", 15, "{{ 行.学段 }}", "Small"),
            Column("学年度", 23, "{{ 行.学年度 }}", "Small"),
            Column("结论", 17, "{{ 行.结论|醒目(行.未通过) }}", "Small"),
            Column("计算过程", 39, "{{ 行.计算过程 }}", "SmallLeft"),
        ),
    )


def _trends() -> str:
    return para("表3　主要指标变化趋势", "caption") + years_table(
        "变化趋势",
        (
            Column("序号", 10, "{{ 行.序号|合并 }}", "Small"),
            Column("指标", 31, "{{ 行.指标|合并 }}", "SmallLeft"),
            Column("学段", 14, "{{ 行.学段 }}", "Small"),
            Column("单位", 18, "{{ 行.单位 }}", "Small"),
            Column("标准", 23, "{{ 行.标准 }}", "Small"),
        ),
        (Column("", 14, "{{ 年 }}", "Small"),),
        sizes=("HeadSmall", "Small"),
        last=(Column("变化", 18, "{{ 行.变化|醒目(行.不如首年) }}", "Small"),),
        years="学年",
    )


def _growth() -> str:
    return _table(
        4,
        "教育经费增长情况",
        "三个增长",
        (
            Column("序号", 10, "{{ 行.序号|合并 }}", "Small"),
            Column("内容", 30, "{{ 行.内容|合并 }}", "SmallLeft"),
            Column("年度", 12, "{{ 行.年度 }}", "Small"),
            Column("增幅", 15, "{{ 行.增幅 }}", "Small"),
            Column("对照增幅", 18, "{{ 行.对照增幅 }}", "Small"),
            Column("结论", 16, "{{ 行.结论|醒目(行.未达到) }}", "Small"),
            Column("计算过程", 55, "{{ 行.计算过程 }}", "SmallLeft"),
        ),
    )


def _jumps() -> str:
    return _table(
        5,
        "年度间变化较大的数据",
        "数据波动",
        (
            Column("数据项", 32, "{{ 行.数据项|合并 }}", "SmallLeft"),
            Column("学段", 14, "{{ 行.学段 }}", "Small"),
            Column("年度", 22, "{{ 行.年度 }}", "Small"),
            Column("上年", 18, "{{ 行.上年 }}{{ 行.单位 }}", "Small"),
            Column("本年", 18, "{{ 行.本年 }}{{ 行.单位 }}", "Small"),
            Column("变幅", 16, "{{ 行.变幅 }}", "Small"),
            Column("说明", 36, "{{ 行.说明|醒目(行.未说明) }}", "SmallLeft"),
        ),
    )


def _scores() -> str:
    return _table(
        6,
        "自评得分",
        "自评得分",
        (
            Column("序号", 11, "{{ 行.序号 }}", "Small"),
            Column("指标", 55, "{{ 行.指标 }}", "SmallLeft"),
            Column("分值", 14, "{{ 行.分值 }}", "Small"),
            Column("自评分", 16, "{{ 行.自评分|醒目(行.待评) }}", "Small"),
            Column("扣分依据", 60, "{{ 行.扣分依据 }}", "SmallLeft"),
        ),
    )


def _needs(number: int, title: str, condition: str) -> str:
    return _table(
        number,
        title,
        f"补足测算 if {condition}",
        (
            Column("指标", 41, "{{ 行.指标|合并 }}", "SmallLeft"),
            Column("学段", 14, "{{ 行.学段 }}", "Small"),
            Column("补足", 35, "{{ 行.补足 }}", "SmallLeft"),
            Column("测算年度", 22, "{{ 行.年度 }}", "Small"),
            Column("估算资金（万元）", 18, "{{ 行.估算资金 }}", "Small"),
            Column("类别", 13, "{{ 行.类别 }}", "Small"),
            Column("难易", 13, "{{ 行.难易 }}", "Small"),
        ),
    )


def _projections() -> str:
    return _table(
        8,
        "预测数据",
        "预测数据",
        (
            Column("数据项", 34, "{{ 行.数据项|合并 }}", "SmallLeft"),
            Column("学段", 17, "{{ 行.学段 }}", "Small"),
            Column("学年度", 26, "{{ 行.学年度 }}", "Small"),
            Column("预测值", 24, "{{ 行.预测值 }}", "Small"),
            Column("依据", 55, "{{ 行.依据 }}", "SmallLeft"),
        ),
    )


def _analysis() -> str:
    return (
        para("{{ 学校名称 }}", "Title")
        + para("{{ 标题 }}", "Title")
        + para("", "Text")
        + para(
            "本报告依据{{ 标准名称 }}和学校申报的{{ 学年度范围 }}数据编制。"
            "各项数值由申报数据按标准规定的公式计算，只在最后一步取整；"
            "“（未核实）”表示所用标准或规则尚无文件佐证。"
        )
        + para("一、达标情况", "Heading1")
        + para("（一）总体情况", "Heading2")
        + _words("达标分析", _NOTHING + "。")
        + _summary()
        + para("（二）达标规则", "Heading2")
        + when(
            "达标规则结论",
            para("各指标集按达标规则判断的结论见表2。"),
            para("标准未规定可计算的达标规则。"),
        )
        + _verdicts()
        + para("（三）与标准的差距", "Heading2")
        + when(
            "达标差距图",
            para("各项数值与标准的差距（占标准的百分比）如下图，向右为优于标准，斜线为未达标。")
            + _figure("达标差距图"),
            para(_NOTHING + "。"),
        )
        + para("（四）未达标指标", "Heading2")
        + when(
            "未达标分析",
            each("段", "未达标分析", para("{{ loop.index }}. {{ 段 }}")),
            para("{{ 评估学年度 }}没有未达标的指标。"),
        )
        + para("二、三年变化", "Heading1")
        + para("（一）变化趋势", "Heading2")
        + _words("趋势分析", _NOTHING + "。")
        + _trends()
        + para("（二）分年度对比", "Heading2")
        + when("三年对比图", _figure("三年对比图", "达标差距图"), para(_NOTHING + "。"))
        + para("三、教育经费增长", "Heading1")
        + _words("增长分析", _NOTHING + "。")
        + _growth()
        + _figure("增长图", "达标差距图", "三年对比图")
        + para("四、数据波动及说明", "Heading1")
        + _words("波动分析", "没有超过规定界限的年度间变化。")
        + _jumps()
        + para("五、自评得分", "Heading1")
        + _words("得分分析", _NOTHING + "。")
        + _scores()
        + para("六、补足测算", "Heading1")
        + when(
            "补足测算",
            para("按先硬件后软件、先易后难排列见表7、表9。{{ 补足资金说明 }}"),
            para("没有需要补足的指标，或数据不足以测算。"),
        )
        + para("（一）按现有数据", "Heading2")
        + _needs(7, "按现有数据补足测算", "not 行.预测")
        + para("（二）按预测数据", "Heading2")
        + when(
            "预测数据",
            para("预测数据见表8，据此测算见表9。"),
            para("未填报预测数据。"),
        )
        + _projections()
        + _needs(9, "按预测数据补足测算", "行.预测")
        + signature()
    )


def _survey() -> str:
    columns = (
        Column("序号", 12, "{{ 行.序号 }}", "Small"),
        Column("对象", 30, "{{ 行.对象 }}", "Small"),
        Column("发放（份）", 19, "{{ 行.发放 }}", "Small"),
        Column("回收（份）", 19, "{{ 行.回收 }}", "Small"),
        Column("有效（份）", 19, "{{ 行.有效 }}", "Small"),
        Column("满意和基本满意（份）", 21, "{{ 行.满意 }}", "Small"),
        Column("回收率", 18, "{{ 行.回收率 }}", "Small"),
        Column("满意率", 18, "{{ 行.满意率|醒目(行.低于要求) }}", "Small"),
    )
    suggestions = (
        Column("序号", 12, "{{ 行.序号 }}", "Small"),
        Column("对象", 20, "{{ 行.对象 }}", "Small"),
        Column("意见建议", 55, "{{ 行.意见建议 }}", "SmallLeft"),
        Column("答复", 49, "{{ 行.答复|醒目(行.未答复) }}", "SmallLeft"),
        Column("责任人", 20, "{{ 行.责任人 }}", "Small"),
    )
    return (
        para("{{ 学校名称 }}", "Title")
        + para("{{ 标题 }}", "Title")
        + para("", "Text")
        + para("一、调查结果", "Heading1")
        + _words("满意度分析", "未填报满意度调查数据。")
        + when(
            "有满意度",
            para("计算过程：{{ 满意度计算过程 }}。"),
        )
        + _table(1, "各类对象满意度", "满意度", columns)
        + _figure("满意率图")
        + para("二、意见建议", "Heading1")
        + para(
            "共收集意见建议{{ 意见建议数 }}条，已答复{{ 已答复意见数 }}条，"
            "未答复{{ 未答复意见数 }}条。"
        )
        + para("（一）未答复的意见建议", "Heading2")
        + _table(2, "未答复的意见建议", "未答复意见", suggestions)
        + para("（二）已答复的意见建议", "Heading2")
        + _table(3, "已答复的意见建议", "已答复意见", suggestions)
        + signature()
    )


TEMPLATES = {
    "数据分析报告.docx": Template(_analysis()),
    "满意度调查报告.docx": Template(_survey()),
}
