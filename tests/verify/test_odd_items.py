"""Items with odd bookmarks, links and content: told for what they are, and handed over."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from dossier.export.package import export
from dossier.finding import Severity
from dossier.verify.rules import Fault, Rule
from dossier.verify.run import verify
from hostile_evidence import nested_forms
from local_pool import tasks_here
from tiny_workspace import Tiny, tiny

Change = Callable[[Pdf], None]


def judged(here: Tiny, change: Change) -> list[Fault]:
    """What verification says anew where the first page of 方案2020.pdf is changed."""
    here.build()
    before = set(verify(here.made).faults)  # the engine of the tests makes no catalogue
    path = here.root / "inputs/evidence/方案2020.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, deterministic_id=True)
    here.build()
    return [fault for fault in verify(here.made).faults if fault not in before]


@pytest.fixture
def here(tmp_path: Path) -> Tiny:
    return tiny(tmp_path / "workspace")


def bookmarks(pdf: Pdf) -> None:
    """A heading, a web address, a named action, a page that is gone, and one that is sound."""
    page = pdf.pages[0].obj
    with pdf.open_outline() as outline:
        outline.root.extend(
            [
                OutlineItem("第一章"),
                OutlineItem("网址", action=Dictionary(S=Name.URI, URI=String("https://a.cn"))),
                OutlineItem("下一页", action=Dictionary(S=Name.Named, N=Name.NextPage)),
                OutlineItem("已删", Array([pdf.make_indirect(Dictionary(page)), Name.Fit])),
                OutlineItem("有页", Array([page, Name.Fit])),
            ]
        )
        outline.root[0].children.append(OutlineItem("第一节"))


def test_bookmarks_without_a_page_are_warnings(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that headings of an item are told, with the item, and bar no export."""
    faults = judged(here, bookmarks)
    assert {(fault.rule, fault.item, str(fault.text)) for fault in faults} == {
        (Rule.OUTLINE_DEAD, "0003", f"the bookmark '{title}' leads nowhere")
        for title in ("第一章", "第一节", "下一页", "已删")
    }
    assert Rule.OUTLINE_DEAD.severity is Severity.WARNING
    assert export(here.made, tmp_path / "out").files > 5


def test_a_heading_of_the_box_must_lead_somewhere(here: Tiny) -> None:
    """This test ensures that a bookmark of ours that leads nowhere stays an error."""
    here.build()
    path = here.box("02")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.insert(1, OutlineItem("一级指标"))
        pdf.save(path)
    assert (Rule.OUTLINE_WRONG, "") in {(f.rule, f.item) for f in verify(here.made).faults}


def test_a_link_to_a_page_that_is_gone_is_told_as_dead(here: Tiny) -> None:
    """This test ensures that the page of the link is named."""

    def gone(pdf: Pdf) -> None:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 99, 99]),
            Dest=Array([None, Name.Fit]),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    assert [(f.rule, f.item) for f in judged(here, gone)] == [(Rule.LINK_DEAD, "0003")]


WORDS = {
    "a number of 70 digits": b"BT /F1 12 Tf 72 720 Td " + b"1" * 70 + b" 0 Td (a) Tj ET",
    "an operator in an array": b"BT /F1 12 Tf 72 720 Td [(a) Tj (b)] TJ ET",
    "a text of nothing": b"BT /F1 12 Tf 72 720 Td null Tj ET",
    "a font of nothing": b"BT /Nix 12 Tf 72 720 Td (a) Tj ET",
    "a matrix of names": b"BT /F1 12 Tf /a /b /c /d /e /f Tm (a) Tj ET",
    "too few operands": b"BT /F1 12 Tf 1 Td (a) Tj 3 cm Q Q Q ET",
    "an image within that does not end": b"q BI /W 9 /H 9 ID abc",
    "brackets that do not match": b"BT [[[ (a) >> TJ ET",
}


