"""互见页 lead to the document that they stand for, here or in another box, and are so judged."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from dossier.bind.unpack import unpack
from dossier.verify.rules import Fault, Rule
from dossier.verify.run import verify
from tiny_workspace import BOOKS, Tiny

ASKED = BOOKS["standard.xlsx"]["材料要求"] + (
    "    | Z01-1 | Z01 | 工作方案 | 每学年度 | 1 | 否 | 否 | 否 | 档案资料组 |\n"
)
ROWS = """
    | 材料代码 | 题名 | 日期 | 学年度 | 文件 | 盖章 | 互见 |
    | B01-1 | 2020年招生方案 | 2020-09-01 | 2020—2021学年度 | 方案2020.pdf | 否 | Z01-1 |
    | B01-1 | 2021年招生方案 | 2021-09-01 | 2021—2022学年度 | 方案2021.pdf | 否 | Z01-1、B01-2 |
    | B01-2 | 随迁子女接收办法 | 2020-08-20 | | 办法.docx | 是 | |
"""
SETTINGS = BOOKS["standard.xlsx"]["设置"].rstrip()
FRONT = 2  # cover and catalogue
OTHER, SAME = "01盒0002件", "02盒0002件"
"""Where the plan of 2020 is referred to from the other box, that of 2021 from its own."""


@pytest.fixture
def referring(fresh: Tiny) -> Tiny:
    """Box 01 refers to two items of box 02, and box 02 to one of its own."""
    fresh.draw(材料要求=ASKED, 佐证材料登记=ROWS)
    fresh.build()
    return fresh


def items(tiny: Tiny) -> dict[str, dict[str, Any]]:
    """What report.json says of each item, by mark."""
    boxes = json.loads((tiny.made / "report.json").read_text(encoding="utf-8"))["boxes"]
    return {f"{box['number']}盒{item['code']}件": item for box in boxes for item in box["items"]}


def page_of(tiny: Tiny, mark: str) -> int:
    """The last page (0-based) of an item in its box."""
    item = items(tiny)[mark]
    return FRONT + item["start"] + len(item["pages"]) - 2


def actions(pdf: pikepdf.Pdf, place: int) -> list[Any]:
    """What the links of a page do; those that lead back to the catalogue are left out."""
    back = [page.objgen for page in pdf.pages[:FRONT]]
    found = [link.A for link in pdf.pages[place].obj.get("/Annots", [])]
    return [one for one in found if str(one.S) != "/GoTo" or one.D[0].objgen not in back]


def named(pdf: pikepdf.Pdf, name: str) -> Any:
    """The page that a named destination of the file shows."""
    return pikepdf.NameTree(pdf.Root.Names.Dests)[name].D[0]


@pytest.mark.parametrize("settings", ["", "| 归档章 | 是 |"], ids=["plain", "stamped"])
def test_a_reference_leads_into_the_other_box(fresh: Tiny, settings: str) -> None:
    """This test ensures that the link names a box beside this one and a place that is there."""
    fresh.draw(材料要求=ASKED, 佐证材料登记=ROWS, 设置=f"{SETTINGS}\n{settings}".rstrip())
    fresh.build()
    with pikepdf.open(fresh.box("01")) as pdf:
        (action,) = actions(pdf, page_of(fresh, OTHER))
        assert (action.S, str(action.F), str(action.D)) == (
            Name.GoToR, "box-02.pdf", "item-0004",
        )  # fmt: skip
    target = items(fresh)["02盒0004件"]
    assert (target["title"], target["source"]) == ("2020年招生方案", "方案2020.pdf")
    with pikepdf.open(fresh.box("01").parent / "box-02.pdf") as pdf:
        shown = named(pdf, "item-0004")
        assert shown.objgen == pdf.pages[FRONT + target["start"] - 1].obj.objgen


def test_a_reference_within_the_box_leads_to_its_page(referring: Tiny) -> None:
    """This test ensures that no file is named where the document lies in the same box."""
    assert items(referring)[SAME]["remark"] == "见02盒0005件"
    with pikepdf.open(referring.box("02")) as pdf:
        (action,) = actions(pdf, page_of(referring, SAME))
        start = items(referring)["02盒0005件"]["start"]
        assert str(action.S) == "/GoTo"
        assert action.D[0].objgen == pdf.pages[FRONT + start - 1].obj.objgen


def test_a_reference_that_is_unpacked_leads_nowhere(referring: Tiny, tmp_path: Path) -> None:
    """This test ensures that an item on its own has no link into a box that is not beside it."""
    given = unpack(referring.box("01"), tmp_path / "items")
    with pikepdf.open(given[1].file) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_a_link_follows_its_document(referring: Tiny) -> None:
    """This test ensures that another number of the document is another place of the link."""
    referring.draw(材料要求=ASKED, 佐证材料登记=ROWS.replace("、B01-2", ""))
    referring.build()
    with pikepdf.open(referring.box("01")) as pdf:
        (action,) = actions(pdf, page_of(referring, OTHER))
        assert str(action.D) == "item-0003"


def test_every_item_has_its_name(referring: Tiny) -> None:
    """This test ensures that any item can be led to from outside."""
    for number in ("01", "02"):
        with pikepdf.open(referring.box(number)) as pdf:
            names = pikepdf.NameTree(pdf.Root.Names.Dests)
            assert set(names) == {
                f"item-{mark[3:-1]}" for mark in items(referring) if mark.startswith(number)
            }


def spoilt(tiny: Tiny, number: str, change: Callable[[pikepdf.Pdf], None]) -> None:
    """Change a box, and sign the package again."""
    with pikepdf.open(tiny.box(number), allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(tiny.box(number))
    manifest = tiny.made / "manifest-sha256.txt"
    names = [line.split("  ", 1)[1] for line in manifest.read_text(encoding="utf-8").splitlines()]
    hashes = [hashlib.sha256((tiny.made / name).read_bytes()).hexdigest() for name in names]
    lines = [f"{digest}  {name}\n" for digest, name in zip(hashes, names, strict=True)]
    manifest.write_text("".join(lines), encoding="utf-8")


def led(tiny: Tiny, mark: str, **changed: Any) -> Callable[[pikepdf.Pdf], None]:
    """Gives the link of a 互见页 another action, or other entries of its own."""

    def change(pdf: pikepdf.Pdf) -> None:
        (action,) = actions(pdf, page_of(tiny, mark))
        for key, value in changed.items():
            action[f"/{key}"] = value

    return change


def faults(tiny: Tiny) -> list[Fault]:
    """What verification tells of links to items; the fake engine's catalogues lead nowhere."""
    usual = ("no row leads", "does not lead back")
    return [
        fault
        for fault in verify(tiny.made).faults
        if fault.rule in {Rule.LINK_DEAD, Rule.LINK_ABSENT, Rule.OUTLINE_ABSENT, Rule.OUTLINE_WRONG}
        and not any(part in fault.text.spoken("en") for part in usual)
    ]


