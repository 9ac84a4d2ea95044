"""What belongs into the boxes, and what is missing from them."""

from datetime import date

from dossier.check.run import owned
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.evidence import Coverage
from dossier.model.evidence_file import FileKind
from dossier.model.item import Item, Origin
from dossier.plan.items import items, with_gaps
from factories import (
    F21,
    Y20,
    Y21,
    arranged,
    chapter,
    dossier,
    evidence,
    evidence_file,
    indicator,
    member,
    photo,
    requirement,
    task,
)

SCHOOL = {
    "indicators": (indicator("A1", level="A"), indicator("B01", parent="A1")),
    "requirements": (requirement(), requirement("B01-2", name="活动照片", group="宣传组")),
    "members": (member("李芳", body="宣传组"),),
}


def planned(*, chapters=(), coverage=(), files=(), **parts) -> tuple[Item, ...]:
    evidence_files = {held.path: held for held in files}
    return items(dossier(**SCHOOL, **parts), chapters, coverage, evidence_files)


def test_a_chapter_is_an_item_where_it_is_bound():
    """a chapter that is bound under an indicator is an item by the school, others are none."""
    (item,) = planned(chapters=(chapter("R01", indicator="B01"), chapter("R02", indicator="")))
    assert item == Item(
        key="chapter:R01",
        indicator="B01",
        title="自查报告",
        origin=Origin.CHAPTER,
        ref="R01",
        author="星光实验学校",
    )


def test_an_entry_is_an_item():
    """a registered file is an item with all that the register says of it, and whose it is."""
    entry = evidence(number="星校〔2021〕3号", secrecy="内部", note="复印")
    (item,) = planned(
        evidence=(entry,), files=(evidence_file("a.pdf"),), tasks=(task(person="王平"),)
    )
    assert item == Item(
        key="evidence:B01-1:2021—2022:a.pdf",
        indicator="B01",
        title="题名",
        origin=Origin.FILE,
        ref="a.pdf",
        year=Y21,
        requirement="B01-1",
        author="星光实验学校",
        number="星校〔2021〕3号",
        dated=date(2021, 10, 8),
        retention="30年",
        secrecy="内部",
        note="复印",
        responsible="素质教育推进组 王平",
    )


def test_who_answers_in_one_group_does_not_in_another():
    """what another group is to bring is its head's, as findings say, not the task's person's."""
    made = dossier(
        **SCHOOL,
        evidence=(evidence(requirement="B01-2"),),
        tasks=(task(person="王平"),),
    )
    (item,) = items(made, (), (), {"a.pdf": evidence_file("a.pdf")})
    assert item.responsible == "宣传组 李芳"
    told = owned(Finding(Code.EVIDENCE_MISSING, say("..."), requirement="B01-2"), made)
    assert f"{told.group} {told.person}" == item.responsible


def test_entries_of_unknown_requirements_are_no_items():
    """an entry whose requirement nobody knows has no place; the check reports it."""
    unknown = {"requirement": "B99-1"}
    assert planned(evidence=(evidence(**unknown),), photos=(photo(**unknown),)) == ()


def test_a_missing_file_keeps_its_item():
    """a registered file that is not there is a gap that says so."""
    (item,) = planned(evidence=(evidence("招生方案.pdf"),))
    assert (item.origin, item.title) == (Origin.GAP, "题名")
    assert item.gap == "已登记，原件未归入，待补"


def test_a_file_that_cannot_be_bound_keeps_its_item():
    """a file at fault is a gap that names the file and what it lacks, and no program."""
    faults = {
        Code.FILE_ENCRYPTED: "文件设有密码，待补",
        Code.FILE_EMPTY: "文件为空，待补",
        Code.FILE_DAMAGED: "文件损坏，待补",
        Code.FILE_TYPE: "文件的格式不能装订，待补",
        Code.FILE_TOO_DEMANDING: "文件过大，待补",
        Code.NOT_MADE: "文件未能读取，待补",
    }
    for fault, gap in faults.items():
        held = evidence_file("a.pdf", fault=fault, remedy=say("bring the original"))
        (item,) = planned(evidence=(evidence("a.pdf"),), files=(held,))
        assert (item.origin, item.gap) == (Origin.GAP, gap)


def test_a_file_that_is_read_and_not_printed_is_a_gap_of_paper():
    """an OFD file is kept as it is; what lacks is its paper."""
    held = evidence_file("a.ofd", kind=FileKind.OFD, fault=Code.FILE_TYPE)
    (item,) = planned(evidence=(evidence("a.ofd"),), files=(held,))
    assert (item.origin, item.gap) == (Origin.GAP, "版式文件（OFD）原件另存，纸质件待补")


