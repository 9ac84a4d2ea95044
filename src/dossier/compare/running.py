"""What stands on page after page is taken off, so that no lost words of the body hide behind it.

A paragraph that fell off the paper would not be missed where a head says the same. Taken off is
only what is known to stand there: the heads of a section on the pages that are surely its own, and
the head rows of a table as often as the pages have them more than the file.
"""

from collections.abc import Iterator, Sequence

from dossier.compare.held import Held, HeldSection, Piece, SectionHeads

_SURE = 8  # characters of a piece by which a page is known
_TRIED = 40  # pieces from either end of a section by which its pages are looked for


def without_heads(held: Held, pages: Sequence[str]) -> tuple[list[str], list[Piece]]:
    """The pages without heads and feet, and what of these is not found on the first page."""
    left = list(pages)
    missing: list[Piece] = []
    for number, heads in _standing(held, pages):
        page = left[number]
        for piece, find in (
            *((one, str.find) for one in heads.header),
            *((one, str.rfind) for one in reversed(heads.footer)),
        ):
            place = find(page, piece.normal)
            if place >= 0:
                page = page[:place] + page[place + len(piece.normal) :]
            elif not number:
                missing.append(piece)
        left[number] = page
    return left, missing


def without_repeated_rows(held: Held, pages: Sequence[str]) -> list[str]:
    """The pages without the head rows that stand there once more, above the rest of a table."""
    left = list(pages)
    said = "".join(piece.normal for piece in held.pieces) if held.repeated else ""
    for rows in sorted(set(held.repeated), key=lambda rows: (-len(rows), rows)):
        more = sum(page.count(rows) for page in left) - said.count(rows)
        for number in range(len(left) - 1, 0, -1):
            if more > 0 and rows in left[number]:
                left[number] = left[number].replace(rows, "", 1)
                more -= 1
    return left


def _standing(held: Held, pages: Sequence[str]) -> Iterator[tuple[int, SectionHeads]]:
    """The pages, from 0, of which it is known which heads stand there."""
    sections = held.sections
    if not any(heads.said for section in sections for heads in section.kinds()):
        return
    every = {heads for section in sections for heads in section.kinds()}
    known = dict.fromkeys(range(len(pages)), every.pop()) if len(every) == 1 else {}
    if not known and pages:
        known[0] = sections[0].first or sections[0].default
        alone = len(sections) == 1
        for section, pieces in _parts(held):
            pages_of = range(1, len(pages)) if alone else _pages_of(section, pieces, pages)
            for number in pages_of:
                if section.even is None or section.even == section.default:
                    known[number] = section.default
                elif held.counts_on:
                    known[number] = section.default if number % 2 == 0 else section.even
    yield from sorted(known.items(), key=lambda one: one[0])


def _parts(held: Held) -> Iterator[tuple[HeldSection, Sequence[Piece]]]:
    """Each section with its pieces."""
    for section in held.sections:
        yield section, held.pieces[section.begin : section.end]


def _pages_of(section: HeldSection, pieces: Sequence[Piece], pages: Sequence[str]) -> range:
    """The pages that begin within a section, by words that stand once; not its first in doubt."""
    known = [piece.normal for piece in pieces if len(piece.normal) >= _SURE]
    first = _page_of(known[:_TRIED], pages)
    last = _page_of(known[: -_TRIED - 1 : -1], pages)
    if first is None or last is None:
        return range(0)
    begins = section.first is None and section.on_new_page
    return range(first + (not begins), last + 1)


def _page_of(forms: Sequence[str], pages: Sequence[str]) -> int | None:
    """The page of the first of these forms that stands on the pages once."""
    for form in forms:
        found = [number for number, page in enumerate(pages) if form in page]
        if len(found) == 1 and pages[found[0]].count(form) == 1:
            return found[0]
    return None
