"""Content controls: what they hold is printed, and what the data say that they are bound to."""

import pytest

from dossier.compare.run import compare
from dossier.model.evidence_file import FileKind
from word_file import paragraph, text, word_file

STORE = "{8A0D12D9-2942-40C2-B7F5-4D45ED01B822}"
DATA = (
    "<u:school xmlns:u='urn:school'><u:name>星光实验学校</u:name><u:day>2022-09-01</u:day>"
    "<u:part>2</u:part><u:blank/></u:school>"
)
PROPERTIES = (
    '<ds:datastoreItem ds:itemID="' + STORE + '" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)
LIST = (
    '<w:dropDownList><w:listItem w:displayText="小学部" w:value="1"/>'
    '<w:listItem w:displayText="初中部" w:value="2"/></w:dropDownList>'
)
DATE = "<w:date w:fullDate=\"{}T00:00:00Z\"><w:dateFormat w:val=\"yyyy'年'M'月'd'日'\"/></w:date>"


def control(node: str, stored: str, kind: str = "<w:text/>") -> str:
    """A control of text bound to an element of the data; to nothing where `node` is empty."""
    bound = (
        f"<w:dataBinding w:prefixMappings=\"xmlns:n='urn:school'\" "
        f'w:xpath="/n:school[1]/n:{node}[1]" w:storeItemID="{STORE}"/>'
    )
    return (
        f"<w:sdt><w:sdtPr>{bound if node else ''}{kind}</w:sdtPr>"
        f"<w:sdtContent>{text(stored)}</w:sdtContent></w:sdt>"
    )


@pytest.mark.engine
@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (control("", "未绑定"), "未绑定"),
        (control("name", "星光实验学校"), "星光实验学校"),
        (control("name", "某某学校"), "星光实验学校"),
        (control("blank", "原文"), "原文"),
        (control("none", "原文"), "原文"),
        (control("part", "小学部", LIST), "初中部"),
        (control("", "小学部", LIST), "小学部"),
        (control("day", "二〇二二年开学日", DATE.format("2022-09-01")), "二〇二二年开学日"),
        (control("day", "2021年9月1日", DATE.format("2021-09-01")), "2022年9月1日"),
    ],
)
def test_a_control_says_what_its_data_say(printed, tmp_path, inner: str, said: str) -> None:
    """This test ensures that the words around a control and those that its data say are printed.

    Nothing is told of them, and what the page lacks of the data is.
    """
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{text('名称：')}{inner}{text('。')}</w:p>"
        f"</w:sdtContent></w:sdt>{paragraph('后文')}"
    )
    related = {"rIdD": "customXml ../customXml/item1.xml"}
    parts = {
        "../customXml/item1.xml": DATA,
        "../customXml/itemProps1.xml": PROPERTIES,
        "../customXml/_rels/item1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="itemProps1.xml" Type="http://schemas.openxmlformats.'
            'org/officeDocument/2006/relationships/customXmlProps"/></Relationships>'
        ),
    }
    made = printed(body, parts=parts, related=related)
    assert made.words == f"名称：{said}。后文"
    source = tmp_path / "办法.docx"
    assert (made.remarks, compare(source, FileKind.WORD, made.pdf)) == ((), ())
    other = printed(word_file(tmp_path / "b.docx", paragraph("名称：。后文")))
    (remark,) = compare(source, FileKind.WORD, other.pdf)
    assert said in remark.text.spoken("en")
