"""Pictures within cells, as WPS and Excel keep them."""

import pytest
from printed_book import pictures, png

from raw_workbook import (
    MAIN,
    RELATED,
    col,
    relations,
    row,
    sheet,
    text,
)

pytestmark = pytest.mark.engine


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_pictures_in_cells_of_wps_are_drawn(printed):
    """`=DISPIMG("ID_…",1)` is its picture, within its cell; one that is gone is blank."""
    images = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        f'xmlns:xdr="{DRAWN}" xmlns:a="{SHAPES}" xmlns:r="{RELATED}"><etc:cellImage><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="2" name="ID_A1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:embed="rId1"/><a:stretch/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "</etc:cellImage></etc:cellImages>"
    )

    def cell(place: str, name: str) -> str:
        return (
            f'<c r="{place}" t="str"><f>_xlfn.DISPIMG("{name}",1)</f>'
            f'<v>=DISPIMG("{name}",1)</v></c>'
        )

    page = printed(
        sheet(row(1, text("A1", "照片"), cell("B1", "ID_A1"), cell("C1", "ID_GONE"), ht="60",
                  customHeight="1"), columns=col(1, 3, 20)),
        related=(("rId90", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),),
        parts={
            "xl/cellimages.xml": images,
            "xl/_rels/cellimages.xml.rels": relations(("rId1", "image", "media/image1.png")),
            "xl/media/image1.png": png("red"),
        },
    )  # fmt: skip
    assert page.words == "照片"
    ((left, bottom, right, top),) = pictures(page)
    assert right - left == pytest.approx(1.5 * (top - bottom), rel=0.02)
    assert 50 < top - bottom < 60


def test_pictures_in_cells_of_excel_are_drawn(printed):
    """A rich value that is a picture is drawn; one that is an error stays an error."""
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    kinds = "http://schemas.microsoft.com/office"
    page = printed(
        sheet(
            row(1, '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>',
                '<c r="B1" t="e" vm="2"><v>#VALUE!</v></c>', ht="60", customHeight="1"),
            columns=col(1, 3, 20),
        ),
        related=(
            ("rId91", "sheetMetadata", "metadata.xml"),
            ("rId92", f"{kinds}/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
            ("rId93", f"{kinds}/2017/06/relationships/rdRichValueStructure",
             "richData/rdrichvaluestructure.xml"),
            ("rId94", f"{kinds}/2022/10/relationships/richValueRel", "richData/richValueRel.xml"),
        ),
        parts={
            "xl/metadata.xml": f'<metadata xmlns="{MAIN}" xmlns:xlrd="{rich}">'
            '<metadataTypes count="1"><metadataType name="XLRICHVALUE"/></metadataTypes>'
            '<futureMetadata name="XLRICHVALUE" count="2">'
            '<bk><extLst><ext><xlrd:rvb i="0"/></ext></extLst></bk>'
            '<bk><extLst><ext><xlrd:rvb i="1"/></ext></extLst></bk></futureMetadata>'
            '<valueMetadata count="2"><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk>'
            "</valueMetadata></metadata>",
            "xl/richData/rdrichvalue.xml": f'<rvData xmlns="{rich}" count="2">'
            '<rv s="0"><v>0</v><v>5</v></rv><rv s="1"><v>8</v></rv></rvData>',
            "xl/richData/rdrichvaluestructure.xml": f'<rvStructures xmlns="{rich}" count="2">'
            '<s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin"/></s>'
            '<s t="_error"><k n="errorType" t="i"/></s></rvStructures>',
            "xl/richData/richValueRel.xml": '<richValueRels xmlns="http://schemas.microsoft.com/'
            f'office/spreadsheetml/2022/richvaluerel" xmlns:r="{RELATED}"><rel r:id="rId1"/>'
            "</richValueRels>",
            "xl/richData/_rels/richValueRel.xml.rels": relations(
                ("rId1", "image", "../media/image1.png")
            ),
            "xl/media/image1.png": png("blue"),
        },
    )  # fmt: skip
    assert page.words == "#VALUE!"
    assert len(pictures(page)) == 1
    assert page.said == []
