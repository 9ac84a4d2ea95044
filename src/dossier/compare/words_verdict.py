"""What a Word file's pages lack, in numbers and places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dossier.compare.held import FontSign, Held, Piece
from dossier.compare.lacking import Lost, PageWords, lacking, lost_pieces, without_following
from dossier.compare.normal import is_loose, normal
from dossier.compare.running import without_heads, without_repeated_rows
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
    whole = "".join(pages)
    # what lies beyond a page is among its words, but does not count
    seen, astray = _without(pages, shown)
    body, headless = without_heads(held, seen)
    body = without_repeated_rows(held, body)
    sure, loose = _by_letters(held)
    sure = [*sure, *headless]  # these may stand there in pieces
    text = "".join(body)
    rest, left = (sure, text) if astray else without_following(sure, text)
    have = +(Counter(left) - astray)
    need = _counted(rest)
    found = []
    if lack := lacking(need, have):
        words = PageWords(body)
        found += [_lack(sure, lost) for lost in lost_pieces(sure, words, lack)] or [
            Lack(Piece(sure[0].place, ""), "".join(sorted(lack)), 0)
        ]
    found += _loose(loose, have - need)
    # in letters that come in other forms heads are told by their characters alone
    printed = Counter("".join(seen)) - astray
    nowhere = [head for head in held.heads if head.normal not in whole]
    told = {lack.piece for lack in found}
    found += [
        Lack(head, "", 0) for head in nowhere if head not in told and Counter(head.normal) - printed
    ]
    return found


def _by_letters(held: Held) -> tuple[list[Piece], list[Piece]]:
    """The pieces, and apart from them those whose letters may come in other forms."""
    if not is_loose(held.said()):
        return held.pieces, []
    sure = [piece for piece in held.pieces if not piece.is_loose]
    return sure, [piece for piece in held.pieces if piece.is_loose]


def _counted(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter("".join(piece.normal for piece in pieces))


def _without(pages: Sequence[str], shown: Shown) -> tuple[list[str], Counter[str]]:
    """The pages without what lies beyond them, and the characters of it that stand apart there."""
    left = list(pages)
    astray: Counter[str] = Counter()
    for line in shown.beyond:
        form = normal(line.text)
        if form in left[line.page]:
            left[line.page] = left[line.page].replace(form, "", 1)
        else:
            astray.update(form)
    return left, astray


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


def lacking_marks(held: Held, shown: Shown) -> list[FontSign]:
    """The signs of Wingdings and kin that stand on the pages neither as such nor in Unicode.

    One of which Unicode has none, and which is written as a letter, is there as that letter.
    """
    if not held.marks:
        return []
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
    if not held.equations:
        return []
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
