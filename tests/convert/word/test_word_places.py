"""Seals, text boxes and diagrams: in their places, whole, and on the paper."""

import io

import pytest
from PIL import Image

from word_file import (
    NAMES,
    PICTURE,
    anchor,
    anchored,
    paragraph,
    row,
    run,
    table,
)

PAPER = 595
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@pytest.mark.engine
@pytest.mark.parametrize(
    ("origin", "offset"),
    [("paragraph", -300_000), ("line", -300_000), ("line", 0), ("line", 200_000)],
)
def test_a_seal_stands_where_word_puts_it(printed, origin, offset):
    """a seal that is placed from its line stands as far above or below it as the file says."""
    made = printed(
        paragraph("上") * 8
        + paragraph("落款单位", anchored(("column", 400_000), (origin, offset)))
        + paragraph("下") * 3,
        **PICTURE,
    )
    _, top, _, bottom = made.red()
    line = made.place("落款单位")[1]
    assert top == pytest.approx(line + offset / 12_700, abs=5)
    assert bottom - top == pytest.approx(47, abs=2)


@pytest.mark.engine
@pytest.mark.parametrize("before", ["", "第二行以前的文字" * 12])
@pytest.mark.parametrize("offset", [-300_000, 200_000])
def test_a_seal_counts_from_the_line_that_it_stands_in(printed, before, offset):
    """space above a paragraph, and lines of it above the seal's, are counted in."""
    made = printed(
        paragraph("上") * 8
        + paragraph(
            *([before] if before else []),
            anchored(("column", 400_000), ("line", offset)),
            "落款单位",
            properties='<w:spacing w:before="400"/>',
        ),
        **PICTURE,
    )
    assert made.red()[1] == pytest.approx(made.place("落款单位")[1] + offset / 12_700, abs=6)


def settings(mode: int) -> dict:
    """The parts of a file with a picture that tells which Word it was made by."""
    compatible = (
        '<w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{mode}"/>'
    )
    part = f"<w:settings {NAMES}><w:compat>{compatible}</w:compat></w:settings>"
    return {
        "parts": {**PICTURE["parts"], "settings.xml": part},
        "related": {**PICTURE["related"], "rIdC": "settings settings.xml"},
    }


@pytest.mark.engine
@pytest.mark.parametrize("mode", [14, 15])
@pytest.mark.parametrize("down", [("paragraph", -200_000), ("line", -200_000)])
def test_a_seal_in_a_cell_lies_over_the_signature(printed, down, mode):
    """a row is as high as without the seal in it, which stands over the words."""

    def signed(seal: str) -> str:
        cells = row(paragraph("校长签字：张三") + paragraph("盖章", seal), paragraph("右"))
        return paragraph("上") * 5 + table(cells, grid=(4000, 4000)) + paragraph("其后")

    plain = printed(signed(""), **settings(mode))
    made = printed(signed(anchored(("column", 300_000), down)), **settings(mode))
    assert made.place("其后") == plain.place("其后")
    left, top, _, bottom = made.red()
    assert left == pytest.approx(made.place("盖章")[0] + 300_000 / 12_700, abs=4)
    assert top == pytest.approx(made.place("盖章")[1] - 200_000 / 12_700, abs=5)
    assert bottom > made.place("盖章")[1]
    assert bottom - top == pytest.approx(47, abs=2)


@pytest.mark.engine
def test_a_cropped_seal_in_a_cell(printed):
    """what its author has cut off a seal is not printed, and the rest is as large as it was."""
    crop = '<a:srcRect l="50000"/><a:stretch>'
    seal = anchored(("column", 0), ("paragraph", 100_000)).replace("<a:stretch>", crop)
    cells = row(paragraph("盖章", seal), paragraph("右"))
    halves = {**settings(15), "parts": {**settings(15)["parts"], "media/image1.png": two_halves()}}
    left, top, right, bottom = printed(table(cells, grid=(4000, 4000)), **halves).red()
    assert (right - left, bottom - top) == (pytest.approx(47, abs=2), pytest.approx(47, abs=2))


def two_halves() -> bytes:
    """A PNG that is green on the left and red on the right."""
    image, made = Image.new("RGB", (20, 20), "lime"), io.BytesIO()
    image.paste((255, 0, 0), (10, 0, 20, 20))
    image.save(made, "PNG")
    return made.getvalue()


