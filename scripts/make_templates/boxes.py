"""The front matter of a box: 封面, 卷内目录 and 备考表. Their pages carry no number (GB/T 9705)."""

from make_templates.package import FORM, FORM_ACROSS, Template
from make_templates.wordml import Cell, Column, Table, each, loop_table, para, row, when

_WIDTH = 170
"""What a form leaves for its table, in mm."""


def _cover() -> str:
    widths = (34, 51, 36, 49)

    def line(*cells: tuple[str, str]) -> str:
        pairs = [(Cell(label, "CoverLabel"), Cell(value, "CoverValue")) for label, value in cells]
        flat = [cell for pair in pairs for cell in pair]
        if len(cells) == 1:
            flat = [flat[0], Cell(cells[0][1], "CoverValue", span=3)]
        return row(flat, widths, height=11)

    facts = Table(
        widths,
        (),
        (
            line(("全宗名称", "{{ 学校名称 }}"), ("全宗号", "{{ 全宗号 }}")),
            line(
                (
                    "{% if 盒年度 %}年度{% else %}学年度{% endif %}",
                    "{% if 盒年度 %}{{ 盒年度 }}{% else %}{{ 盒学年度 }}{% endif %}",
                )
            ),
            line(("保管期限", "{{ 保管期限 }}"), ("机构（问题）", "{{ 机构问题 }}")),
            line(
                ("件数", "{{ 件数 }}件{% if 不完整 %}（实有{{ 实有件数 }}件）{% endif %}"),
                ("起止件号", "{{ 起止件号 }}"),
            ),
        ),
    )
    gap = Table(
        (90,),
        (),
        (row([Cell("不完整（缺{{ 缺件数 }}件）", "CoverGap")], (90,), height=13),),
    )
    return (
        para("{{ 学校名称 }}", "CoverName")
        + para("{{ 标准名称 }}档案", "CoverKind")
        + para("第{{ 盒号 }}盒", "CoverBox")
        + para("{{ 盒题名 }}", "CoverTitle")
        + when(
            "指标范围|length <= 6",
            each("段", "指标范围", para("{{ 段 }}", "CoverItem")),
            para("{{ 指标范围|join('、') }}", "CoverItem"),
        )
        + para("", "CoverItem")
        + when("不完整", gap.xml() + para("", "CoverItem"))
        + facts.xml()
        + para("", "CoverItem")
        + para("编制单位：{{ 学校名称 }}", "CoverFoot")
        + para("{{ 整理日期 }}", "CoverFoot")
    )


def _contents() -> str:
    return (
        para("卷内目录", "TableTitle")
        + para("第{{ 盒号 }}盒　{{ 盒题名 }}", "TableLine")
        + loop_table(
            "卷内目录",
            (
                Column("件号", 14, "{{ 行.件号 }}", "Small"),
                Column("文号", 27, "{{ 行.文号 }}", "Small"),
                Column("责任者", 27, "{{ 行.责任者 }}", "Small"),
                Column("题名", 48, "{{ 行.题名 }}", "SmallLeft"),
                Column("日期", 17, "{{ 行.日期 }}", "Small"),
                Column("页号", 19, "{{ 行.页号 }}", "Small"),
                Column("备注", 18, "{{ 行.备注|醒目(行.缺) }}", "Small"),
            ),
            height=8.8,
            empty="本盒没有材料",
            head="HeadSmall",
        )
    )


def _archived() -> str:
    """归档文件目录 with the nine columns of DA/T 22-2015."""
    return (
        para("归档文件目录", "TableTitle")
        + para(
            "全宗号：{{ 全宗号 }}　　年度：{{ 盒年度 }}　　保管期限：{{ 保管期限 }}"
            "　　机构（问题）：{{ 机构问题 }}　　第{{ 盒号 }}盒",
            "TableLine",
        )
        + loop_table(
            "归档文件目录",
            (
                Column("序号", 12, "{{ 行.序号 }}", "Small"),
                Column("档号", 51, "{{ 行.档号 }}", "Small"),
                Column("文号", 32, "{{ 行.文号 }}", "Small"),
                Column("责任者", 32, "{{ 行.责任者 }}", "Small"),
                Column("题名", 75, "{{ 行.题名 }}", "SmallLeft"),
                Column("日期", 20, "{{ 行.日期 }}", "Small"),
                Column("密级", 13, "{{ 行.密级 }}", "Small"),
                Column("页数", 12, "{{ 行.页数 }}", "Small"),
                Column("备注", 20, "{{ 行.备注|醒目(行.缺) }}", "Small"),
            ),
            height=8.8,
            empty="本盒没有材料",
            head="HeadSmall",
        )
    )


def _remarks() -> str:
    def field(label: str, inner: str = "") -> str:
        return para(label, "FormLabel") + (inner or para("", "FormText"))

    widths = (34, 51, 34, 51)

    def wide(inner: str) -> list[Cell]:
        return [Cell("", span=4, align="top", inner=inner)]

    state = field("盒内文件情况说明：", each("段", "盒内情况", para("{{ 段 }}", "FormText")))
    table = Table(
        widths,
        (),
        (
            row(wide(state), widths, height=120, split=True),
            row(wide(field("补充情况：")), widths, height=32),
            row(wide(field("移出、销毁情况：")), widths, height=32),
            row(
                [
                    Cell("整理人", "FormCell"),
                    Cell("{{ 整理人 }}", "FormCell"),
                    Cell("整理日期", "FormCell"),
                    Cell("{{ 整理日期 }}", "FormCell"),
                ],
                widths,
                height=13,
            ),
            row(
                [
                    Cell("检查人", "FormCell"),
                    Cell("{{ 检查人 }}", "FormCell"),
                    Cell("检查日期", "FormCell"),
                    Cell("{{ 检查日期 }}", "FormCell"),
                ],
                widths,
                height=13,
            ),
        ),
    )
    return (
        para("备考表", "TableTitle")
        + para("第{{ 盒号 }}盒　{{ 盒题名 }}", "TableLine")
        + table.xml()
        + para("", "Note")
    )


TEMPLATES = {
    "封面.docx": Template(_cover(), FORM, numbered=False, title="第{{ 盒号 }}盒 封面"),
    "卷内目录.docx": Template(_contents(), FORM, numbered=False, title="第{{ 盒号 }}盒 卷内目录"),
    "归档文件目录.docx": Template(
        _archived(), FORM_ACROSS, numbered=False, title="第{{ 盒号 }}盒 归档文件目录"
    ),
    "备考表.docx": Template(_remarks(), FORM, numbered=False, title="第{{ 盒号 }}盒 备考表"),
}
