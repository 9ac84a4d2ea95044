"""Codes of fax data, read strictly (ITU-T T.4 of 2003 and T.6 of 1988), with their rows alone.

Pictures are drawn by libtiff, which makes something of every damage; here a code that there is not,
a row that does not end at the edge, and data that end early are errors.
"""

from collections.abc import Iterator
from functools import cache

from dossier.facts import Fact

# T.4, tables 2 and 3: codes of runs of 0 to 63 pixels, and of 64, 128 … 1728; white, then black
_WHITE = """
    00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100
    110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011
    0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101
    00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101
    00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001
    01011010 01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111
    00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011
    011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000
    010011001 010011010 011000 010011011
"""
_BLACK = """
    0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100
    00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100
    00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100
    000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011
    000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010
    000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101
    000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000
    000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111
    0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101
    0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101
    0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111
    0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011
    0000001100100 0000001100101
"""
# of 1792, 1856 … 2560, for both
_LONGEST = """
    00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101
    000000010110 000000010111 000000011100 000000011101 000000011110 000000011111
"""
_TERMINATING = 64
_PASS, _HORIZONTAL = 100, 101
# table 4: vertical modes by their distance
_MODES = {"0001": _PASS, "001": _HORIZONTAL, "1": 0, "011": 1, "000011": 2, "0000011": 3,
          "010": -1, "000010": -2, "0000010": -3}  # fmt: skip
_BITS = 13  # of the longest code
_WRONG = "a code of the fax data is damaged"
_EOL = 12  # bits: eleven 0 and a 1


class DamagedFaxError(ValueError):
    """Fax data hold a code that there is not, or end before their last row."""


class Fax(Fact, frozen=True):
    """What has to be known of fax data: their pixels, and the scheme as a PDF calls it.

    `scheme` is K of ISO 32000-1, table 11: below 0 for group 4, 0 for group 3 in one dimension,
    above 0 for group 3 in two; `alignment` is the number of bits at whose multiples rows begin.
    """

    width: int
    height: int
    scheme: int
    alignment: int = 1


def check_codes(content: bytes, fax: Fax) -> None:
    """Raise DamagedFaxError where a code is wrong, or rows are missing and no end is marked."""
    rows = _FaxRows(content, fax)
    count = sum(1 for _ in rows.all())
    if count < fax.height - 1 and not rows.is_ended:
        raise DamagedFaxError(f"{fax.height - count} rows of its fax data are missing")


@cache
def _table(colour: int) -> tuple[tuple[int, int], ...]:
    """Length of the code and of its run, by the next 13 bits; length 0 where there is none."""
    codes = f"{(_WHITE, _BLACK)[colour]} {_LONGEST}".split()
    runs = [*range(_TERMINATING), *range(_TERMINATING, 1729, 64), *range(1792, 2561, 64)]
    return _spread(dict(zip(codes, runs, strict=True)))


@cache
def _modes() -> tuple[tuple[int, int], ...]:
    return _spread(_MODES)


@cache
def _unchanged() -> tuple[int, ...]:
    """How many of 13 bits are 1 before the first that is 0: each is the code of distance 0."""
    return tuple(_BITS - (~bits & 0x1FFF).bit_length() for bits in range(1 << _BITS))


def _spread(codes: dict[str, int]) -> tuple[tuple[int, int], ...]:
    table = [(0, 0)] * (1 << _BITS)
    for code, value in codes.items():
        first = int(code, 2) << (_BITS - len(code))
        for place in range(first, first + (1 << (_BITS - len(code)))):
            table[place] = len(code), value
    return tuple(table)


