"""Numbers that leave room: 12, 12-1, 12-2, 13.

Once numbers are printed, what comes later is numbered in between (插号) instead of moving what
follows; `dossier freeze` records what must not move. Numbers are ordered as they read: 12 stands
before 12-1, and that before 13.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from dossier.facts import Fact

_DIGITS = "零一二三四五六七八九十"
_WRITTEN = re.compile(r"\d+(?:-\d+)*")


class Number(Fact, frozen=True, order=True):
    """件号 or 页号: ``(12,)`` is 12, ``(12, 1)`` is 12-1."""

    parts: tuple[int, ...]

    @classmethod
    def read(cls, text: str) -> "Number":
        """The number that `text` prints; ValueError where it is none."""
        if not _WRITTEN.fullmatch(text):
            raise ValueError(f"'{text}' is no number")
        return cls(tuple(int(part) for part in text.split("-")))

    @property
    def base(self) -> int:
        """What it begins with: 12 for 12-1."""
        return self.parts[0]

    def __str__(self) -> str:
        return "-".join(map(str, self.parts))

    def padded(self) -> str:
        """As 件号 are printed: ``0012``, ``0012-1``."""
        return "-".join((f"{self.base:04d}", *map(str, self.parts[1:])))


def following(last: Number) -> Iterator[Number]:
    """The whole numbers after `last`: 13, 14, and so on after 12-1."""
    base = last.base
    while True:
        base += 1
        yield Number((base,))


def between(before: Number, after: Number | None) -> Iterator[Number]:
    """Rising numbers after `before`, all of them before `after`, which is greater.

    Between 12 and 13 stand 12-1, 12-2 and so on, and 12-3 between 12-2 and 13; between 12 and
    12-1 stand 12-0-1, 12-0-2 and so on. There are always as many as are wanted, and whoever asks
    again with the last of them as `before` gets others.
    """
    if after is not None and after <= before:
        raise ValueError(f"{after} does not stand after {before}")
    parts, step = before.parts, 0
    ahead = after.parts if after else ()
    if len(parts) > 1 and ahead[: len(parts) - 1] != parts[:-1]:
        *head, step = parts  # its siblings are free
        parts = tuple(head)
    elif ahead[: len(parts)] == parts:
        # everything that begins with these zeros stands before what follows them
        rest = ahead[len(parts) :]
        parts += (0,) * (1 + len(list(takewhile(lambda part: part == 0, rest))))
    while True:
        step += 1
        yield Number((*parts, step))


def numeral(count: int) -> str:
    """1 to 99 as Chinese numerals, for headings: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


class Slot(Fact, frozen=True):
    """The 件号 and page numbers that an item was given.

    It is known by the `key` of its item, and its successor by `requirement`, `year` (as printed)
    and `title`. `labels` are the numbers of its pages, `spare` those that it had before and has
    no page for any more. `missing` tells that a placeholder stood for it, `vacant` that it was
    gone already when numbers were frozen (空号), `late` that it came after a printing, and `filled`
    that it took the place of a placeholder then.
    """

    number: Number
    key: str
    title: str
    requirement: str
    year: str
    labels: tuple[Number, ...]
    spare: tuple[Number, ...] = ()
    missing: bool = False
    vacant: bool = False
    late: bool = False
    filled: bool = False

    @property
    def pages(self) -> tuple[Number, ...]:
        """Every page number that is this item's, in order."""
        return tuple(sorted((*self.labels, *self.spare)))


class FrozenBox(Fact, frozen=True):
    """A box as it was printed: number and title, and its slots in the order of their numbers.

    `origins` are the boxes of the plan that it was split from or put together of.
    """

    number: str
    title: str
    origins: tuple[str, ...]
    slots: tuple[Slot, ...]


class Frozen(Fact, frozen=True):
    """All boxes as they were printed, by number, under the name of that printing."""

    name: str
    boxes: Mapping[str, FrozenBox]
