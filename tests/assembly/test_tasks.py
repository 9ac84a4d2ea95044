"""任务单 and 签字确认单: what each says, when it is made again, what a signature is worth."""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document

from dossier.assembly.confirmed import signables
from dossier.assembly.papers import Papers, make_papers
from dossier.finding import Code, Finding
from dossier.model.confirmation import ConfirmedKind, Signable
from school_tables import FACTS, write_book
from tiny_workspace import BOOKS, WORD, FakeEngine, Tiny, not_compared

DAY = date(2023, 5, 3)
MINE = "tasks/任务单-个人-李芳.docx"
PEOPLE = BOOKS["people.xlsx"]


def make(here: Tiny, day: date | None = DAY) -> Papers:
    with not_compared():
        return make_papers(here.inspect(), here.engine, day, lambda *_: None)


def words(here: Tiny, product: str = MINE) -> str:
    """All that it says, in tables, too."""
    body = Document(str(here.made / product)).element.body
    return "\n".join("".join(part.itertext()) for part in body.iter(f"{{{WORD}}}p"))


def made(here: Tiny, day: date | None = DAY) -> list[str]:
    """The Word files that a further run converts, and so had made anew."""
    here.engine = FakeEngine()
    make(here, day)
    return sorted(here.engine.converted)


def signable(here: Tiny, subject: ConfirmedKind, code: str) -> Signable:
    return next(
        one for one in signables(here.inspect()) if (one.subject, one.code) == (subject, code)
    )


def sign(here: Tiny, *rows: str) -> None:
    """Write rows into 签字确认, a sheet that the workbook did not have."""
    table = "| 类别 | 名称或代码 | 校验码 | 签字人 | 签字日期 |\n" + "\n".join(rows)
    write_book(here.root / "inputs/people.xlsx", {**PEOPLE, "签字确认": table})


def stale(here: Tiny) -> list[Finding]:
    return [one for one in here.inspect().findings if one.code is Code.CONFIRMATION_STALE]


def test_a_page_says_what_is_missing_and_where_it_goes(fresh: Tiny) -> None:
    """This test ensures that a file that lacks has a folder, a name, a deadline and its delay."""
    rows = BOOKS["evidence.xlsx"]["佐证材料登记"].splitlines()
    fresh.draw(佐证材料登记="\n".join(row for row in rows if "方案2021" not in row))
    make(fresh)

    text = words(fresh)
    assert "B01-1“招生方案”（2021—2022学年度）：应有1件，已登记0件" in text
    assert "inputs/evidence/A1 入学机会/B01-1 招生方案/2021—2022学年度/" in text
    assert "招生方案（2021—2022）.pdf" in text
    assert "2023.4.30" in text
    assert "逾期3天" in text
    assert "截至2023年5月3日" in text


def test_pages_are_there_for_persons_groups_and_the_office(fresh: Tiny) -> None:
    """This test ensures that each has a Word file and a PDF, and so has what is to be signed."""
    fresh.evidence("没有登记.pdf", "unregistered")
    papers = make(fresh)

    expected = [
        *("任务单-个人-李芳", "任务单-小组-档案资料组", "任务单-小组-档案室"),
        *("签字确认单-小组", "签字确认单-章节", "签字确认单-档案盒"),
    ]
    there = sorted(file.name for file in (fresh.made / "tasks").iterdir())
    assert there == sorted(f"{name}.{kind}" for name in expected for kind in ("docx", "pdf"))
    assert papers.findings == ()


def test_without_a_day_nothing_is_overdue(fresh: Tiny) -> None:
    """This test ensures that no clock is asked: deadlines then stand alone."""
    make(fresh, None)

    text = words(fresh)
    assert "2023.4.30" in text
    assert "逾期" not in text.replace("其中逾期（项）", "")
    assert "截至" not in text


def test_the_countdown_leads_to_the_days_of_the_school(fresh: Tiny) -> None:
    """This test ensures that 迎检日期 is counted down to, and that what has passed is told."""
    fresh.draw(基本信息=FACTS + "    | 迎检日期 | 2023年5月13日 |\n")
    make(fresh)

    assert "迎检 2023.5.13（还有10天）" in words(fresh)
    assert "整理 2023.4.21（已过12天）" in words(fresh)


def test_only_what_changed_is_made_again(fresh: Tiny) -> None:
    """This test ensures that a second run makes nothing, and another day all that counts days."""
    make(fresh)
    assert made(fresh) == []
    assert made(fresh, date(2023, 5, 4)) == ["任务单-个人-李芳.docx", "任务单-小组-档案资料组.docx"]


def test_pages_of_who_has_gone_go(fresh: Tiny) -> None:
    """This test ensures that no page stays of a person who has nothing to do with it any more."""
    make(fresh)
    fresh.draw(任务分解表=PEOPLE["任务分解表"].replace("李芳", "王磊"))
    make(fresh)

    assert (fresh.made / "tasks/任务单-个人-王磊.docx").is_file()
    assert not (fresh.made / "tasks/任务单-个人-李芳.pdf").exists()


def test_an_edited_page_is_kept_aside(fresh: Tiny) -> None:
    """This test ensures that what a person wrote on a page is never overwritten."""
    make(fresh)
    page = fresh.made / MINE
    document = Document(str(page))
    document.add_paragraph("请周五前办好。")
    document.save(str(page))
    papers = make(fresh)

    assert [product for product, _ in papers.kept] == [MINE]
    assert "请周五前办好。" in words(fresh, papers.kept[0][1])
    assert "请周五前办好。" not in words(fresh)