class _FaxRows:
    """The rows of fax data, each as the columns at which its colour changes, from white."""

    def __init__(self, content: bytes, fax: Fax) -> None:
        padded = content + bytes(4)
        # the 24 bits from each byte on
        self._words = [
            first << 16 | second << 8 | third
            for first, second, third in zip(padded, padded[1:], padded[2:], strict=False)
        ]
        self._size = 8 * len(content)
        self._fax = fax
        self._at = 0
        self.is_ended = False

    def all(self) -> Iterator[list[int]]:
        """Row after row, as many as there are to be. Raises DamagedFaxError."""
        row: list[int] = []
        for number in range(self._fax.height):
            self._align()
            is_flat = self._begin(number)
            if self.is_ended or self._at >= self._size:
                return
            row = self._flat() if is_flat else self._by(row)
            if self._at > self._size:
                return
            yield row

    def _peek(self) -> int:
        """The next 13 bits; 0 behind the end."""
        at = self._at
        return (self._words[at >> 3] >> (11 - (at & 7))) & 0x1FFF if at < self._size else 0

    def _align(self) -> None:
        self._at += -self._at % self._fax.alignment

    def _begin(self, number: int) -> bool:
        """Go over the mark between rows; whether the next one is coded in one dimension."""
        marks = 0
        is_flat = self._fax.scheme == 0 or (self._fax.scheme > 0 and number == 0)
        while self._skip_mark():
            marks += 1
            if self._fax.scheme > 0:
                is_flat = bool(self._peek() >> (_BITS - 1))
                self._at += 1
            if marks > 1:
                self.is_ended = True
                return is_flat
        return is_flat

    def _skip_mark(self) -> bool:
        """Go over an end of line and the 0 bits that may fill up before it."""
        if self._peek() >> 2:
            return False
        start = self._at
        while self._at < self._size and not self._peek():
            self._at += _BITS
        while self._at < self._size and not self._peek() >> (_BITS - 1):
            self._at += 1
        if self._at >= self._size:
            return False  # nothing but fill
        self._at += 1
        if self._fax.scheme < 0 and self._at - start != _EOL:
            raise DamagedFaxError(_WRONG)
        return True

    def _run(self, colour: int) -> int:
        table, total = _table(colour), 0
        words, size, here = self._words, self._size, self._at
        while True:
            bits = (words[here >> 3] >> (11 - (here & 7))) & 0x1FFF if here < size else 0
            length, run = table[bits]
            if not length:
                raise DamagedFaxError(_WRONG)
            here += length
            total += run
            if run < _TERMINATING:
                self._at = here
                return total

    def _flat(self) -> list[int]:
        """A row in one dimension (T.4, 4.1)."""
        width, at, colour = self._fax.width, 0, 0
        changes = []
        while at < width and self._at < self._size:
            at += self._run(colour)
            changes.append(at)
            colour ^= 1
        self._check_end(at)
        return _tidy(changes)

    def _by(self, above: list[int]) -> list[int]:
        """A row by the one above it (T.4, 4.2; T.6, 2.2)."""
        width, modes, same = self._fax.width, _modes(), _unchanged()
        words, size, here = self._words, self._size, self._at
        above = [*above, width, width, width, width]
        at, colour, place = -1, 0, 0
        changes: list[int] = []
        while at < width and here < size:
            while above[place] <= at and above[place] < width:
                place += 2
            bits = (words[here >> 3] >> (11 - (here & 7))) & 0x1FFF
            if count := same[bits]:  # so many changes in a row are where they are above
                taken = above[place : place + count]
                if taken[-1] == width:
                    taken = taken[: taken.index(width) + 1]
                    count = len(taken)
                here += count
                changes += taken
                at = taken[-1]
                colour ^= count & 1
                place += count
                continue
            length, mode = modes[bits]
            if not length:
                raise DamagedFaxError(_WRONG)
            here += length
            if mode == _PASS:
                at = above[place + 1]
            elif mode == _HORIZONTAL:
                self._at = here
                middle = max(at, 0) + self._run(colour)
                at = middle + self._run(colour ^ 1)
                here = self._at
                changes += (middle, at)
            else:
                to = above[place] + mode
                if to < at or to < 0:
                    raise DamagedFaxError(_WRONG)
                at = to
                changes.append(at)
                colour ^= 1
                place += 1 if place == 0 else -1
        self._at = here
        self._check_end(at)
        return _tidy(changes)

    def _check_end(self, at: int) -> None:
        if at > self._fax.width:
            raise DamagedFaxError(_WRONG)


def _tidy(changes: list[int]) -> list[int]:
    """Changes without runs of no pixel, which no one sees; one at the start is the first colour."""
    if len(set(changes)) == len(changes):
        return changes
    kept: list[int] = []
    for one in changes:
        if kept and kept[-1] == one:
            kept.pop()
        else:
            kept.append(one)
    return kept
