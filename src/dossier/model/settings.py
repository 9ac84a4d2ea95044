"""The settings of a standard: the sheet 设置 of standard.xlsx as one value, :class:`Settings`.

Each setting is declared once, beneath the facts that they become: what it is called, how it is
read, which sentence tells what may be written, and what counts where it is blank. Reading
(:mod:`dossier.read.standard`) and docs/workbooks.md follow from that.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum

from dossier.facts import Fact, field
from dossier.messages import CHINESE, ENGLISH, Text, say
from dossier.model.columns import Column, Sheet
from dossier.model.layout import OFFICIAL
from dossier.model.years import FiscalYear, SchoolYear
from dossier.text import NO, YES, plain

MOST_PAGES = 200
"""A 件 of more pages is to be bound in parts, as university archives ask (每件不超过200页)."""
PLACEHOLDER = "N"
"""What stands for the number in 页号样式: ``第N页``."""


class Scheme(Enum):
    """组盒方案: by what items are put into boxes."""

    INSPECTION = "迎检"  # by indicator: the rows of 档案盒
    ARCHIVE = "DA/T 22"  # by 年度, 保管期限 and 机构（问题）, as an archive takes them over


class BoxSplit(Fact, frozen=True):
    """自动调盒: whether boxes that are too thick are split, and thin neighbours put together."""

    splits: bool = True
    joins: bool = False


# Bulk, the volume of a gram of paper. Sheets of copy paper are 1.25 to 1.35 cm³/g; the upper end is
# taken, since what lies in a box is toned, handled and never pressed flat.
_BULK = Decimal("1.35")


class Paper(Fact, frozen=True):
    """How boxes are printed, filled and labelled.

    `grams` is the weight of the paper in g/㎡; `share` the part of a spine's width that may be
    filled, from above 0 to 1; `full_labels` asks for spine labels of full length, on A3.
    """

    duplex: bool = False
    grams: Decimal = Decimal(70)
    share: Decimal = Decimal("0.75")
    full_labels: bool = False

    @property
    def sheet(self) -> Decimal:
        """The thickness of a sheet in mm: its weight × 1.35 cm³/g, 0.0945 mm for 70 g/㎡."""
        return self.grams * _BULK / 1000

    def sheets(self, pages: int) -> int:
        """The sheets of one 件, which begins on a sheet of its own."""
        return (pages + 1) // 2 if self.duplex else pages


class Numbering(Fact, frozen=True):
    """How pages and items are numbered, and what is printed on them.

    `per_item` counts the pages of each 件 from 1 (DA/T 22-2015), otherwise those of the box go
    on (GB/T 9705); `outer` puts the number of a back page at its upper left; `style` is what is
    printed, with N for the number. `stamped` prints the 归档章; `appended` numbers late items at
    the end instead of in between; `on_fronts` begins each 件 on the front of a sheet.
    """

    per_item: bool = False
    outer: bool = False
    style: str = PLACEHOLDER
    stamped: bool = False
    appended: bool = False
    on_fronts: bool = False

    def printed(self, label: str) -> str:
        """What a page with the number `label` bears."""
        return self.style.replace(PLACEHOLDER, label)

    def room(self, pages: int) -> int:
        """How many pages a document of so many takes up, with the blank back that it may need."""
        return pages + pages % 2 if self.on_fronts else pages


class Settings(Fact, frozen=True):
    """All settings.

    `offices` gives the code in 档号 of each office (:func:`folded`), in order; `sealed` says
    whether the school puts its seal over the 落款 of its chapters, `archival` whether foreign PDFs
    are turned into PDF/A, `pictures` whether small pictures of the pages lie beside the index,
    `language` is that of missing.xlsx, and `layout` that of the chapters.
    `jump` is the part by which a figure may change from year to year, and `jump_start` the pieces
    below which no change counts. `sample` is the part of the population that is to be asked,
    `least_sample` the copies that there must be, and `parents` the part of them that goes to
    parents; `problem_share` is the part of 自评说明 that problems and measures must take. Parts are
    from 0 to 1, and None is no rule.
    """

    name: str = ""
    basis: tuple[str, ...] = ()
    school_years: tuple[SchoolYear, ...] = ()
    fiscal_years: tuple[FiscalYear, ...] = ()
    pass_rule: str = ""
    scheme: Scheme = Scheme.INSPECTION
    offices: Mapping[str, str] = field(default_factory=dict)
    box_split: BoxSplit = BoxSplit()
    paper: Paper = Paper()
    numbering: Numbering = Numbering()
    sealed: bool = True
    archival: bool = False
    scans: bool = False
    pictures: bool = False
    language: str = CHINESE
    layout: str = OFFICIAL
    jump: Decimal | None = None
    jump_start: int = 5
    sample: Decimal | None = None
    least_sample: int | None = None
    parents: Decimal | None = None
    problem_share: Decimal | None = None


class Partly(Fact, frozen=True):
    """What could be understood of a text that could not be understood whole."""

    value: object


class Setting(Fact, frozen=True):
    """One line of the sheet 设置.

    The `field` of a fact takes what `read` makes of the text: None where it cannot be understood,
    so that the usual value counts, as for a blank one. `sentence` tells what may be written, and
    `usual` in the words of the sheet what counts else; a `required` one must be filled in.
    """

    field: str
    name: str
    read: Callable[[str], object]
    sentence: Text
    usual: str = ""
    required: bool = False


def folded(text: str) -> str:
    """`text` as settings are compared: in half width and capitals, without blanks."""
    # the dashes that people type between number and year of a standard are one
    return re.sub(r"[‐-―]+", "-", plain(text)).upper()


def _bare(text: str) -> str:
    """The same without brackets: A4（缩短） is A4缩短."""
    return re.sub(r"[()]", "", folded(text))


def _one_of(choices: Mapping[str, object]) -> Callable[[str], object]:
    known = {folded(word): meaning for word, meaning in choices.items()}
    return lambda text: known.get(_bare(text))


_YES = _one_of({YES: True, NO: False})
_GRAMS = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(?:(?:G|克)(?:/(?:M2|平方米))?)?")
_LIGHTEST, _HEAVIEST = 40, 250  # what copiers take; else somebody meant millimetres, or sheets
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([%‰])")
_SIGNS = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
_COUNT = re.compile(r"(\d{1,9})(?:人|份|个)?")
_OFFICE = re.compile(r"([^=]+)=([A-Z0-9]{1,8})")
_LONGEST = 8


def listed(text: str) -> tuple[str, ...]:
    """What a text lists, parted by 、 or ; or line breaks."""
    return tuple(part.strip() for part in re.split(r"[、;；\n]+", text) if part.strip())


def _grams(text: str) -> Decimal | None:
    match = _GRAMS.fullmatch(_bare(text))
    grams = Decimal(match[1]) if match else Decimal()
    return grams if _LIGHTEST <= grams <= _HEAVIEST else None


def _share(text: str) -> Decimal | None:
    """A percentage above 0 and up to 100 %, as a part of 1."""
    match = _PART.fullmatch(_bare(text))
    share = Decimal(match[1]) / 100 if match and match[2] == "%" else Decimal()
    return share if 0 < share <= 1 else None


def _part(text: str) -> Decimal | None:
    """30% as 0.30 and 1.5‰ as 0.0015; a bare 30 or 0.3 might both be meant for 30%."""
    match = _PART.fullmatch(plain(text).replace(",", ""))
    return Decimal(match[1]) * _SIGNS[match[2]] if match else None


def _count(text: str) -> int | None:
    """A whole number, such as 600 or 600份."""
    match = _COUNT.fullmatch(plain(text).replace(",", ""))
    return int(match[1]) if match else None


def _style(text: str) -> str | None:
    style = "".join(text.split()).replace("Ｎ", PLACEHOLDER)
    is_sound = style.count(PLACEHOLDER) == 1 and len(style) <= _LONGEST
    return style if is_sound and not any(sign.isdigit() for sign in style) else None


def _offices(text: str) -> dict[str, str] | Partly:
    """Office, :func:`folded`, → its code in 档号, in order: ``办公室=BGS、教导处=JDC``."""
    codes: dict[str, str] = {}
    parts = [part for part in re.split("[、,;。]", folded(text)) if part]
    for part in parts:
        found = _OFFICE.fullmatch(part)
        # one code for two offices would give one 档号 twice
        if found and found[1] not in codes and found[2] not in codes.values():
            codes[found[1]] = found[2]
    return codes if len(codes) == len(parts) else Partly(codes)


# fmt: off
DECLARED: tuple[Setting, ...] = (
    Setting("name", "标准名称", str, say("write what documents call the standard"), required=True),
    Setting("basis", "评估依据", listed, say("write the documents, parted by 、"), required=True),
    Setting("school_years", "学年度", listed, say("write such as 2020—2021、2021—2022"),
            required=True),
    Setting("fiscal_years", "财政年度", listed, say("write such as 2020、2021"), required=True),
    Setting("pass_rule", "办学基本条件达标规则", str, say("write the rule as documents print it"),
            required=True),
    Setting("scheme", "组盒方案", _one_of({
                "迎检": Scheme.INSPECTION, "DA/T 22": Scheme.ARCHIVE, "DA/T 22-2015": Scheme.ARCHIVE
            }), say("write 迎检 or DA/T 22"), "迎检"),
    Setting("offices", "机构代码", _offices,
            say("write each office once with a code of its own that is no indicator's, "
                "such as 办公室=BGS、教导处=JDC")),
    Setting("box_split", "自动调盒", _one_of({
                "拆分": BoxSplit(), "合并": BoxSplit(splits=False, joins=True),
                "拆合": BoxSplit(joins=True), "否": BoxSplit(splits=False),
            }), say("write 拆分, 合并, 拆合 or 否"), "拆分"),
    Setting("duplex", "单双面", _one_of({"单面": False, "双面": True}),
            say("write 单面 or 双面"), "单面"),
    Setting("grams", "纸张克重", _grams,
            say("write a weight from {least} to {most} g/㎡, such as 70",
                least=_LIGHTEST, most=_HEAVIEST), "70"),
    Setting("share", "装盒上限", _share,
            say("write a percentage above 0 and up to 100%, such as 75%"), "75%"),
    Setting("full_labels", "标签纸", _one_of({"A4缩短": False, "A4": False, "A3": True}),
            say("write A4缩短 or A3"), "A4缩短"),
    Setting("per_item", "页号编法", _one_of({"按盒": False, "按件": True}),
            say("write 按盒 or 按件"), "按盒; DA/T 22: 按件"),
    Setting("outer", "页号位置", _one_of({"右上": False, "外上角": True}),
            say("write 右上 or 外上角"), "右上; 双面: 外上角"),
    Setting("style", "页号样式", _style,
            say("write N where the number stands, once, such as 第N页"), "N"),
    Setting("stamped", "归档章", _YES, say("write 是 or 否"), "否; DA/T 22: 是"),
    Setting("appended", "增补编号", _one_of({"插号": False, "续编": True}),
            say("write 插号 or 续编"), "插号"),
    Setting("on_fronts", "每件起于正面", _YES, say("write 是 or 否"), "否"),
    Setting("sealed", "加盖印章", _YES, say("write 是 or 否"), "是"),
    Setting("archival", "转为PDF/A", _YES, say("write 是 or 否"), "否"),
    Setting("scans", "识别扫描件", _YES, say("write 是 or 否"), "否"),
    Setting("pictures", "索引页图", _YES, say("write 是 or 否"), "否"),
    Setting("language", "缺件清单语言", _one_of({"中文": CHINESE, "英文": ENGLISH}),
            say("write 中文 or 英文"), "中文"),
    Setting("layout", "版式", str,
            say("write GB/T 9704, 黑体宋体 or a layout of the sheet 版式"), OFFICIAL),
    Setting("jump", "波动幅度", _part, say("write a percentage such as 30%")),
    Setting("jump_start", "波动起点", _count, say("write a whole number such as 600"), "5"),
    Setting("sample", "满意度抽样比例", _part, say("write a percentage such as 30%")),
    Setting("least_sample", "满意度最低样本", _count, say("write a whole number such as 600")),
    Setting("parents", "满意度家长比例", _part, say("write a percentage such as 30%")),
    Setting("problem_share", "问题篇幅", _part, say("write a percentage such as 30%")),
)
"""In the order in which docs/workbooks.md lists them; the sheet may have them in any order."""

NAMES: Mapping[str, str] = {setting.field: setting.name for setting in DECLARED}
"""What the sheet calls each, for sentences that speak of one."""

SETTINGS = Sheet("standard.xlsx", "设置", (
    Column("name", "项目", required=True, width=24, comment="设置的名称，请勿改动。"),
    Column("value", "内容", aliases=("值",), width=70, comment="多个内容用顿号“、”隔开。"),
    Column("note", "说明", width=50, comment="给填写人看的说明，不参与生成。"),
), pairs=tuple(setting.name for setting in DECLARED if setting.required))