@pytest.mark.parametrize("name", WORDS)
def test_what_the_judging_library_cannot_read_is_told_for_the_page(here: Tiny, name: str) -> None:
    """This test ensures that one odd page is a warning at most, and no box is called damaged."""

    def odd(pdf: Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(WORDS[name])

    faults = judged(here, odd)
    assert {fault.rule for fault in faults} <= {Rule.PAGE_UNREAD, Rule.PAGE_BLANK}
    assert {(fault.page, fault.item) for fault in faults} <= {("3", "0003")}


def test_an_assertion_within_the_library_is_told_for_the_page(
    here: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that no traceback comes of it, and the other pages are judged."""
    here.build()
    tasks_here(monkeypatch)
    extract = pypdf.PageObject.extract_text

    def fails(page: pypdf.PageObject, *args: object) -> str:
        found = extract(page, *args)
        assert "plan 2020 second" not in found, "inside"
        return found

    monkeypatch.setattr(pypdf.PageObject, "extract_text", fails)
    (fault,) = (f for f in verify(here.made).faults if f.rule is Rule.PAGE_UNREAD)
    assert (fault.item, str(fault.text)) == (
        "0003",
        "the page's words cannot be read, and so not judged",
    )


def test_attachments_are_no_fault_of_a_box(here: Tiny) -> None:
    """This test ensures that binding and verification have one rule for files in a PDF."""

    def attached(pdf: Pdf) -> None:
        spec = pikepdf.AttachedFileSpec(pdf, b"data", filename="a.txt")
        pdf.attachments["b.txt"] = b"data"
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([9, 9, 29, 29]), FS=spec.obj
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    assert judged(here, attached) == []
    assert list((here.made / "originals").rglob("*.pdf"))


def test_a_box_that_never_ends_costs_itself(here: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a box which takes too long to judge is told, and the others judged."""
    here.build()
    before = set(verify(here.made).faults)
    with pikepdf.open(BytesIO(nested_forms())) as pdf:
        # the judging library gives each page up after a second
        for _ in range(60):
            pdf.pages.append(pdf.pages[0])
        pdf.save(here.box("02"))
    monkeypatch.setattr("dossier.pool.limits._SECONDS", 1.0)
    monkeypatch.setattr("dossier.verify.run._SECONDS_PER_PAGE", 0.1)
    found = [fault for fault in verify(here.made).faults if fault not in before]
    assert {fault.file for fault in found} == {"boxes/box-02.pdf"}
    (damaged,) = (fault for fault in found if fault.rule is Rule.BOX_DAMAGED)
    assert str(damaged.text).startswith("it cannot be judged: it takes more than ")


def test_a_report_that_names_nothing_right_is_told(here: Tiny) -> None:
    """This test ensures that a report which says what none says gives faults, and no crash."""
    here.build()
    report = here.made / "report.json"
    told = json.loads(report.read_text(encoding="utf-8"))
    told["boxes"][0] = {"number": 7, "items": 3}
    told["chapters"][0] = {}
    report.write_text(json.dumps(told), encoding="utf-8")
    faults = {(fault.rule, fault.file) for fault in verify(here.made).faults}
    assert (Rule.BOX_DAMAGED, "") in faults
    assert (Rule.CHAPTER_PAGES, "") in faults
    assert not any(rule is Rule.BOX_DAMAGED and file for rule, file in faults)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("report.json", "[" * 200_000),
        ("report.json", '{"schema": 2, "boxes": []}' + " " * (25 << 20)),
        ("manifest-sha256.txt", "x" * (25 << 20)),
    ],
    ids=["deep", "large", "large manifest"],
)
def test_a_list_without_bounds_is_not_read(here: Tiny, file: str, content: str) -> None:
    """This test ensures that what this process reads itself is bounded, and told where it is."""
    here.build()
    (here.made / file).write_text(content, encoding="utf-8")
    wanted = Rule.REPORT_UNREADABLE if file == "report.json" else Rule.MANIFEST_MISSING
    assert (wanted, file) in {(fault.rule, fault.file) for fault in verify(here.made).faults}


def test_a_box_that_is_gone_or_a_link_is_told_once(here: Tiny, tmp_path: Path) -> None:
    """This test ensures that the manifest and the report do not tell of the same box."""
    here.build()
    before = set(verify(here.made).faults)
    box = here.made / "boxes/box-02.pdf"
    elsewhere = box.replace(tmp_path / "box-02.pdf")
    gone = {one.rule for one in verify(here.made).faults if one not in before}
    assert Rule.BOX_ABSENT in gone
    assert Rule.FILE_ABSENT not in gone
    box.symlink_to(elsewhere)
    linked = {one.rule for one in verify(here.made).faults if one not in before}
    assert Rule.MANIFEST_MISSING in linked
    assert Rule.BOX_ABSENT not in linked
