"""互见 and 页次 of the register, against the standard and the folder."""

from sound_school import FILES, PARTS, REGISTER, facts, told

from dossier.facts import replace
from dossier.model.standard import Every
from dossier.source import Row
from factories import F21, Y20, evidence, requirement

A, B, P = FILES
COLUMNS = (*REGISTER.columns, ("also", "N"), ("pages", "O"))
ROW = Row(REGISTER.book, REGISTER.sheet, REGISTER.number, COLUMNS)
FIRST, SECOND = PARTS["evidence"]
SECOND_ASKED = requirement("B01-2", name="公示")
ONCE = requirement("B01-3", name="制度", every=Every.ONCE)
ASKED = (*PARTS["requirements"], SECOND_ASKED, ONCE)


def entries(**fields: object) -> tuple[object, ...]:
    """The sound register, with the first row changed."""
    return replace(FIRST, row=ROW, **fields), SECOND


def test_a_reference_counts_where_it_is_named() -> None:
    """This test ensures that 互见 counts for its year, and for once where once is asked."""
    seen = facts(requirements=ASKED, evidence=entries(also=("B01-2", "B01-3")))
    have = {(c.requirement.code, c.year): (c.registered, c.usable) for c in seen.coverage}
    assert have["B01-2", FIRST.year] == (1, 1)
    assert have["B01-2", Y20] == (0, 0)
    assert have["B01-3", None] == (1, 1)


def test_a_reference_to_a_missing_file_is_not_usable() -> None:
    """This test ensures that 互见 of a file that is not there is registered, not usable."""
    seen = facts(files=(B, P), requirements=ASKED, evidence=entries(also=("B01-2",)))
    (cover,) = [c for c in seen.coverage if (c.requirement, c.year) == (SECOND_ASKED, FIRST.year)]
    assert (cover.registered, cover.usable) == (1, 0)


def test_an_unknown_code_in_a_reference() -> None:
    """This test ensures that 互见 names requirements that are there, and its own row's not."""
    assert told(evidence=entries(also=("B01-4", "B01-1"))) == [
        "佐证材料登记!N4: 'B01-4' is no required material [code-unknown]",
        "  hint: there are B01-1",
        "佐证材料登记!N4: 'B01-1' is the code of the row itself [value-invalid]",
        "  hint: name only further requirements that the document serves",
    ]


def test_its_own_code_does_not_count_twice() -> None:
    """This test ensures that a row which names itself is one entry."""
    covers = facts(evidence=entries(also=("B01-1",))).coverage
    assert [c.registered for c in covers] == [c.registered for c in facts().coverage]


def test_a_reference_of_another_period() -> None:
    """This test ensures that a document of a school year serves none that asks by 财政年度."""
    asked = requirement("B01-5", every=Every.FISCAL_YEAR, copies=0)
    lines = told(
        requirements=(*PARTS["requirements"], asked),
        fiscal_years=(F21,),
        evidence=entries(also=("B01-5",)),
    )
    assert lines == [
        (
            "佐证材料登记!N4: the year is '2021—2022学年度', and B01-5 needs one of 2021年度"
            " [year-unknown]"
        )
    ]


def test_a_page_beyond_the_last() -> None:
    """This test ensures that 页次 beyond the end is told with the number of pages."""
    files = (replace(A, pages=4), B, P)
    assert told(files=files, evidence=entries(pages=((3, 4),))) == []
    assert told(files=files, evidence=entries(pages=((1, 1), (4, 5)))) == [
        "佐证材料登记!O4: pages 1、4—5 are asked for, and 'a.pdf' has 4 [value-invalid]",
        "  hint: count the pages of the PDF, the first sheet being page 1",
    ]


def test_excerpts_of_other_pages_are_not_the_file_twice() -> None:
    """This test ensures that one file in two excerpts is well, in the same or in whole not."""
    files = (replace(A, pages=9), P)
    first = replace(FIRST, pages=((1, 3),), row=ROW)

    def twice(**fields: object) -> list[str]:
        second = evidence("a.pdf", year=Y20, dated=None, row=ROW, **fields)
        return told(files=files, evidence=(first, second))

    assert twice(pages=((3, 6),)) == []
    place = (
        "佐证材料登记!I4: 'a.pdf' is registered already in test.xlsx!佐证材料登记!I4 [file-twice]"
    )
    hint = "  hint: delete one of the rows, or tell in '页次' which pages each of them means"
    assert twice(pages=((1, 3),)) == twice() == [place, hint]


def test_a_file_for_two_requirements() -> None:
    """This test ensures that one file under two codes is told to be named in 互见."""
    again = evidence("a.pdf", requirement="B01-3", year=None, dated=None, row=ROW)
    once = (*PARTS["requirements"], ONCE)
    _, hint = told(requirements=once, evidence=(*PARTS["evidence"], again))
    assert hint == (
        "  hint: keep the first row alone, and name B01-3 in its column '互见': it is bound once"
        " then"
    )
