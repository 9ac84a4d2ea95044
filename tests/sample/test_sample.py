"""The sample school is what its script makes, is whole, and has the faults it owns up to."""

import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from dossier import fonts
from dossier.assess.growth import growths
from dossier.assess.indicators import assess
from dossier.assess.jumps import jumps
from dossier.assess.passing import verdicts
from dossier.assess.satisfaction import satisfaction
from dossier.assess.scoring import scores
from dossier.check.agreement import declared_agreements, parts_and_wholes
from dossier.check.facts import Facts
from dossier.check.phrases import invalid_phrases, words_of_the_evidence, words_of_the_workbooks
from dossier.files import sha256_of
from dossier.finding import Code
from dossier.media.text import passages
from dossier.model.assessment import Assessment
from dossier.model.evidence_file import FileKind
from dossier.model.years import FiscalYear, SchoolYear, covers
from dossier.read.workbooks import read
from dossier.survey.folder import survey

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT / "inputs"
EVIDENCE = INPUTS / "evidence"


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def dossier():
    facts, findings = read(INPUTS)
    assert findings == ()
    return facts


@pytest.fixture(scope="module")
def evidence_files(tmp_path_factory):
    return survey(EVIDENCE, tmp_path_factory.mktemp("memory") / "survey.json")


def made_with_these_fonts() -> bool:
    """Whether the fonts here are those that the committed files are set in, outline by outline."""
    lines = (ROOT / "scripts/make_sample/fonts.sha256").read_text(encoding="utf-8").splitlines()
    wanted = {name: digest for digest, name in map(str.split, lines)}
    found = {path.name: path for path in fonts.folder().iterdir()}
    return all(name in found and sha256_of(found[name]) == wanted[name] for name in wanted)


def seen(name: str, data: bytes):
    """What a person sees of a file that is set in fonts: pages and their words, or a size."""
    if name.endswith(".pdf"):
        try:
            pages = list(pypdfium2.PdfDocument(data))
        except pypdfium2.PdfiumError as locked:  # one is, on purpose
            return str(locked)
        texts = ("".join(page.get_textpage().get_text_range().split()) for page in pages)
        return [(page.get_size(), text) for page, text in zip(pages, texts, strict=True)]
    if name.endswith((".png", ".tif")):
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size, picture.mode
    return data


def test_made_again(tmp_path):
    """the script gives the committed files, byte for byte; where a font has other outlines, what is
    set in it has the same pages and words."""
    script = ROOT / "scripts" / "make_sample"

    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, timeout=1800)

    ours, theirs = files(tmp_path), files(INPUTS)
    assert sorted(ours) == sorted(theirs)
    other = [name for name in ours if ours[name] != theirs[name]]
    if not made_with_these_fonts():
        other = [name for name in other if seen(name, ours[name]) != seen(name, theirs[name])]
    assert other == []


def test_size(evidence_files):
    """there are at least 90 files of evidence, and all inputs stay below 15 MB."""
    assert len(evidence_files) >= 90
    assert sum(map(len, files(INPUTS).values())) < 15_000_000


def test_kinds(evidence_files):
    """the kinds of files that inspectors meet most are there."""
    kinds = Counter(evidence_file.kind for evidence_file in evidence_files)

    papers = {FileKind.PDF, FileKind.WORD, FileKind.SHEET}
    assert set(kinds) == papers | {FileKind.JPEG, FileKind.PNG, FileKind.TIFF}
    assert kinds[FileKind.WORD] >= 10
    assert kinds[FileKind.SHEET] >= 10


def test_names(evidence_files):
    """names are as a school has them: spaces, brackets, 《》, # and &, and one colon."""
    names = [evidence_file.path for evidence_file in evidence_files]

    for sign in (" ", "（", "《", "#", "&", "〔"):
        assert any(sign in name for name in names), sign
    assert sum("：" in name or ":" in name for name in names) == 1


def test_orientations():
    """the photos were taken with the camera held in four ways, and carry their date."""
    orientations = set()
    for path in EVIDENCE.rglob("*.jpg"):
        with Image.open(path) as picture:
            exif = picture.getexif()
        orientations.add(exif[0x0112])
        assert exif.get_ifd(0x8769)[0x9003]

    assert orientations == {1, 3, 6, 8}