@pytest.mark.engine
def test_a_seal_that_counts_from_the_page_in_a_cell(printed):
    """one that is laid out in its cell does not make the row higher either."""
    seal = anchored(("page", 100_000), ("page", 100_000))
    cells = row(paragraph("盖章", seal), paragraph("右"))
    made = printed(paragraph("上") + table(cells, grid=(4000, 4000)) + paragraph("其后"), **PICTURE)
    assert made.place("其后")[1] - made.place("盖章")[1] < 25
    assert made.red()[1] == pytest.approx(made.place("盖章")[1] + 8, abs=6)


def box(x: int, width: int, height: int, words: str) -> str:
    """A text box of Word 2010 and later: lengths in EMU."""
    graphic = (
        f'<a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{paragraph(words)}</w:txbxContent></wps:txbx><wps:bodyPr><a:noAutofit/></wps:bodyPr>"
        "</wps:wsp></a:graphicData></a:graphic>"
    )
    drawn = anchor(("column", x), ("paragraph", 200_000), graphic, (width, height))
    return paragraph(
        run(
            f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
            "</mc:AlternateContent>"
        )
    )


def old_box(left: int, width: int, height: int, words: str) -> str:
    """A text box of VML: lengths in points."""
    style = (
        f"position:absolute;margin-left:{left}pt;margin-top:20pt;width:{width}pt;height:{height}pt"
    )
    content = f"<v:textbox><w:txbxContent>{paragraph(words)}</w:txbxContent></v:textbox>"
    return paragraph(
        run(f'<w:pict><v:shape type="#_x0000_t202" style="{style}">{content}</v:shape></w:pict>')
    )


@pytest.mark.engine
@pytest.mark.parametrize(
    "body",
    [
        box(600_000, 381_000, 762_000, "系统设置子系统末"),
        old_box(50, 30, 60, "系统设置子系统末"),
        box(7_620_000, 1_000_000, 762_000, "页外文字末"),
        old_box(600, 80, 60, "页外文字末"),
    ],
)
def test_all_of_a_text_box_is_printed(printed, body):
    """a box that is too small grows, one beyond the paper comes onto it, and that is told."""
    made = printed(paragraph("前") + body + paragraph("后") * 9)
    assert "末" in made.words
    assert made.place("末")[0] < PAPER - 10
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


def grouped(width: int, height: int, *boxes: str) -> str:
    """Boxes that were drawn together; each is a whole drawing, of which the shape is taken."""
    size = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    scale = f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>'
    shapes = "".join(one[one.index("<wps:wsp>") : one.index("</a:graphicData>")] for one in boxes)
    graphic = (
        f'<a:graphic><a:graphicData uri="{GROUP}"><wpg:wgp xmlns:wpg="{GROUP}"><wpg:cNvGrpSpPr/>'
        f"<wpg:grpSpPr><a:xfrm>{size}{scale}</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>"
        "</a:graphicData></a:graphic>"
    )
    return run(anchor(("column", 0), ("paragraph", 0), graphic, (width, height)))


@pytest.mark.engine
def test_all_of_a_text_box_in_a_group_is_printed(printed):
    """a box that was drawn together with others is as high as its text."""
    small = box(0, 640_000, 254_000, "总务后勤服务保障中心办公室")
    made = printed(paragraph("图", grouped(3_000_000, 1_500_000, small)) + paragraph("后"))
    assert "总务后勤服务保障中心办公室" in made.words
    assert [remark.code.slug for remark in made.remarks] == ["content-adapted"]


@pytest.mark.engine
def test_a_text_box_that_is_large_enough_stays(printed):
    """nothing is altered where nothing would be lost."""
    made = printed(paragraph("前") + box(600_000, 1_500_000, 762_000, "够大") + paragraph("后") * 9)
    assert made.remarks == ()
    assert "够大" in made.words


