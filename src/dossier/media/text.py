"""The words of a file of evidence, in passages that know where they stand."""

from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier.files import AT_ONCE
from dossier.media.page_lines import lines_of, page_passages
from dossier.media.passage import Passage
from dossier.model.evidence_file import FileKind

# an honest document is far shorter; what a hostile one says after this is not read
_MOST = 2_000_000
_KEPT = 8  # pages that stay open for who looks at them next: most documents have no more

_TEXTS = {FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.MHT, FileKind.WEB_SHEET}


def passages(path: Path, kind: FileKind, content: bytes | None = None) -> tuple[Passage, ...]:
    """What can be read in a file; nothing where there are no words.

    A scan has none, nor has a file that cannot be opened: that is the survey's to tell. No more
    than the first two million characters are read. `content` is that of the file, where it has
    been read. Raises OSError only.
    """
    if kind is FileKind.PDF:
        return enough(page_passages(_lines(path, content)))
    if not kind.words:
        return ()
    if kind in _TEXTS:
        from dossier.media.plain_passages import text_passages  # noqa: PLC0415 - of few

        return enough(text_passages(path.read_bytes() if content is None else content, kind))
    if kind is FileKind.DOC:
        from dossier.media.doctext import read_doc  # noqa: PLC0415 - of few

        return enough(read_doc(path, content))
    from dossier.media.officetext import read_office  # noqa: PLC0415 - expat, zipfile

    return enough(read_office(path, kind, content))


def enough(found: Iterator[Passage]) -> tuple[Passage, ...]:
    """The first of the passages, as many as an honest document has."""
    return tuple(_up_to(found, _MOST))


def _up_to(found: Iterator[Passage], most: int) -> Iterator[Passage]:
    for passage in found:
        if passage.text:
            yield passage
        most -= len(passage.text)
        if most <= 0:
            return


def pages_of(document: Any, kept: MutableMapping[int, Any]) -> tuple[Passage, ...]:
    """What a PDF says that PDFium has open; its first pages stay open, and are `kept` by number."""
    return enough(page_passages(_read(document, kept)))


def _lines(path: Path, content: bytes | None) -> list[tuple[int, list[str]]]:
    """What :func:`_read` reads in a file."""
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    try:
        # by its path it is looked for in each folder on the way there
        if content is None and path.stat().st_size <= AT_ONCE:
            content = path.read_bytes()
        with PdfDocument(path if content is None else content) as document:
            return _read(document)
    except PdfiumError:
        return []


def _read(
    document: Any, kept: MutableMapping[int, Any] | None = None
) -> list[tuple[int, list[str]]]:
    """The width of each page in points, and its lines; what comes before a fault is read."""
    from dossier.media.pdfium import PdfiumError  # noqa: PLC0415 - megabytes

    found: list[tuple[int, list[str]]] = []
    most = _MOST
    with suppress(PdfiumError):
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            words = textpage.get_text_bounded()
            textpage.close()
            found.append((round(page.get_width()), lines_of(words)))
            if kept is not None and len(kept) < _KEPT:
                kept[number + 1] = page
            else:
                page.close()
            most -= len(words)
            if most <= 0:
                break
    return found