def test_links_between_boxes_are_sound(referring: Tiny) -> None:
    """This test ensures that nothing is told where nothing is wrong."""
    assert faults(referring) == []


def test_a_part_of_a_build_is_judged_by_what_is_there(fresh: Tiny) -> None:
    """This test ensures that a link to a box that was never bound is told as dead, no more."""
    fresh.draw(材料要求=ASKED, 佐证材料登记=ROWS)
    fresh.build(box="01")
    assert {(fault.rule, fault.item) for fault in faults(fresh)} == {
        (Rule.LINK_DEAD, "0002"),
        (Rule.LINK_DEAD, "0003"),
    }


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"F": String("box-07.pdf")}, id="no such box"),
        pytest.param({"F": String("../chapters/box-02.pdf")}, id="another folder"),
        pytest.param({"D": String("item-0099")}, id="no such item"),
        pytest.param({"D": String("")}, id="no name"),
        pytest.param({"F": Dictionary(Type=Name.Filespec, F=String("x.pdf"))}, id="in full"),
    ],
)
def test_a_link_into_the_void_is_dead(referring: Tiny, changed: dict[str, Any]) -> None:
    """This test ensures that the file must be a box of the package, the name one of its items."""
    spoilt(referring, "01", led(referring, OTHER, **changed))
    assert {(fault.rule, fault.box, fault.page, fault.item) for fault in faults(referring)} == {
        (Rule.LINK_DEAD, "01", "2", "0002"),
        (Rule.LINK_ABSENT, "01", "", "0002"),
    }


def test_a_file_in_full_is_understood(referring: Tiny) -> None:
    """This test ensures that a file specification is as good as a plain name."""
    full = Dictionary(Type=Name.Filespec, F=String("x"), UF=String("box-02.pdf"))
    spoilt(referring, "01", led(referring, OTHER, F=full))
    assert faults(referring) == []


def test_a_link_to_another_document_is_told(referring: Tiny) -> None:
    """This test ensures that a link that lives must lead to what the page speaks of."""
    spoilt(referring, "01", led(referring, OTHER, D=String("item-0005")))
    (fault,) = faults(referring)
    assert (fault.rule, fault.item) == (Rule.LINK_ABSENT, "0002")
    assert fault.text.spoken("en") == "item 0002 does not lead to item 0004 of box 02"


def test_a_link_within_the_box_is_judged_as_well(referring: Tiny) -> None:
    """This test ensures that a 互见页 without its link is told, in the same box too."""

    def unlink(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[page_of(referring, SAME)].obj.Annots

    spoilt(referring, "02", unlink)
    assert [(fault.rule, fault.item) for fault in faults(referring)] == [(Rule.LINK_ABSENT, "0002")]


def test_a_name_must_be_there(referring: Tiny) -> None:
    """This test ensures that an item without its name is told, and who leads to it as well."""

    def forget(pdf: pikepdf.Pdf) -> None:
        del pikepdf.NameTree(pdf.Root.Names.Dests)["item-0004"]

    spoilt(referring, "02", forget)
    assert {(fault.rule, fault.box, fault.item) for fault in faults(referring)} == {
        (Rule.OUTLINE_ABSENT, "02", "0004"),
        (Rule.LINK_DEAD, "01", "0002"),
    }


def test_a_name_must_stand_for_the_first_page(referring: Tiny) -> None:
    """This test ensures that a name of another page is told, and who leads to it as well."""

    def move(pdf: pikepdf.Pdf) -> None:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        names["item-0004"] = names["item-0005"]

    spoilt(referring, "02", move)
    assert {(fault.rule, fault.box, fault.item) for fault in faults(referring)} == {
        (Rule.OUTLINE_WRONG, "02", "0004"),
        (Rule.LINK_DEAD, "01", "0002"),
    }


def test_a_broken_box_is_told_once(referring: Tiny) -> None:
    """This test ensures that who leads into a damaged box is not at fault."""
    Path(referring.box("02")).write_bytes(b"%PDF-1.7\nnothing")
    told = verify(referring.made).faults
    assert Rule.BOX_DAMAGED in {fault.rule for fault in told}
    assert faults(referring) == []
