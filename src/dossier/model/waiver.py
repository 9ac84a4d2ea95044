"""豁免: a rule of verification that a box need not keep, because somebody has said why."""

from datetime import date

from dossier.facts import Fact
from dossier.source import Row

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
