"""What a workbook's pages lack: whole cells, and cells that are cut off.

Cells are looked for as whole lines, then as words between blanks, so that the digits of neighbours
do not run together; what is in several lines is counted character by character in what is left.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dossier.compare.held import Piece
from dossier.compare.lacking import PageWords, lacking, lost_pieces
from dossier.compare.normal import normal, numeric
from dossier.compare.sheet_text import HeldSheets
from dossier.facts import Fact
from dossier.media.shown import Shown, ShownLine

_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d+")
_WORD = re.compile(r"[\d.,%+\-()/:]*")  # comes in one piece
_LONG_NUMBER = 12  # digits: General writes more as a power of ten, for which it needs some room
_HASHES = re.compile(r"#{3,}")
_HIGH, _WIDE = 0.6, 1.0  # how much of a line must be cut off, in parts of its height


class SheetsLack(Fact, frozen=True):
    """Cells that are not printed, and cells of which a part is not; numbers shown as ### apart."""

    missing: tuple[Piece, ...]
    cut: tuple[Piece, ...]
    hashes: int
    hashed: tuple[Piece, ...]


def lacking_cells(held: HeldSheets, shown: Shown) -> SheetsLack:
    """The cells that the pages lack."""
    rest, left = _unmatched(held, shown)
    need = Counter("".join(held.pieces[place].normal for place in rest))
    lack = lacking(need, Counter("".join(left)))
    missing: list[Piece] = []
    cut: list[Piece] = []
    hashed: list[Piece] = []
    hashes = _hashes(held, shown)
    powers = _POWER.search(" ".join(left)) is not None
    strays = _stray_numbers(held, rest, left)
    for place in strays:
        piece = held.pieces[place]
        (hashed if hashes else cut if powers else missing).append(piece)
    rest = [place for place in rest if place not in strays]
    if lack := lack - Counter("".join(held.pieces[place].normal for place in strays)):
        pieces = [held.pieces[place] for place in rest]
        for lost in lost_pieces(pieces, PageWords(left), lack):
            piece = pieces[lost.place]
            if rest[lost.place] in held.numbers:
                (hashed if hashes else cut if powers or lost.words else missing).append(piece)
            else:
                (cut if lost.is_part else missing).append(piece)
    cut += _clipped(held, shown.cut, {piece.place for piece in (*missing, *cut)})
    hashed += _unworked(held, hashes - len(hashed))
    return SheetsLack(tuple(missing), tuple(cut), hashes, tuple(hashed))


def lacking_heads(held: HeldSheets, shown: Shown) -> list[Piece]:
    """The words of heads and feet that stand on no page."""
    if not held.heads:
        return []
    text = "".join(map(normal, shown.pages))
    return [head for head in held.heads if head.normal not in text]


def _unmatched(held: HeldSheets, shown: Shown) -> tuple[list[int], list[str]]:
    """The cells that are neither a line nor a word of the pages, and what is left of each page."""
    pages = [
        [[form for word in line.split() if (form := numeric(word))] for line in page.splitlines()]
        for page in shown.pages
    ]
    for one in shown.beyond:
        _take_out(numeric(one.text), pages[one.page])
    rest, _ = _taken(held.pieces, range(len(held.pieces)), _in_pieces(held, pages))
    free = Counter("".join(line) for page in pages for line in page)
    rest, taken = _taken(held.pieces, rest, free)
    for page in pages:
        for line in page:
            if _used(taken, "".join(line)):
                line.clear()
    words = Counter(word for page in pages for line in page for word in line)
    rest, taken = _taken(held.pieces, rest, words)
    rounded = _rounded(held, rest, words - taken)
    rest = [place for place in rest if place not in rounded]
    taken.update(rounded.values())
    left = [
        "".join(word for line in page for word in line if not _used(taken, word)) for page in pages
    ]
    return rest, left


def _used(often: dict[str, int], form: str) -> bool:
    """Whether `form` is among them still; it is there once less afterwards."""
    left = often.get(form, 0)
    if left > 0:
        often[form] = left - 1
    return left > 0


