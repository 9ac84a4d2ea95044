"""The content of a page, kept from doing harm to what is drawn after it."""

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream

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


_APART = rb"\x00\t\n\f\r ()<>\[\]{}"  # what parts one word of content from the next
_ENDS = rb"(?![^" + _APART + rb"/%])"


def _word(letters: bytes) -> bytes:
    """These letters as an operator, and not as the end of a word or a name."""
    return letters + rb"(?<![^" + _APART + rb"]" + letters + rb")"


# Each alternative begins with a letter and none is a group: only then does `re` run in C over all
# that begins none of them, three times as fast.
_TOKEN = re.compile(
    b"|".join(
        (
            rb"%[^\r\n]*",  # a comment
            # a string; of nested ones the innermost, which will do
            rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)",
            _word(b"ID") + rb"[\x00\t\n\f\r ].*?[\x00\t\n\f\r ]EI" + _ENDS,
            *(_word(one) + _ENDS for one in (b"q", b"Q", b"BT", b"ET", b"BMC", b"BDC", b"EMC")),
        )
    ),
    re.DOTALL,
)
_OPENS = {b"q": 0, b"BT": 1, b"BMC": 2, b"BDC": 2}
_CLOSES = {b"Q": 0, b"ET": 1, b"EMC": 2}


def is_balanced(content: bytes) -> bool:
    """Whether every q has its Q, BT its ET and BMC or BDC its EMC, none closed before it opens.

    A page that pops more than it pushed would move the stamp that follows; one that leaves a hidden
    layer open would hide it. Reads decoded content. Odd strings may make sound content look
    unbalanced, which only means that it is wrapped without need.
    """
    depth = [0, 0, 0]
    for token in _TOKEN.findall(content):
        if token in _OPENS:
            depth[_OPENS[token]] += 1
        elif token in _CLOSES:
            depth[_CLOSES[token]] -= 1
            if depth[_CLOSES[token]] < 0:
                return False
    return not any(depth)
