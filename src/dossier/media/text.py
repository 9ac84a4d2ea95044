"""The words of a file of evidence, in passages that know where they stand."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from dossier.files import AT_ONCE
from dossier.media.passage import BREAK, Passage, clean
from dossier.messages import say
from dossier.model.evidence_file import FileKind

# an honest document is far shorter; what a hostile one says after this is not read
_MOST = 2_000_000
# a line of a paragraph that is shorter than this part of the page's longest ends the paragraph
_FULL = 0.75
_TAIL = 200
_SENTENCE_END = re.compile(rf"[。！？!?{BREAK}]")
_FOLIO = re.compile(r"[-—–\s第页共/]*\d{1,4}[-—–\s第页共/\d]*")
# what nearly all wide characters are: ideographs, full stops and brackets, full-width forms
_WIDE = re.compile(r"[\u4e00-\u9fff\u3001-\u3029\uff01-\uff60]+")


_TEXTS = {FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.MHT, FileKind.WEB_SHEET}


def passages(path: Path, kind: FileKind, content: bytes | None = None) -> tuple[Passage, ...]:
    """What can be read in a file; nothing where there are no words.

    A scan has none, nor has a file that cannot be opened: that is the survey's to tell. No more
    than the first two million characters are read. `content` is that of the file, where it has
    been read. Raises OSError only.
    """
    if kind is FileKind.PDF:
        return enough(_pages(path, content))
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


def _pages(path: Path, content: bytes | None) -> Iterator[Passage]:
    pages = [(width, lines, [*map(_width, lines)]) for width, lines in _lines(path, content)]
    longest: dict[int, int] = {}  # of the pages of each width: upright ones and those on their side
    for width, _, widths in pages:
        longest[width] = max([longest.get(width, 0), *widths])
    before = ""
    for number, (width, lines, widths) in enumerate(pages, 1):
        full = [one >= longest[width] * _FULL for one in widths]
        ends = ["\n" if goes_on else BREAK for goes_on in full]
        text = clean("".join(line + end for line, end in zip(lines, ends, strict=True)))
        yield Passage(say("page {page}", page=str(number)), text, before, is_page=True)
        before = _SENTENCE_END.split(text)[-1][-_TAIL:] if full and full[-1] else ""


def _lines(path: Path, content: bytes | None) -> list[tuple[int, list[str]]]:
    """The width of each page in points, and its lines, but for a first or last that numbers it.

    A PDF knows lines, not paragraphs: one that stops short ends a paragraph.
    """
    from dossier.media.pdfium import PdfDocument, PdfiumError  # noqa: PLC0415 - megabytes

    found: list[tuple[int, list[str]]] = []
    most = _MOST
    try:
        # by its path it is looked for in each folder on the way there
        if content is None and path.stat().st_size <= AT_ONCE:
            content = path.read_bytes()
        with PdfDocument(path if content is None else content) as document:
            for number in range(len(document)):
                page = document[number]
                words = page.get_textpage().get_text_bounded()
                lines = [line.strip() for line in words.splitlines() if line.strip()]
                for end in (-1, 0):
                    if lines and _FOLIO.fullmatch(lines[end]):
                        del lines[end]
                found.append((round(page.get_width()), lines))
                page.close()
                most -= len(words)
                if most <= 0:
                    break
    except PdfiumError:  # what was read until then is read
        pass
    return found


def _width(line: str) -> int:
    others = _WIDE.sub("", line)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in others if not c.isascii())
    return 2 * len(line) - len(others) + wide
