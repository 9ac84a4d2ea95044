"""Enough evidence, of the right year, with all its marks."""

from datetime import date

import pytest
from sound_school import FILES, PARTS, PHOTOS, REGISTER, REQUIREMENTS, facts, findings, told

from dossier.facts import replace
from dossier.finding import Code
from dossier.model.evidence_file import FileKind
from dossier.model.standard import Every
from factories import F21, Y20, Y21, Y22, evidence, evidence_file, photo, requirement, row

NEWER, OLDER = PARTS["evidence"]


def asked(**fields):
    return (requirement("B01-1", row=REQUIREMENTS, **fields),)


def test_a_year_without_evidence():
    """a requirement with nothing registered in a year says 0 of N, for that year."""
    (finding,) = findings(evidence=(NEWER,), files=(FILES[0], FILES[2]))
    assert finding.text.spoken("en") == ("B01-1 '招生方案' for 2020—2021学年度: 0 of 1 registered")
    assert (finding.code, finding.place) == (Code.EVIDENCE_MISSING, "test.xlsx!材料要求!A3")
    assert (finding.indicator, finding.requirement, finding.year) == ("B01", "B01-1", Y20)
    assert finding.hint.spoken("en") == "register it in '佐证材料登记' of evidence.xlsx"


def test_fewer_copies_than_needed():
    """papers and photos count together, and what is registered but not there still counts."""
    lines = told(requirements=asked(copies=3, seal=True), files=())
    assert [line.partition(" [")[0] for line in lines if "of 3" in line] == [
        "材料要求!A3: B01-1 '招生方案' for 2020—2021学年度: 1 of 3 registered",
        "材料要求!A3: B01-1 '招生方案' for 2021—2022学年度: 2 of 3 registered",
    ]


def test_what_is_needed_once():
    """a requirement without period is asked for once, and named without a year."""
    (finding,) = findings(
        requirements=(*PARTS["requirements"], requirement("B01-2", every=Every.ONCE))
    )
    assert finding.text.spoken("en") == "B01-2 '招生方案': 0 of 1 registered"
    assert finding.year is None


def test_money_is_asked_for_by_financial_year():
    """每财政年度 is asked for in the financial years of the standard."""
    (finding,) = findings(
        requirements=(*PARTS["requirements"], requirement("B01-2", every=Every.FISCAL_YEAR))
    )
    assert (finding.year, finding.requirement) == (F21, "B01-2")


@pytest.mark.parametrize(
    ("files", "usable"),
    [
        (FILES, 2),
        (FILES[:1], 1),
        ((), 0),
        ((replace(FILES[0], fault=Code.FILE_DAMAGED), FILES[2]), 1),
        ((FILES[0], replace(FILES[2], kind=FileKind.PDF)), 1),
    ],
)
def test_coverage(files, usable):
    """each year knows how much is needed, registered, and can be bound, photos included."""
    cover = {c.year: c for c in facts(requirements=asked(copies=3), files=files).coverage}
    assert list(cover) == [Y20, Y21]
    assert (cover[Y21].needed, cover[Y21].registered, cover[Y21].usable) == (3, 2, usable)


def test_years_that_nobody_asks_for():
    """an entry of another year counts nowhere, and is told which years there are."""
    wrong = evidence("c.pdf", year=Y22, dated=Y22.first, row=REGISTER)
    (finding,) = findings(evidence=(NEWER, OLDER, wrong), files=(*FILES, evidence_file("c.pdf")))
    assert finding.text.spoken("en") == (
        "the year is '2022—2023学年度', and B01-1 needs one of 2020—2021学年度、2021—2022学年度"
    )
    assert (finding.code, finding.place) == (Code.YEAR_UNKNOWN, "test.xlsx!佐证材料登记!F4")
    assert (finding.requirement, finding.year, finding.hint) == ("B01-1", Y22, None)


def test_a_year_left_blank():
    """an entry without a year where one is needed is told so."""
    blank = photo("q.jpg", year=None, row=PHOTOS)
    files = (*FILES, evidence_file("q.jpg", kind=FileKind.PNG))
    (line,) = told(photos=(*PARTS["photos"], blank), files=files)
    assert line.startswith("照片!B5: the year is '', and B01-1 needs one of 2020—2021")


def test_a_year_where_none_belongs():
    """an entry with a year for what is needed once is told to leave it blank."""
    lines = told(
        requirements=(*PARTS["requirements"], requirement("B01-2", every=Every.ONCE)),
        evidence=(
            *PARTS["evidence"],
            evidence("c.pdf", title="办法", requirement="B01-2", row=REGISTER),
            evidence("d.pdf", requirement="B01-2", year=None, row=REGISTER),
        ),
        files=(*FILES, evidence_file("c.pdf"), evidence_file("d.pdf")),
    )
    assert lines == [
        "佐证材料登记!F4: B01-2 is needed once, but the year is '2021—2022学年度' [year-unknown]",
        "  hint: leave the year blank",
    ]


