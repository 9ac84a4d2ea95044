"""One workspace with a case of each thing that is looked for in the material, and one with cases
that look alike and are right."""

import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from dossier.finding import Code
from dossier.model.check_rules import ADJUSTABLE
from dossier.pipeline import inspect
from dossier.workspace import Workspace
from raw_workbook import book, row, sheet, text
from scan_pages import scanned
from scan_pages import sheet as scan
from school_tables import FACTS
from tiny_workspace import BOOKS, Tiny, tiny
from word_file import paragraph, run, word_file
from word_file import text as words
from written_pdf import written_pdf

ROOT = Path(__file__).parents[2]
WHO = 'w:id="1" w:author="李芳" w:date="2021-09-01T08:00:00Z"'
COMMENT = {
    "parts": {
        "comments.xml": '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
        f'2006/main"><w:comment {WHO}><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
        "</w:comments>"
    },
    "related": {"rIdC": "comments comments.xml"},
}
PLAN = "".join(
    f"第{n}条，学校坚持义务教育免试就近入学，统一公布第{n}项招生安排，并接受社会监督。"
    for n in range(1, 9)
)
EMPTY = "学校高度重视帮扶工作，不断加强领导，成效十分显著。"
WATCHED = {*ADJUSTABLE, Code.PERSONAL_DATA.slug, Code.FILE_EMPTY.slug}
REGISTER = "| 材料代码 | 题名 | 责任者 | 文号 | 日期 | 学年度 | 文件 | 盖章 | 签字 |"
PHOTOS = BOOKS["evidence.xlsx"]["照片"].rstrip()


