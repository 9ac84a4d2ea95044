"""What is drawn in a Word file and lacks on its page: diagrams, linked pictures, charts."""

from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from office_files import Content, book, kind_of, word

from dossier.compare.run import compare

pytestmark = pytest.mark.engine

DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
DIAGRAM, CHART, PICTURE = (f"{DRAWINGML}/{name}" for name in ("diagram", "chart", "picture"))
LABELS = [f"很长的分类名称之{number:02}" for number in range(12)]
DATA = f"""<d:dataModel xmlns:d="{DIAGRAM}" xmlns:a="{DRAWINGML}/main"><d:ptLst>
<d:pt modelId="0" type="doc"/><d:pt modelId="1"><d:t><a:p><a:r>
<a:t>督导领导小组</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>"""


def drawn(kind: str, xml: str, part: str, leads: str, *, width: int = 4_500_000) -> Content:
    """A drawing whose `xml` names a part or, where `part` is none, a file beside."""

    def add(document: docx.document.Document) -> None:
        if part.startswith("file:"):
            name = document.part.relate_to(part, leads, is_external=True)
        else:
            made = Part(PackURI("/word/part.xml"), "application/xml", part.encode())
            name = document.part.relate_to(made, leads)
        run = document.add_paragraph()._p.get_or_add_pPr().getparent()
        run.append(
            parse_xml(
                f"<w:r {nsdecls('w', 'wp', 'a', 'r', 'pic')}><w:drawing><wp:inline>"
                f'<wp:extent cx="{width}" cy="2700000"/><wp:docPr id="9" name="d"/><a:graphic>'
                f'<a:graphicData uri="{kind}">{xml.format(name)}</a:graphicData></a:graphic>'
                "</wp:inline></w:drawing></w:r>"
            )
        )

    return add


def chart(categories: list[str]) -> str:
    """A chart of columns."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{one}</c:v></c:pt>' for n, one in enumerate(categories))
    values = "".join(f'<c:pt idx="{n}"><c:v>{n + 1}</c:v></c:pt>' for n in range(len(categories)))
    count = f'<c:ptCount val="{len(categories)}"/>'
    return f"""<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWINGML}/main"><c:chart><c:plotArea>
<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/>
<c:order val="0"/><c:tx><c:strRef><c:f>x</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">
<c:v>达标学校</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:f>y</c:f><c:strCache>
{count}{points}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>z</c:f><c:numCache>{count}{values}
</c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx>
<c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>
<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/>
</c:valAx></c:plotArea><c:legend><c:legendPos val="r"/></c:legend></c:chart></c:chartSpace>"""


def charted(*categories: str) -> Content:
    """A chart with these categories."""
    xml = f'<c:chart xmlns:c="{CHART}" r:id="{{}}"/>'
    return drawn(CHART, xml, chart(list(categories)), RELATIONSHIP_TYPE.CHART)


def said(one: Path, pdf: Path) -> str:
    """What is told of a file and its PDF."""
    return "; ".join(remark.text.spoken("en") for remark in compare(one, kind_of(one), pdf))


def test_drawings_without_their_words_are_told(tmp_path: Path, printed) -> None:
    """This test ensures that a diagram without a drawing, a linked picture, and labels are told."""
    diagram = f'<d:relIds xmlns:d="{DIAGRAM}" r:dm="{{}}"/>'
    linked = (
        "<pic:pic><pic:nvPicPr><pic:cNvPr id='1' name='p'/><pic:cNvPicPr/></pic:nvPicPr>"
        "<pic:blipFill><a:blip r:link='{}'/></pic:blipFill><pic:spPr/></pic:pic>"
    )
    data = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    files = [
        word(tmp_path / "diagram.docx", "图", drawn(DIAGRAM, diagram, DATA, data)),
        word(tmp_path / "link.docx", "图", drawn(PICTURE, linked, "file:///c:/x.png",
                                                RELATIONSHIP_TYPE.IMAGE)),
        word(tmp_path / "chart.docx", "图", charted(*LABELS)),
        word(tmp_path / "sound.docx", "图", charted("小学", "初中", "完全中学")),
    ]  # fmt: skip
    diagram_said, link_said, chart_said, sound_said = map(said, files, printed(*files))
    assert "督导领导小组" in diagram_said
    assert "a picture that the file does not have" in link_said
    assert "很长的分类名称之" in chart_said
    assert sound_said == ""


def test_a_long_number_printed_as_hashes_is_told_with_its_cell(tmp_path: Path, printed) -> None:
    """This test ensures that an ID stored as a number in a narrow column is told with its cell."""

    def narrow(sheet) -> None:
        sheet.column_dimensions["A"].width = 3

    file = book(tmp_path / "id.xlsx", [510123199001011234, "右"], change=narrow)
    (pdf,) = printed(file)
    assert "sheet '表', cell A1" in said(file, pdf)