def _take_out(form: str, page: Sequence[list[str]]) -> None:
    """Take what lies beyond a page, or behind a border, out of its lines."""
    for line in page:
        if "".join(line) == form:
            line.clear()
            return
    for line in page:
        if form in (whole := "".join(line)):
            line[:] = [whole.replace(form, "", 1)]
            return


def _in_pieces(held: HeldSheets, pages: Sequence[list[list[str]]]) -> Counter[str]:
    """The dates and the like that stand in several words, one behind the other, taken out.

    What is in Chinese and Latin fonts comes in a line for each: 2022, 年, 9, 月. These must not be
    taken for cells in which there is but a 9.
    """
    pieces = (held.pieces[place] for place in held.numbers)
    wanted = Counter(
        piece.normal
        for piece in pieces
        if not (piece.normal.isdigit() or _WORD.fullmatch(piece.raw))
    )
    found: Counter[str] = Counter()
    begun = {form[:length] for form in wanted for length in range(1, len(form))}
    for page in pages if wanted else ():
        words = [(line, place, word) for line in page for place, word in enumerate(line)]
        start = 0
        while start < len(words):
            form, end, best = words[start][2], start + 1, 0
            while form in begun and end < len(words):
                form += words[end][2]
                end += 1
                if found[form] < wanted[form]:
                    best = end
            for line, place, _ in words[start:best]:
                line[place] = ""
            if best:
                found["".join(word for *_, word in words[start:best])] += 1
            start = max(best, start + 1)
    return found


def _rounded(held: HeldSheets, rest: Iterable[int], free: Counter[str]) -> dict[int, str]:
    """The decimals for which a column was too narrow, each with the word that stands for it."""
    found: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for place in rest:
        forms = (one for one in held.other_forms(place) if taken[one] < free[one])
        if form := next(forms, ""):
            found[place] = form
            taken[form] += 1
    return found


def _stray_numbers(held: HeldSheets, rest: Sequence[int], left: Sequence[str]) -> set[int]:
    """The numbers that stand nowhere in what is left, even beside another one.

    What is not worked out leaves digits of which any number could be made.
    """
    text = " ".join(left)
    whole = held.numbers - held.broken
    return {place for place in rest if place in whole and held.pieces[place].normal not in text}


def _taken(
    pieces: Sequence[Piece], places: Iterable[int], free: Counter[str]
) -> tuple[list[int], Counter[str]]:
    """The places of pieces that are not among `free`, and how often each of these was used."""
    rest = []
    taken: Counter[str] = Counter()
    for place in places:
        form = pieces[place].normal
        used = taken.get(form, 0)
        if used < free.get(form, 0):
            taken[form] = used + 1
        else:
            rest.append(place)
    return rest, taken


def _hashes(held: HeldSheets, shown: Shown) -> int:
    """How many cells are shown as ###, which the file itself does not say."""
    printed = sum(len(_HASHES.findall(page)) for page in shown.pages)
    if not printed:
        return 0
    return max(0, printed - sum(len(_HASHES.findall(piece.raw)) for piece in held.pieces))


def _unworked(held: HeldSheets, hashes: int) -> list[Piece]:
    """The cells that must be shown as ### where no other one is: all, or all that are very long."""
    for cells in (held.unworked, [one for one in held.unworked if len(one.raw) >= _LONG_NUMBER]):
        if 0 < len(cells) <= hashes:
            return cells
    return []


def _clipped(held: HeldSheets, lines: Iterable[ShownLine], known: set[object]) -> list[Piece]:
    """The cells of which lines are cut by the border of their row or column.

    Charts are clipped, too; their words are those of no cell.
    """
    found: dict[object, Piece] = {}
    by_form: dict[str, Piece] | None = None
    longer: list[Piece] = []
    for line in lines:
        if not (line.side > _WIDE or (line.upright > _HIGH and line.narrow)):
            continue
        if by_form is None:
            by_form = {piece.normal: piece for piece in held.pieces}
            # a number stands in one line: what is part of one is the label of an axis
            longer = [one for n, one in enumerate(held.pieces) if n not in held.numbers]
        form = numeric(line.text)
        piece = by_form.get(form) or next(
            (one for one in longer if len(form) > 1 and form in one.normal), None
        )
        if piece is not None and piece.place not in known:
            found[piece.place] = piece
    return list(found.values())
