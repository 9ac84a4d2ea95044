"""The comparing of one office file with its PDF, from both files to what there is to say."""

from collections.abc import Sequence
from pathlib import Path

from dossier.compare import telling
from dossier.compare.added import added_errors, is_reference, too_small
from dossier.compare.held import Held, HeldPlace, Piece
from dossier.compare.package import OfficeParts
from dossier.compare.picture_verdict import lacking_pictures
from dossier.compare.words_verdict import lacking_equations, lacking_marks, lacking_words
from dossier.damage import DAMAGED
from dossier.finding import Remark
from dossier.media import UnusableError
from dossier.media.boxes import boxes
from dossier.media.shown import PAGES_WITH_OBJECTS, Shown, shown
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily, FileKind
from dossier.pool.memory import unless_memory


def compare(office: Path, kind: FileKind, pdf: Path) -> tuple[Remark, ...]:
    """What the PDF that was made of an office file lacks or adds.

    The file is the original, not the copy that was prepared for an engine. One that cannot be read
    this way is told as not compared. Raises OSError only where the PDF cannot be opened.
    """
    try:
        parts = OfficeParts(office)
    except DAMAGED as error:
        unless_memory(error)
        return (telling.unchecked_file(error),)
    try:
        if kind.family is FileFamily.SLIDES:
            return tuple(_slides(office, kind, pdf))
        return tuple(_word(parts, pdf) if kind is FileKind.WORD else _sheets(parts, pdf))
    except (*DAMAGED, UnusableError) as error:
        unless_memory(error)
        return (telling.unchecked_file(error),)
    finally:
        parts.close()


def _word(parts: OfficeParts, pdf: Path) -> list[Remark]:
    from dossier.compare.word_text import read_word  # noqa: PLC0415

    held = read_word(parts)
    seen = shown(pdf, pictures=bool(held.pictures))
    added = added_errors(held, [], seen.pages)
    references = [text for text in added.elements() if is_reference(text)]
    lack = telling.not_printed(
        lacking_words(held, seen),
        lacking_marks(held, seen),
        lacking_equations(held, seen),
        lacking_pictures(parts, held, seen),
        sorted(set(references)),
    )
    # what lacks stood where it is printed: both are one fault
    return [*lack, *_both(parts, held, seen, pdf, references if lack else ())]


def _slides(office: Path, kind: FileKind, pdf: Path) -> list[Remark]:
    """Of presentations only the words are compared: how slides are drawn is not counted on."""
    from dossier.media.text import passages  # noqa: PLC0415

    held = Held()
    for said in passages(office, kind):
        place = HeldPlace("slide", tuple(str(value) for _, value in said.place.values))
        held.pieces.append(Piece(place, said.text))
    seen = shown(pdf, pictures=False)
    return [
        *telling.not_printed(lacking_words(held, seen), [], [], []),
        *telling.boxed(boxes(pdf), held),
    ]


def _sheets(parts: OfficeParts, pdf: Path) -> list[Remark]:
    from dossier.compare.sheet_text import read_sheets  # noqa: PLC0415
    from dossier.compare.sheets_verdict import lacking_cells, lacking_heads  # noqa: PLC0415
    from dossier.compare.words_verdict import Lack  # noqa: PLC0415

    held = read_sheets(parts)
    seen = shown(pdf, pictures=bool(held.pictures), cuts=True)
    cells = lacking_cells(held, seen)
    words = [Lack(piece, "", 0) for piece in (*cells.missing, *lacking_heads(held, seen))]
    lack = telling.not_printed(
        words, lacking_marks(held, seen), [], lacking_pictures(parts, held, seen)
    )
    return [
        *lack,
        *telling.cut_cells(cells.cut),
        *telling.hashes(cells.hashes, cells.hashed),
        *_both(parts, held, seen, pdf, held.errors),
    ]


def _both(
    parts: OfficeParts, held: Held, seen: Shown, pdf: Path, errors: Sequence[str] = ()
) -> list[Remark]:
    return [
        *telling.added(added_errors(held, errors, seen.pages)),
        *telling.boxed(boxes(pdf), held),
        *telling.small(too_small(parts, seen)),
        *telling.unread([*held.unread, *_beyond(seen)]),
    ]


def _beyond(seen: Shown) -> list[Text]:
    """That of a very long document only the words are compared to the end."""
    if len(seen.pages) <= PAGES_WITH_OBJECTS:
        return []
    return [
        say("pictures and cut-off text are looked for on its first {count} pages only",
            count=PAGES_WITH_OBJECTS)
    ]  # fmt: skip
