"""整改方案, 领导小组与工作分工 and 任务分解表."""

from make_templates.package import ACROSS, Template
from make_templates.parts import lead, signature
from make_templates.wordml import Column, each, loop_table, para, run, when

# the steps of the plan, month by month; a school changes them here, in Word
_STEPS = (
    (
        "（一）落实责任",
        (
            "召开动员会，学习评估文件和标准，把各项指标分解到小组、落实到人，层层签订责任书，"
            "做到任务到人、责任到人、签字担责，突出校舍建设、设备添置、班额控制和教师配备等重点。"
        ),
    ),
    (
        "（二）宣传发动",
        (
            "利用标语、展板、网络专栏、家长会等形式宣传义务教育均衡发展的意义和要求，"
            "使教师、学生、家长人人知晓评估标准。"
        ),
    ),
    (
        "（三）整改提高（10月至12月）",
        (
            "对照未达标台账和整改台账逐项整改，先硬件后软件、先易后难、分步实施，完成一项、验收一项、"
            "销号一项。"
        ),
    ),
    (
        "（四）档案建设（次年1月至4月）",
        (
            "按照县均衡办下发的档案目录和任务分解表，收集、整理近三个学年度的文件、方案、总结、表册和"
            "过程材料，分指标、分学年度装盒归档，做到目录清晰、资料详实、数据准确、装帧美观、一目了然。"
        ),
    ),
    (
        "（五）迎接评估（次年8月至9月）",
        (
            "制作展板、画册和专题片，广泛听取家长和社会各界的意见建议；核对全部数据和档案，完成自查报告，"
            "迎接市人民政府复核和省督导评估。"
        ),
    ),
)
_DEMANDS = (
    (
        "提高认识，加强领导。",
        "各小组要把迎评工作作为中心工作，组长负总责，成员各负其责，确保领导到位、人员到位、措施到位。",
    ),
    (
        "实事求是，确保质量。",
        (
            "所有材料和数据必须真实、准确，数出有源；缺少的材料如实登记，能补签补章的依程序补齐，"
            "一律不得编造。"
        ),
    ),
    (
        "加强督办，严格问责。",
        "领导小组办公室定期通报进度，对逾期未完成的发督办单；工作不力影响评估的，按有关规定处理。",
    ),
)


def _head(title: str) -> str:
    return para("{{ 学校名称 }}", "Title") + para(title, "Title") + para("", "Text")


def _leaders() -> str:
    return each(
        "行", "领导小组职务", para(run("{{ 行.职务 }}：", style="Lead") + run("{{ 行.姓名 }}"))
    )


def _office() -> str:
    return para("领导小组下设办公室，负责材料的收集、整理、完善和日常协调：") + each(
        "行", "办公室职务", para(run("{{ 行.职务 }}：", style="Lead") + run("{{ 行.姓名 }}"))
    )


def _groups(style: str) -> str:
    return each(
        "组",
        "工作小组",
        para("（{{ 组.序号 }}）{{ 组.名称 }}", style),
        para(
            "组长：{{ 组.组长 }}。{% if 组.副组长 %}副组长：{{ 组.副组长 }}。{% endif %}"
            "{% if 组.成员 %}成员：{{ 组.成员 }}。{% endif %}"
        ),
        para("工作职责：", properties="<w:keepNext/>"),
        each("条", "组.职责", para("{{ loop.index }}. {{ 条 }}")),
    )


def _rectification() -> str:
    steps = "".join(para(head, "Heading2") + para(text) for head, text in _STEPS)
    demands = "".join(
        para(run(f"（{mark}）{head}", style="Lead") + run(text))
        for mark, (head, text) in zip("一二三", _DEMANDS, strict=True)
    )
    return (
        _head("{{ 标准名称 }}{{ 标题 }}")
        + para(
            "为做好{{ 标准名称 }}迎评工作，根据{{ 评估依据合并 }}，结合学校自查情况，制定本方案。"
        )
        + para("一、整改原则", "Heading1")
        + lead("整改原则")
        + para("二、整改目标", "Heading1")
        + each("段", "整改目标", para("（{{ loop.index|中文数字 }}）{{ 段 }}"))
        + para("三、组织领导", "Heading1")
        + para("学校成立迎评工作领导小组。")
        + _leaders()
        + _office()
        + para("四、工作小组与职责", "Heading1")
        + _groups("Heading2")
        + para("五、整改内容", "Heading1")
        + para(
            "对照{{ 指标数 }}项办学基本条件指标自查，达标{{ 达标指标数 }}项，未达标"
            "{{ 未达标指标数 }}项{% if not 全部达标 %}（{{ 未达标指标 }}）{% endif %}。"
            "列入整改台账的问题{{ 整改总数 }}项，所需资金{{ 整改资金 }}万元，见下表。"
        )
        + para("整改内容一览表", "caption")
        + loop_table(
            "整改台账",
            (
                Column("序号", 10, "{{ 行.序号 }}", "Small"),
                Column("指标", 28, "{{ 行.指标 }}", "SmallLeft"),
                Column("存在问题", 40, "{{ 行.存在问题 }}", "SmallLeft"),
                Column("整改措施", 44, "{{ 行.整改措施 }}", "SmallLeft"),
                Column("责任人", 15, "{{ 行.责任人 }}", "Small"),
                Column("完成时限", 19, "{{ 行.完成时限 }}", "Small"),
            ),
            empty="没有列入整改台账的问题",
            head="HeadSmall",
        )
        + para("六、补足测算与资金安排", "Heading1")
        + _shortfalls()
        + para("七、实施步骤", "Heading1")
        + steps
        + para("八、工作要求", "Heading1")
        + demands
        + signature()
    )