def test_one_file_registered_twice_is_two_items():
    """equal entries have different keys, and entries of other years keep theirs."""
    entries = (evidence(), evidence(year=Y20), evidence(), evidence(year=F21), evidence(year=None))
    keys = [item.key for item in planned(evidence=entries, files=(evidence_file("a.pdf"),))]
    assert keys == [
        "evidence:B01-1:2021—2022:a.pdf",
        "evidence:B01-1:2020—2021:a.pdf",
        "evidence:B01-1:2021—2022:a.pdf#2",
        "evidence:B01-1:2021:a.pdf",
        "evidence:B01-1::a.pdf",
    ]


def test_photos_of_a_requirement_and_year_are_one_sheet():
    """photos are gathered into one item for each requirement and year, dated as the last one."""
    photos = (
        photo("1.jpg", requirement="B01-2"),
        photo("2.jpg", requirement="B01-2", year=Y20),
        photo("3.jpg", requirement="B01-2", dated=date(2022, 5, 1)),
        photo("4.jpg", requirement="B01-2", dated=None),
    )
    files = tuple(evidence_file(one.file, kind=FileKind.JPEG) for one in photos)
    first, second = planned(photos=photos, files=files)
    assert (first.key, first.title) == ("photos:B01-2:2021—2022", "2021—2022学年度活动照片（3张）")
    assert first.origin is Origin.PHOTOS
    assert first.photos == (photos[0], photos[2], photos[3])
    assert (first.dated, first.responsible) == (date(2022, 5, 1), "宣传组 李芳")
    assert (second.key, second.photos) == ("photos:B01-2:2020—2021", (photos[1],))


def test_a_sheet_without_any_photo_is_a_gap():
    """a photo sheet is bound as long as one photo is there, and otherwise a gap."""
    photos = (photo("1.jpg"), photo("2.jpg"))
    damaged = evidence_file("1.jpg", kind=FileKind.JPEG, fault=Code.FILE_DAMAGED)
    paper = evidence_file("2.jpg", kind=FileKind.PDF)
    (sheet,) = planned(photos=photos, files=(damaged, evidence_file("2.jpg", kind=FileKind.PNG)))
    assert (sheet.origin, sheet.gap, len(sheet.photos)) == (Origin.PHOTOS, "", 2)
    (gap,) = planned(photos=photos, files=(damaged, paper))
    assert (gap.origin, gap.gap) == (
        Origin.GAP,
        "照片原件未归入，待补",
    )


def test_a_shortfall_is_a_gap_for_each_copy():
    """what is not even registered has a gap for each lacking copy, in its year."""
    wanted = requirement(copies=3)
    cover = (
        Coverage(wanted, Y20, registered=1, usable=0),
        Coverage(wanted, Y21, registered=3, usable=0),
        Coverage(wanted, None, registered=4, usable=4),
    )
    found = planned(coverage=cover)
    assert [(i.key, i.year, i.origin, i.title) for i in found] == [
        ("gap:B01-1:2020—2021:2", Y20, Origin.GAP, "招生方案（2020—2021学年度）"),
        ("gap:B01-1:2020—2021:3", Y20, Origin.GAP, "招生方案（2020—2021学年度）"),
    ]
    assert {i.gap for i in found} == {"应有3件，已登记1件"}


def test_what_is_known_not_to_come_is_a_gap():
    """an item with a fault of its own becomes a gap in its place, whose first reason stands."""
    faults = {
        "chapter:R01": "模板不在",
        "evidence:B01-1:2021—2022:a.pdf": "转换失败",
        "evidence:B01-1:2021—2022:b.pdf": "转换失败",
    }
    box = arranged(
        *planned(
            chapters=(chapter("R01", indicator="B01"), chapter("R02", indicator="B01")),
            evidence=(evidence("a.pdf"), evidence("b.pdf")),
            files=(evidence_file("a.pdf"),),
        )
    )
    (gaped,) = with_gaps([box], faults)
    found = [placed.item for placed in gaped.items]
    assert [placed.mark for placed in gaped.items] == [placed.mark for placed in box.items]
    assert [(item.origin, item.gap) for item in found] == [
        (Origin.GAP, "模板不在"),
        (Origin.CHAPTER, ""),
        (Origin.GAP, "转换失败"),
        (Origin.GAP, "已登记，原件未归入，待补"),
    ]
    assert found[0].is_chapter