def test_odd_pages():
    """one PDF is rotated, one is A3 landscape, one has an outline of two levels."""
    with pikepdf.open(EVIDENCE / "办学条件/校舍总平面图.pdf") as pdf:
        assert pdf.pages[0].Rotate == 90
    with pikepdf.open(EVIDENCE / "质量与管理/课程总表（2020—2021）A3.pdf") as pdf:
        box = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox]
        assert box == [0, 0, 420, 297]
    with (
        pikepdf.open(EVIDENCE / "综合/义务教育均衡发展文件汇编（2012—2022）.pdf") as pdf,
        pdf.open_outline() as outline,
    ):
        assert [item.title for item in outline.root] == [
            "一、国家文件", "二、省级文件", "三、县级文件", "四、学校文件",
        ]  # fmt: skip
        assert all(item.children for item in outline.root)


def test_scans():
    """scans have 300 dpi, in group 4 or colour; the TIFF has three pages."""
    filters = Counter()
    for path in EVIDENCE.rglob("*.pdf"):
        if path.stat().st_size < 1000 or path.name.endswith(("明细表.pdf", "第四次会议.pdf")):
            continue
        with pikepdf.open(path) as pdf:
            for image in pdf.pages[0].get_images().values():
                kind = image.Filter
                filters[str(kind[0] if isinstance(kind, pikepdf.Array) else kind)] += 1
                assert image.Width == pytest.approx(2480, abs=2)
    assert filters["/CCITTFaxDecode"] >= 20
    assert filters["/DCTDecode"] >= 5
    with Image.open(EVIDENCE / "入学机会/学生转入转出联系函（2022秋）.tif") as picture:
        assert picture.n_frames == 3


def test_wide_sheet():
    """one sheet has thirty columns."""
    book = openpyxl.load_workbook(EVIDENCE / "质量与管理/课程总表（2022—2023）.xlsx")

    assert book.worksheets[0].max_column == 30


def test_untidy_figures(dossier):
    """figures typed in an untidy way are read for what they are."""
    sums = {
        year.start: sum(
            figure.value
            for (name, _, when), figure in dossier.school.figures.items()
            if name == "学生数" and when == year
        )
        for year in dossier.standard.school_years
    }

    assert sums == {2020: 1238, 2021: 1225, 2022: 1237}


def test_files_on_the_answer_sheet(dossier, evidence_files):
    """files are missing, spare, broken and twice there as the answer sheet says, and no others."""
    registered = {one.file for one in (*dossier.evidence, *dossier.photos)}
    there = {evidence_file.path for evidence_file in evidence_files}
    twice = [sha for sha, times in Counter(h.sha256 for h in evidence_files).items() if times > 1]

    assert registered - there == {"保障机制/教学楼维修改造工程结算审核报告.pdf"}
    assert there - registered == {"保障机制/教学楼维修改造工程结算审核报告（2021）.pdf"}
    assert {h.path.split("/")[1]: h.fault for h in evidence_files if h.fault} == {
        "会议记录 2023.3.13 领导小组第四次会议.pdf": Code.FILE_DAMAGED,
        "2022年奖励性绩效工资发放明细表.pdf": Code.FILE_ENCRYPTED,
    }
    assert [h.path.split("/")[1] for h in evidence_files if h.sha256 in twice] == [
        "教学设备采购验收单 2021.pdf",
        "音体美器材采购验收单（2021）.pdf",
    ]


def test_evidence_on_the_answer_sheet(dossier):
    """evidence falls short of its requirements as the answer sheet says, and nowhere else."""
    every = (*dossier.evidence, *dossier.photos)
    have = Counter((one.requirement, one.year) for one in every)
    short = {
        (code, year): have[code, year]
        for code, requirement in dossier.standard.requirements.items()
        for year in dossier.standard.periods(requirement.every)
        if have[code, year] < requirement.copies
    }

    assert short == {
        ("B03-2", SchoolYear(2021)): 0,
        ("B16-2", FiscalYear(2022)): 0,
        ("B19-2", SchoolYear(2020)): 1,
    }
    assert have.keys() <= {
        (code, year)
        for code, requirement in dossier.standard.requirements.items()
        for year in dossier.standard.periods(requirement.every)
    }


