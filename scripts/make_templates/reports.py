"""自查报告 and 工作汇报."""

from make_templates.package import Template
from make_templates.parts import lead, signature, years_table
from make_templates.wordml import Column, bold, each, loop_table, para, run, when

_KEY_FIGURES = (
    "学生数",
    "教学班数",
    "教职工数",
    "专任教师数",
    "高于规定学历教师数",
    "中级及以上职务教师数",
    "教学用计算机台数",
    "图书册数",
    "教学仪器设备值",
    "运动场地面积",
)


def _key_figures() -> str:
    names = ", ".join(f'"{name}"' for name in _KEY_FIGURES)
    return years_table(
        f"基本数据 if 行.数据项 in [{names}]",
        (
            Column("数据项", 44, "{{ 行.数据项|合并 }}", "CellLeft"),
            Column("学段", 19, "{{ 行.学段 }}"),
            Column("单位", 21, "{{ 行.单位 }}"),
        ),
        (Column("", 24, "{{ 年 }}"),),
    )


def _all_figures() -> str:
    return years_table(
        "基本数据",
        (
            Column("数据项", 34, "{{ 行.数据项|合并 }}", "SmallLeft"),
            Column("学段", 14, "{{ 行.学段 }}", "Small"),
            Column("单位", 14, "{{ 行.单位 }}", "Small"),
        ),
        (Column("", 20, "{{ 年 }}", "Small"),),
        sizes=("HeadSmall", "Small"),
        last=(Column("来源", 34, "{{ 行.来源 }}", "SmallLeft"),),
        years="学年",
    )


def _working() -> str:
    return loop_table(
        "达标情况",
        (
            Column("序号", 11, "{{ 行.序号|合并 }}", "Small"),
            Column("指标", 38, "{{ 行.指标|合并 }}", "SmallLeft"),
            Column("学段", 15, "{{ 行.学段 }}", "Small"),
            Column("计算过程", 92, "{{ 行.计算过程 }}", "SmallLeft"),
        ),
        head="HeadSmall",
    )


def _judged() -> str:
    """达标情况: 指标 | 标准 | 实际 | 是否达标, by stage."""
    return loop_table(
        "达标情况",
        (
            Column("序号", 12, "{{ 行.序号|合并 }}"),
            Column("指标", 54, "{{ 行.指标|合并 }}", "CellLeft"),
            Column("学段", 17, "{{ 行.学段 }}"),
            Column("标准", 30, "{{ 行.标准 }}"),
            Column("实际", 26, "{{ 行.实际 }}"),
            Column("是否达标", 17, "{{ 行.结论|醒目(行.未达标) }}"),
        ),
    )


