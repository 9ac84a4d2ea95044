"""Word files made of raw XML, for what no library writes."""

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": _RELATED,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
}
NAMES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" '
    'w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
)
STYLES = (
    f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "html": "text/html",
    "mht": "message/rfc822",
    "txt": "text/plain",
    "docx": f"{_WORD}.document.main+xml",
}
_OVERRIDES = {"header", "footer", "numbering", "footnotes", "settings"}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def run(content: str, look: str = "") -> str:
    """A run of XML content."""
    return f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>"


def text(words: str, look: str = "") -> str:
    """A run of words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>', look)


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; what is no XML is a run of words."""
    runs = "".join(one if one.startswith("<") else text(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def lines(count: int, look: str = "") -> str:
    """Numbered paragraphs of one line."""
    return "".join(paragraph(text(f"第{n}行", look)) for n in range(1, count + 1))


def table(*rows: str, properties: str = "", grid: Sequence[int] = (8000,)) -> str:
    """A table with borders."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{_BORDERS}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each made of blocks."""
    made = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def field(instruction: str, result: str = "") -> str:
    """A complex field, with the result that is stored with it."""
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    code = run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
    shown = run(marks[1]) + text(result) if result else ""
    return run(marks[0]) + code + shown + run(marks[2])


def colour(name: str) -> bytes:
    """A PNG of one colour."""
    made = io.BytesIO()
    Image.new("RGB", (20, 20), name).save(made, "PNG")
    return made.getvalue()


PICTURE = {
    "parts": {"media/image1.png": colour("red")},
    "related": {"rIdP": "image media/image1.png"},
}
"""What a file with :func:`anchored` or :func:`inline` needs."""


def _drawn(size: int) -> str:
    return (
        f'<a:graphic><a:graphicData uri="{_SPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="rIdP"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic>"
    )


def inline(size: int = 700_000) -> str:
    """A square picture in the line, in EMU."""
    return run(
        f'<w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="p"/>'
        f"{_drawn(size)}</wp:inline></w:drawing>"
    )


def anchor(
    across: tuple[str, int], down: tuple[str, int], graphic: str, size: tuple[int, int]
) -> str:
    """Something before the text: whence and how far in EMU, what, and how large."""
    sides = "".join(
        f'<wp:position{side} relativeFrom="{origin}"><wp:posOffset>{offset}</wp:posOffset>'
        f"</wp:position{side}>"
        for side, (origin, offset) in (("H", across), ("V", down))
    )
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{sides}<wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:wrapNone/><wp:docPr id="2" name="s"/><wp:cNvGraphicFramePr/>{graphic}'
        "</wp:anchor></w:drawing>"
    )


def anchored(across: tuple[str, int], down: tuple[str, int], size: int = 600_000) -> str:
    """A square red picture before the text."""
    return run(anchor(across, down, _drawn(size), (size, size)))


def word_file(
    path: Path,
    body: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    related: Mapping[str, str] | None = None,
    section: str = "",
    styles: str = STYLES,
    types: str = "",
) -> Path:
    """A Word file; `parts` lie in word/, and `related` says id → "kind target"."""
    parts = dict(parts or {})
    relations = {"rIdS": "styles styles.xml", **(related or {})}
    content = f"<w:body>{body}<w:sectPr>{section}{_PAGE}</w:sectPr></w:body>"
    overrides = {"word/document.xml": "document.main", "word/styles.xml": "styles"}
    for name in parts:
        kind = Path(name).stem.rstrip("0123456789")
        if kind in _OVERRIDES:
            overrides[f"word/{name}"] = kind
    made = "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in _DEFAULTS.items()
    ) + "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in overrides.items()
    )
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{made}{types}</Types>',
        "_rels/.rels": _relations({"rId1": "officeDocument word/document.xml"}),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {NAMES}>{content}</w:document>",
        "word/styles.xml": styles,
        **{posixpath.normpath(f"word/{name}"): part for name, part in parts.items()},
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, part in everything.items():
            package.writestr(name, part)
    return path


def _relations(relations: Mapping[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{_RELATED}/{kind}"}" '
        f'Target="{target}"/>'
        for name, (kind, target) in ((name, one.split(" ")) for name, one in relations.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'