def test_they_are_no_part_of_the_package(fresh: Tiny) -> None:
    """This test ensures that a build neither lists nor sweeps them."""
    make(fresh)
    fresh.build()

    assert "tasks/" not in (fresh.made / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert (fresh.made / MINE).is_file()


def test_the_index_tells_the_same(fresh: Tiny) -> None:
    """This test ensures that index.html has what is to be done, by the day the school declares."""
    fresh.draw(基本信息=FACTS + "    | 督办日期 | 2023年5月3日 |\n")
    fresh.evidence("没有登记.pdf", "unregistered")
    fresh.build()
    page = (fresh.made / "index.html").read_text(encoding="utf-8")
    told = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])["internal"]["tasks"]

    assert told["day"] == "2023.5.3"
    assert {"name": "整理日期", "day": "2023.4.21", "left": -12} in told["milestones"]
    office = next(sheet for sheet in told["sheets"] if sheet["name"] == "档案室")
    assert office["errands"][0]["place"] == "evidence/没有登记.pdf"


def test_the_code_is_the_hash_of_the_list(fresh: Tiny) -> None:
    """This test ensures that anybody can work out a 校验码 from the file in inputs/signed."""
    make(fresh)
    one = signable(fresh, ConfirmedKind.BOX, "02")
    kept = fresh.root / "inputs/signed" / one.record

    assert sha256(kept.read_bytes()).hexdigest() == one.digest
    text = words(fresh, "tasks/签字确认单-档案盒.docx")
    assert one.digest[:12] in text
    assert one.digest in text.replace(" ", "")


def test_a_sound_signature_is_quiet(fresh: Tiny) -> None:
    """This test ensures that what was signed, and has not changed, gives no finding."""
    box, chapter = (ConfirmedKind.BOX, "02"), (ConfirmedKind.CHAPTER, "B01")
    codes = (box, chapter, (ConfirmedKind.GROUP, "档案资料组"))
    signed = [signable(fresh, *one) for one in codes]
    sign(
        fresh,
        *(f"| {one.subject.value} | {one.code} | {one.digest[:12].upper()} | 李芳 | 2023-04-21 |"
          for one in signed),
    )  # fmt: skip

    assert stale(fresh) == []


@pytest.mark.parametrize(
    ("subject", "code", "named"),
    [
        (ConfirmedKind.BOX, "02", "0003 2020年招生方案"),
        (ConfirmedKind.GROUP, "档案资料组", "材料 B01-1 方案2020.pdf"),
    ],
)
def test_another_file_makes_a_signature_stale(
    fresh: Tiny, subject: ConfirmedKind, code: str, named: str
) -> None:
    """This test ensures that the finding has the cell and names the file."""
    make(fresh)
    one = signable(fresh, subject, code)
    sign(fresh, f"| {subject.value} | {code} | {one.digest[:12]} | 李芳 | 2023-04-21 |")
    make(fresh)
    fresh.evidence("方案2020.pdf", "another first page", "another second")

    (finding,) = stale(fresh)
    assert str(finding.at) == "people.xlsx!签字确认!C2"
    assert named in finding.text.spoken("zh_CN")
    assert finding.person == "李芳"


def test_another_word_makes_a_chapter_stale(fresh: Tiny) -> None:
    """This test ensures that the finding tells what a field printed, and prints now."""
    make(fresh)
    one = signable(fresh, ConfirmedKind.CHAPTER, "B01")
    sign(fresh, f"| 章节 | B01 | {one.digest[:12]} | 李芳 | 2023-04-21 |")
    write_book(
        fresh.root / "inputs/school.xlsx",
        {
            **BOOKS["school.xlsx"],
            "自评说明": BOOKS["school.xlsx"]["自评说明"].replace("| 达标 |", "| 未达标 |"),
        },
    )

    (finding,) = stale(fresh)
    assert "栏目 自评结论：达标→未达标" in finding.text.spoken("zh_CN")


def test_without_the_list_it_is_stale_all_the_same(fresh: Tiny) -> None:
    """This test ensures that a lost list is told, and hides nothing."""
    sign(fresh, "| 档案盒 | 02 | 000000000000 | 李芳 | 2023-04-21 |")

    (finding,) = stale(fresh)
    assert "inputs/signed" in finding.text.spoken("en")


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("| 档案盒 | 77 | 000000000000 | 李芳 | |", Code.CODE_UNKNOWN, "B2"),
        ("| 章节 | B01 | 还没有 | 李芳 | |", Code.VALUE_INVALID, "C2"),
        ("| 柜子 | B01 | 000000000000 | 李芳 | |", Code.VALUE_INVALID, "A2"),
    ],
)
def test_rows_that_mean_nothing_are_told(fresh: Tiny, row: str, code: Code, cell: str) -> None:
    """This test ensures that each has a finding at its cell."""
    sign(fresh, row)
    found = [one for one in fresh.inspect().findings if one.at and one.at.sheet == "签字确认"]

    assert [(one.code, one.at.ref) for one in found] == [(code, cell)]


def test_lists_that_were_signed_stay(fresh: Tiny) -> None:
    """This test ensures that a list that a row names outlives its content, and others go."""
    make(fresh)
    box, chapter = (
        signable(fresh, ConfirmedKind.BOX, "02"),
        signable(fresh, ConfirmedKind.GROUP, "档案资料组"),
    )
    sign(fresh, f"| 档案盒 | 02 | {box.digest} | 李芳 | 2023-04-21 |")
    fresh.evidence("方案2020.pdf", "another first page", "another second")
    make(fresh)

    there = {file.name for file in Path(fresh.root, "inputs/signed").iterdir()}
    assert box.record in there
    assert chapter.record not in there