def diagram(width: int) -> dict:
    """The parts of a diagram of four boxes, drawn by Word itself."""
    wide = width // 4
    shapes = "".join(
        f'<dsp:sp modelId="{n}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr>'
        f'<dsp:spPr><a:xfrm><a:off x="{n * wide}" y="0"/><a:ext cx="{wide - 99}" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></dsp:spPr><dsp:txBody><a:bodyPr/>'
        f'<a:p><a:r><a:rPr sz="1200"/><a:t>处室{n}</a:t></a:r></a:p></dsp:txBody></dsp:sp>'
        for n in range(4)
    )
    extension = '<dsp:dataModelExt relId="rIdD5" minVer="1"/>'
    data = (
        f'<dgm:dataModel {NAMES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/></dgm:ptLst>'
        "<dgm:cxnLst/><dgm:bg/><dgm:whole/><dgm:extLst><a:ext "
        'uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        f"{extension}</a:ext></dgm:extLst></dgm:dataModel>"
    )
    names = {"data": "Data", "layout": "Layout", "quickStyle": "QuickStyle", "colors": "Colors"}
    kinds = {"data": "Data", "layout": "Layout", "quickStyle": "Style", "colors": "Colors"}
    parts = {
        "diagrams/data1.xml": data,
        "diagrams/layout1.xml": f"<dgm:layoutDef {NAMES}/>",
        "diagrams/quickStyle1.xml": f"<dgm:styleDef {NAMES}/>",
        "diagrams/colors1.xml": f"<dgm:colorsDef {NAMES}/>",
        "diagrams/drawing1.xml": f"<dsp:drawing {NAMES}><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr "
        'id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>'
        f"{shapes}</dsp:spTree></dsp:drawing>",
    }
    related = {
        f"rIdD{n}": f"diagram{kind} diagrams/{name}1.xml"
        for n, (name, kind) in enumerate(names.items(), 1)
    }
    drawing = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    related["rIdD5"] = f"{drawing} diagrams/drawing1.xml"
    typed = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
    types = "".join(
        f'<Override PartName="/word/diagrams/{name}1.xml" ContentType="{typed}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    types += (
        '<Override PartName="/word/diagrams/drawing1.xml" '
        'ContentType="application/vnd.ms-office.drawingml.diagramDrawing+xml"/>'
    )
    return {"parts": parts, "related": related, "types": types}


RELATIONS = (
    f'<a:graphic><a:graphicData uri="{DRAWN}"><dgm:relIds r:dm="rIdD1" r:lo="rIdD2" r:qs="rIdD3" '
    'r:cs="rIdD4"/></a:graphicData></a:graphic>'
)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("width", "x"), [(5_000_000, 7_000_000), (9_000_000, 0), (5_000_000, 4_000_000)]
)
def test_a_diagram_is_on_the_paper(printed, width, x):
    """all boxes of a diagram are printed that began or ended beyond the paper."""
    drawn = run(anchor(("column", x), ("paragraph", 0), RELATIONS, (width, 900_000)))
    made = printed(paragraph("前") + paragraph(drawn), **diagram(width))
    places = [made.place(f"处室{n}" if f"处室{n}" in made.words else "?")[0] for n in range(4)]
    assert places == sorted(places)
    assert places[0] > 0
    assert places[-1] < PAPER - 20
    assert len(made.remarks) == 1


@pytest.mark.engine
def test_an_equation_is_printed(printed):
    """an equation's letters stand on the page."""
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b+1</m:t></m:r>"
        "</m:den></m:f></m:oMath>"
    )
    words = printed(paragraph("公式", fraction, "完")).words
    assert words.startswith("公式")
    assert {"a", "b"} <= set(words)


@pytest.mark.engine
def test_an_embedded_object_is_printed_by_its_picture(printed):
    """an object whose program is not here, as an equation of MathType, shows its stored picture."""
    shape = '<v:shape id="x" style="width:60pt;height:40pt"><v:imagedata r:id="rIdP"/></v:shape>'
    held = '<o:OLEObject Type="Embed" ProgID="Equation.DSMT4" ShapeID="x" r:id="rIdO"/>'
    made = printed(
        paragraph("前", run(f"<w:object>{shape}{held}</w:object>"), "后"),
        parts={**PICTURE["parts"], "embeddings/o.bin": b"\xd0\xcf\x11\xe0"},
        related={**PICTURE["related"], "rIdO": "oleObject embeddings/o.bin"},
        types='<Default Extension="bin" ContentType="application/octet-stream"/>',
    )
    left, top, right, bottom = made.red()
    assert (right - left, bottom - top) == (pytest.approx(60, abs=2), pytest.approx(40, abs=2))
