"""Pages of a box say in the words of an archive what lacks; the remedy stands elsewhere."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from dossier.assembly.item_pdf import gap_pdf
from dossier.facts import replace
from dossier.finding import Code
from dossier.media.examine import examine
from dossier.messages import say
from dossier.model.evidence_file import FileKind
from dossier.pipeline import Inspection
from dossier.plan.items import items
from dossier.survey.texts import texts as read_texts
from factories import evidence_file
from office_zoo import ofd
from tiny_workspace import Tiny, lines_of, tiny

_DAMAGED = b"\xff\xd8\xff" + bytes(200)
CASES = [
    (b"", "为空，待补"),
    (_DAMAGED, "损坏，待补"),
    (b"Rar!\x1a\x07\x01\0", "的格式不能装订，待补"),
    (b"%PDF-1.4\n%broken", "损坏，待补"),
]


def pages(box: Path) -> list[str]:
    """The words of each page, without spaces."""
    return ["".join(page.extract_text().split()) for page in PdfReader(box).pages]


@pytest.mark.parametrize(("content", "said"), CASES)
def test_a_file_that_cannot_be_bound(built: Tiny, content: bytes, said: str) -> None:
    """This test ensures that placeholder and 备考表 name the fault, and no program nor library."""
    (built.root / "inputs/evidence/方案2021.pdf").write_bytes(content)
    again = built.build()
    page = pages(built.box("02"))[6]
    state = "".join(lines_of(built.made / "cache/front/02-备考表.docx"))
    for printed in (page, state):
        assert f"文件{said}" in printed
        assert set(re.findall("[A-Za-z]+", printed)) <= {"B"}
    (finding,) = [found for found in again.findings if "方案2021.pdf" in str(found.text)]
    assert finding.hint is not None


REASONS = {
    Code.FILE_EMPTY: "为空，待补",
    Code.FILE_DAMAGED: "损坏，待补",
    Code.FILE_ENCRYPTED: "设有密码，待补",
    Code.FILE_TYPE: "的格式不能装订，待补",
    Code.FILE_TOO_DEMANDING: "过大，待补",
    Code.NOT_MADE: "未能读取，待补",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Inspection:
    """The tiny workspace, looked at."""
    return tiny(tmp_path_factory.mktemp("seen")).inspect()


@pytest.mark.parametrize("code", Code)
def test_every_fault_of_a_file_is_said_in_the_words_of_an_archive(seen: Inspection, code) -> None:
    """This test ensures that of each code, those to come as well, a page says what lacks.

    What the finding tells to do, and what a library said, stand on none.
    """
    remedy = say("it is damaged ({reason}): save it again", reason="bad zip file")
    held = replace(seen.evidence_files["方案2021.pdf"], fault=code, remedy=remedy, pages=0)
    files = {**seen.evidence_files, held.path: held}
    listed = items(seen.dossier, seen.chapters, seen.coverage, files)
    (item,) = (one for one in listed if one.ref == held.path)
    assert item.gap == f"文件{REASONS.get(code, '不能装订，待补')}"
    if code in REASONS:
        made = gap_pdf(item, seen.workspace, seen.dossier)
        (page,) = pages(made.pdf)
        assert item.gap in page
        assert set(re.findall("[A-Za-z]+", page)) <= {"B"}


def test_a_document_that_is_not_converted(fresh: Tiny) -> None:
    """This test ensures the same of what the office refuses: the finding alone has its words."""
    fresh.engine.refuses = lambda source: source.name == "办法.docx"
    built = fresh.build()
    printed = "".join(pages(fresh.box("02")))
    assert "未能排印，待补" in printed
    assert "itisbad" not in printed
    assert [str(f.hint) for f in built.findings if f.code.slug == "not-converted"] == ["it is bad"]


def test_an_ofd_file_is_kept_and_its_paper_lacks(fresh: Tiny) -> None:
    """This test ensures that an OFD file is told with what to do, and handed over as it is."""
    path = ofd(fresh.root / "inputs/evidence/方案2021.pdf", "关于招生的通知", "第二页")
    built = fresh.build()
    assert [finding.code.slug for finding in built.findings] == ["file-type"]
    assert "PDF" in str(built.findings[0].hint)
    kept = fresh.made / "originals/02-0004-方案2021.pdf"
    assert kept.read_bytes() == path.read_bytes()
    assert "原件另存，纸质件待补" in pages(fresh.box("02"))[6]


def test_the_words_of_an_ofd_file_are_known(tmp_path: Path) -> None:
    """This test ensures that the checks know what an OFD file says, page by page."""
    path = ofd(tmp_path / "a.ofd", "关于招生的通知", "学生1286人")
    examined = examine(path, words=True)
    assert (examined.kind, examined.fault) == (FileKind.OFD, Code.FILE_TYPE)
    held = evidence_file(
        "a.ofd", place=str(path), kind=FileKind.OFD, fault=examined.fault, remedy=examined.remedy
    )
    said = read_texts([held], tmp_path / "cache")["a.ofd"]
    assert [passage.text.strip("\u2029") for passage in said] == ["关于招生的通知", "学生1286人"]
