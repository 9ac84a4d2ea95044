"""Type 1 fonts as validators of PDF/A want them: with their glyphs listed, and known by their head.

LibreOffice 7 makes them of CFF fonts. They begin with ``%!FontType1-1.0``, which some programs do
not take for a font, and their descriptors have no /CharSet. Neither can be seen on a page.
"""

import re

from pikepdf import Dictionary, PdfError, Stream, String

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_GLYPH = re.compile(rb"dup \d+ (/\S+) put")
_HEAD, _USUAL = b"%!FontType1-", b"%!PS-AdobeFont-"


def mend_type1(descriptor: Dictionary) -> None:
    """Give the Type 1 font of a /FontDescriptor the usual head, and a subset its /CharSet.

    The list is that of the font's own encoding, which in a subset names all its glyphs
    (ISO 32000-1, table 122; Adobe Type 1 Font Format, 2.3 and 2.4).
    """
    file = descriptor.get("/FontFile")
    if not isinstance(file, Stream) or "/Length1" not in file:
        return
    try:
        program = file.read_bytes()
    except PdfError:  # the judge of the box finds it as well
        return
    clear = program[: int(file.Length1)]
    if clear.startswith(_HEAD):
        rest = program[len(_HEAD) :]
        file.write(_USUAL + rest)
        file.Length1 = len(clear) + len(_USUAL) - len(_HEAD)
    names = [name for name in dict.fromkeys(_GLYPH.findall(clear)) if name != b"/.notdef"]
    if names and "/CharSet" not in descriptor and _SUBSET.match(str(descriptor.get("/FontName"))):
        descriptor.CharSet = String(b"".join(names).decode("latin-1"))
