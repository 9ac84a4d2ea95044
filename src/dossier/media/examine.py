"""What a file of evidence is, why it cannot be bound, where it cannot, and what it says."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL.Image import Image

from dossier.facts import Fact, replace
from dossier.finding import Code, Remark
from dossier.media import UnusableError
from dossier.media.bare import CLOSE, seems_blank
from dossier.media.drafts import Draft
from dossier.media.image import check_image, frames_close
from dossier.media.look import Eye, look_at_pdf
from dossier.media.magic import is_compound, sniff
from dossier.media.office import has_macros, sound_office
from dossier.media.officetext import passages_of
from dossier.media.passage import Passage
from dossier.media.pdfpages import sound_pages
from dossier.media.plaintext import decoded
from dossier.media.signature import LABEL
from dossier.media.text import enough, pages_of, passages
from dossier.messages import Text, say
from dossier.model.evidence_file import Appearance, FileFamily, FileKind

MACROS = Remark(
    Code.CONTENT_ADAPTED,
    say("it has macros, which are programs; they do not run, and are not bound"),
)
UNSURE = Remark(
    Code.CONTENT_UNCHECKED,
    say("it cannot be told in which encoding the text is written"),
    say("look at its page; where characters are wrong, open it in 记事本, save it as UTF-8"),
)
_BLANK = say("all of its pages are blank: put the paper the right way up and scan it again")
_OFD = say("it is an OFD file: open it in its reader, and print or export it as PDF beside it")


class Examined(Fact, frozen=True):
    """The kind by content; pages where they can be known (0 for Word and Excel).

    `passages` are its words, None where they were not asked for, or its kind has none; `remarks`
    tell what is odd in a file that can be bound all the same, `look` what its pages look like.
    `seconds` is how long a film lasts; `detail` what a library says of damage, for the log.
    """

    kind: FileKind
    pages: int = 0
    fault: Code | None = None
    remedy: Text | None = None
    passages: tuple[Passage, ...] | None = None
    remarks: tuple[Remark, ...] = ()
    seconds: int = 0
    look: Appearance = Appearance()
    detail: str = ""


def examine(
    path: Path,
    content: bytes | None = None,
    *,
    words: bool = False,
    sample: Callable[[], None] | None = None,
) -> Examined:
    """Open a file as its content asks for, and tell what came of it. Raises OSError only.

    `content` is that of the file, where it has been read; of a sound one the `words` are read, too.
    What makes a `sample` of a photo decodes it as well as a look at it would, which is saved then.
    """
    kind: FileKind | None = FileKind.OTHER
    try:
        kind = sniff(path, content)
        if kind is None:
            return _office(path, content, words=words)
        if kind is FileKind.PDF:
            return _pdf(path, path.read_bytes() if content is None else content, words=words)
        if kind is FileKind.JPEG and sample is not None:
            with suppress(UnusableError):  # what is wrong is told below
                sample()
        if kind.family is FileFamily.PICTURE:
            return _picture(path, kind, content)
        return _other(path, kind, content, words=words)
    except UnusableError as error:
        known = kind or FileKind.OTHER
        return Examined(known, 0, error.fault, error.remedy, detail=error.detail)


def _office(path: Path, content: bytes | None, *, words: bool) -> Examined:
    """An office file that is a package or a compound file."""
    if not is_compound(path, content):
        with sound_office(path, content) as (kind, package):
            draft = Draft()
            said = enough(passages_of(package, kind, draft)) if words else None
            remarks = (*((MACROS,) if has_macros(package) else ()), *draft.remarks())
            if kind is FileKind.OFD:
                return Examined(kind, 0, Code.FILE_TYPE, _OFD, said)
            look = Appearance(pictures=draft.pictures)
            return Examined(kind, passages=said, remarks=remarks, look=look)
    from dossier.media import compound  # noqa: PLC0415 - of few

    with compound.sound_compound(path, content) as (kind, document):
        remarks = (MACROS,) if compound.has_macros(document) else ()
    said = passages(path, kind, content) if words and kind.words else None
    return Examined(kind, passages=said, remarks=remarks)


def _other(path: Path, kind: FileKind, content: bytes | None, *, words: bool) -> Examined:
    """A text, a web page, a film: hardly anything in it can be found broken."""
    if kind.family in {FileFamily.FILM, FileFamily.SOUND}:
        from dossier.media.film import seconds_of  # noqa: PLC0415 - of few

        return Examined(kind, 1, seconds=seconds_of(path))
    if kind is FileKind.RTF:
        from dossier.media.rtf import sound_rtf  # noqa: PLC0415 - of few

        sound_rtf(path.read_bytes() if content is None else content)
    remarks: tuple[Remark, ...] = ()
    if kind in {FileKind.TEXT, FileKind.CSV}:
        remarks = (
            () if decoded(path.read_bytes() if content is None else content).sure else (UNSURE,)
        )
    said = passages(path, kind, content) if words and kind.words else None
    return Examined(kind, passages=said, remarks=remarks)


def _pdf(path: Path, content: bytes, *, words: bool) -> Examined:
    kind = FileKind.PDF
    pages = sound_pages(path, content)
    if not words:
        return Examined(kind, pages)
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    try:
        document = PdfDocument(content)
    except PdfiumError:  # of what qpdf can repair, PDFium cannot open all
        return Examined(kind, pages, passages=())
    with document:
        kept: dict[int, Any] = {}
        said = pages_of(document, kept)
        numbers = [int(str(number)) for one in said for _, number in one.place.values]
        to_sign = {at for at, one in zip(numbers, said, strict=True) if LABEL.search(one.text)}
        look = look_at_pdf(document, numbers, to_sign, kept)
    return _unless_blank(Examined(kind, pages, passages=said, look=look))


def _picture(path: Path, kind: FileKind, content: bytes | None) -> Examined:
    eye = Eye()
    pages, remarks = _frames(path, kind, content, eye.see)
    look = eye.look()
    if look.blank:
        close = frames_close(path, look.blank, CLOSE, None if kind is FileKind.TIFF else content)
        blank = tuple(number for number, frame in close if seems_blank(frame))
        look = replace(look, blank=blank)
    return _unless_blank(Examined(kind, pages, remarks=remarks, look=look))


def _unless_blank(examined: Examined) -> Examined:
    """What was examined, which is no use where none of its pages shows anything."""
    if len(examined.look.blank) < examined.pages:
        return examined
    return replace(examined, fault=Code.FILE_EMPTY, remedy=_BLANK)


def _frames(
    path: Path, kind: FileKind, content: bytes | None, see: Callable[[Image, tuple[int, int]], None]
) -> tuple[int, tuple[Remark, ...]]:
    if content is not None and kind is not FileKind.TIFF:  # libtiff reads a file by its number
        try:
            return check_image(path, content, see)
        except UnusableError:
            pass  # opened by its name, it is told of by that name
    return check_image(path, None, see)
