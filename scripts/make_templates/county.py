"""县域报告: the report of the county, which comes with the program (src/dossier/county)."""

from make_templates.package import ACROSS, OFFICIAL, Page, Template
from make_templates.wordml import Column, each, loop_table, para, run, when


def _section_end(page: Page) -> str:
    """A paragraph that ends a section; what stood before it is on such pages."""
    return para("", "Note", properties=page.section(numbered=True))


def _charts() -> str:
    """The charts on upright pages: one of 40 schools fills the height of such a page."""
    return when(
        "分布图",
        para("各校数值由高到低排列，虚线为全县平均，见以下各图。")
        + _section_end(ACROSS)
        + each(
            "图",
            "分布图",
            para("{{ 图.图 }}", "Figure")
            + para(run("图{{ loop.index }}　") + run("{{ 图.题名 }}"), "FigureCaption"),
        )
        + _section_end(OFFICIAL),
    ) + when("图注", para("{{ 图注 }}", "Note"))


def _report() -> str:
    return (
        para("{{ 县名 }}", "Title")
        + para("义务教育均衡发展数据汇总报告", "Title")
        + para("{{ 学年度 }}", "Subtitle")
        + para("", "Text")
        + para(
            "根据{{ 评估依据 }}，按照“{{ 标准名称 }}”，对{{ 县名 }}{{ 学校数 }}所学校{{ 学年度 }}"
            "的数据进行汇总，结果如下。逐校数据（表Ⅱ、表Ⅲ）见同时生成的工作簿。"
        )
        + para("一、基本情况", "Heading1")
        + para("计入汇总的学校{{ 学校数 }}所：{{ 规模 }}。")
        + when("未计入", para("没有计入的学校及原因：") + each("句", "未计入", para("{{ 句 }}")))
        + para("二、办学基本标准达标情况", "Heading1")
        + para(
            "{{ 学校数 }}所学校中，各学部全部达标的{{ 达标学校数 }}所，占{{ 达标率 }}；"
            "未全部达标的{{ 未达标学校数 }}所。"
        )
        + when(
            "未达标清单",
            para("表1　未达标清单", "caption")
            + loop_table(
                "未达标清单",
                (
                    Column("学校", 38, "{{ 行.学校|合并 }}", "SmallLeft"),
                    Column("学部", 15, "{{ 行.学部 }}", "Small"),
                    Column("指标", 44, "{{ 行.指标 }}", "SmallLeft"),
                    Column("标准", 30, "{{ 行.标准 }}", "Small"),
                    Column("实际", 25, "{{ 行.实际|醒目 }}", "Small"),
                    Column("差额", 25, "{{ 行.差额 }}", "Small"),
                    Column("补足办法", 80, "{{ 行.办法 }}", "SmallLeft"),
                ),
                head="HeadSmall",
            ),
        )
        + para("三、校际间差异系数", "Heading1")
        + each("句", "综合", para("{{ 句 }}"))
        + each("句", "超限", para("{{ 句 }}"))
        + para("表2　差异系数", "caption")
        + loop_table(
            "差异系数",
            (
                Column("学段", 20, "{{ 行.学段|合并 }}", "Small"),
                Column("指标", 117, "{{ 行.指标 }}", "SmallLeft"),
                Column("差异系数", 30, "{{ 行.系数|醒目(行.醒目) }}", "Small"),
                Column("限值", 38, "{{ 行.限值 }}", "Small"),
                Column("结论", 26, "{{ 行.结论 }}", "Small"),
                Column("学校数", 26, "{{ 行.学校数 }}", "Small"),
            ),
            head="HeadSmall",
        )
        + para(
            "差异系数按学生数加权计算，全县平均为总量除以学生总数；综合差异系数为各项的算术平均数。",
            "Note",
        )
        + _charts()
        + para("四、缩小差距的建议", "Heading1")
        + para(
            "下表对每项指标列出差异最大的学校，以及最有效的一步：把哪一所学校提高到全县平均，"
            "差异系数下降最多。提高一校时全县平均随之变动，已计算在内。"
        )
        + para("表3　建议", "caption")
        + loop_table(
            "建议",
            (
                Column("学段", 16, "{{ 行.学段 }}", "Small"),
                Column("指标", 52, "{{ 行.指标 }}", "SmallLeft"),
                Column("差异系数", 20, "{{ 行.系数|醒目(行.醒目) }}", "Small"),
                Column("差异最大的学校", 44, "{{ 行.学校 }}", "SmallLeft"),
                Column("占比", 19, "{{ 行.占比 }}", "Small"),
                Column("最有效的一步", 106, "{{ 行.建议 }}", "SmallLeft"),
            ),
            head="HeadSmall",
        )
        + when(
            "县级",
            para("五、县级政府工作、经费和满意度", "Heading1")
            + each("句", "县级", para("{{ 句 }}")),
        )
        + when(
            "问题",
            para("汇总中发现的问题", "Heading1") + each("句", "问题", para("{{ 句 }}")),
        )
    )


TEMPLATE = Template(_report(), ACROSS)