def test_register_on_the_answer_sheet(dossier):
    """dates, seals, signatures and captions are wrong as the answer sheet says."""
    needs = dossier.standard.requirements
    papers = [(one, needs[one.requirement]) for one in dossier.evidence]

    assert [
        one.title
        for one in dossier.evidence
        if one.dated is None or (one.year and not covers(one.year, one.dated))
    ] == ["2021—2022学年度教师培训工作计划"]
    assert [one.title for one, need in papers if need.seal and not one.sealed] == [
        "2022—2023学年度教师花名册"
    ]
    assert [one.title for one, need in papers if need.signature and not one.signed] == [
        "校园安全隐患排查整改记录"
    ]
    assert [one.title for one, need in papers if need.original and not one.original] == []
    assert {one.file: one.missing() for one in dossier.photos if one.missing()} == {
        "照片/IMG_20220511_防震演练.jpg": ("人物", "背景", "摄影者")
    }
    assert [
        one.file for one in dossier.photos if one.year and not covers(one.year, one.dated)
    ] == []


def test_people_and_ledger(dossier):
    """every requirement has its person, two tasks are unsigned, what is closed has its proof."""
    titles = {one.title for one in dossier.evidence}
    closed = [one for one in dossier.ledger if one.status in {"已完成", "已销号"}]

    assert [task.indicator for task in dossier.people.tasks if not task.signed] == ["B12", "B23"]
    assert all(dossier.owner_of(r.indicator)[1] for r in dossier.standard.requirements.values())
    assert {r.group for r in dossier.standard.requirements.values()} == set(dossier.people.groups)
    assert closed
    assert {one.evidence for one in closed} <= titles


def test_every_indicator_is_boxed(dossier):
    """every indicator that needs evidence or a chapter stands in one box."""
    boxed = Counter(code for box in dossier.standard.boxes for code in box.indicators)
    needed = {r.indicator for r in dossier.standard.requirements.values()}
    needed |= {one.indicator for one in dossier.standard.chapters if one.indicator}

    assert needed <= boxed.keys()
    assert set(boxed.values()) == {1}


def test_changes_on_the_answer_sheet(dossier):
    """one figure jumps without a word, seven with one, and no word explains what is no jump."""
    found, findings = jumps(dossier)

    assert [f.code for f in findings] == [Code.FIGURE_JUMP]
    assert [(j.figure, j.year) for j in found if j.explanation is None] == [
        ("教育费附加项目资金", SchoolYear(2021))
    ]
    assert len(found) - 1 == len(dossier.school.returns.explanations) == 7


def test_money_grows(dossier):
    """each part of the three growths is met in each of the three financial years."""
    found, findings = growths(dossier)

    assert findings == ()
    assert [growth.met for growth in found] == [True] * 18


def test_people_are_asked(dossier):
    """the questionnaires are those of 基本信息, and one suggestion is still open."""
    found, findings = satisfaction(dossier)
    facts = dossier.school.facts

    assert findings == ()
    assert (found.total.sent, found.total.returned, found.total.content) == (420, 412, 397)
    assert facts["满意度调查份数"] == str(found.total.sent)
    assert facts["满意度"] == f"{found.total.rate:.1f}%"
    assert len(dossier.school.returns.suggestions) == 6
    assert [one.person for one in found.open] == ["王德成"]


def test_verdicts(dossier):
    """every rule can be judged; 初中部 alone falls short, by its sports grounds."""
    results, unfit = assess(dossier)
    scored, unscored = scores(dossier)
    content, _ = satisfaction(dossier)

    found, findings = verdicts(dossier, results, scored, content)

    assert (unfit, unscored, findings) == ((), (), ())
    assert sum(score.points for score in scored) == 96
    assert [(v.family.value, v.stage.value, v.met) for v in found] == [
        ("办学基本条件", "小学部", True),
        ("办学基本条件", "初中部", False),
        ("校际均衡", "小学部", None),  # the county's to compute
        ("校际均衡", "初中部", None),
        ("县级政府工作", "全校", True),
        ("社会认可度", "全校", True),
    ]


def test_numbers_agree(dossier, evidence_files):
    """what is said twice is said alike, in the workbooks and in the words of the evidence."""
    registered = {one.file for one in dossier.evidence}
    texts = {
        evidence_file.path: passages(EVIDENCE / evidence_file.path, evidence_file.kind)
        for evidence_file in evidence_files
        if evidence_file.path in registered and not evidence_file.fault
    }
    facts = Facts(dossier, {}, (), Assessment(), (), texts)
    spoken = " ".join(passage.text for found in texts.values() for passage in found)

    assert "教职工81人" in spoken
    for check in (
        declared_agreements,
        parts_and_wholes,
        invalid_phrases,
        words_of_the_workbooks,
        words_of_the_evidence,
    ):
        assert list(check(facts)) == []
