"""The content of a page, kept from doing harm to what is drawn after it."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream

from dossier.bind.balance import is_balanced

_WRAPPED = Name("/DossierPage")


def isolate(pdf: Pdf, page: Dictionary, content: bytes) -> None:
    """Turn content that does not clean up after itself into a form, which always does.

    `page` is a page of `pdf` with this decoded `content`.
    """
    if is_balanced(content):
        return
    form = Stream(pdf, content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.get("/MediaBox")
    resources = page.get("/Resources")
    form.Resources = resources if resources is not None else Dictionary()
    group = page.get("/Group")
    if group is not None:
        form.Group = group
    page.Resources = Dictionary(XObject=Dictionary({str(_WRAPPED): pdf.make_indirect(form)}))
    page.Contents = pdf.make_indirect(Stream(pdf, f"{_WRAPPED} Do\n".encode()))


def content_of(contents: Any) -> bytes | None:
    """What `contents` (a stream, several, or nothing) says; None where it cannot be decoded."""
    streams = contents if isinstance(contents, Array) else [contents]
    try:
        # ISO 32000-1, 7.8.2: the parts are divided at the boundaries of lexical tokens
        return b"\n".join(one.read_bytes() for one in streams if isinstance(one, Stream))
    except PdfError:
        return None
