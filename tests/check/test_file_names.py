"""Names of files as people type them into the register."""

import pytest
from sound_school import FILES, PARTS, REGISTER, findings

from dossier.check.filenames import recognised
from factories import dossier, evidence, evidence_file

IN_THE_FOLDER = ("办法.docx", "方案.pdf", "2021/名册（初中）.xlsx", "合影.JPG", "合影.png")


def files() -> tuple:
    return tuple(evidence_file(path) for path in IN_THE_FOLDER)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("办法", "办法.docx"),
        ("办法.DOCX", "办法.docx"),
        ("办 法.docx ", "办法.docx"),
        ("办法．ｄｏｃｘ", "办法.docx"),
        ("2021/名册(初中)", "2021/名册（初中）.xlsx"),
        ("合影.jpg", "合影.JPG"),
        ("合影", "合影"),
        ("合影.jpeg", "合影.jpeg"),
        ("名册（初中）.xlsx", "名册（初中）.xlsx"),
        ("D:/办法.docx", "D:/办法.docx"),
        ("方案.pdf", "方案.pdf"),
    ],
)
def test_a_name_is_recognised_where_one_file_alone_is_meant(typed, meant):
    """suffix, case, width and spaces aside, a name means the one file that it can mean."""
    given = dossier(evidence=(evidence(typed),))
    assert [one.file for one in recognised(given, IN_THE_FOLDER).evidence] == [meant]


@pytest.mark.parametrize(
    ("typed", "text", "hint"),
    [
        (
            "D:/学校/inputs/evidence/2021/名册（初中）.xlsx",
            "does not lie in inputs/evidence, as all evidence must",
            "write '2021/名册（初中）.xlsx', which is there",
        ),
        ("../办法.docx", "does not lie in inputs/evidence", "write '办法.docx', which is there"),
        ("/home/a/办法.docx", "does not lie in", "write '办法.docx', which is there"),
        (
            "../../秘密.docx",
            "does not lie in inputs/evidence, as all evidence must",
            "copy the file into inputs/evidence, and write only its name there",
        ),
        (
            "办法.docx、方案",
            "is registered, but not in the folder",
            "give each file a row of its own: '办法.docx'、'方案.pdf'",
        ),
        (
            "办法.docx\n方案.pdf",
            "is registered, but not in the folder",
            "give each file a row of its own: '办法.docx'、'方案.pdf'",
        ),
        ("合影", "is registered, but not in the folder", "did you mean '合影.JPG'?"),
    ],
)
def test_a_name_that_no_file_has(typed, text, hint):
    """a path out of the folder, several names in one cell, and a doubtful name are each told so."""
    entries = (evidence(typed, row=REGISTER), PARTS["evidence"][1])
    finding = findings(evidence=entries, files=(*files(), *FILES[1:]))[0]
    assert text in finding.text.spoken("en")
    assert finding.hint.spoken("en") == hint
