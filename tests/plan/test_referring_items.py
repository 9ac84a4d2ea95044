"""互见 as items: bound once, referred to elsewhere, missing where the document is."""

from dossier.facts import replace
from dossier.model.item import Arranged, Item, Origin, items_of
from dossier.model.standard import Every
from dossier.plan.boxes import arrange
from dossier.plan.items import items, referred, with_gaps
from factories import Y21, box_spec, dossier, evidence, evidence_file, indicator, requirement

PARTS = {
    "indicators": (
        indicator("A1", level="A"), indicator("B01", parent="A1"), indicator("A2", level="A"),
    ),
    "requirements": (
        requirement(), requirement("A2-1", indicator="A2"),
        requirement("A2-2", indicator="A2", every=Every.ONCE),
    ),
    "boxes": (box_spec("01", indicators=("A2",)), box_spec("02", indicators=("A1",))),
}  # fmt: skip
ENTRY = evidence("a.pdf", also=("A2-1", "A2-2"), note="复印", retention="永久")
FILES = (evidence_file("a.pdf"),)
KEY = "evidence:B01-1:2021—2022:a.pdf"


def planned(*entries, files=FILES, **parts) -> tuple[Item, ...]:
    facts = dossier(**(PARTS | parts), evidence=entries)
    return items(facts, (), (), {held.path: held for held in files})


def boxes(found: tuple[Item, ...], **parts) -> tuple[Arranged, ...]:
    return referred(arrange(dossier(**(PARTS | parts)).standard, found))


def test_each_code_gives_a_reference() -> None:
    """This test ensures that a document is one file and a reference for each further code."""
    document, first, second = planned(ENTRY)
    assert (document.origin, document.key, document.note) == (Origin.FILE, KEY, "复印")
    assert (first.origin, first.key, first.target) == (Origin.REFERENCE, f"see:A2-1:{KEY}", KEY)
    assert (first.indicator, first.requirement, first.ref, first.note) == ("A2", "A2-1", "", "")
    assert (first.title, first.author) == (document.title, document.author)
    assert (first.year, second.year) == (Y21, None)


def test_unknown_codes_and_its_own_give_none() -> None:
    """This test ensures that a faulty 互见, which the check tells of, makes no item."""
    assert len(planned(replace(ENTRY, also=("B01-1", "X-1")))) == 1


def test_a_reference_knows_the_place() -> None:
    """This test ensures that a placed reference says 见 with the mark of its document."""
    first, second = boxes(planned(ENTRY))
    assert [placed.item.see for placed in first.items] == ["02盒0001件", "02盒0001件"]
    assert {placed.item.remark for placed in first.items} == {"见02盒0001件"}
    assert (second.items[0].item.see, second.items[0].item.remark) == ("", "")


def test_what_is_missing_is_missing_everywhere() -> None:
    """This test ensures that a lost file, and one that fails later, takes its references along."""
    later = with_gaps(boxes(planned(ENTRY)), {KEY: "未能转换"})
    assert {item.origin for item in items_of(later)} == {Origin.GAP}
    assert later[0].items[0].item.lack == "互见的原件缺：未能转换（见02盒0001件）"
    assert with_gaps(later, {}) == later
    lost = planned(ENTRY, files=())
    assert lost[2].gap == "互见的原件缺：已登记，原件未归入，待补"
    box, _ = boxes(lost)
    assert box.gaps == 2
    assert box.items[0].item.lack == f"{lost[2].gap}（见02盒0001件）"
    assert box.items[0].item.remark == ""


def test_a_document_in_no_box_cannot_be_referred_to() -> None:
    """This test ensures that a reference to what no box holds is a gap."""
    (box,) = boxes(planned(ENTRY), boxes=(PARTS["boxes"][0],))
    assert {placed.item.origin for placed in box.items} == {Origin.GAP}
    assert "未列入档案盒" in box.items[0].item.gap


def test_excerpts_of_one_file_are_items_of_their_own() -> None:
    """This test ensures that excerpts are known by their pages and say which they are."""
    files = (evidence_file("a.pdf", pages=9),)
    one, other = planned(
        evidence("a.pdf", pages=((1, 2), (5, 5))), evidence("a.pdf", pages=((3, 4),)), files=files
    )
    assert (one.key, other.key) == (f"{KEY}:1—2、5", f"{KEY}:3—4")
    assert one.remark == "节选第1—2、5页"


def test_an_excerpt_beyond_the_end_is_missing() -> None:
    """This test ensures that pages which the file has not are a gap; unknown counts wait."""
    entry = evidence("a.pdf", pages=((2, 3),))
    (gap,) = planned(entry, files=(evidence_file("a.pdf", pages=2),))
    assert (gap.origin, gap.gap) == (Origin.GAP, "登记页次为第2—3页，原件只有2页")
    (item,) = planned(entry, files=(evidence_file("a.pdf", pages=0),))
    assert item.origin is Origin.FILE