def scene(path: Path, *, other: bool = False, quality: int = 95, side: int = 640) -> None:
    """A picture of a playground, or of another one."""
    picture = Image.new("RGB", (640, 480), "#88bbee")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 480), fill="#558844")
    if other:
        draw.ellipse((60, 60, 260, 260), fill="#cc3333")
        draw.rectangle((420, 40, 600, 440), fill="#eeeecc")
    else:
        draw.rectangle((80, 120, 300, 320), fill="#ddddcc")
        draw.polygon([(60, 120), (190, 40), (320, 120)], fill="#884433")
        draw.line((450, 20, 450, 420), fill="#333333", width=8)
    picture.resize((side, side * 3 // 4)).save(path, quality=quality)


def roster(rows: int) -> dict[str, str]:
    """A sheet that lists so many."""
    heads = row(1, text("A1", "序号"), text("B1", "姓名"))
    return {
        "名册": sheet(
            heads,
            *(row(n + 1, text(f"A{n + 1}", str(n)), text(f"B{n + 1}", f"学生{n}"))
              for n in range(1, rows + 1)),
        )
    }  # fmt: skip


class Planted:
    """A tiny workspace whose register grows with its files."""

    def __init__(self, root: Path) -> None:
        self.here: Tiny = tiny(root)
        self.folder = root / "inputs/evidence"
        self.rows = [REGISTER]
        self.photos = [PHOTOS]
        for name in ("方案2020.pdf", "方案2021.pdf", "办法.docx"):
            (self.folder / name).unlink()

    def registered(
        self, file: str, title: str = "", day: str = "2021-10-08", year: str = "2021—2022学年度",
        *, code: str = "B01-1", author: str = "星光实验学校", number: str = "", seal: str = "否",
        signed: str = "否",
    ) -> Path:  # fmt: skip
        """A row for `file`, which is to be written at the path that is given back."""
        title = title or file.partition(".")[0]
        self.rows.append(
            f"| {code} | {title} | {author} | {number} | {day} | {year} | {file} | {seal} "
            f"| {signed} |"
        )
        return self.folder / file

    def letter(self, file: str, *lines: str, **given: str) -> None:
        word_file(self.registered(file, **given), "".join(paragraph(words(one)) for one in lines))

    def photo(self, file: str, event: str) -> Path:
        self.photos.append(
            f"| B01-3 | 2021—2022学年度 | {file} | {event} | 2021-10-08 | 操场 | 师生 | 新学年 "
            "| 陈映 |"
        )
        return self.folder / file

    def found(self) -> list[tuple[str, str]]:
        """What is watched for, with the file that it is told of, or its cell's sheet."""
        asked = BOOKS["standard.xlsx"]["材料要求"].rstrip()
        self.here.draw(
            佐证材料登记="\n".join(self.rows),
            照片="\n".join(self.photos),
            材料要求=f"{asked}\n| B01-3 | B01 | 活动照片 | 一次 | 1 | 否 | 否 | 否 | 档案资料组 |\n"
            "| B02-1 | B02 | 帮扶记录 | 一次 | 1 | 否 | 否 | 否 | 档案资料组 |",
            指标=f"{BOOKS['standard.xlsx']['指标'].rstrip()}\n"
            "| B02 | A1 | B | 帮扶 | 县级政府工作 | 已核实 |",
            基本信息=self.facts,
            自评说明=f"{BOOKS['school.xlsx']['自评说明'].rstrip()}{self.verdict}",
            设置=f"{BOOKS['standard.xlsx']['设置'].rstrip()}{self.setting}",
        )
        return [
            (one.code.slug, one.path.removeprefix("evidence/") or (one.at.sheet if one.at else ""))
            for one in self.here.inspect().findings
            if one.code.slug in WATCHED
        ]

    verdict = setting = ""
    facts = FACTS


def test_one_case_of_each(tmp_path: Path) -> None:
    """each thing is told once, where it was planted, and nothing else is."""
    case = Planted(tmp_path / "school")
    expected = []

    def plant(code: Code, file: str) -> str:
        expected.append((code.slug, file))
        return file

    case.letter(plant(Code.OTHER_SCHOOL, "他校.docx"), "平安小学招生方案", "现通知如下。")
    case.letter(
        plant(Code.DATE_CONFLICT, "落款.docx"), "会议通知。", "星光实验学校", "2021年10月9日"
    )
    case.letter(plant(Code.DATE_TOO_LATE, "太晚.docx"), "安排。", day="2023-04-21", year="",
                code="B01-2")  # fmt: skip
    scanned(case.registered(plant(Code.PAGES_BLANK, "空白页.pdf")), scan("接收办法"), scan())
    scanned(case.registered(plant(Code.FILE_EMPTY, "全空.pdf")), scan())
    written_pdf(case.registered(plant(Code.SEAL_UNSEEN, "无章.pdf"), seal="是"), "坚持就近入学。")
    turned = written_pdf(case.registered(plant(Code.PAGES_TURNED, "倒置.pdf")), "坚持就近入学。")
    with pikepdf.open(turned, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 180
        pdf.save(turned)
    written_pdf(
        case.registered(plant(Code.SIGNATURE_UNSEEN, "未签.pdf"), signed="是"), "校长签字："
    )
    case.letter("去年.docx", "2020年方案", PLAN, day="2020-10-08", year="2020—2021学年度")
    case.letter(plant(Code.TEXT_AGAIN, "今年.docx"), "2021年方案", PLAN)
    case.letter("文甲.docx", "甲。", title="招生工作安排", number="星校〔2021〕3号")
    case.letter(plant(Code.ROW_TWICE, "文乙.docx"), "乙。", title="招生工作安排",
                number="星校〔2021〕3号")  # fmt: skip
    case.letter(plant(Code.NUMBER_MALFORMED, "文号.docx"), "丙。", number="教督【2021】3号")
    case.letter(plant(Code.SIGN_OFF_MISSING, "无落款.docx"), "各班：", "请认真准备开学工作。" * 12,
                title="开学工作的通知")  # fmt: skip
    book(case.registered(plant(Code.ROSTER_CONFLICT, "学生花名册.xlsx")), roster(165))
    scene(case.registered(plant(Code.PHOTO_AS_DOCUMENT, "运动会.jpg"), code="B01-3", year=""),
          other=True)  # fmt: skip
    case.facts = FACTS.replace("4月22日", "4月20日")  # 检查日期, a day before 整理日期
    expected.append((Code.DATES_OUT_OF_ORDER.slug, "基本信息"))
    want = "帮扶力量不足，活动场地偏小，经费来源单一，急需补充。"
    case.verdict = f"\n| B02 | 达标 | {EMPTY} | {want} | {want} |"
    case.setting = "\n| 问题篇幅 | 30% |"  # B01 tells of no problem at all
    of_cells = Code.VERDICT_UNPROVEN, Code.TEXT_WITHOUT_FACT, Code.TEXT_TWICE, Code.PROBLEMS_SHORT
    expected += [(code.slug, "自评说明") for code in of_cells]
    struck = f"<w:del {WHO}>{run('<w:delText>基本</w:delText>')}</w:del>"
    word_file(case.registered(plant(Code.CHANGES_TRACKED, "修订.docx")),
              paragraph(words("今年"), struck, words("达标。")))  # fmt: skip
    word_file(
        case.registered(plant(Code.COMMENTS_LEFT, "批注.docx")), paragraph("正文。"), **COMMENT
    )
    entry = '<w:hyperlink w:anchor="_Toc1">' + words("办学条件1") + "</w:hyperlink>"
    mark = '<w:bookmarkStart w:id="7" w:name="_Toc1"/>' + words("师资")
    word_file(case.registered(plant(Code.CONTENTS_STALE, "目录.docx")),
              paragraph(entry) + paragraph(mark, properties='<w:pStyle w:val="1"/>'))  # fmt: skip
    case.letter(plant(Code.FIGURE_DOUBTFUL, "数字.docx"), "学校现有学生613人。")
    case.letter(plant(Code.BLANK_UNFILLED, "空格.docx"), "本学期共召开会议____次。")
    cells = sheet(row(1, text("A1", "合计"), text("B1", "#REF!")))
    book(case.registered(plant(Code.CELLS_BROKEN, "错误值.xlsx")), {"表": cells})
    hidden = sheet(row(1, text("A1", "姓名")), row(2, text("A2", "张华"), hidden="1"))
    book(case.registered(plant(Code.CELLS_HIDDEN, "隐藏.xlsx")), {"表": hidden})
    case.letter(plant(Code.PERSONAL_DATA, "名单.docx"), "张华的电话是13812345678。")
    scene(case.photo("操场.jpg", "开学典礼"))
    scene(case.photo(plant(Code.PHOTO_TWICE, "操场2.jpg"), "运动会"), quality=60, side=320)

    assert sorted(case.found()) == sorted(expected)
    assert {code for code, _ in expected} == WATCHED


def test_cases_that_are_right(tmp_path: Path) -> None:
    """what looks alike and is right is not told."""
    case = Planted(tmp_path / "school")
    # a document of one's own that speaks of another school, is signed, and gives the right number
    case.letter("结对.docx", "与平安小学结对帮扶的方案", "学校现有学生166人，帮助张某某同学____",
                "校长签字：周明", "家长签字：________", "星光实验学校", "2021年10月8日",
                signed="是")  # fmt: skip
    # two plans of two years that share their form and not their words
    case.letter("去年.docx", "招生方案", "今年重点是控辍保学，逐户走访，登记造册。" * 9,
                day="2020-10-08", year="2020—2021学年度")  # fmt: skip
    case.letter("今年.docx", "招生方案", "本学年以均衡编班为主，当众抽签，全程公示。" * 9)
    # rosters that are whole, of a class, and of another kind
    book(case.registered("学生花名册.xlsx"), roster(166))
    book(case.registered("一年级1班学生花名册.xlsx"), roster(40))
    book(case.registered("获奖学生名单.xlsx"), roster(7))
    case.letter(
        "文件.docx", "开学工作的通知", "各班：", "按教督〔2012〕3号和《办法》（2021年）第3号执行。",
        "星光实验学校", "2021年10月8日", title="开学工作的通知", number="星校〔2021〕12号",
    )  # fmt: skip
    case.verdict = (
        "\n| B02 | 基本达标 | 结对教师与周明同志每次上门，风雨无阻，从未间断过一次。 | 暂无。 | |"
    )
    # a workbook with results, house numbers and an empty sheet
    cells = sheet(row(1, text("A1", "3#教学楼"), text("B1", "订单213812345678")))
    book(case.registered("台账.xlsx"), {"表": cells, "空": sheet()})
    # two shots of two scenes
    scene(case.photo("操场.jpg", "开学典礼"))
    scene(case.photo("运动会.jpg", "运动会"), other=True)
    assert case.found() == []


@pytest.mark.parametrize("folder", ["inputs"])
def test_the_sample_has_none(tmp_path: Path, folder: str) -> None:
    """the sample, which is as schools' papers are, makes no alarm."""
    shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    found = inspect(Workspace(tmp_path)).findings
    assert len(found) > 10
    assert [one for one in found if one.code.slug in WATCHED] == []