def _self_report() -> str:
    return (
        para("{{ 学校名称 }}", "Title")
        + para("{{ 标准名称 }}{{ 标题 }}", "Title")
        + para("", "Text")
        + para(
            "根据{{ 评估依据合并 }}等文件要求，{{ 学校名称 }}对照办学基本条件、校际间均衡和"
            "县级政府工作三套标准，对{{ 学年度范围 }}的工作逐项进行自查。现将自查情况报告如下。"
        )
        + para("一、学校基本情况", "Heading1")
        + para("（一）学校概况", "Heading2")
        + para(
            "{{ 学校名称 }}是一所{{ 学校类型 }}学校，位于{{ 地址 }}，主管部门为{{ 主管部门 }}。"
            "学校占地{{ 占地面积 }}，建筑面积{{ 建筑面积 }}，服务{{ 服务范围 }}，"
            "服务人口{{ 服务人口 }}。办学理念为“{{ 办学理念 }}”。"
        )
        + para(
            "{{ 评估学年度 }}，学校有教学班{{ 本年.教学班数.全校 }}个，"
            "学生{{ 本年.学生数.全校 }}人"
            "{% if 有小学部 and 有初中部 %}，其中小学部{{ 本年.学生数.小学部 }}人、"
            "初中部{{ 本年.学生数.初中部 }}人{% endif %}；"
            "教职工{{ 本年.教职工数.全校 }}人，专任教师{{ 本年.专任教师数.全校 }}人，"
            "其中高于规定学历{{ 本年.高于规定学历教师数.全校 }}人，"
            "中级及以上专业技术职务{{ 本年.中级及以上职务教师数.全校 }}人。"
        )
        + para("（二）主要数据", "Heading2")
        + para("近几个学年度的主要数据见表1，全部数据见附件1。")
        + para("表1　主要数据", "caption")
        + _key_figures()
        + para("二、组织与准备", "Heading1")
        + para("（一）加强领导，明确责任", "Heading2")
        + para(
            "学校成立由校长{{ 校长 }}、党支部书记{{ 党支部书记 }}牵头的领导小组，下设办公室和"
            "{{ 工作小组|length|中文数字 }}个工作小组，把各项指标分解到小组、落实到人，"
            "任务到人、责任到人、签字担责。"
        )
        + para("（二）对照标准，逐项自查", "Heading2")
        + para(
            "各小组对照标准核对教育事业统计报表、固定资产账和学籍系统，做到数据统一、口径统一；"
            "按照先硬件后软件、先易后难、分步实施的原则，分别建立已达标台账和未达标台账，逐项销号。"
        )
        + para("（三）收集材料，装盒归档", "Heading2")
        + para(
            "按照档案目录，把{{ 学年度范围 }}的材料分指标、分学年度整理归档，共装{{ 盒数 }}盒"
            "{{ 总件数 }}件。{% if 有缺件 %}其中缺{{ 总缺件数 }}件，已在卷内目录中逐件注明，"
            "正在补充。{% endif %}"
        )
        + para("三、达标情况", "Heading1")
        + para("（一）办学基本条件", "Heading2")
        + para(
            "{{ 评估学年度 }}，{{ 指标数 }}项办学基本条件指标中，达标{{ 达标指标数 }}项，未达标"
            "{{ 未达标指标数 }}项{% if not 全部达标 %}（{{ 未达标指标 }}）{% endif %}，见表2，"
            "计算过程见表3。达标规则：{{ 达标规则 }}。"
        )
        + para("表2　{{ 评估学年度 }}办学基本条件达标情况", "caption")
        + _judged()
        + para("表3　计算过程", "caption")
        + _working()
        + para("（二）校际间均衡监测指标", "Heading2")
        + para("{{ 监测指标数 }}项监测指标由县级统一计算差异系数，本校数值见表4。")
        + para("表4　校际间均衡监测指标", "caption")
        + years_table(
            "均衡监测",
            (
                Column("指标", 60, "{{ 行.指标|合并 }}", "SmallLeft"),
                Column("学段", 15, "{{ 行.学段 }}", "Small"),
            ),
            (Column("", 27, "{{ 年.实际值 }}", "Small"),),
            sizes=("HeadSmall", "Small"),
        )
        + para("（三）县级政府工作相关指标", "Heading2")
        + para(
            "与学校有关的{{ 自评指标数 }}项B级指标中，自评达标{{ 自评达标数 }}项，其余"
            "{{ 自评未达标数 }}项。各项指标的自评结论见附件2，自评说明另册装订。"
        )
        + when(
            "自评未达标",
            each(
                "行",
                "自评未达标",
                para("{{ loop.index }}. {{ 行.指标 }}：{{ 行.自评结论 }}。"),
            ),
        )
        + para("四、主要做法与成效", "Heading1")
        + lead("主要做法")
        + para("五、特色亮点", "Heading1")
        + lead("特色亮点")
        + para("六、存在的问题", "Heading1")
        + when(
            "未达标",
            each(
                "行",
                "未达标",
                para(
                    bold("未达标指标：")
                    + run(
                        "{{ 行.指标 }}（{{ 行.学段 }}），标准{{ 行.标准 }}，实际{{ 行.实际值 }}"
                        "{% if 行.差额 %}，差额{{ 行.差额 }}{% endif %}。"
                    )
                ),
            ),
        )
        + lead("存在问题")
        + para("七、整改措施与下一步打算", "Heading1")
        + when(
            "整改台账",
            para(
                "自查以来共列入整改台账{{ 整改总数 }}项，已销号{{ 已销号数 }}项，未销号"
                "{{ 未销号数 }}项，所需资金{{ 整改资金 }}万元。尚未销号的问题和整改措施如下："
            )
            + each(
                "行",
                '整改台账 if 行.状态 != "已销号"',
                para(
                    "{{ loop.index }}. {{ 行.存在问题 }}整改措施：{{ 行.整改措施 }}"
                    "（责任人：{{ 行.责任人 }}，完成时限：{{ 行.完成时限 }}，{{ 行.状态 }}）"
                ),
            ),
        )
        + lead("下一步打算")
        + para("", "Text")
        + para("附件：1. 学校基本数据")
        + para("　　　2. 县级政府工作相关指标自评结论")
        + signature()
        + para("附件1", "AnnexMark", page_break=True)
        + para("学校基本数据", "caption")
        + _all_figures()
        + para("附件2", "AnnexMark", page_break=True)
        + para("县级政府工作相关指标自评结论", "caption")
        + loop_table(
            "自评情况",
            (
                Column("序号", 12, "{{ 行.序号 }}"),
                Column("指标", 78, "{{ 行.指标 }}", "CellLeft"),
                Column("自评结论", 22, '{{ 行.自评结论|醒目(行.自评结论 != "达标") }}'),
                Column("责任小组", 44, "{{ 行.责任小组 }}", "CellLeft"),
            ),
        )
    )


def _work_report() -> str:
    return (
        para("{{ 学校名称 }}", "Title")
        + para("义务教育均衡发展{{ 标题 }}", "Title")
        + para("{{ 成文日期 }}", "Subtitle")
        + para("", "Text")
        + each("段", "汇报开头", para("{{ 段 }}"))
        + para("一、主要做法", "Heading1")
        + lead("主要做法")
        + para("二、达标情况", "Heading1")
        + para(
            "对照标准自查，{{ 评估学年度 }}学校{{ 指标数 }}项办学基本条件指标达标"
            "{{ 达标指标数 }}项。{% if not 全部达标 %}未达标的是：{{ 未达标指标 }}。{% endif %}"
            "与学校有关的{{ 自评指标数 }}项县级政府工作指标，自评达标{{ 自评达标数 }}项。"
        )
        + para("三、特色亮点", "Heading1")
        + lead("特色亮点")
        + para("四、存在的问题和下一步打算", "Heading1")
        + para("我们也清醒地看到，工作中还有一些不足：")
        + each("段", "存在问题", para("{{ loop.index|中文数字 }}是{{ 段 }}"))
        + para("下一步，我们将着力抓好以下工作：")
        + each("段", "下一步打算", para("{{ loop.index|中文数字 }}是{{ 段 }}"))
        + each("段", "汇报结语", para("{{ 段 }}"))
    )


TEMPLATES = {
    "自查报告.docx": Template(_self_report()),
    "工作汇报.docx": Template(_work_report()),
}
