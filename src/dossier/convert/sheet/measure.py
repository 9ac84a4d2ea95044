"""How much room text takes in the fonts of the project: widths of lines, and where they break.

Letters and digits are counted by the widths of the fonts that stand for the official ones, Chinese
characters as squares. LibreOffice counts a column in digits of the workbook's usual font.
"""

import re
import unicodedata
from functools import lru_cache

from dossier.convert.sheet.styles import Font
from dossier.fonts import SUBSTITUTES

# thousandths of the size, from the blank to the tilde
_SONG = (
    "256 308 376 574 550 923 779 196 364 364 478 580 327 346 327 352 557 471 558 557 555 558 558 "
    "549 558 562 327 327 580 580 580 432 912 718 670 691 770 652 629 741 853 405 402 731 625 975 "
    "796 767 641 767 715 567 659 797 714 1053 700 687 605 344 352 344 580 563 435 557 638 538 629 "
    "546 388 566 663 332 311 607 334 974 661 596 638 607 462 473 367 653 548 838 564 552 498 374 "
    "316 374 580"
)
_HEI = (
    "224 323 474 555 555 921 680 278 338 338 467 555 278 347 278 392 555 555 555 555 555 555 555 "
    "555 555 555 278 278 555 555 555 474 946 608 657 638 688 589 552 689 728 293 535 646 543 812 "
    "723 742 633 742 635 596 599 721 575 878 573 531 603 338 392 338 555 559 606 563 618 510 620 "
    "554 325 564 607 275 275 552 284 926 610 606 620 620 388 468 377 607 521 802 498 521 475 338 "
    "270 338 555"
)
_KAI = (
    "389 333 555 889 555 889 833 333 444 444 555 833 333 389 333 555 555 555 555 555 555 555 555 "
    "555 555 555 333 333 833 833 833 555 833 805 764 778 819 736 708 840 805 417 569 833 680 972 "
    "805 833 736 833 791 611 778 805 805 1083 805 805 667 333 555 333 667 833 555 555 500 500 555 "
    "500 333 500 555 333 333 500 278 889 611 555 555 500 458 444 361 583 500 722 508 528 444 555 "
    "333 555 667"
)
_SANS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_SERIF = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 "
    "722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 "
    "444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 "
    "200 480 541"
)
# family → widths, digit, line (both as parts of the size), as LibreOffice 7.4 sets them
_FAMILIES = {
    "Noto Serif CJK SC": (_SONG, 0.557, 1.44),
    "Noto Sans CJK SC": (_HEI, 0.555, 1.45),
    "FandolFang R": (_KAI, 0.5, 1.05),
    "FandolKai": (_KAI, 0.555, 1.05),
    "Liberation Serif": (_SERIF, 0.5, 1.45),
    "Liberation Sans": (_SANS, 0.556, 1.45),
}
FIGURES = "0123456789.,-+"
"""The characters of plain numbers."""

_USUAL = "Noto Sans CJK SC"
_WIDE = frozenset("WFA")
_OTHER = 0.65  # letters beyond ASCII: é, ф
_BOLD = 1.07
_FIRST, _LAST = 32, 127
# a word that is not broken, or a single character
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)


@lru_cache(maxsize=256)
def _metrics(font: Font) -> tuple[tuple[float, ...], float, float]:
    free = SUBSTITUTES.get(font.name)
    family = free.families[0] if free else _USUAL
    widths, digit, line = _FAMILIES.get(family, _FAMILIES[_USUAL])
    unit = font.size / 1000 * (_BOLD if font.bold else 1.0)
    return tuple(int(width) * unit for width in widths.split()), digit * font.size, line * font.size


def digit(font: Font) -> float:
    """The width of a digit in points, of which a column's width says how many it holds."""
    return _metrics(font)[1]


def line(font: Font) -> float:
    """From one line to the next, in points."""
    return _metrics(font)[2]


@lru_cache(maxsize=4096)  # of names, marks and classes there are few in a column
def width(text: str, font: Font) -> float:
    """The width of one line of text in points."""
    return sum(map(_table(font).__getitem__, text))


def widest_figure(font: Font) -> float:
    """The width in points that no character of a plain number exceeds."""
    return max(map(_table(font).__getitem__, FIGURES))


class _CharacterWidths(dict[str, float]):
    """The widths of characters in one font, each worked out when it is first met."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._size, self._widths = font.size, _metrics(font)[0]

    def __missing__(self, char: str) -> float:
        if _FIRST <= ord(char) < _LAST:
            width = self._widths[ord(char) - _FIRST]
        else:
            wide = unicodedata.east_asian_width(char) in _WIDE
            width = self._size * (1.0 if wide else _OTHER)
        self[char] = width
        return width


@lru_cache(maxsize=256)
def _table(font: Font) -> _CharacterWidths:
    return _CharacterWidths(font)


def lines(text: str, font: Font, room: float) -> int:
    """How many lines text takes that breaks at `room` points, and where it says so itself."""
    return sum(_broken(part, font, max(room, font.size)) for part in text.split("\n"))


def _broken(text: str, font: Font, room: float) -> int:
    if len(text) * font.size <= room or (whole := width(text, font)) <= room:
        return 1
    if whole > room and text.isascii() is False and len(_WORD.findall(text)) == len(text):
        per_line = max(1, int(room / font.size))
        if whole >= len(text) * font.size:  # nothing but squares
            return -(-len(text) // per_line)
    count, used = 1, 0.0
    for word in _WORD.findall(text):
        needed = width(word, font)
        if used + needed <= room:
            used += needed
        elif needed <= room:
            count, used = count + 1, needed
        else:  # a word longer than the line breaks anywhere
            rest = needed - (room - used)
            extra = -(-rest // room)
            count, used = count + int(extra), rest - (extra - 1) * room
    return count
