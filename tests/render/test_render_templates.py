import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from small_school import TEMPLATES, assert_golden, text_of
from told_school import a_picture

from dossier.messages import say
from dossier.model.confirmation import ConfirmedKind, Signable
from dossier.model.item import Arranged
from dossier.model.tasksheet import Errand, TaskSheet
from dossier.plan.schemes import archived
from dossier.render.lint import lint, names_used
from dossier.render.material import Material
from dossier.render.tasksheets import confirmation_fields, task_sheet_fields
from dossier.render.vocabulary import box_fields, chapter_fields
from dossier.render.word import render
from factories import chapter

BOX = ("封面.docx", "卷内目录.docx", "备考表.docx")
ARCHIVED = "归档文件目录.docx"
OFFICIAL = ("自查报告.docx", "工作汇报.docx", "整改方案.docx", "指标自评说明.docx")
DESK = ("任务单.docx", "签字确认单.docx")
ALL = sorted(path.name for path in TEMPLATES.glob("*.docx"))


SIGNED = Signable(
    ConfirmedKind.BOX, "02", "入学机会", (("0001 招生方案", "ab" * 32), ("0002 招生简章", "缺"))
)


def a_sheet(material: Material) -> TaskSheet:
    """The page of a person with a file to bring, which is late, and a cell to mend."""
    late, soon = date(2023, 4, 30), date(2023, 5, 13)
    how = say("register it in '佐证材料登记' of evidence.xlsx")
    errands = (
        Errand("缺招生方案", how, "档案资料组", "李芳", "B01", late,
               "inputs/evidence/A1 入学机会", "招生方案.pdf"),
        Errand("整改：场地不足", None, "", "李芳", "B01", soon, place="ledger.xlsx!整改台账!R2"),
    )  # fmt: skip
    return TaskSheet("", "李芳", ("档案资料组组长",), errands, material.dossier.people.tasks)


def filed(material: Material) -> Arranged:
    """The items of the first box, as an archive has them."""
    given = (placed.item for placed in material.boxes[0].items)
    box, *_ = archived(material.dossier.standard, material.dossier.school, given)
    return box


def fields_of(name: str, material: Material):
    if name == ARCHIVED:
        return box_fields(filed(material), material)
    if name in BOX:
        return box_fields(material.boxes[0], material)
    if name == "任务单.docx":
        return task_sheet_fields(a_sheet(material), material.dossier, date(2023, 5, 3))
    if name == "签字确认单.docx":
        return confirmation_fields((SIGNED,), material.dossier)
    if name == "指标自评说明.docx":
        return chapter_fields(chapter("B01", title="自评说明", subject="B01"), material)
    return chapter_fields(chapter("R01", title=name.removesuffix(".docx")), material)


@pytest.mark.parametrize("name", ALL)
def test_each_template_prints_a_small_school(name: str, material: Material, tmp_path: Path) -> None:
    """This test ensures that shipped templates are clean, and that their texts are as agreed."""
    fields = fields_of(name, material)
    assert lint(TEMPLATES / name, fields) == ()
    render(TEMPLATES / name, fields, tmp_path / "out.docx", a_picture)
    text = text_of(tmp_path / "out.docx")
    assert "None" not in text
    assert not re.search(r"[{}\ufdd0-\ufdef]", text)
    assert_golden(name.replace(".docx", ".txt"), text)


def styled(path: Path) -> Iterator[tuple[str, str]]:
    """The paragraph styles in use: the XML of each, and after it of those that it is based on."""
    with zipfile.ZipFile(path) as file:
        styles = file.read("word/styles.xml").decode()
        texts = [file.read(n).decode() for n in file.namelist() if re.search("document|footer", n)]
    made = dict(re.findall(r'(?s)<w:style [^>]*w:styleId="(\w+)"(.*?)</w:style>', styles))
    for name in set(re.findall(r'w:pStyle w:val="(\w+)"', "".join(texts))):
        style = base = made[name]
        while above := re.search(r'<w:basedOn w:val="(\w+)"', base):
            base = made[above[1]]
            style += base
        yield name, style


@pytest.mark.parametrize("name", ALL)
def test_templates_never_guess_a_line(name: str) -> None:
    """This test ensures that every style in use has an exact leading, and keeps to no grid."""
    looks = dict(styled(TEMPLATES / name))
    assert "exact" in re.findall(r'w:lineRule="(\w+)"', "".join(looks.values()))
    for look in looks.values():
        assert re.findall(r'w:lineRule="(\w+)"', look)[:1] == ["exact"]
        assert re.findall(r'<w:snapToGrid w:val="(\w+)"', look)[:1] in (["0"], ["false"])


