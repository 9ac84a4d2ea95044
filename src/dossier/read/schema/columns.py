"""What describes a sheet: its columns, their headers, and what their cells may hold."""

from enum import Enum

from dossier.facts import Fact
from dossier.model.standard import Family, Stage


class Holds(Enum):
    """What a cell of a column holds, and so how it is read."""

    TEXT = "text"
    CODE = "code"  # one code
    FILE = "file"  # a file name, with the folders above it
    PARAGRAPHS = "paragraphs"  # lines of one cell
    CODES = "codes"  # codes parted by 、 , ; or spaces, ranges with — - ~
    NUMBER = "number"
    COUNT = "count"  # a whole number, at least 0
    DATE = "date"
    DEADLINE = "deadline"  # a date, or a month, which means its last day
    YEAR = "year"  # 2020—2021学年度, or 2021年度
    YES_NO = "yes-no"
    CHOICE = "choice"


class Column(Fact, frozen=True):
    """A column: `field` is its name in the code, `header` and `aliases` those in the workbook."""

    field: str
    header: str
    holds: Holds = Holds.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unique: bool = False
    comment: str = ""
    width: int = 14


class Sheet(Fact, frozen=True):
    """A sheet of a workbook. `pairs` marks 项目/内容 sheets, whose rows are named facts.

    An `optional` sheet may be left out without a word.
    """

    book: str
    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    comment: str = ""
    optional: bool = False


YES_NO = ("是", "否")
STAGES = tuple(stage.value for stage in Stage)
FAMILIES = tuple(family.value for family in Family)

KEEPER = Column(
    "keeper",
    "核对人",
    aliases=("数据核对人",),
    width=10,
    comment="核对这一行数字的人；数字有问题时找他，姓名与 people.xlsx 一致。",
)
"""Who answers for the figures of a row, in 数据 and 经费 alike."""
