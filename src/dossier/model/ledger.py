"""ledger.xlsx: the problems found, what is done about them, and what need not be mended (豁免)."""

import re
from collections.abc import Container
from datetime import date
from decimal import Decimal

from dossier.facts import Fact
from dossier.model.columns import Column, Holds, Sheet, words
from dossier.model.evidence import Evidence, Photo
from dossier.source import Row

CLOSED = "已销号"
"""The 状态 of a problem that is done with: solved, proven and accepted."""


def names_of(entry: Evidence | Photo) -> tuple[str, ...]:
    """The names by which the ledger may call what is registered: its file, and its title."""
    return (entry.file,) if isinstance(entry, Photo) else (entry.file, entry.title)


class Rectification(Fact, frozen=True):
    """One problem. `money` is in 万元; `evidence` names registered files or titles.

    What is done adds `more` to the figure `raised`, where it is to lift an indicator.
    """

    indicator: str
    problem: str
    basis: str
    finder: str
    measure: str
    money: Decimal | None
    leader: str
    person: str
    deadline: date | None
    progress: str
    outcome: str
    evidence: str
    accepted_by: str
    closed: date | None
    status: str
    row: Row
    serial: str = ""
    raised: str = ""
    more: Decimal | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the status says so, with or without a date."""
        return self.status == CLOSED

    def proofs(self, known: Container[str]) -> tuple[str, ...]:
        """The names in 佐证材料, which stand apart by 、 or ； or a line each.

        A title may hold such a mark itself, so what is `known` as a whole is one name.
        """
        whole = self.evidence.strip()
        if whole and whole in known:
            return (whole,)
        return tuple(part.strip() for part in re.split(r"[、；;\n]", whole) if part.strip())


WAIVABLE = {
    "page-count": "页数与目录不符",
    "number-absent": "页码缺失",
    "number-wrong": "页码有误",
    "labels-wrong": "页面标签有误",
    "paper-odd": "纸张不是A4或A3",
    "page-blank": "空白页",
    "page-unread": "页面文字无法核验",
    "font-unembedded": "字体未嵌入",
    "content-active": "含脚本或附件",
    "title-absent": "文件未注明题名或语言",
    "pdfa-claim": "PDF/A声明不实",
    "number-twice": "重号",
    "number-skipped": "漏号",
    "pages-unclaimed": "页码归属不清",
    "row-absent": "卷内目录缺行",
    "row-extra": "卷内目录多行",
    "row-pages": "卷内目录页号不符",
    "row-title": "卷内目录题名不符",
    "gap-unmarked": "缺件未标明",
    "cover-silent": "封面未注明是否完整",
    "link-absent": "目录无链接",
    "link-wrong": "目录链接有误",
    "back-absent": "无返回目录的链接",
    "link-dead": "失效链接",
    "outline-absent": "缺书签",
    "outline-wrong": "书签有误",
    "outline-dead": "书签无对应页",
}
"""The rules that can be waived, with what 备考表 calls them; docs/verify.md tells of each.

Those on the files themselves cannot: no reason makes a damaged package whole.
"""


class Waiver(Fact, frozen=True):
    """One waiver: of `rule` for `box`, or for one item of it alone (`item`, its 件号, or '')."""

    rule: str
    box: str
    item: str
    reason: str
    approver: str
    dated: date | None
    row: Row

    @property
    def rule_name(self) -> str:
        """What 备考表 calls the rule."""
        return WAIVABLE.get(self.rule, self.rule)


# fmt: off
LEDGER = Sheet("ledger.xlsx", "整改台账", (
    Column("serial", "序号", width=8, comment="顺序号。"),
    Column("indicator", "指标代码", Holds.CODE, required=True, aliases=("指标",), width=10,
           comment="问题属于哪个指标。"),
    Column("problem", "存在问题", required=True, aliases=("问题",), width=46,
           comment="问题的具体表现。"),
    Column("basis", "依据", width=34, comment="不符合哪条标准或规定。"),
    Column("finder", "来源", choices=words("自查", "县", "市", "省", "国家"), width=8,
           comment="由谁发现。"),
    Column("measure", "整改措施", width=46, comment="具体到事、到钱、到地点。"),
    Column("money", "所需资金（万元）", Holds.NUMBER, unit="万元",
           aliases=("所需资金", "所需资金(万元)"), width=12, comment="万元；不需要资金的填0。"),
    Column("raised", "补足项", width=16,
           comment="整改措施要增加的数据项，如 运动场地面积；据此测算整改后能否达标。可留空。"),
    Column("more", "补足数量", Holds.NUMBER, width=10,
           comment="要增加多少，单位与“数据”表一致，如 680。"),
    Column("leader", "责任领导", width=10, comment="姓名。"),
    Column("person", "责任人", required=True, width=10, comment="姓名。"),
    Column("deadline", "完成时限", Holds.DEADLINE, comment="日期。"),
    Column("progress", "进展", width=34, comment="目前做到哪一步。"),
    Column("outcome", "完成情况", width=24, comment="结果。"),
    Column("evidence", "佐证材料", aliases=("佐证材料（盒-件-页）",), width=40,
           comment="登记表中的题名或文件名；盒号、件号由系统填写。"),
    Column("accepted_by", "验收人签字", aliases=("验收人",), width=12, comment="验收人姓名。"),
    Column("closed", "销号日期", Holds.DATE, comment="已销号的填日期。"),
    Column("status", "状态", choices=words("未启动", "整改中", "已完成", "已销号"), required=True,
           width=10, comment="当前状态。"),
))

WAIVERS = Sheet("ledger.xlsx", "豁免", (
    Column("rule", "规则", required=True, width=20,
           comment="核验时方括号里的规则代码，如 page-blank，或它的中文名称，如 空白页。"),
    Column("box", "盒号", Holds.CODE, required=True, width=8, comment="如 03。"),
    Column("item", "件号", Holds.CODE, width=8, comment="如 0012；留空即整盒适用。"),
    Column("reason", "理由", required=True, width=46, comment="为什么可以不改；印在备考表上。"),
    Column("approver", "批准人", required=True, width=10, comment="谁同意的。"),
    Column("dated", "日期", Holds.DATE, comment="同意的日期。"),
), comment="核验（dossier verify）发现、经批准不再整改的事项。", optional=True)
