"""What describes a sheet: its columns, their headers, what their cells may hold, and mean.

Each sheet is declared beside the facts that its rows become, once: reading, the conditions of
口径核对, drop-down lists, the comments of headers and docs/workbooks.md follow from that.
"""

from collections.abc import Callable, Mapping
from enum import Enum

from dossier import facts
from dossier.facts import Fact
from dossier.messages import Text, say
from dossier.model import values
from dossier.text import NO, YES, plain

_Reader = Callable[[object], object]


class Holds(Enum):
    """What a cell of a column holds, how that is read, and what facts hold where it is blank.

    The first is how docs/workbooks.md calls it; it tells the kinds apart.
    """

    TEXT = say("text"), values.text, ""
    CODE = say("one code"), values.code, ""
    FILE = say("a file, with the folders above it"), values.path, ""
    TEMPLATE = say("a file in 'templates'"), values.template, ""
    PARAGRAPHS = say("paragraphs, one to a line of the cell"), values.paragraphs, ()
    CODES = say("codes parted by 、; B01—B03 is a range"), values.codes, ()
    REFERENCES = say("codes parted by 、, without ranges"), values.references, ()
    PAGES = say("pages of a file, such as 3—5、8"), values.pages, ()
    NUMBER = say("a number"), values.number, None
    COUNT = say("a whole number, at least 0"), values.count, 0
    DATE = say("a date, or a month where no day is known"), values.day_or_month, None
    DEADLINE = say("a date, or a month, which means its last day"), values.deadline, None
    YEAR = say("a school year or financial year"), values.year, None
    YES_NO = say("是 or 否"), values.flag, None
    SIZE = say("a size of type, such as 小二 or 18"), values.type_size, None
    MARGINS = say("four margins in cm: top, bottom, left, right"), values.margins, ()

    def __init__(self, words: Text, read: _Reader, blank: object) -> None:
        self.words = words
        self.read: _Reader = read
        self.blank = blank


EXAMPLE = "示例"
"""How the first cell of a row begins that only shows how a sheet is filled in, and is not read."""
_AS_ITS_KIND = "as its kind"


class Column(Fact, frozen=True):
    """A column: `field` is its name in the code, `header` and `aliases` those in the workbook.

    A field of the same name in the fact of a row takes what the cell means. `choices` are the words
    that a cell may hold, with what each means, in place of `holds`; `understood` are further words
    that mean something, and are not offered. A NUMBER may be written with its `unit`. `refers`
    names the sheet of the workbook whose first column lists what may stand here. `blank` is what is
    meant where nothing stands there; by default that depends on what the column holds. A row
    without a `required` value is left out, but where that column is `kept`. `most` is the greatest
    COUNT that can be meant. `width` is in characters. One that is `added` is put into a workbook by
    the program where it is first needed; blank workbooks do not have it.
    """

    field: str
    header: str
    holds: Holds = Holds.TEXT
    choices: Mapping[str, object] = facts.field(default_factory=dict)
    understood: Mapping[str, object] = facts.field(default_factory=dict)
    required: bool = False
    kept: bool = False
    unique: bool = False
    aliases: tuple[str, ...] = ()
    refers: str = ""
    blank: object = _AS_ITS_KIND
    most: int | None = None
    unit: str = ""
    width: int = 14
    comment: str = ""
    added: bool = False

    @property
    def offered(self) -> tuple[str, ...]:
        """The words of its drop-down list."""
        return tuple(self.choices) or ((YES, NO) if self.holds is Holds.YES_NO else ())

    @property
    def if_blank(self) -> object:
        """What a fact holds where the cell is blank or faulty."""
        return self.holds.blank if self.blank == _AS_ITS_KIND else self.blank

    def read(self, value: object) -> object:
        """What a cell with that `value` means; raises :class:`~dossier.model.values.Unfit`."""
        if self.choices:
            meant = self.understood.get(plain(str(value)))
            return meant or self.choices[values.choice(value, tuple(self.choices))]
        if self.most is not None:
            return values.count(value, self.most)
        if self.unit:
            return values.measured(value, self.unit)
        return self.holds.read(value)


class Sheet(Fact, frozen=True):
    """A sheet of a workbook. `pairs` are the 项目 that a 项目/内容 sheet must fill in.

    An `optional` sheet may be left out without a word.
    """

    book: str
    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    comment: str = ""
    optional: bool = False

    @property
    def drawn(self) -> tuple[Column, ...]:
        """The columns that a blank workbook has."""
        return tuple(column for column in self.columns if not column.added)

    @property
    def needed(self) -> frozenset[str]:
        """The fields of the columns without which no row can be read."""
        told = {"value"} if self.pairs else set[str]()
        return frozenset({column.field for column in self.columns if column.required} | told)

    @property
    def by_header(self) -> dict[str, Column]:
        """Its columns by each way to head them, :func:`~dossier.text.plain`."""
        return {
            plain(name): column
            for column in self.columns
            for name in (column.header, *column.aliases)
        }


def words(*allowed: str) -> Mapping[str, str]:
    """Choices that mean just what they say."""
    return {word: word for word in allowed}


def words_of(kinds: type[Enum]) -> Mapping[str, Enum]:
    """Choices that mean the members of an enumeration, which have the words as their values."""
    return {kind.value: kind for kind in kinds}


VERIFIED: Mapping[str, bool] = {"已核实": True, "未核实": False}
"""Whether a source confirms what a row says."""
