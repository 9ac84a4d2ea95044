"""What a Word file's pages lack, in numbers and places."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dossier.compare.held import Held, Mark, Piece
from dossier.compare.lacking import Lost, Pages, lacking, lost_pieces
from dossier.compare.normal import normal
from dossier.facts import Fact
from dossier.media.shown import Shown

# of letters that a PDF gives in another form: how many may lack, at all and in parts of a piece
_LOOSE, _LOOSE_PART = 3, 0.05


class Lack(Fact, frozen=True):
    """A piece that is not printed, or not wholly: `words` are those that lack, '' for all."""

    piece: Piece
    words: str
    page: int


def lacking_words(held: Held, shown: Shown) -> list[Lack]:
    """The words of body, notes and boxes that the pages lack; those beyond a page are not there."""
    pages = [normal(page) for page in shown.pages]
    have = Counter("".join(pages))
    have.subtract(Counter(normal("".join(line.text for line in shown.beyond))))
    have = +have
    sure = [piece for piece in held.pieces if not piece.is_loose]
    need = Counter("".join(piece.normal for piece in sure))
    found = []
    if lack := lacking(need, have):
        text = Pages(_without(pages, shown))
        found += [_lack(sure, lost) for lost in lost_pieces(sure, text, lack)] or [
            Lack(Piece(sure[0].place, ""), "".join(sorted(lack)), 0)
        ]
    found += _loose([piece for piece in held.pieces if piece.is_loose], have - need)
    whole = "".join(pages)
    found += [Lack(head, "", 0) for head in held.heads if not _stands(head, whole, have)]
    return found


def _without(pages: Sequence[str], shown: Shown) -> list[str]:
    """The pages without what lies beyond them."""
    left = list(pages)
    for line in shown.beyond:
        left[line.page] = left[line.page].replace(normal(line.text), "", 1)
    return left


def _lack(pieces: Sequence[Piece], lost: Lost) -> Lack:
    return Lack(pieces[lost.place], lost.words, lost.page)


def _loose(pieces: Sequence[Piece], have: Counter[str]) -> Iterator[Lack]:
    left = Counter(have)
    for piece in pieces:
        need = Counter(piece.normal)
        count = sum((need - left).values())
        left -= need
        if count > max(_LOOSE, _LOOSE_PART * len(piece.normal)):
            yield Lack(piece, "", 0)


def _stands(head: Piece, text: str, have: Mapping[str, int]) -> bool:
    """Whether a head is there; in letters that come in other forms, by its characters alone."""
    if head.normal in text:
        return True
    need = Counter(head.normal)
    return all(have.get(char, 0) >= count for char, count in need.items())


def lacking_marks(held: Held, shown: Shown) -> list[Mark]:
    """The signs of Wingdings and kin that stand on the pages neither as such nor in Unicode.

    One of which Unicode has none, and which is written as a letter, is there as that letter.
    """
    have = Counter("".join(shown.pages))
    have.subtract(Counter("".join(piece.raw for piece in held.pieces)))
    found = []
    for mark in held.marks:
        spelt = mark.plain and not mark.sign
        forms = [chr(mark.code), mark.sign] + ([chr(mark.code & 0xFF)] if spelt else [])
        stands = next((form for form in forms if form and have[form] > 0), "")
        if stands:
            have[stands] -= 1
        else:
            found.append(mark)
    return found


def lacking_equations(held: Held, shown: Shown) -> list[Piece]:
    """The equations some of whose letters and digits are not on the pages."""
    have = Counter(normal("".join(shown.pages)))
    have.subtract(Counter("".join(piece.normal for piece in held.pieces)))
    found = []
    for equation in held.equations:
        need = Counter(char for char in equation.normal if char.isalnum())
        if any(have[char] < count for char, count in need.items()):
            found.append(equation)
        else:
            have.subtract(need)
    return found
