"""检查规则: how much each thing that is looked at in the material weighs for one school."""

from collections.abc import Mapping
from enum import Enum

from dossier.facts import Fact
from dossier.finding import Code, Severity
from dossier.model.columns import Column, Holds, Sheet, words_of
from dossier.source import Row

ADJUSTABLE: Mapping[str, str] = {
    Code.OTHER_SCHOOL.slug: "他校名称",
    Code.DATE_CONFLICT.slug: "日期不符",
    Code.DATE_TOO_LATE.slug: "晚于成文日期",
    Code.DATES_OUT_OF_ORDER.slug: "日期先后",
    Code.PAGES_BLANK.slug: "扫描空白页",
    Code.SEAL_UNSEEN.slug: "未见印章",
    Code.PAGES_TURNED.slug: "页面倒置",
    Code.SIGNATURE_UNSEEN.slug: "未见签字",
    Code.PHOTO_TWICE.slug: "照片重复",
    Code.TEXT_AGAIN.slug: "文字雷同",
    Code.TEXT_TWICE.slug: "段落重复",
    Code.TEXT_WITHOUT_FACT.slug: "空泛段落",
    Code.PROBLEMS_SHORT.slug: "问题篇幅不足",
    Code.NUMBER_MALFORMED.slug: "文号不规范",
    Code.SIGN_OFF_MISSING.slug: "缺落款",
    Code.ROSTER_CONFLICT.slug: "名册人数不符",
    Code.ROW_TWICE.slug: "重复登记",
    Code.PHOTO_AS_DOCUMENT.slug: "照片按文件登记",
    Code.VERDICT_UNPROVEN.slug: "自评达标无佐证",
    Code.CHANGES_TRACKED.slug: "修订未接受",
    Code.COMMENTS_LEFT.slug: "批注未删",
    Code.CONTENTS_STALE.slug: "目录未更新",
    Code.FIGURE_DOUBTFUL.slug: "数字存疑",
    Code.BLANK_UNFILLED.slug: "空白未填",
    Code.CELLS_BROKEN.slug: "单元格错误值",
    Code.CELLS_HIDDEN.slug: "隐藏内容",
}
"""The codes of findings that can be set, with what the sheet calls them.

Each judges what a person may have reasons for. What is missing or damaged is no matter of weight.
"""


class Weight(Enum):
    """程度: a severity, or that what is found may stay as it is."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"
    WAIVED = "豁免"

    @property
    def severity(self) -> Severity:
        """The severity of it; what is waived stays a note, for nothing is hidden."""
        return {Weight.ERROR: Severity.ERROR, Weight.WARNING: Severity.WARNING}.get(
            self, Severity.NOTE
        )


class CheckRule(Fact, frozen=True):
    """One row: findings of the code `rule`, all of them or those of one `file`, weigh `weight`."""

    rule: str
    weight: Weight
    file: str
    reason: str
    approver: str
    row: Row


# fmt: off
CHECK_RULES = Sheet("ledger.xlsx", "检查规则", (
    Column("rule", "规则", required=True, width=20,
           comment="检查结果方括号里的代码，如 other-school，或它的中文名称，如 他校名称。"),
    Column("weight", "程度", choices=words_of(Weight), required=True, width=8,
           comment="错误、警告、提示，或豁免（须写理由）。"),
    Column("file", "文件", Holds.FILE, aliases=("文件名",), width=40,
           comment="只对这一个文件适用；留空即全部适用。"),
    Column("reason", "理由", width=46, comment="为什么可以不改；豁免的必填。"),
    Column("approver", "批准人", width=10, comment="谁同意的。"),
), comment="检查（dossier check）中材料内容各项规则的轻重。", optional=True)
