"""What a file of evidence is, why it cannot be bound, where it cannot, and what it says."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dossier.facts import Fact
from dossier.finding import Code, Remark
from dossier.media import UnusableError
from dossier.media.image import check_image, remarks_of
from dossier.media.magic import sniff
from dossier.media.office import sound_office
from dossier.media.officetext import passages_of
from dossier.media.pdfpages import sound_pages
from dossier.media.text import Passage, enough, passages
from dossier.messages import Text
from dossier.model.evidence_file import FileKind


class Examined(Fact, frozen=True):
    """The kind by content; pages where they can be known (0 for Word and Excel).

    `passages` are its words, None where they were not asked for, or its kind has none; `remarks`
    tell what is odd in a file that can be bound all the same.
    """

    kind: FileKind
    pages: int = 0
    fault: Code | None = None
    remedy: Text | None = None
    passages: tuple[Passage, ...] | None = None
    remarks: tuple[Remark, ...] = ()


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
            with sound_office(path, content) as (found, package):
                said = enough(passages_of(package, found)) if words else None
                return Examined(found, passages=said)
        if kind is FileKind.PDF:
            pages = sound_pages(path, path.read_bytes() if content is None else content)
            return Examined(kind, pages, passages=passages(path, kind, content) if words else None)
        if kind is FileKind.JPEG and sample is not None:
            with suppress(UnusableError):  # what is wrong is told below
                sample()
                return Examined(kind, 1, remarks=remarks_of(path, content))
        pages, remarks = _frames(path, kind, content)
        return Examined(kind, pages, remarks=remarks)
    except UnusableError as error:
        return Examined(kind or FileKind.OTHER, 0, error.fault, error.remedy)


def _frames(path: Path, kind: FileKind, content: bytes | None) -> tuple[int, tuple[Remark, ...]]:
    if content is not None and kind is not FileKind.TIFF:  # libtiff reads a file by its number
        try:
            return check_image(path, content)
        except UnusableError:
            pass  # opened by its name, it is told of by that name
    return check_image(path)
