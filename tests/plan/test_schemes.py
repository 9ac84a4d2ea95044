"""Boxes as an archive takes them over (DA/T 22-2015), from items and settings."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.facts import replace
from dossier.model.item import Arranged, Item, Origin
from dossier.model.settings import Scheme
from dossier.model.standard import Standard
from dossier.plan.boxes import arrange
from dossier.plan.pages import paginate
from dossier.plan.schemes import archived, arranged
from dossier.plan.thickness import too_thick
from factories import F21, Y20, Y21, box_spec, dossier, indicator, item, set_so

FACTS = {"全宗号": "Z109", "档案门类代码": "WS"}
CODES = "办公室=BGS、教导处=JDC"
WHOLE = dossier(
    indicators=(
        indicator("Z01", level="A", name="组织领导"),
        indicator("A1", level="A", name="入学机会"),
        indicator("B01", parent="A1"),
        indicator("A2", level="A", name="保障机制"),
        indicator("B09", parent="A2"),
    ),
    boxes=(
        box_spec("01", indicators=("Z01",), retention="永久", office="办公室"),
        box_spec("02", indicators=("A1",), retention="10年", office="教导处"),
    ),
    facts=FACTS,
)


def standard(**settings: str) -> Standard:
    return set_so(WHOLE.standard, settings)


def boxes(*items: Item, codes: str = CODES, facts: dict[str, str] = FACTS) -> tuple[Arranged, ...]:
    school = replace(WHOLE.school, facts=facts)
    return archived(standard(机构代码=codes), school, items)


def code(**fields: Any) -> str:
    """The 档号 of a single item."""
    ((placed,),) = (box.items for box in boxes(item(**fields)))
    return placed.archive_code


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({"dated": date(2021, 3, 1), "year": Y20}, "2021"),
        ({"dated": date(2022, 1, 5), "year": F21}, "2022"),
        ({"year": Y20}, "2020"),
        ({"year": F21}, "2021"),
        ({"year": None}, "0000"),
    ],
)
def test_the_year_is_that_of_the_date(fields: dict[str, Any], year: str) -> None:
    """This test ensures that 年度 is the year of signing, else that in which the year begins."""
    assert code(retention="永久", **fields) == f"Z109-WS·{year}-Y-JDC-0001"


@pytest.mark.parametrize(
    ("retention", "where", "term"),
    [
        ("永久", "B01", "Y"),
        ("30年", "B01", "D30"),
        ("定期10年", "B01", "D10"),
        ("长期", "B01", "D30"),
        ("短期", "Z01", "D10"),
        ("", "Z01", "Y"),
        ("", "B01", "D10"),
        ("待定", "B01", "D10"),
        ("", "B09", "D30"),
    ],
)
def test_the_term_is_the_registers_or_the_boxs(retention: str, where: str, term: str) -> None:
    """This test ensures that register, then sheet 档案盒, then 30 years tell the 保管期限."""
    assert code(indicator=where, retention=retention).split("-")[2] == term


@pytest.mark.parametrize(
    ("codes", "where", "found", "office"),
    [
        (CODES, "Z01", "BGS", "办公室"),
        ("办 公 室＝bgs", "Z01", "BGS", "办公室"),
        ("办公室=BGS", "B01", "A1", "入学机会"),
        ("", "B01", "A1", "入学机会"),
        (CODES, "B09", "A2", "保障机制"),
        # the code of an indicator would number two kinds of boxes
        ("教导处=A2", "B01", "A1", "入学机会"),
        # nor may two offices have one
        ("办公室=X、教导处=X", "B01", "A1", "入学机会"),
    ],
)
def test_the_office_or_the_subject(codes: str, where: str, found: str, office: str) -> None:
    """This test ensures that an office with a code files by office, all else by A-level."""
    (box,) = boxes(item(indicator=where), codes=codes)
    assert (box.items[0].archive_code.split("-")[3], box.spec.office) == (found, office)


def test_boxes_and_items_in_order() -> None:
    """This test ensures years, terms and offices in this order, then dates and titles."""
    found = boxes(
        item("undated", year=None, retention="永久"),
        item("late", dated=date(2022, 6, 1), title="乙", retention="永久", indicator="Z01"),
        item("same day", dated=date(2022, 6, 1), title="丙", retention="永久", indicator="Z01"),
        item("early", dated=date(2022, 5, 1), title="丁", retention="永久", indicator="Z01"),
        item("school", dated=date(2022, 1, 1), retention="永久"),
        item("subject", dated=date(2022, 1, 1), retention="永久", indicator="B09"),
        item("ten", dated=date(2022, 1, 1), retention="10年"),
        item("thirty", dated=date(2022, 1, 1), retention="30年"),
        item("gap", year=Y21, retention="30年", origin=Origin.GAP),
        item("lost", indicator="B99"),
    )
    assert [(b.spec.number, b.spec.title, [p.item.key for p in b.items]) for b in found] == [
        ("01", "2021年度 30年 教导处", ["gap"]),
        ("02", "2022年度 永久 办公室", ["early", "same day", "late"]),
        ("03", "2022年度 永久 教导处", ["school"]),
        ("04", "2022年度 永久 保障机制", ["subject"]),
        ("05", "2022年度 30年 教导处", ["thirty"]),
        ("06", "2022年度 10年 教导处", ["ten"]),
        ("07", "年度不详 永久 教导处", ["undated"]),
    ]
    assert [p.archive_code for p in found[1].items] == [
        f"Z109-WS·2022-Y-BGS-000{n}" for n in (1, 2, 3)
    ]
    assert [(b.year, b.spec.indicators) for b in (found[1], found[6])] == [
        ("2022", ("Z01",)),
        ("年度不详", ("A1",)),
    ]


def test_what_is_not_filled_in_is_seen_in_the_code() -> None:
    """This test ensures that no 全宗号 is invented."""
    ((placed,),) = (box.items for box in boxes(item(retention="永久"), facts={}))
    assert placed.archive_code == "（未填）-（未填）·2021-Y-JDC-0001"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*WHOLE.standard.indicators]),
            st.sampled_from([None, date(2020, 9, 1), date(2021, 3, 1), date(2021, 9, 1)]),
            st.sampled_from([None, Y20, Y21, F21]),
            st.sampled_from(["", "永久", "30年"]),
            st.sampled_from("甲乙丙"),
        ),
        max_size=20,
    ),
    st.sampled_from([CODES, "", "教导处=JDC"]),
)
def test_no_box_mixes_and_no_item_is_lost(facts: list[Any], codes: str) -> None:
    """This test ensures one 年度, term and office to a box, and one 档号 to an item."""
    given_items = [
        item(f"{n}", indicator=where, dated=dated, year=year, retention=term, title=title)
        for n, (where, dated, year, term, title) in enumerate(facts)
    ]
    found = boxes(*given_items, codes=codes)
    placed = [one for box in found for one in box.items]
    assert sorted(p.item.key for p in placed) == sorted(one.key for one in given_items)
    assert len({p.archive_code for p in placed}) == len(placed)
    heads = [{p.archive_code.rpartition("-")[0] for p in box.items} for box in found]
    assert all(len(head) == 1 for head in heads)
    assert len(set[str]().union(*heads)) == len(found)
    for box in found:
        assert [p.archive_code[-4:] for p in box.items] == [
            f"{n:04d}" for n in range(1, len(box.items) + 1)
        ]
        dates = [p.item.dated for p in box.items if p.item.dated]
        assert dates == sorted(dates) or any(p.item.dated is None for p in box.items)
        assert all(
            re.match(r"Z109-WS·\d{4}-(Y|D\d+)-[A-Z0-9]+-\d{4}$", p.archive_code) for p in box.items
        )
    years = [box.year for box in found]
    assert all(first <= second for first, second in pairwise(years))


@pytest.mark.parametrize(
    ("setting", "scheme"),
    [
        ("", Scheme.INSPECTION),
        ("迎检", Scheme.INSPECTION),
        ("DA/T 22", Scheme.ARCHIVE),
        ("da／t22", Scheme.ARCHIVE),
        ("DA/T 22—2015", Scheme.ARCHIVE),
        ("归档", Scheme.INSPECTION),
    ],
)
def test_the_setting_chooses_the_scheme(setting: str, scheme: Scheme) -> None:
    """This test ensures that boxes follow 组盒方案, and 档案盒 where it says nothing known."""
    asked = standard(组盒方案=setting)
    assert asked.settings.scheme is scheme
    one = item()
    archive = scheme is Scheme.ARCHIVE
    wanted = archived(asked, WHOLE.school, [one]) if archive else arrange(asked, [one])
    assert arranged(asked, WHOLE.school, [one]) == wanted
    assert bool(wanted[-1].year) is archive


def test_a_thick_box_is_not_sent_to_the_sheet_of_boxes() -> None:
    """This test ensures that a box that no row asks for is not to be parted by rows."""
    found = boxes(item("a", dated=date(2022, 1, 1)), item("b", dated=date(2022, 1, 2)))
    pages = paginate(found, {"a": 150, "b": 150})
    assert list(too_thick(found, pages, WHOLE, {})) == []
    pages = paginate(found, {"a": 199, "b": 2000})
    first, _ = too_thick(found, pages, WHOLE, {})
    assert first.hint is not None
    assert first.hint.spoken("en") == (
        "spread it over two boxes by hand; its numbers go on in the second"
    )
