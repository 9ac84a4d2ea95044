"""One planted fault for each rule of verification."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from finished import KEPT, cut, in_box, in_report, sign
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from dossier.errors import WorkspaceError
from dossier.verify.rules import Rule
from dossier.verify.run import verify
from sample_build import Sample

pytestmark = pytest.mark.engine
FRONT = 2  # cover and catalogue stand before page 1


@pytest.fixture(scope="module")
def whole(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut(sample.workspace.build, tmp_path_factory.mktemp("finished"))


@pytest.fixture
def package(whole: Path, tmp_path: Path) -> Path:
    for file in whole.rglob("*"):
        target = tmp_path / file.relative_to(whole)
        if file.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return tmp_path


def told(folder: Path) -> set[str]:
    return {fault.rule.slug for fault in verify(folder).faults}


def chapter(folder: Path) -> Path:
    return next((folder / "chapters").glob("*.pdf"))


def unstamp(pdf: pikepdf.Pdf) -> None:
    pdf.pages[FRONT].Contents = Array(list(pdf.pages[FRONT].Contents)[:-1])


def blank(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[FRONT + 1]
    page.Contents = Array([page.Contents[0], page.Contents[-1]])
    page.Resources = Dictionary(Font=page.Resources.Font)


def relabel(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels.Nums[3].St = 2


def shrink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[FRONT].MediaBox = Array([0, 0, 500, 500])


def swap(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[FRONT + 1]
    del pdf.pages[FRONT + 1]
    pdf.pages.append(page)


def lose(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[FRONT + 3]


def lend_font(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[FRONT].Resources.Font.Plain = font


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def untitle(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def claim(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data + b"<!-- pdfaid:part -->")
    if "/OutputIntents" in pdf.Root:
        del pdf.Root.OutputIntents


def unlink(index: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[index].Annots

    return change


def lead_astray(pdf: pikepdf.Pdf) -> None:
    link = pdf.pages[1].Annots[0]
    link.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[-1].obj, Name.Fit]))


def lead_nowhere(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("_Toc100")
    )
    page = pdf.pages[FRONT + 1]
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(link)])


def empty(index: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[index].Contents = pdf.make_stream(b"")

    return change


def unbookmark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def misbookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].destination = Array([pdf.pages[1].obj, Name.Fit])
        outline.root[0].action = None


def garble(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[FRONT]
    odd = pdf.make_stream(b"q BT /F1 12 Tf " + b"1" * 70 + b" 0 Td (a) Tj ET Q")
    page.Contents = Array([odd, *page.Contents])


def head_nothing(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        bookmark = next(one for one in outline.root if one.children)
        bookmark.children[0].children.append(OutlineItem("第一章"))


def rebuild(box) -> None:
    box["identity"] = "0" * 32


def index_of_another_build(folder: Path) -> None:
    (folder / "index.html").write_text('"report":"' + "0" * 64 + '"', encoding="utf-8")


def again(box) -> None:
    box["items"][1]["code"] = "0001"


def leave_out(box) -> None:
    box["items"][-1]["code"] = f"{len(box['items']) + 1:04d}"


def overlap(box) -> None:
    box["items"][0]["pages"][-1] = box["items"][1]["pages"][0]


def one_more(box) -> None:
    box["items"].append({**box["items"][-1], "code": f"{len(box['items']) + 1:04d}"})


def one_less(box) -> None:
    box["items"].pop()


def retitle(box) -> None:
    box["items"][0]["title"] = "另一份材料"


def miss(box) -> None:
    box["items"][0]["missing"] = True


PLANTED: dict[Rule, Callable[[Path], object]] = {
    Rule.MANIFEST_MISSING: lambda folder: (folder / "manifest-sha256.txt").write_text("none"),
    Rule.FILE_ABSENT: lambda folder: (folder / "catalogue.xlsx").unlink(),
    Rule.FILE_CHANGED: lambda folder: (folder / "catalogue.xlsx").write_bytes(b"other"),
    Rule.FILE_UNLISTED: lambda folder: (folder / "说明.txt").write_text("a"),
    Rule.REPORT_UNREADABLE: lambda folder: (folder / "report.json").write_text("{"),
    Rule.BOX_ABSENT: lambda folder: (folder / KEPT[-1]).unlink(),
    Rule.BOX_DAMAGED: lambda folder: (folder / KEPT[-1]).write_bytes(b"%PDF-1.7\nnothing"),
    Rule.BOX_ENCRYPTED: in_box(
        lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")
    ),
    Rule.CHAPTER_PAGES: lambda folder: chapter(folder).write_bytes(
        (folder / "labels.pdf").read_bytes()
    ),
    Rule.LABEL_ABSENT: lambda folder: (folder / "labels.pdf").unlink(),
    Rule.BOX_STALE: in_report(rebuild),
    Rule.INDEX_STALE: index_of_another_build,
    Rule.PAGE_COUNT: in_box(lose),
    Rule.NUMBER_ABSENT: in_box(unstamp),
    Rule.NUMBER_WRONG: in_box(swap),
    Rule.LABELS_WRONG: in_box(relabel),
    Rule.PAPER_ODD: in_box(shrink),
    Rule.PAGE_BLANK: in_box(blank),
    Rule.PAGE_UNREAD: in_box(garble),
    Rule.FONT_UNEMBEDDED: in_box(lend_font),
    Rule.CONTENT_ACTIVE: in_box(script),
    Rule.TITLE_ABSENT: in_box(untitle),
    Rule.PDFA_CLAIM: in_box(claim),
    Rule.NUMBER_TWICE: in_report(again),
    Rule.NUMBER_SKIPPED: in_report(leave_out),
    Rule.PAGES_UNCLAIMED: in_report(overlap),
    Rule.ROW_ABSENT: in_report(one_more),
    Rule.ROW_EXTRA: in_report(one_less),
    Rule.ROW_PAGES: in_report(overlap),
    Rule.ROW_TITLE: in_report(retitle),
    Rule.GAP_UNMARKED: in_report(miss),
    Rule.COVER_SILENT: in_report(miss),
    Rule.LINK_ABSENT: in_box(unlink(1)),
    Rule.LINK_WRONG: in_box(lead_astray),
    Rule.BACK_ABSENT: in_box(unlink(FRONT)),
    Rule.LINK_DEAD: in_box(lead_nowhere),
    Rule.OUTLINE_ABSENT: in_box(unbookmark),
    Rule.OUTLINE_WRONG: in_box(misbookmark),
    Rule.OUTLINE_DEAD: in_box(head_nothing),
}
AGAINST_INPUTS: dict[Rule, str] = {
    Rule.INPUTS_UNKNOWN: "",
    Rule.INPUT_CHANGED: f"{'0' * 64}  inputs/school.xlsx\n",
    Rule.INPUT_ADDED: f"{'0' * 64}  inputs/other.xlsx\n",
}
"""What a package says that it was made from, where it is held against a workspace."""

UNSIGNED = {Rule.MANIFEST_MISSING, Rule.FILE_ABSENT, Rule.FILE_CHANGED, Rule.FILE_UNLISTED}
ALONE = {
    Rule.BOX_STALE,
    Rule.INDEX_STALE,
    Rule.OUTLINE_DEAD,
    Rule.FILE_ABSENT,
    Rule.FILE_CHANGED,
    Rule.FILE_UNLISTED,
    Rule.BOX_ABSENT,
    Rule.BOX_DAMAGED,
    Rule.BOX_ENCRYPTED,
    Rule.CHAPTER_PAGES,
    Rule.LABEL_ABSENT,
    Rule.NUMBER_ABSENT,
    Rule.PAPER_ODD,
    Rule.PAGE_BLANK,
    Rule.FONT_UNEMBEDDED,
    Rule.CONTENT_ACTIVE,
    Rule.TITLE_ABSENT,
    Rule.PDFA_CLAIM,
    Rule.LINK_ABSENT,
    Rule.BACK_ABSENT,
    Rule.LINK_DEAD,
    Rule.OUTLINE_ABSENT,
    Rule.OUTLINE_WRONG,
}
"""Faults that break no other rule along the way."""


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.slug)
def test_a_planted_fault_is_found(package: Path, rule: Rule) -> None:
    """This test ensures that breaking a rule is told as that rule."""
    PLANTED[rule](package)
    if rule not in UNSIGNED:
        sign(package)
    found = told(package)
    assert rule.slug in found
    if rule in ALONE:
        assert found == {rule.slug}


def test_every_rule_has_its_fault() -> None:
    """This test ensures that no rule is without a proof that it works."""
    assert {*PLANTED, *AGAINST_INPUTS} == set(Rule)


@pytest.mark.parametrize("rule", AGAINST_INPUTS, ids=lambda rule: rule.slug)
def test_other_inputs_are_found(package: Path, sample: Sample, rule: Rule) -> None:
    """This test ensures that a package made from something else is told by its rule."""
    if AGAINST_INPUTS[rule]:
        (package / "inputs-sha256.txt").write_text(AGAINST_INPUTS[rule], encoding="utf-8")
    sign(package)
    faults = verify(package, workspace=sample.workspace).faults
    assert rule in {fault.rule for fault in faults}


def test_a_sound_package_has_no_fault(package: Path) -> None:
    """This test ensures that nothing is told where nothing is wrong."""
    judged = verify(package)
    assert (judged.boxes, judged.sound, judged.faults) == (1, True, ())


def test_the_whole_sample_is_sound(sample: Sample) -> None:
    """This test ensures that what is built passes, gaps, placeholders and all."""
    judged = verify(sample.workspace.build)
    assert [f"{fault.place} {fault.rule}" for fault in judged.faults] == []
    assert judged.boxes == len(sample.report["boxes"])


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    """This test ensures that a wrong path is not taken for an empty package."""
    with pytest.raises(WorkspaceError, match="is not there"):
        verify(tmp_path / "none")
