"""What was found, in sentences: how much lacks, the first of it with its place, and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.compare.held import FontSign, Held, HeldPlace, Piece
from dossier.compare.package import TooLargeError
from dossier.compare.picture_verdict import PictureLack
from dossier.compare.words_verdict import Lack
from dossier.finding import Code, Remark
from dossier.media import UnusableError
from dossier.media.boxes import BoxedCharacter
from dossier.media.shown import ShownLine
from dossier.messages import Text, say

_FIRST = 3  # places that a sentence names
_LONG = 40  # characters of a quotation

_MEND = say(
    "look at the pages named in the PDF; change the file in Word, Excel or WPS so that it is "
    "printed there, or save it as PDF from that program and register the PDF"
)
_WIDEN = say(
    "make the columns wider or the rows higher (or let the text wrap) in Excel or WPS, "
    "save, and look at the PDF"
)
_REPLACE = say(
    "type another character, or set it in a font that the project has (docs/setup.md); "
    "for a tick, insert ☑ or ☐ from Insert > Symbol"
)
_REFRESH = say(
    "open the file in Word, Excel or WPS, mend the fields or formulas that show this, and save"
)
_ENLARGE = say(
    "make the text box, the column or the chart larger in Word, Excel or WPS, or print the sheet "
    "on more pages, and save"
)
_LOOK = say("compare the pages in the PDF with the file yourself")


def not_printed(
    words: Sequence[Lack],
    marks: Sequence[FontSign],
    equations: Sequence[Piece],
    pictures: Sequence[PictureLack],
    instead: Sequence[str] = (),
) -> list[Remark]:
    """One remark for all that lacks in a file; `instead` is printed in place of references."""
    told = [_words(lack) for lack in _by_row(words)]
    told += [_mark(mark) for mark in marks]
    told += [_equation(piece) for piece in equations]
    told += [_picture(lack) for lack in pictures]
    if not told:
        return []
    told[:0] = [say("'{words}' stands in place of a reference", words=one) for one in instead]
    text = say("what the file holds is not printed: {what}", what=_listed(told))
    return [Remark(Code.CONTENT_NOT_PRINTED, text, _MEND)]


def cut_cells(cells: Sequence[Piece]) -> list[Remark]:
    """One remark for all cells of a workbook that do not fit."""
    if not cells:
        return []
    first = _listed([_quoted(cell.place, cell.raw) for cell in cells])
    text = say("{count} cells are cut off or shortened in print: {cells}", count=len(cells),
               cells=first)  # fmt: skip
    return [Remark(Code.CELLS_CUT, text, _WIDEN)]


def hashes(count: int, cells: Sequence[Piece]) -> list[Remark]:
    """Numbers for which their columns are too narrow."""
    if not count:
        return []
    if not cells:
        text = say("{count} cells are printed as ###", count=count)
    else:
        first = _listed([_quoted(cell.place, cell.raw) for cell in cells])
        text = say("{count} cells are printed as ###: {cells}", count=count, cells=first)
    return [Remark(Code.CONTENT_ADDED, text, _WIDEN)]


def added(errors: Mapping[str, int]) -> list[Remark]:
    """Error texts that the file does not hold."""
    if not errors:
        return []
    told = [
        say("'{words}' ({count} times)", words=words, count=count) if count > 1
        else say("'{words}'", words=words)
        for words, count in sorted(errors.items())
    ]  # fmt: skip
    text = say("the pages say what the file does not hold: {what}", what=_listed(told))
    return [Remark(Code.CONTENT_ADDED, text, _REFRESH)]


def small(lines: Sequence[ShownLine]) -> list[Remark]:
    """Words that are too small to be read."""
    if not lines:
        return []
    told = [
        say("page {page}: '{words}' ({size} pt)", page=line.page + 1, words=_short(line.text),
            size=f"{line.size:.1f}")
        for line in lines
    ]  # fmt: skip
    text = say("text is printed smaller than 5 pt: {what}", what=_listed(told))
    return [Remark(Code.TEXT_TOO_SMALL, text, _ENLARGE)]


def boxed(found: Sequence[BoxedCharacter], held: Held) -> list[Remark]:
    """Characters for which there is no font: one remark names them and where they stand first."""
    if not found:
        return []
    often = Counter(box.char for box in found)
    first = {box.char: box.page for box in reversed(found)}
    told = [
        _boxed(char, often[char], first[char], held)
        for char in sorted(often, key=lambda char: (first[char], char))
    ]
    text = say("no font has these characters, an empty box is printed: {what}", what=_listed(told))
    return [Remark(Code.CHARACTERS_WITHOUT_FONT, text, _REPLACE)]


def unread(reasons: Sequence[Text]) -> list[Remark]:
    """What of a file was not compared."""
    return [
        Remark(
            Code.CONTENT_UNCHECKED,
            say("a part of the file was not compared with its PDF: {reason}", reason=reason),
            _LOOK,
        )
        for reason in dict.fromkeys(reasons)
    ]


def unchecked_file(error: BaseException) -> Remark:
    """A file that cannot be compared at all, and why."""
    if isinstance(error, UnusableError):
        reason: Text | str = error.remedy
    elif isinstance(error, TooLargeError):
        reason = say("it is too large")
    else:
        reason = say("what it holds is not understood")
    text = say("the file could not be compared with its PDF: {reason}", reason=reason)
    return Remark(Code.CONTENT_UNCHECKED, text, _LOOK)


def _listed(told: Iterable[Text]) -> Text:
    """The first few, and how many more there are."""
    every = list(dict.fromkeys(told))
    text = every[0]
    for one in every[1:_FIRST]:
        text = say("{one}; {more}", one=text, more=one)
    if len(every) > _FIRST:
        text = say("{first}; and {count} more", first=text, count=len(every) - _FIRST)
    return text


def _by_row(words: Sequence[Lack]) -> Iterator[Lack]:
    """The same, with neighbouring cells of a row taken together where all their words lack."""
    together: list[Lack] = []
    for lack in words:
        if together and not (_row(lack) and _row(lack) == _row(together[0])):
            yield _joined(together)
            together = []
        together.append(lack)
    if together:
        yield _joined(together)


def _row(lack: Lack) -> tuple[str, ...]:
    place = lack.piece.place
    return place.values[:2] if place.kind == "cell" and not lack.words else ()


def _joined(cells: Sequence[Lack]) -> Lack:
    if len(cells) == 1:
        return cells[0]
    words = " ".join(lack.piece.raw for lack in cells)
    return Lack(Piece(HeldPlace("row", _row(cells[0])), words), "", cells[0].page)


def _words(lack: Lack) -> Text:
    place, words = lack.piece.place, _short(lack.words or lack.piece.raw)
    if not lack.piece.raw:
        return say("the characters '{words}'", words=words)
    if lack.words:
        whole = _short(lack.piece.raw)
        if lack.page:
            return say("{place} (page {page} or nearby): '{words}' of '{whole}'",
                       place=place.said(), page=lack.page, words=words, whole=whole)  # fmt: skip
        return say("{place}: '{words}' of '{whole}'", place=place.said(), words=words, whole=whole)
    if lack.page:
        return say("{place} (page {page} or nearby): '{words}'", place=place.said(),
                   page=lack.page, words=words)  # fmt: skip
    return _quoted(place, words)


def _mark(mark: FontSign) -> Text:
    sign = mark.sign or f"{mark.font} {mark.code:04X}"
    return say("{place}: the sign {sign}", place=mark.place.said(), sign=sign)


def _equation(piece: Piece) -> Text:
    return say("{place}: the equation '{words}'", place=piece.place.said(), words=_short(piece.raw))


def _picture(lack: PictureLack) -> Text:
    place, name = lack.picture.place.said(), lack.picture.part.rpartition("/")[2]
    if not name:
        return say("{place}: a picture that the file does not have", place=place)
    if lack.broken:
        return say("{place}: the picture {name}, whose data break off", place=place, name=name)
    return say("{place}: the picture {name}", place=place, name=name)


def _quoted(place: HeldPlace, words: str) -> Text:
    return say("{place}: '{words}'", place=place.said(), words=_short(words))


def _boxed(char: str, count: int, page: int, held: Held) -> Text:
    number = " ".join(f"U+{ord(one):04X}" for one in char) or "?"
    place = _where(char, held)
    if place is None:
        return say("{char} ({number}), {count} times, first on page {page}", char=char,
                   number=number, count=count, page=page)  # fmt: skip
    return say("{char} ({number}), {count} times, first on page {page}, {place}", char=char,
               number=number, count=count, page=page, place=place.said())  # fmt: skip


def _where(char: str, held: Held) -> HeldPlace | None:
    for mark in held.marks:
        if char and chr(mark.code) == char:
            return mark.place
    for piece in held.pieces:
        if char and char in piece.raw:
            return piece.place
    return None


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONG else plain[: _LONG - 1] + "…"
