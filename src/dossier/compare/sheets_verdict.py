"""What a workbook's pages lack: whole cells, and cells that are cut off.

Cells are looked for as whole lines, then as words between blanks, so that the digits of neighbours
do not run together; what is in several lines is counted character by character in what is left.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dossier.compare.held import Piece
from dossier.compare.lacking import Pages, lacking, lost_pieces
from dossier.compare.normal import normal, numeric
from dossier.compare.sheet_text import HeldSheets
from dossier.facts import Fact
from dossier.media.shown import Line, Shown

_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d+")
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
    rest, left = _unmatched(held.pieces, shown)
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
        for lost in lost_pieces(pieces, Pages(left), lack):
            piece = pieces[lost.place]
            if rest[lost.place] in held.numbers:
                (hashed if hashes else cut if powers or lost.words else missing).append(piece)
            else:
                (cut if lost.is_part else missing).append(piece)
    cut += _clipped(held.pieces, shown.cut, {piece.place for piece in (*missing, *cut)})
    return SheetsLack(tuple(missing), tuple(cut), hashes, tuple(hashed))


def lacking_heads(held: HeldSheets, shown: Shown) -> list[Piece]:
    """The words of heads and feet that stand on no page."""
    text = "".join(map(normal, shown.pages))
    return [head for head in held.heads if head.normal not in text]


def _unmatched(pieces: Sequence[Piece], shown: Shown) -> tuple[list[int], list[str]]:
    """The cells that are neither a line nor a word of the pages, and what is left of each page."""
    lines = [[numeric(line) for line in page.splitlines()] for page in shown.pages]
    beyond = Counter(numeric(line.text) for line in shown.beyond)
    free = Counter(line for page in lines for line in page) - beyond
    rest, taken = _taken(pieces, range(len(pieces)), free)
    words: list[list[str]] = []
    for page in shown.pages:
        words.append([])
        for line in page.splitlines():
            form = numeric(line)
            if taken[form] > 0:
                taken[form] -= 1
            elif beyond[form] > 0:
                beyond[form] -= 1
            else:
                words[-1] += [word for word in map(numeric, line.split()) if word]
    rest, taken = _taken(pieces, rest, Counter(word for page in words for word in page))
    left = []
    for page_words in words:
        kept = []
        for word in page_words:
            if taken[word] > 0:
                taken[word] -= 1
            else:
                kept.append(word)
        left.append("".join(kept))
    return rest, left


def _stray_numbers(held: HeldSheets, rest: Sequence[int], left: Sequence[str]) -> set[int]:
    """The numbers that stand nowhere in what is left, even beside another one.

    Dates and the like, which are not worked out, leave digits of which any number could be made.
    """
    text = " ".join(left)
    return {
        place for place in rest if place in held.numbers and held.pieces[place].normal not in text
    }


def _taken(
    pieces: Sequence[Piece], places: Iterable[int], free: Counter[str]
) -> tuple[list[int], Counter[str]]:
    """The places of pieces that are not among `free`, and how often each of these was used."""
    rest = []
    taken: Counter[str] = Counter()
    for place in places:
        form = pieces[place].normal
        if taken[form] < free[form]:
            taken[form] += 1
        else:
            rest.append(place)
    return rest, taken


def _hashes(held: HeldSheets, shown: Shown) -> int:
    """How many cells are shown as ###, which the file itself does not say."""
    printed = sum(len(_HASHES.findall(page)) for page in shown.pages)
    return max(0, printed - sum(len(_HASHES.findall(piece.raw)) for piece in held.pieces))


def _clipped(pieces: Sequence[Piece], lines: Iterable[Line], known: set[object]) -> list[Piece]:
    """The cells of which lines are cut by the border of their row or column.

    Charts are clipped, too; their words are those of no cell.
    """
    found: dict[object, Piece] = {}
    by_form: dict[str, Piece] | None = None
    for line in lines:
        if not (line.side > _WIDE or (line.upright > _HIGH and line.narrow)):
            continue
        if by_form is None:
            by_form = {piece.normal: piece for piece in pieces}
        form = numeric(line.text)
        piece = by_form.get(form) or next(
            (one for one in by_form.values() if len(form) > 1 and form in one.normal), None
        )
        if piece is not None and piece.place not in known:
            found[piece.place] = piece
    return list(found.values())
