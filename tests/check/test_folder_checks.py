"""The register against the folder."""

import pytest
from sound_school import FILES, PARTS, PHOTOS, REGISTER, findings, told

import dossier.check.filenames
from dossier.facts import replace
from dossier.finding import Code, Remark, Severity
from dossier.messages import say
from dossier.model.evidence_file import FileKind
from factories import Y20, evidence, evidence_file, photo

A, B, P = FILES
PLACE = "佐证材料登记!I4"


def test_a_registered_file_that_is_not_there():
    """a missing file is named, and what nobody registered is offered before all else."""
    entries = (evidence("采购合同（2021）.pdf", row=REGISTER), PARTS["evidence"][1])
    missing, hint, stray, _ = told(
        evidence=entries, files=(evidence_file("采购合同(2021).pdf"), B, P)
    )
    assert missing == (
        f"{PLACE}: '采购合同（2021）.pdf' is registered, but not in the folder [file-missing]"
    )
    assert hint == "  hint: did you mean '采购合同(2021).pdf'?"
    assert stray.startswith("evidence/采购合同(2021).pdf: ")


def test_a_registered_file_that_is_nowhere():
    """a missing file that is like no other says where it belongs."""
    entries = (
        PARTS["evidence"][0],
        evidence("2020年招生方案.docx", year=Y20, dated=None, row=REGISTER),
    )
    assert told(evidence=entries, files=(A, P)) == [
        f"{PLACE}: '2020年招生方案.docx' is registered, but not in the folder [file-missing]",
        "  hint: put it into inputs/evidence, or correct the name",
    ]


def test_a_name_like_that_of_another_entry():
    """a missing file that is very like a registered one may mean that one."""
    entries = (
        evidence("2020年秋季招生方案（定稿）.pdf", year=Y20, dated=None),
        evidence("2021年秋季招生方案（定稿）.pdf"),
    )
    (finding,) = findings(evidence=entries, files=(evidence_file(entries[1].file), P))
    assert (finding.code, finding.path) == (Code.FILE_MISSING, entries[0].file)
    assert finding.hint.spoken("en") == f"did you mean '{entries[1].file}'?"


def test_a_file_that_moved_to_another_folder():
    """a missing file whose name stands in another folder, once, is offered from there."""
    entries = (evidence("2022/采购合同.pdf", row=REGISTER), PARTS["evidence"][1])
    near, moved = (
        evidence_file("2022/采购合同1.pdf"),
        evidence_file("设备采购与验收材料/采购合同.pdf"),
    )
    (missing, *_) = findings(evidence=entries, files=(near, moved, B, P))
    assert missing.hint.spoken("en") == f"did you mean '{moved.path}'?"


def test_a_folder_that_is_missing_altogether(monkeypatch):
    """where more files are missing than anybody would read of, the rest is told without guesses."""
    monkeypatch.setattr(dossier.check.filenames, "_GUESSES", 2)
    entries = [evidence(f"方案第{n}号.pdf", row=REGISTER) for n in range(3)]
    strays = [evidence_file(f"方案之第{n}号.pdf") for n in range(3)]
    found = findings(evidence=entries, files=[*strays, P])
    hints = [f.hint.spoken("en") for f in found if f.code is Code.FILE_MISSING]
    assert [hint.startswith("did you mean") for hint in hints] == [True, True, False]


def test_a_folder_that_is_a_link():
    """files in what stands for a folder and is not looked into are told once, with what it is."""
    remedy = say("it is a link that leads elsewhere: put the file itself in its place")
    entries = [evidence(f"方案/{n}.pdf", row=REGISTER) for n in range(3)]
    link = evidence_file("方案", fault=Code.FILE_TYPE, remedy=remedy, sha256="")
    found = findings(evidence=entries, files=[link, P])
    (finding,) = (one for one in found if one.code is Code.FILE_MISSING)
    assert (finding.hint, finding.followed) == (remedy, 2)
    assert Code.FILE_UNREGISTERED not in {one.code for one in found}


def test_files_that_nobody_registered():
    """a file that is in no register is a warning with its path, in the order of names."""
    found = findings(files=(*FILES, evidence_file("子夹/通知.pdf"), evidence_file("备份.pdf")))
    assert [f.place for f in found] == ["evidence/备份.pdf", "evidence/子夹/通知.pdf"]
    assert {(f.code, f.code.severity) for f in found} == {
        (Code.FILE_UNREGISTERED, Severity.WARNING)
    }
    assert found[0].text.spoken("en") == "'备份.pdf' is in the folder, but not registered"


@pytest.mark.parametrize(
    "code", [Code.FILE_EMPTY, Code.FILE_DAMAGED, Code.FILE_ENCRYPTED, Code.FILE_TYPE]
)
def test_files_that_cannot_be_bound(code):
    """a registered file at fault is a finding of that fault, with its remedy."""
    bad = replace(A, fault=code, remedy=say("scan it again"))
    (finding,) = findings(files=(bad, B, P))
    assert (finding.code, finding.place, finding.path) == (code, f"test.xlsx!{PLACE}", "a.pdf")
    assert finding.text.spoken("en") == "'a.pdf' cannot be bound"
    assert finding.hint.spoken("en") == "scan it again"
    assert finding.requirement == "B01-1"


def test_a_paper_among_the_photos():
    """a photo that is no picture is told where it belongs; TIFF and PNG are pictures."""
    assert told(files=(A, B, replace(P, kind=FileKind.PDF))) == [
        "照片!C5: 'p.jpg' is registered as a photo, but is no picture [file-type]",
        "  hint: register it in '佐证材料登记'",
    ]
    for kind in (FileKind.TIFF, FileKind.PNG):
        assert told(files=(A, B, replace(P, kind=kind))) == []


def test_a_file_registered_twice():
    """a file under two entries is told in the second, with the place of the first."""
    again = photo("a.pdf", row=PHOTOS)
    lines = told(photos=(*PARTS["photos"], again), files=(replace(A, kind=FileKind.PNG), B, P))
    assert lines == [f"照片!C5: 'a.pdf' is registered already in test.xlsx!{PLACE} [file-twice]"]


def test_the_same_content_under_two_names():
    """two files with the same bytes are told in the second; empty files are all alike."""
    copy = replace(B, sha256=A.sha256)
    line, hint = told(files=(A, copy, P))
    assert line == (
        f"{PLACE}: '往年方案' has the same content as '题名' in test.xlsx!{PLACE}"
        " [content-duplicate]"
    )
    assert hint == "  hint: see whether the wrong file was put here"
    empty = {"size": 0, "fault": Code.FILE_EMPTY, "sha256": "e3b0"}
    found = findings(files=(replace(A, **empty), replace(B, **empty), P))
    assert {f.code for f in found} == {Code.FILE_EMPTY}


def test_what_is_odd_in_a_file_is_told_once():
    """a mended picture is told at the first row that names it, with the file's name."""
    odd = Remark(Code.FILE_MENDED, say("its end is missing"), say("copy it again"))
    entries = (PARTS["evidence"][0], replace(PARTS["evidence"][0], title="另一份"))
    files = (replace(A, remarks=(odd,)), B, P)
    lines = [
        line for line in told(evidence=entries, files=files) if "mended" in line or "copy" in line
    ]
    assert lines == [
        f"{PLACE}: '{A.path}': its end is missing [file-mended]",
        "  hint: copy it again",
    ]
