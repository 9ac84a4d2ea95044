"""PDF files, opened safely with pikepdf: repaired where that loses nothing, refused otherwise."""

import io
import mmap
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pikepdf

from dossier.files import opened
from dossier.finding import Code
from dossier.media import UnusableError, damaged
from dossier.media.stubs import refuse_stub
from dossier.messages import Text, say
from dossier.pool.memory import unless_memory

# A few kilobytes can unpack to gigabytes: no honest page needs more than this.
_LIMIT = 256 * 1024 * 1024
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_LIMIT,
    run_length_max_memory=_LIMIT,
    png_max_memory=_LIMIT,
    tiff_max_memory=_LIMIT,
    doc_max_warnings=1000,
)

_HEADER = b"%PDF-"
_ENORMOUS = "memory limit exceeded"  # what qpdf says of any of these limits

WRONG = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError)
"""What pikepdf raises of a file that is damaged.

RuntimeError: a limit. Those behind it: an object is not of the type that its place asks for.
"""


def open_pdf(path: Path, content: bytes | None = None) -> pikepdf.Pdf:
    """Open a PDF with at least one page; the caller closes it (or uses ``with``).

    A file that qpdf can repair without losing a page is repaired in memory; an owner password
    alone does not keep anyone from reading. `content` is that of the file, where it has been read:
    it is opened all the same, for the library says its name. Raises
    :class:`~dossier.media.UnusableError`.
    """
    with opened(path, content) as file:
        if _HEADER not in file.read(1024):
            raise UnusableError(
                Code.FILE_TYPE, say("it is not a PDF, whatever its name says: save it as PDF")
            )
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise UnusableError(
            Code.FILE_ENCRYPTED,
            say("it needs a password: open it with the password and save or print it without"),
        ) from error
    except WRONG as error:
        unless_memory(error)
        raise damaged_pdf(error) from error
    try:
        # reading the page tree may itself need repair, and warns
        _check_pages(document)
        if document.get_warnings() and not _has_its_end(path):
            raise damaged_pdf("", say("its end is missing"))
    except UnusableError:
        document.close()
        raise
    except WRONG as error:
        document.close()
        unless_memory(error)
        raise damaged_pdf(error) from error
    return document


def page_count(path: Path, content: bytes | None = None) -> int:
    """How many pages a PDF that we made has, the content of each being readable.

    Raises as :func:`open_pdf` does, which opens the file without looking into its pages, and where
    its pages do not show what it holds.
    """
    with open_pdf(path, content) as document:
        refuse_stub(document, path)
        try:
            for page in document.pages:
                for stream in _contents(page):
                    stream.read_bytes()
        except WRONG as error:
            unless_memory(error)
            raise damaged_pdf(error) from error
        return len(document.pages)


class _Told(io.RawIOBase):
    """Takes what a library writes; a fault of the file behind it is kept, and not raised there."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if self.fault is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.fault = error
        return len(data)


def save(document: pikepdf.Pdf, target: Path, **options: Any) -> None:
    """Write `document` with the `options` of pikepdf; OSError where the disk is full.

    The library writes the end of a file as it lets go of it (in a destructor of C++), where an
    exception would end the whole process.
    """
    with target.open("wb") as file:
        told = _Told(file)
        document.save(cast("BinaryIO", told), **options)
        if told.fault:
            raise told.fault


def save_repeatably(document: pikepdf.Pdf, target: Path, **options: Any) -> None:
    """Write `document` with its streams as they are: equal content becomes equal bytes.

    The /ID is made from the content (ISO 32000-1, 14.4); `options` go before what is usual here.
    """
    usual = {
        "deterministic_id": True,
        "fix_metadata_version": False,
        "object_stream_mode": pikepdf.ObjectStreamMode.generate,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    }
    save(document, target, **usual | options)


def damaged_pdf(detail: object, reason: Text | None = None) -> UnusableError:
    """The fault of a PDF that cannot be read; `detail` is what the library says."""
    if _ENORMOUS in str(detail):
        return UnusableError(
            Code.FILE_TOO_DEMANDING,
            say(
                "a part of it unpacks to more than {megabytes} MB: make its pictures smaller, or"
                " print it to PDF anew",
                megabytes=_LIMIT >> 20,
            ),
        )
    return damaged(say("copy it again, or save or scan it anew"), detail, reason)


def _check_pages(document: pikepdf.Pdf) -> None:
    if not list(document.pages):
        raise UnusableError(
            Code.FILE_DAMAGED, say("it has no page: save it again from where it came from")
        )


def _has_its_end(path: Path) -> bool:
    """Whether the end-of-file mark stands behind the last object (ISO 32000-1, 7.5.5).

    Repair gathers the objects that are still there. Where a file was cut off, the pages whose
    content lay behind the cut would come out blank, and nobody would know.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.rfind(b"%%EOF") > content.rfind(b"endobj")


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    content = page.obj.get("/Contents")
    if content is None:
        return []
    return list(content.as_list()) if isinstance(content, pikepdf.Array) else [content]
