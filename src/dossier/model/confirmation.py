"""签字确认: what a person has signed, with the 校验码 of what it held on that day.

What is signed is written out as a list of its parts. The SHA-256 of that text is the 校验码:
whoever has the list can work it out again with any program.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from hashlib import sha256

from dossier.facts import Fact
from dossier.files import safe_name
from dossier.model.columns import Column, Holds, Sheet, words_of
from dossier.source import Row

SHORT = 12
"""How many characters of a 校验码 are enough to write down."""


class ConfirmedKind(Enum):
    """签字对象: what can be signed as a whole."""

    GROUP = "小组"
    CHAPTER = "章节"
    BOX = "档案盒"


class Confirmation(Fact, frozen=True):
    """One row: `person` signed the `subject` of that `code` when it had that `digest`."""

    subject: ConfirmedKind
    code: str
    digest: str
    person: str
    dated: date | None
    row: Row


class Signable(Fact, frozen=True):
    """What a person may sign: its `parts`, each with a name and what it is (a text or a SHA-256).

    `code` is that of the chapter or box, or the name of the group.
    """

    subject: ConfirmedKind
    code: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The list that is signed: a line for each part, name and value parted by a tab."""
        head = (self.subject.value, self.code)
        return "".join(f"{_line(name)}\t{_line(value)}\n" for name, value in (head, *self.parts))

    @property
    def digest(self) -> str:
        """校验码: the SHA-256 of :attr:`text` in UTF-8."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def record(self) -> str:
        """The name of the file that keeps the list."""
        stem = safe_name(f"{self.subject.value}-{self.code}")
        return f"{stem}-{self.digest[:SHORT]}.txt"


def _line(text: str) -> str:
    return " ".join(text.split())


def parts_of(text: str) -> Mapping[str, str]:
    """The parts of a list as :attr:`Signable.text` writes it, by name."""
    pairs = (line.partition("\t") for line in text.splitlines()[1:])
    return {name: value for name, _, value in pairs}


# fmt: off
CONFIRMATIONS = Sheet("people.xlsx", "签字确认", (
    Column("subject", "类别", choices=words_of(ConfirmedKind), required=True, width=10,
           comment="签的是什么：小组、章节或档案盒。"),
    Column("code", "名称或代码", required=True, aliases=("代码", "名称"), width=36,
           comment="小组名称、章节代码或盒号，照签字确认单抄写。"),
    Column("digest", "校验码", required=True, width=16,
           comment="签字确认单上的校验码，写前12位即可。内容改动后校验码随之改变，须重新签字。"),
    Column("person", "签字人", required=True, width=12, comment="姓名。"),
    Column("dated", "签字日期", Holds.DATE, aliases=("日期",), comment="签字的日期。"),
), comment="纸质签字确认单签好后，在这里登记。", optional=True)
