"""评估验收表册: a cover with the list of forms, and the forms, which the program draws."""

from make_templates.package import ACROSS, Template
from make_templates.wordml import Column, loop_table, para


def _forms() -> str:
    return (
        para("{{ 标准名称 }}", "Subtitle")
        + para("{{ 标题 }}", "Title")
        + loop_table(
            "表册目录",
            (
                Column("表号", 40, "{{ 行.表号 }}"),
                Column("名称", 140, "{{ 行.名称 }}", "CellLeft"),
            ),
            height=9,
            empty="没有可以填报的表",
        )
        + para("", "CoverItem")
        + para("填报单位（盖章）：{{ 学校名称 }}", "CoverItem")
        + para("负责人：{{ 校长 }}　　　　　　填报日期：{{ 成文日期 }}", "CoverItem")
        + para("{{ 表册 }}", "Text", page_break=True)
    )


TEMPLATES = {"评估验收表册.docx": Template(_forms(), page=ACROSS)}