def test_without_years_in_the_settings_no_year_is_wrong():
    """where the settings name no years the entries are not blamed: reading tells of it."""
    assert told(school_years=()) == []


@pytest.mark.parametrize(
    ("year", "day", "within"),
    [
        (Y21, date(2021, 9, 1), True),
        (Y21, date(2022, 8, 31), True),
        (Y21, date(2021, 8, 31), False),
        (Y21, date(2022, 9, 1), False),
        (F21, date(2021, 1, 1), True),
        (F21, date(2022, 1, 1), False),
        (Y21, None, True),
        (None, date(1999, 1, 1), True),
    ],
)
def test_dates_outside_their_year(year, day, within):
    """a date must fall within the year that its entry is filed under."""
    entry = evidence("a.pdf", year=year, dated=day, row=REGISTER)
    every = Every.FISCAL_YEAR if year == F21 else Every.SCHOOL_YEAR if year else Every.ONCE
    asks = {"fiscal_years": (F21,), "requirements": asked(every=every)}
    found = findings(evidence=(entry, OLDER), photos=(), **asks)
    outside = [f for f in found if f.code is Code.DATE_OUTSIDE_YEAR]
    assert bool(outside) is not within
    for finding in outside:
        assert finding.place == "test.xlsx!佐证材料登记!E4"
        assert f"the date {day} is outside {year}" in finding.text.spoken("en")


def test_a_photo_of_another_year():
    """a photo's date is checked like that of a paper, with the year's first and last day."""
    old = photo("p.jpg", dated=date(2020, 5, 4), row=PHOTOS)
    line, hint = told(photos=(old,))
    assert line == (
        "照片!E5: the date 2020-05-04 is outside 2021—2022学年度 (2021-09-01 to 2022-08-31)"
        " [date-outside-year]"
    )
    assert hint == "  hint: correct the date, or file it under the year it belongs to"


@pytest.mark.parametrize("denied", [False, None])
@pytest.mark.parametrize(
    ("needed", "given", "line", "hint"),
    [
        (
            "seal",
            "sealed",
            "K4: '题名' needs a seal [seal-missing]",
            "have it sealed, then write 是",
        ),
        (
            "signature",
            "signed",
            "L4: '题名' needs a signature [signature-missing]",
            "have it signed, then write 是",
        ),
        (
            "original",
            "original",
            "J4: '题名' must be an original [original-missing]",
            "bring the original",
        ),
    ],
)
def test_marks_that_are_missing(needed, given, line, hint, denied):
    """a seal, signature or original that is needed and denied, or not told of, is missing."""
    entry = replace(NEWER, **{given: denied})
    assert told(requirements=asked(**{needed: True}), evidence=(entry, OLDER)) == [
        f"佐证材料登记!{line}",
        f"  hint: {hint}",
    ]
    assert told(requirements=asked(), evidence=(entry, OLDER)) == []


def test_photos_without_their_six_elements():
    """a photo names the elements that it lacks, as the headers call them."""
    bare = photo("p.jpg", event="", people="", photographer="", dated=None, row=PHOTOS)
    assert told(photos=(bare,)) == [
        "照片!C5: the photo 'p.jpg' lacks 事由、时间、人物、摄影者 [photo-uncaptioned]",
        "  hint: fill in the blank cells of its row",
    ]


WAITING = row("佐证材料登记", 9, requirement="A", unconfirmed="P")


def test_a_row_that_waits_counts_as_missing_until_it_is_confirmed():
    """what the program proposed is told first, does not count, and the gap names its cell."""
    waiting = evidence(
        "c.pdf", title="新方案", unconfirmed=True, grounds="把握高：文件名", row=WAITING
    )
    found = findings(
        evidence=(OLDER,),
        photos=(),
        unconfirmed=(waiting,),
        files=(FILES[1], evidence_file("c.pdf")),
    )
    first, gap = found
    assert (first.code, first.place) == (Code.ENTRY_UNCONFIRMED, "test.xlsx!佐证材料登记!P9")
    assert first.text.spoken("en") == "'新方案' waits to be confirmed as B01-1"
    assert "把握高：文件名" in first.hint.spoken("zh_CN")
    assert gap.code is Code.EVIDENCE_MISSING
    assert gap.hint.spoken("en") == "confirm what waits in test.xlsx!佐证材料登记!P9"


def test_a_row_that_waits_for_a_file_that_is_not_there():
    """a file that was renamed before its row was confirmed is told as any other."""
    waiting = evidence("gone.pdf", unconfirmed=True, row=WAITING)
    assert [one.code for one in findings(unconfirmed=(waiting,))] == [
        Code.ENTRY_UNCONFIRMED,
        Code.FILE_MISSING,
    ]
