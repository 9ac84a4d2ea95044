"""A template as a .docx file: page geometry, footers and the zip that holds it all."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from make_templates.styles import used
from make_templates.wordml import dxa

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can bear
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Page:
    """Page and margins in mm; `footer` is from the page's edge to the foot of the footer."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    footer: float

    @property
    def text_width(self) -> float:
        """What is left between the margins."""
        return self.width - self.left - self.right

    def section(self, *, numbered: bool) -> str:
        """The section's properties."""
        references = (
            '<w:footerReference w:type="default" r:id="rId4"/>'
            '<w:footerReference w:type="even" r:id="rId5"/>'
            if numbered
            else ""
        )
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f"<w:sectPr>{references}"
            f'<w:pgSz w:w="{dxa(self.width)}" w:h="{dxa(self.height)}"{turned}/>'
            f'<w:pgMar w:top="{dxa(self.top)}" w:right="{dxa(self.right)}"'
            f' w:bottom="{dxa(self.bottom)}" w:left="{dxa(self.left)}"'
            f' w:header="{dxa(self.top / 2)}" w:footer="{dxa(self.footer)}" w:gutter="0"/>'
            "</w:sectPr>"
        )


# GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; 7.5: the page number's line
# lies 7 mm below the text, and is 18 pt (6.35 mm) high
OFFICIAL = Page(210, 297, top=37, right=26, bottom=35, left=28, footer=35 - 7 - 6.35)
# tables across: the same 156 mm for text, as much width as a printer reaches
ACROSS = Page(297, 210, top=28, right=20, bottom=26, left=20, footer=26 - 7 - 6.35)
ACROSS_WIDE = Page(297, 210, top=26, right=15, bottom=24, left=15, footer=24 - 7 - 6.35)
# front matter of a box: 25 mm for binding
FORM = Page(210, 297, top=22, right=15, bottom=15, left=25, footer=8)
# the same across: the side for binding is then the upper one
FORM_ACROSS = Page(297, 210, top=25, right=15, bottom=15, left=15, footer=8)


@dataclass(frozen=True)
class Template:
    """A template: its body, its page, whether pages are numbered, and its title."""

    body: str
    page: Page = OFFICIAL
    numbered: bool = True
    title: str = "{{ 标题 }}"


def write(template: Template, out: Path) -> None:
    """Write `template` as a Word file; the parts are stored, so that no zlib changes its bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, text in _parts(template).items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            file.writestr(entry, text.encode())


def _parts(template: Template) -> dict[str, str]:
    document = (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{template.body}'
        f"{template.page.section(numbered=template.numbered)}</w:body></w:document>"
    )
    footers = {"footer1": _footer("right"), "footer2": _footer("left")} if template.numbered else {}
    return {
        "[Content_Types].xml": _content_types(tuple(footers)),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("extended-properties", "docProps/app.xml"),
        ).replace("</Relationships>", f"{_CORE}</Relationships>"),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            *(("footer", f"{name}.xml") for name in footers),
        ),
        "word/styles.xml": used(document, *footers.values()),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": f'{_HEAD}<w:fonts xmlns:w="{_W}"/>',
        **{f"word/{name}.xml": footer for name, footer in footers.items()},
        "docProps/app.xml": _APP,
        "docProps/core.xml": _core(template.title),
    }


def _footer(side: str) -> str:
    """— 1 — in 14 pt 宋体, one character in from the outer edge (GB/T 9704-2012, 7.5)."""
    run = (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    )
    return (
        f'{_HEAD}<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f'{run.format("— ")}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        f"{run.format(' —')}</w:p></w:ftr>"
    )


def _content_types(footers: tuple[str, ...]) -> str:
    overrides = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        **{f"word/{name}.xml": f"{_WORD}.footer+xml" for name in footers},
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_CORE = (
    f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>dossier</Application></Properties>'
)
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _core(title: str) -> str:
    made = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title>{made.format('created')}{made.format('modified')}"
        "</cp:coreProperties>"
    )
