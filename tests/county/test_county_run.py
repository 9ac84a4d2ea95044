"""Many schools, in this process: what counts, what does not, and why."""

import math
import os
import pickle
import shutil
import signal
import time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dossier.county.reduce import reduced
from dossier.county.run import Asked, outcomes_here, run
from dossier.county.schools import listed_schools
from dossier.county.summary import failure_of, standard_hash
from dossier.errors import WorkspaceError
from dossier.facts import replace
from dossier.finding import Code
from dossier.model.county import County, Listed, SchoolFailure, Summary
from dossier.model.standard import Family, Measure, Stage
from factories import dossier, measure, row
from tables import write_book

Outcomes = list[Summary | SchoolFailure]


def good(outcomes: Outcomes, number: int) -> Summary:
    found = outcomes[number]
    assert isinstance(found, Summary)
    return found


def county_of(listed: tuple[Listed, ...], outcomes: Outcomes) -> County:
    return reduced(listed, outcomes, None, ())


def told(county: County) -> list[tuple[Code, str, str]]:
    return [(f.code, f.place, f.text.spoken("en")) for f in county.findings]


def test_one_school_gives_a_small_plain_summary(outcomes: Outcomes) -> None:
    """This test ensures that a summary survives the way to another machine, and is a few kB."""
    summary = good(outcomes, 2)
    sent = pickle.dumps(summary)
    assert pickle.loads(sent) == summary
    assert len(sent) < 10_000
    assert (summary.name, summary.stages) == ("云岭县第003学校", (Stage.PRIMARY,))
    assert dict(summary.pupils)[Stage.PRIMARY] == 363


def test_the_pupils_and_values_of_a_county_add_up(
    outcomes: Outcomes, listed: tuple[Listed, ...]
) -> None:
    """This test ensures that the county's mean is total over total, of the schools that have it."""
    county = county_of(listed, outcomes)
    books = next(v for v in county.variations if (v.code, v.stage) == ("H05", Stage.PRIMARY))
    summaries = [s.summary for s in county.schools]
    pairs = [
        (value.value, dict(s.pupils)[Stage.PRIMARY])
        for s in summaries
        for value in s.balance
        if (value.code, value.stage) == ("H05", Stage.PRIMARY)
    ]
    total = sum((value * pupils for value, pupils in pairs), Decimal())
    assert books.variation.mean is not None
    assert abs(books.variation.mean - total / sum(p for _, p in pairs)) < Decimal("1e-9")
    assert len(books.variation.shares) == len(pairs) == 6


def test_composites_are_judged_by_the_limits_of_the_standard(made: tuple[County, Path]) -> None:
    """This test ensures that 小学 is held to 0.65 and 初中 to 0.55, over eight indicators each."""
    composites = {one.stage: one for one in made[0].composites if one.family is Family.BALANCE}
    limits = {stage: (one.limit, one.indicators, one.met) for stage, one in composites.items()}
    assert limits == {
        Stage.PRIMARY: (Decimal("0.65"), 8, True),
        Stage.JUNIOR: (Decimal("0.55"), 8, True),
    }


def test_advice_names_school_change_and_what_comes_of_it(made: tuple[County, Path]) -> None:
    """This test ensures that the best step is told in pieces of the figure that is raised."""
    books = next(v for v in made[0].variations if (v.code, v.stage) == ("H05", Stage.PRIMARY))
    best = books.variation.best
    assert best is not None
    assert books.variation.mean is not None
    missing = math.ceil((books.variation.mean - best.value) * best.pupils)
    assert books.advice.startswith(f"{best.name}（小学部）由")
    assert f"即图书册数增加{missing:,}册" in books.advice


def test_a_school_that_cannot_be_read_is_named_and_the_rest_goes_on(
    made: tuple[County, Path],
) -> None:
    """This test ensures that one school without workbooks leaves nine that count."""
    county, _ = made
    assert len(county.schools) == 9
    assert [name for name, _ in county.left_out] == ["云岭县第010学校"]
    code, place, text = told(county)[0]
    assert (code, place) == (Code.WORKBOOK_UNREADABLE, "county.xlsx!学校!B11")
    assert text.startswith("'云岭县第010学校' could not be assessed: '00010/inputs' holds none of")