def _shortfalls() -> str:
    """What would meet each unmet indicator; the section stands, whatever there is to say."""
    return when(
        "补足测算",
        para(
            "按照先硬件后软件、先易后难的原则，对未达标和预计不能达标的指标，逐项测算达标所需补足的数量"
            "和资金，见下表。"
            "{{ 补足资金说明 }}"
        )
        + para("补足测算一览表", "caption")
        + loop_table(
            "补足测算",
            (
                Column("序号", 10, "{{ 行.序号 }}", "Small"),
                Column("指标", 36, "{{ 行.指标|合并 }}", "SmallLeft"),
                Column("学段", 15, "{{ 行.学段 }}", "Small"),
                Column("需补足", 36, "{{ 行.补足 }}", "SmallLeft"),
                Column("测算口径", 29, "{{ 行.年度 }}{{ 行.口径 }}", "Small"),
                Column("估算资金（万元）", 18, "{{ 行.估算资金 }}", "Small"),
                Column("类别", 12, "{{ 行.类别 }}", "Small"),
            ),
            head="HeadSmall",
        )
        + para(
            "注：估算资金按单价推算，实际支出以预算批复和采购结果为准；"
            "整改台账所列资金为各项整改措施的计划资金。",
            "Note",
        ),
        para(
            "{% if 全部达标 %}各项办学基本条件指标均已达标，没有需要补足的数量。"
            "{% else %}未达标指标所需补足的数量不能由数据项直接推算，按整改台账所列措施和资金安排。"
            "{% endif %}"
        ),
    )


def _division() -> str:
    return (
        _head("迎评工作{{ 标题 }}")
        + para(
            "为加强{{ 标准名称 }}迎评工作的领导，落实责任，学校成立领导小组和工作小组，分工如下。"
        )
        + para("一、领导小组", "Heading1")
        + _leaders()
        + para("二、领导小组办公室", "Heading1")
        + _office()
        + para("三、工作小组", "Heading1")
        + _groups("Heading2")
        + para("附件：工作小组成员名册")
        + signature()
        + when(
            "小组成员",
            para("附件", "AnnexMark", page_break=True)
            + para("工作小组成员名册", "caption")
            + loop_table(
                "小组成员",
                (
                    Column("工作小组", 52, "{{ 行.小组|合并 }}"),
                    Column("职务", 22, "{{ 行.职务 }}"),
                    Column("姓名", 24, "{{ 行.姓名 }}"),
                    Column("现任职务", 58, "{{ 行.现任职务 }}", "CellLeft"),
                ),
            ),
        )
    )


def _tasks() -> str:
    return (
        para("{{ 学校名称 }}迎评工作{{ 标题 }}", "TableTitle")
        + loop_table(
            "任务",
            (
                Column("责任小组", 38, "{{ 行.小组|合并 }}"),
                Column("序号", 12, "{{ 行.序号 }}"),
                Column("指标", 76, "{{ 行.指标 }}", "CellLeft"),
                Column("工作任务", 65, "{{ 行.工作任务 }}", "CellLeft"),
                Column("责任人", 18, "{{ 行.责任人 }}"),
                Column("完成时限", 24, "{{ 行.完成时限 }}"),
                Column("签字", 24, "{{ 行.签字 }}"),
            ),
            height=11,
            empty="没有分解的任务",
        )
        + para("注：签字栏印有日期的，责任人已于当日在纸质表上签字；空白的尚未签字。", "Note")
    )


TEMPLATES = {
    "整改方案.docx": Template(_rectification()),
    "领导小组与工作分工.docx": Template(_division()),
    "任务分解表.docx": Template(_tasks(), page=ACROSS),
}
