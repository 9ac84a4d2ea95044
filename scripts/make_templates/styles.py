"""The styles of the templates: GB/T 9704-2012 for text, exact line spacing in every table.

Single spacing would depend on the font that stands in for the official one, so no style uses it;
no style snaps to a document grid, for Word, WPS and LibreOffice differ about grids in cells.
"""

import re
from dataclasses import dataclass

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
SONGTI, BIAOSONG = "宋体", "方正小标宋简体"
FONTS = (FANGSONG, KAITI, HEITI, SONGTI, BIAOSONG)
LATIN = "Times New Roman"

_TWO = 'w:firstLineChars="200"'  # two characters, whatever their size


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes and leading in points, `indent` as attributes of w:ind."""

    name: str
    font: str
    size: float
    leading: float
    align: str = "both"
    before: float = 0
    after: float = 0
    indent: str = ""
    outline: int | None = None
    keep: bool = False
    condensed: bool = False
    bold: bool = False

    def xml(self, identity: str) -> str:
        """The definition of the style under the id `identity`."""
        normal = identity == "Normal"
        built_in = self.name.islower() or self.name in ("Normal", "Title")
        marks = (' w:default="1"' if normal else "") + ("" if built_in else ' w:customStyle="1"')
        based = "" if normal else '<w:basedOn w:val="Normal"/>'
        # 28 characters of 16 pt on a line of 156 mm need a quarter of a point less each
        narrow = '<w:spacing w:val="-5"/>' if self.condensed else ""
        size = f"{self.size * 2:g}"
        return (
            f'<w:style w:type="paragraph"{marks} w:styleId="{identity}">'
            f'<w:name w:val="{self.name}"/>{based}<w:qFormat/><w:pPr>{self._paragraph()}</w:pPr>'
            f"<w:rPr>{fonts(self.font)}{'<w:b/>' if self.bold else ''}"
            f'<w:color w:val="000000"/>{narrow}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            "</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        """Paragraph properties, in the order that the schema asks for."""
        space = f'w:before="{self.before * 20:g}" w:after="{self.after * 20:g}"'
        return (
            ("<w:keepNext/>" if self.keep else "")
            + '<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
            + f'<w:spacing {space} w:line="{self.leading * 20:g}" w:lineRule="exact"/>'
            + (f"<w:ind {self.indent}/>" if self.indent else "")
            + f'<w:jc w:val="{self.align}"/>'
            + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")
        )


def fonts(chinese: str) -> str:
    """Chinese in `chinese`, letters and digits in Times New Roman.

    Beside the heavy strokes of 小标宋 Times looks faint, so titles take its own letters.
    """
    latin = BIAOSONG if chinese == BIAOSONG else LATIN
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


PARAGRAPHS: dict[str, Style] = {
    "Normal": Style("Normal", FANGSONG, 16, 28),
    # text (GB/T 9704-2012, 7.3)
    "Text": Style("公文正文", FANGSONG, 16, 28, indent=f'{_TWO} w:firstLine="640"', condensed=True),
    "Title": Style("Title", BIAOSONG, 22, 34, "center", keep=True),
    "Subtitle": Style("公文副标题", KAITI, 16, 28, "center", keep=True),
    "Heading1": Style(
        "heading 1", HEITI, 16, 28, indent=f'{_TWO} w:firstLine="640"', outline=0, keep=True
    ),
    "Heading2": Style(
        "heading 2", KAITI, 16, 28, indent=f'{_TWO} w:firstLine="640"', outline=1, keep=True
    ),
    "Heading3": Style(
        "heading 3", FANGSONG, 16, 28, indent=f'{_TWO} w:firstLine="640"', outline=2, keep=True
    ),
    "Salutation": Style("公文称谓", FANGSONG, 16, 28),
    "Signature": Style(
        "公文落款", FANGSONG, 16, 28, "right", indent='w:rightChars="200" w:right="640"'
    ),
    "AnnexMark": Style("附件标识", HEITI, 16, 28, "left", keep=True),
    # tables and figures
    "caption": Style("caption", HEITI, 14, 24, "center", before=8, after=4, keep=True),
    "Figure": Style("图", FANGSONG, 16, 28, "center", before=6, keep=True),
    "FigureCaption": Style("图题", HEITI, 14, 24, "center", after=8),
    "Note": Style("表注", SONGTI, 10.5, 15, "left", before=3),
    "Head": Style("表头", HEITI, 12, 16, "center"),
    "Cell": Style("表格居中", SONGTI, 12, 16, "center"),
    "CellLeft": Style("表格左对齐", SONGTI, 12, 16, "left"),
    "CellRight": Style("表格右对齐", SONGTI, 12, 16, "right"),
    "HeadSmall": Style("小表头", HEITI, 10.5, 14, "center"),
    "Small": Style("小表格居中", SONGTI, 10.5, 14, "center"),
    "SmallLeft": Style("小表格左对齐", SONGTI, 10.5, 14, "left"),
    "SmallRight": Style("小表格右对齐", SONGTI, 10.5, 14, "right"),
    "HeadTiny": Style("密表头", HEITI, 9, 12, "center"),
    "Tiny": Style("密表格居中", SONGTI, 9, 12, "center"),
    "TinyLeft": Style("密表格左对齐", SONGTI, 9, 12, "left"),
    "TableTitle": Style("表册标题", BIAOSONG, 20, 30, "center", after=6, keep=True, outline=0),
    "BoxLine": Style("盒题名行", HEITI, 12, 18, "left", before=8, after=3, keep=True, outline=1),
    "TableLine": Style("表册题下", FANGSONG, 12, 18, "left", after=4, keep=True),
    # the cover of a box
    "CoverName": Style("封面单位", BIAOSONG, 26, 38, "center", before=60, after=10),
    "CoverKind": Style("封面类别", KAITI, 20, 30, "center", after=26),
    "CoverBox": Style("封面盒号", BIAOSONG, 26, 40, "center", after=14),
    "CoverTitle": Style("封面题名", BIAOSONG, 28, 42, "center", after=20),
    "CoverItem": Style("封面指标", KAITI, 14, 20, "center"),
    "CoverGap": Style("封面缺件", HEITI, 20, 32, "center", bold=True),
    "CoverLabel": Style("封面项目", HEITI, 14, 22, "center"),
    "CoverValue": Style("封面内容", FANGSONG, 14, 22, "left"),
    "FormLabel": Style("表单项目", HEITI, 14, 24, "left", before=4),
    "FormText": Style("表单内容", FANGSONG, 14, 24, "left", indent=f'{_TWO} w:firstLine="560"'),
    "FormCell": Style("表单居中", FANGSONG, 14, 22, "center"),
    "CoverFoot": Style("封面落款", FANGSONG, 16, 28, "center"),
    "footer": Style("footer", SONGTI, 14, 18),
}


def used(*parts: str) -> str:
    """styles.xml with what `parts` use: every style costs time in each conversion."""
    names = set(re.findall(r'<w:pStyle w:val="(\w+)"/>', "".join(parts))) | {"Normal"}
    made = [style.xml(name) for name, style in PARAGRAPHS.items() if name in names]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(made)}{_CHARACTER}{_LEAD}{_LINK}{_GRID}</w:styles>"
    )


_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
# a link of a catalogue looks like the text around it; on paper it is text
_LEAD = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="段首句"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>'
    f"{fonts(KAITI)}</w:rPr></w:style>"
)
_LINK = (
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:color w:val="000000"/><w:u w:val="none"/></w:rPr></w:style>'
)


def _borders() -> str:
    outer = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    inner = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("insideH", "insideV")
    )
    return f"<w:tblBorders>{outer}{inner}</w:tblBorders>"


_GRID = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_borders()}'
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)