def test_any_fault_of_a_task_is_told_without_the_path_of_this_machine() -> None:
    """This test ensures that disk errors and our own errors are told alike everywhere."""
    school = Listed("云溪小学", "云溪", "/data/here/云溪")
    lost = failure_of(school, OSError(28, "No space left on device", "/data/here/云溪/build/a"))
    assert lost.reason.spoken("en") == "'云溪/build/a': no space is left on the disk"
    ours = failure_of(school, KeyError("x"))
    assert ours.reason.spoken("en") == "the program failed: KeyError: 'x'"


def test_a_name_that_differs_from_the_list_is_found_with_both_cells(
    outcomes: Outcomes, listed: tuple[Listed, ...]
) -> None:
    """This test ensures that the name of the statistics is the same in list and school.xlsx."""
    changed = [replace(good(outcomes, 0), name="第一学校"), *outcomes[1:9]]
    county = county_of(listed[:9], changed)
    assert told(county) == [
        (
            Code.FIGURE_CONFLICT,
            "county.xlsx!学校!A2",
            (
                "'学校名称' is '云岭县第001学校' here and '第一学校' in "
                "00001/inputs/school.xlsx!基本信息!B2"
            ),
        )
    ]
    assert county.schools[0].name == "云岭县第001学校"


def test_a_school_that_is_there_twice_counts_once(outcomes: Outcomes) -> None:
    """This test ensures that two folders with one school do not weigh double."""
    here = [Listed("", "一", "/一"), Listed("", "二", "/二"), Listed("", "三", "/三")]
    first, other = good(outcomes, 0), good(outcomes, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dossier.county.reduce.read", lambda _: (dossier(), ()))
        county = reduced(here, [first, first, other], None, ())
    assert [s.listed.folder for s in county.schools] == ["一", "三"]
    assert [(f.code, f.path) for f in county.findings] == [(Code.VALUE_DUPLICATE, "二")]


def test_one_folder_under_two_spellings_is_listed_once(ten: Path) -> None:
    """This test ensures that a school of the list that is named again is found and left out."""
    listed, _, findings = listed_schools(ten, (ten.parent / "x/../00002",))
    assert len(listed) == 10
    assert [f.code for f in findings] == [Code.VALUE_DUPLICATE]
    assert "county.xlsx!学校!A3" in findings[0].text.spoken("en")


def test_who_has_another_standard_is_named_and_left_out(
    outcomes: Outcomes, listed: tuple[Listed, ...]
) -> None:
    """This test ensures that the standard of most schools holds, and that the others are told."""
    changed = [replace(good(outcomes, 0), standard_hash="another"), *outcomes[1:9]]
    county = county_of(listed[:9], changed)
    assert len(county.schools) == 8
    ((code, place, text),) = told(county)
    assert (code, place) == (Code.FIGURE_CONFLICT, "county.xlsx!学校!A2")
    assert text.startswith("'云岭县第001学校' is measured by another standard")


def test_the_yardstick_is_what_decides_numbers_and_nothing_else() -> None:
    """This test ensures that a threshold changes the hash, and a row's place does not."""

    def hashed(one: Measure) -> str:
        return standard_hash(dossier(measures=(one,)))

    assert hashed(measure()) == hashed(measure(row=row("计算指标", 9, "other.xlsx")))
    assert hashed(measure()) != hashed(measure(thresholds={Stage.SCHOOL: Decimal(26)}))


def test_no_school_at_all_is_an_error(tmp_path: Path) -> None:
    """This test ensures that nothing is written for a county of nobody."""
    with pytest.raises(WorkspaceError, match="no school is named"):
        run(Asked(tmp_path / "into"))
    (tmp_path / "空").mkdir()
    with pytest.raises(WorkspaceError, match="none of the schools can be assessed"):
        run(Asked(tmp_path / "into", folders=(tmp_path / "空",)))
    assert not (tmp_path / "into").exists()


def test_zero_pupils_in_a_school_are_no_crash(ten: Path, tmp_path: Path) -> None:
    """This test ensures that a school without pupils is in 表Ⅱ and in no 差异系数."""
    shutil.copytree(ten.parent / "00002", tmp_path / "a")
    shutil.copytree(ten.parent / "00003", tmp_path / "b")
    path = tmp_path / "a/inputs/school.xlsx"
    book = load_workbook(path)
    for line in book["数据"].iter_rows(min_row=2):
        if line[0].value == "学生数":
            for cell in line[3:]:
                cell.value = 0
    book.save(path)
    county, _ = run(Asked(tmp_path / "into", folders=(tmp_path / "a", tmp_path / "b")))
    assert [s.name for s in county.schools] == ["云岭县第002学校", "云岭县第003学校"]
    assert {s.name for v in county.variations for s in v.variation.shares} == {"云岭县第003学校"}
    assert all(v.variation.cv == 0 for v in county.variations)


def test_what_the_county_tells_of_itself_is_assessed(
    outcomes: Outcomes, listed: tuple[Listed, ...], ten: Path, tmp_path: Path
) -> None:
    """This test ensures that county.xlsx alone decides whether the county's own work is judged."""
    write_book(
        tmp_path / "county.xlsx",
        {
            "学校": "| 学校名称 | 文件夹 |\n| 甲 | 甲 |",
            "基本信息": "| 项目 | 内容 |\n| 县（市、区） | 青溪县 |",
            "满意度": "| 对象 | 发放 | 回收 | 有效 | 满意 |\n| 家长 | 300 | 290 | 280 | 270 |",
        },
    )
    _, own, _ = listed_schools(tmp_path / "county.xlsx", ())
    county = reduced(listed, outcomes, own, ())
    assert county.name == "青溪县"
    assert county.assessment is not None
    assert county.assessment.results == ()
    assert county_of(listed, outcomes).assessment is None


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    """This test ensures that a wrong --list ends the run, even where folders are named as well."""
    book = tmp_path / "county.xlsx"
    with pytest.raises(WorkspaceError) as missing:
        listed_schools(book, (tmp_path,))
    assert missing.value.text.spoken("en") == f"there is no '{book}'"
    book.write_bytes(b"no workbook")
    with pytest.raises(WorkspaceError) as damaged:
        listed_schools(book, (tmp_path,))
    assert "the workbook cannot be read" in damaged.value.text.spoken("en")


def test_who_interrupts_waits_for_no_school(
    listed: tuple[Listed, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that Ctrl-C ends the school that is being done, and begins no other."""
    begun: list[str] = []

    def endless(place: str, *_rest: object) -> Summary:
        begun.append(place)
        time.sleep(0.2)  # a person is slower than a thread
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(500):
            time.sleep(0.01)
        (tmp_path / "went on").touch()
        raise AssertionError

    monkeypatch.setattr("dossier.county.run.summarise", endless)
    with pytest.raises(KeyboardInterrupt):
        outcomes_here(listed)
    assert begun == [listed[0].place]
    assert not (tmp_path / "went on").exists()


def test_a_fault_of_the_program_is_kept_in_the_log(
    listed: tuple[Listed, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that what nobody foresaw costs one school, and can be mended."""
    monkeypatch.setattr("dossier.log._file", [tmp_path / "log.txt"])

    def faulty(_place: str, *_rest: object) -> Summary:
        raise ZeroDivisionError("no pupils")

    monkeypatch.setattr("dossier.county.run.summarise", faulty)
    (found,) = outcomes_here(listed[:1])
    assert isinstance(found, SchoolFailure)
    assert "no pupils" in found.reason.spoken("en")
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert listed[0].folder in log
    assert "in faulty" in log
