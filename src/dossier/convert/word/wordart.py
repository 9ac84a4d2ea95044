"""Letters drawn as shapes (WordArt, v:textpath, ECMA-376-4, 19.1.2.23): watermarks, above all.

LibreOffice draws none whose kind is said by a v:shapetype that is not there: programs that put a
watermark into a file leave it out. The shape then says its kind itself.
"""

import re

from lxml import etree

from dossier.convert.word.about import About

TRACES = (b"textpath",)

_VML = "{urn:schemas-microsoft-com:vml}"
_KIND = "{urn:schemas-microsoft-com:office:office}spt"
_NUMBERED = re.compile(r"#_x0000_t(\d+)")
_PLAIN = "136"  # plain letters in a straight line


def mend(root: etree._Element, about: About) -> None:  # noqa: ARG001 - one step of several
    """Have each shape of letters in a part be of a kind that is known."""
    known = {f"#{one.get('id')}" for one in root.iter(f"{_VML}shapetype")}
    for path in root.iter(f"{_VML}textpath"):
        shape = path.getparent()
        if shape is None or shape.tag != f"{_VML}shape" or shape.get(_KIND):
            continue
        kind = shape.get("type", "")
        if kind not in known:
            numbered = _NUMBERED.fullmatch(kind)
            shape.set(_KIND, numbered[1] if numbered else _PLAIN)
