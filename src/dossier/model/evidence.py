"""The register of evidence, documents and photos, and how much of what is asked for is there.

Files are named relative to the evidence folder.
"""

from datetime import date

from dossier.facts import Fact
from dossier.messages import Worded, say
from dossier.model.columns import Column, Holds, Sheet
from dossier.model.standard import OLD_RETENTIONS, RETENTIONS, Every, Requirement
from dossier.model.years import Year
from dossier.source import Row

Ranges = tuple[tuple[int, int], ...]
"""Pages of a file: first and last of each run, counted from 1, rising; none means all of them."""


def counted(ranges: Ranges) -> int:
    """How many pages that are."""
    return sum(last - first + 1 for first, last in ranges)


def spelled(ranges: Ranges) -> str:
    """As people write them: ``3—5、8``."""
    return "、".join(f"{a}—{b}" if a < b else str(a) for a, b in ranges)


def beyond(ranges: Ranges, pages: int) -> str:
    """Why these pages of a file that has `pages` of them cannot come, in Chinese; or ''."""
    if not ranges or ranges[-1][1] <= pages:
        return ""
    return f"登记页次为第{spelled(ranges)}页，原件只有{pages}页"


class Evidence(Fact, frozen=True):
    """佐证材料登记: one document, and what the register says of it.

    `sealed`, `signed` and `original` are None where the register leaves them blank. `also` (互见)
    names the further requirements that it serves; `pages` (页次) are those of the file that count.
    `unconfirmed` (状态) is a row that the program proposed and nobody has looked at, for reasons
    that stand in `grounds` (登记依据).
    """

    requirement: str
    title: str
    author: str
    number: str
    dated: date | None
    year: Year | None
    retention: str
    secrecy: str
    file: str
    original: bool | None
    sealed: bool | None
    signed: bool | None
    note: str
    row: Row
    also: tuple[str, ...] = ()
    pages: Ranges = ()
    unconfirmed: bool = False
    grounds: str = ""

    def year_for(self, requirement: Requirement) -> Year | None:
        """The year for which it serves a requirement of 互见: its own, or none where once is asked.

        A plan of one year may well be the proof that is wanted once.
        """
        return None if requirement.every is Every.ONCE else self.year


class Photo(Fact, frozen=True):
    """照片: one photo and its six elements (事由 时间 地点 人物 背景 摄影者)."""

    requirement: str
    year: Year | None
    file: str
    event: str
    dated: date | None
    place: str
    people: str
    background: str
    photographer: str
    row: Row
    unconfirmed: bool = False
    grounds: str = ""

    def missing(self) -> tuple[str, ...]:
        """The names of the elements that are blank, as the register's headers call them."""
        elements = {
            "事由": self.event,
            "时间": self.dated,
            "地点": self.place,
            "人物": self.people,
            "背景": self.background,
            "摄影者": self.photographer,
        }
        return tuple(name for name, value in elements.items() if not value)


class Completeness(Worded):
    """How much is there; `text` is the word for it."""

    COMPLETE = "complete", say("complete")
    PARTLY = "partly", say("partly")
    MISSING = "missing", say("missing")


class Coverage(Fact, frozen=True):
    """One requirement in one period (None: once).

    `registered` counts the register's entries, `usable` those whose file can be bound.
    """

    requirement: Requirement
    year: Year | None
    registered: int
    usable: int

    @property
    def needed(self) -> int:
        """How many the standard asks for."""
        return self.requirement.copies


UNCONFIRMED, CONFIRMED = "待确认", "已确认"
"""What 状态 says of a row that the program proposed, until and after somebody has looked at it."""

_PROPOSED = (
    Column("unconfirmed", "状态", choices={CONFIRMED: False, UNCONFIRMED: True}, blank=False,
           width=10, added=True,
           comment="dossier register 提议的行写“待确认”，不算已登记；核对后改为“已确认”或清空。"),
    Column("grounds", "登记依据", aliases=("依据",), width=60, added=True,
           comment="程序提议这一行的依据和把握，核对后可以删去。"),
)  # fmt: skip

# fmt: off
EVIDENCE = Sheet("evidence.xlsx", "佐证材料登记", (
    Column("requirement", "材料代码", Holds.CODE, required=True, aliases=("要求", "材料要求"),
           width=12, comment="“材料要求”表中的代码。"),
    Column("title", "题名", required=True, aliases=("文件题名", "材料题名", "标题"), width=50,
           comment="文件标题；没有标题的自拟，外加方括号[ ]。"),
    Column("author", "责任者", aliases=("形成单位", "发文单位"), width=26,
           comment="形成文件的单位或个人。"),
    Column("number", "文号", aliases=("文件编号", "发文字号"), width=22,
           comment="发文字号，年份用六角括号〔〕。"),
    Column("dated", "日期", Holds.DATE, aliases=("成文日期", "形成日期"),
           comment="落款日期，如 2022-09-01；只有年月的写 2022年9月。"),
    Column("year", "学年度", Holds.YEAR, aliases=("年度", "学年"), width=18,
           comment="如 2021—2022学年度；经费材料填 2021年度；只要一次的留空。"),
    Column("retention", "保管期限", choices=RETENTIONS, understood=OLD_RETENTIONS, width=10,
           comment="永久、30年或10年。"),
    Column("secrecy", "密级", width=8, comment="没有密级的留空。"),
    Column("file", "文件", Holds.FILE, required=True, aliases=("文件名", "电子文件"), width=56,
           comment="evidence 文件夹内的文件名；在子文件夹中的写成 子文件夹/文件名。"),
    Column("original", "原件/复印件", choices={"原件": True, "复印件": False}, blank=None,
           aliases=("原件／复印件", "原复印件"), width=12, comment="纸质件是原件还是复印件。"),
    Column("sealed", "盖章", Holds.YES_NO, width=8, comment="纸质件是否已盖章。"),
    Column("signed", "签字", Holds.YES_NO, width=8, comment="纸质件是否已签字。"),
    Column("note", "备注", width=24, comment="缺损、补充、移出等情况。"),
    Column("also", "互见", Holds.REFERENCES, aliases=("互见代码", "同时佐证"), width=16,
           comment="同一份材料还证明哪些材料要求（材料代码，用顿号隔开）：只装订一次，那里放互见页。"),
    Column("pages", "页次", Holds.PAGES, aliases=("节选页次", "节选"), width=12,
           comment="只装订文件的一部分时填写，如 3—5、8；全部装订的留空。"),
    *_PROPOSED,
), aliases=("佐证材料", "材料登记"))

PHOTOS = Sheet("evidence.xlsx", "照片", (
    Column("requirement", "材料代码", Holds.CODE, required=True, refers="佐证材料登记", width=12,
           comment="照片证明哪项材料要求。"),
    Column("year", "学年度", Holds.YEAR, aliases=("学年", "年度"), width=18,
           comment="如 2021—2022学年度。"),
    Column("file", "文件", Holds.FILE, required=True, aliases=("文件名",), width=40,
           comment="evidence 文件夹内的照片文件名。"),
    Column("event", "事由", width=30, comment="照片所反映的事件。"),
    Column("dated", "时间", Holds.DATE, aliases=("拍摄时间", "日期"), comment="拍摄日期。"),
    Column("place", "地点", width=18, comment="拍摄地点。"),
    Column("people", "人物", width=26, comment="照片中的主要人物。"),
    Column("background", "背景", width=30, comment="事件的背景。"),
    Column("photographer", "摄影者", aliases=("拍摄者", "作者"), width=10, comment="拍摄人姓名。"),
    *_PROPOSED,
))