@pytest.mark.parametrize("name", ALL)
def test_templates_name_nobody(name: str) -> None:
    """This test ensures that who changed a template in Word is not told in each school's papers."""
    properties = Document(str(TEMPLATES / name)).core_properties
    assert (properties.author, properties.last_modified_by) == ("{{ 学校名称 }}", "")


@pytest.mark.parametrize("name", OFFICIAL)
def test_official_texts_have_the_geometry_of_the_standard(name: str) -> None:
    """This test ensures 版心 156 mm × 225 mm and page numbers on the outer side (GB/T 9704)."""
    (section,) = Document(str(TEMPLATES / name)).sections
    given = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    for margin, wanted in zip(given, (37, 28, 26, 35), strict=True):
        assert abs(margin - Mm(wanted)) < Mm(0.1)
    assert section.footer.paragraphs[0].paragraph_format.alignment == 2
    assert section.even_page_footer.paragraphs[0].paragraph_format.alignment == 0


@pytest.mark.parametrize("name", [name for name in ALL if name not in (*BOX, "工作汇报.docx")])
def test_tables_repeat_their_header_and_keep_rows_whole(name: str) -> None:
    """This test ensures that a long table is readable on each page."""
    for table in Document(str(TEMPLATES / name)).tables:
        first, *rest = (row._tr.trPr.xml for row in table.rows)
        if name in DESK and "{%tr for" not in "".join(table._tbl.itertext()):
            continue  # a form with cells to write in
        assert "w:tblHeader" in first
        assert all("w:cantSplit" in row for row in rest)


def test_an_incomplete_box_says_so_on_its_cover(material: Material, tmp_path: Path) -> None:
    """This test ensures that the mark stands on boxes with gaps, and on no others."""
    texts = []
    for box in material.boxes:
        render(TEMPLATES / "封面.docx", box_fields(box, material), tmp_path / "out.docx")
        texts.append(text_of(tmp_path / "out.docx"))
    assert "不完整（缺1件）" in texts[0]
    assert "不完整" not in texts[1]


def test_a_cover_does_not_wait_for_pages() -> None:
    """This test ensures that the cover can be made before anything is converted."""
    assert not names_used(TEMPLATES / "封面.docx") & {"页数", "卷内目录", "盒内情况"}


def test_each_row_of_the_catalogue_links_its_title_and_its_page(
    material: Material, tmp_path: Path
) -> None:
    """This test ensures that every item, gaps included, can be reached from the catalogue."""
    box = material.boxes[0]
    render(TEMPLATES / "卷内目录.docx", box_fields(box, material), tmp_path / "out.docx")
    (table,) = Document(str(tmp_path / "out.docx")).tables
    links = [
        [link.address for cell in row.cells for p in cell.paragraphs for link in p.hyperlinks]
        for row in table.rows
    ]
    assert links == [[], *([f"dossier:item/{n:04d}"] * 2 for n in (1, 2, 3, 4))]


def test_each_row_of_the_archive_catalogue_links_its_title_and_its_pages(
    material: Material, tmp_path: Path
) -> None:
    """This test ensures that binding finds a row for each item of a box by DA/T 22, too."""
    box = filed(material)
    render(TEMPLATES / ARCHIVED, box_fields(box, material), tmp_path / "out.docx")
    (table,) = Document(str(tmp_path / "out.docx")).tables
    links = [
        [link.address for cell in row.cells for p in cell.paragraphs for link in p.hyperlinks]
        for row in table.rows
    ]
    numbers = range(1, len(box.items) + 1)
    assert links == [[], *([f"dossier:item/{n:04d}"] * 2 for n in numbers)]


def test_the_cover_names_the_year_of_an_archive_box(material: Material, tmp_path: Path) -> None:
    """This test ensures that a box of one 年度 does not claim school years."""
    texts = []
    for box in (filed(material), material.boxes[0]):
        render(TEMPLATES / "封面.docx", box_fields(box, material), tmp_path / "out.docx")
        texts.append(text_of(tmp_path / "out.docx"))
    assert "| 年度 | 2021" in texts[0]
    assert "| 学年度 | 2021—2022" in texts[1]
