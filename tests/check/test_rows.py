"""Rows against each other: one document twice, a photo as a document, a bare claim."""

from datetime import date

import pytest
from sound_school import FILES, PARTS, REGISTER, findings

from dossier.finding import Code
from dossier.model.evidence_file import FileKind
from factories import Y21, assessment, evidence, evidence_file, requirement, row

LIKE = dict(title="招生方案", number="星光校〔2021〕3号", dated=date(2021, 10, 8), row=REGISTER)


def codes(code: Code, **changed) -> list[str]:
    return [f"{f.place}: {f.text.spoken('en')}" for f in findings(**changed) if f.code is code]


def twice(**other) -> list[str]:
    entries = (evidence("a.pdf", **LIKE), evidence("c.pdf", **(LIKE | other)), PARTS["evidence"][1])
    files = (*FILES, evidence_file("c.pdf", sha256="c" * 64))
    return codes(Code.ROW_TWICE, evidence=entries, files=files)


def test_one_document_under_two_files():
    """two rows of one title, date and 文号 are told at the second."""
    (one,) = twice()
    assert "'招生方案' is registered already in test.xlsx!佐证材料登记" in one


@pytest.mark.parametrize(
    "other",
    [
        {"title": "招生方案（二）"},
        {"dated": date(2021, 10, 9)},
        {"number": "星光校〔2021〕4号"},
        {"year": None},
    ],
)
def test_rows_that_differ(other):
    """another title, date, 文号 or year is another document."""
    assert twice(**other) == []


def test_rows_without_date_and_number():
    """a title alone tells no document."""
    entries = tuple(
        evidence(f, **(LIKE | {"number": "", "dated": None})) for f in ("a.pdf", "b.pdf")
    )
    assert codes(Code.ROW_TWICE, evidence=entries) == []


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("大课间活动照片", FileKind.JPEG, 1),
        ("活动记录", FileKind.JPEG, 0),  # a document that was photographed
        ("大课间活动照片", FileKind.PDF, 0),  # an album
        ("校长资格证书", FileKind.PNG, 0),
    ],
)
def test_photos_registered_as_documents(name, kind, count):
    """a picture under a requirement of photos lacks its six elements."""
    found = codes(
        Code.PHOTO_AS_DOCUMENT,
        requirements=(requirement("B01-1", name=name),),
        files=(evidence_file("a.pdf", kind=kind), *FILES[1:]),
    )
    assert len(found) == count


def claim(verdict: str, files=FILES, **changed) -> list[str]:
    said = assessment("B01", verdict=verdict, row=row("自评说明", verdict="B"))
    return codes(Code.VERDICT_UNPROVEN, assessments=(said,), files=files, **changed)


def test_a_claim_without_any_evidence():
    """达标 for an indicator of whose evidence nothing is there is told."""
    assert claim("达标", FILES[2:], photos=()) == [
        "test.xlsx!自评说明!B2: 'B01' is said to be met, and none of its evidence is there"
    ]


def test_claims_that_are_right():
    """evidence in part, no claim, and an indicator that needs no evidence are right."""
    assert claim("达标", FILES[:1]) == []
    assert claim("未达标", FILES[2:], photos=()) == []
    assert claim("达标", FILES[2:], photos=(), requirements=(), evidence=()) == []
    assert Y21
