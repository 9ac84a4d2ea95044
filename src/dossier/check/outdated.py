"""Numbers in a text that was edited by hand, beside those that it would have now.

The two texts are laid side by side by their words: lines that are the same but for numbers, then
those that are much alike. What a person added has no other side, and is let be.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import Text

_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?[%％‰]?")
_ALIKE = 60  # percent: lines that are less so say other things
_AROUND = 12  # characters of a line that are quoted on either side of a number


class OutdatedNumber(Fact, frozen=True):
    """A number that is `printed` at a place, the words around it, and what it would be `now`."""

    place: Text
    quote: str
    printed: str
    now: str


class _NumberedLine:
    """A line with its numbers, and what it is without them."""

    def __init__(self, place: Text, text: str, head: str = "") -> None:
        self.place, self.text = place, text
        cells = text.split(CELL)
        own = next((one[:_AROUND] for one in cells if _NUMBER.sub("", one).strip()), "")
        self.head = head or (own if len(cells) > 1 else "")
        self.bare = _NUMBER.sub("0", text)
        self.signs: list[str] = []
        self.numbers: dict[int, re.Match[str]] = {}
        end = 0
        for found in _NUMBER.finditer(text):
            self.signs += text[end : found.start()]
            self.numbers[len(self.signs)] = found
            self.signs.append("0")
            end = found.end()
        self.signs += text[end:]

    @property
    def cells(self) -> list["_NumberedLine"]:
        """The cells of a row of a table, each as a line."""
        return [_NumberedLine(self.place, text, self.head) for text in self.text.split(CELL)]

    def quoted(self, found: re.Match[str]) -> str:
        """The number with the words on either side, in a cell behind what begins its row."""
        before = self.text[: found.start()].rpartition(CELL)[2][-_AROUND:]
        after = self.text[found.end() :].partition(CELL)[0][:_AROUND]
        quote = f"{before}{found[0]}{after}"
        return f"{self.head} … {quote}" if self.head and self.head != self.text else quote


def outdated(edited: Sequence[Passage], now: Sequence[Passage]) -> list[OutdatedNumber]:
    """The numbers of an edited text that the same words have otherwise `now`, in order."""
    pairs = _pairs([*_lines(edited)], [*_lines(now)])
    return list(dict.fromkeys(one for left, right in pairs for one in _differing(left, right)))


def _lines(passages: Sequence[Passage]) -> Iterator[_NumberedLine]:
    for passage in passages:
        for text in passage.text.split(BREAK):
            if text.strip(CELL + " "):
                yield _NumberedLine(passage.place, text)


def _pairs(
    edited: Sequence[_NumberedLine], now: Sequence[_NumberedLine]
) -> Iterator[tuple[_NumberedLine, _NumberedLine]]:
    """Lines that say the same thing, in order."""
    sides = [one.bare for one in edited], [one.bare for one in now]
    blocks = SequenceMatcher(None, *sides, autojunk=False).get_opcodes()
    for kind, left, left_end, right, right_end in blocks:
        if kind == "equal":
            yield from zip(edited[left:left_end], now[right:right_end], strict=True)
        elif kind == "replace":
            yield from _alike(edited[left:left_end], now[right:right_end])


def _alike(
    edited: Sequence[_NumberedLine], now: Sequence[_NumberedLine]
) -> Iterator[tuple[_NumberedLine, _NumberedLine]]:
    """Lines that a person, or the data, changed a little."""
    begin = 0
    for one in edited:
        likely = [(fuzz.ratio(one.bare, other.bare), -at) for at, other in enumerate(now[begin:])]
        best, at = max(likely, default=(0.0, 0))
        if best >= _ALIKE:
            yield one, now[begin - at]
            begin += 1 - at


def _differing(edited: _NumberedLine, now: _NumberedLine) -> Iterator[OutdatedNumber]:
    if edited.text == now.text:
        return
    cells, others = edited.cells, now.cells
    if len(cells) > 1:  # blank cells are not told, so that rows may have more or fewer
        same_shape = len(cells) == len(others)
        for cell, other in zip(cells, others, strict=True) if same_shape else _pairs(cells, others):
            yield from _differing(cell, other)
        return
    same = SequenceMatcher(None, edited.signs, now.signs, autojunk=False).get_matching_blocks()
    for left, right, length in same:
        for offset in range(length):
            ours, theirs = edited.numbers.get(left + offset), now.numbers.get(right + offset)
            if ours and theirs and _value(ours[0]) != _value(theirs[0]):
                yield OutdatedNumber(edited.place, edited.quoted(ours), ours[0], theirs[0])


def _value(number: str) -> tuple[Decimal, str]:
    """What a number says, however it is written, and its sign."""
    bare = number.rstrip("%％‰")
    sign = number[len(bare) :].replace("％", "%")
    return Decimal(re.sub("[,，]", "", bare)), sign
