"""The guide on one page, for who has never seen a terminal."""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dossier.begin.blanks import Beginning
from dossier.files import repack, written_aside

_TITLE, _HEAD, _BODY = "黑体", "黑体", "宋体"


def write_guide(out: Path, begun: Beginning, school: str) -> None:
    """Write the guide for `school` to `out`: the same bytes for the same school and standard."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(18)
    section.left_margin = section.right_margin = Mm(22)
    for one in _paragraphs(begun, school):
        _write(document.add_paragraph(), *one)
    properties = document.core_properties
    properties.author, properties.title = "dossier", f"{school}迎评档案使用说明"
    with written_aside(out) as aside, out.with_name(f"{aside.name}.docx").open("w+b") as saved:
        try:
            document.save(saved)
            repack(saved, aside)
        finally:
            Path(saved.name).unlink()


def _paragraphs(begun: Beginning, school: str) -> list[tuple[str, str]]:
    standard = begun.dossier.standard
    years = "、".join(year.span for year in standard.school_years)
    count = len(standard.requirements)
    return [
        ("title", f"{school}迎评档案使用说明"),
        ("body", (f"依据：{standard.name}。学年度：{years}。"
                 f"需要材料{count}项，装{len(standard.boxes)}盒。")),
        ("head", "一、文件夹里有什么"),
        ("body", "inputs\\school.xlsx：学校基本信息、数据、经费、自评说明、报告文字。"),
        ("body", "inputs\\people.xlsx：领导小组、工作小组、任务分解表。"),
        ("body", "inputs\\evidence.xlsx：佐证材料和照片的登记；“材料清单”列出要哪些材料。"),
        ("body", "inputs\\ledger.xlsx：整改台账。inputs\\standard.xlsx：标准，一般不动。"),
        ("body", "inputs\\evidence：放材料的文件夹，按材料代码和年度建好了，材料放进去即可。"),
        ("body", "templates：各种文件的 Word 模板，可以用 Word 或 WPS 修改文字。"),
        ("head", "二、先做什么，后做什么"),
        ("body", ("1. 填 school.xlsx 的“基本信息”和“数据”。每个表头都有批注，说明怎样填；"
                 "“示例”一行只作样子，不计入，可以删去。")),
        ("body", "2. 填 people.xlsx：各小组的人、每项任务的责任人和时限。"),
        ("body", ("3. 把扫描件、照片、Word、Excel、PDF 放进 inputs\\evidence 里相应的文件夹，"
                 "运行 dossier register，程序在 evidence.xlsx 里给每个文件提议一行；"
                 "核对后把“状态”改为“已确认”。")),
        ("body", "4. 写“自评说明”“报告文字”；有问题的写进 ledger.xlsx。"),
        ("body", ("5. 运行 dossier build，生成全部章节、档案盒、标签和目录，在 build 文件夹里。"
                 "build\\chapters 里的章节可以直接修改，"
                 "改过的会存入 inputs\\chapters，以后以它为准。")),
        ("head", "三、三条命令"),
        ("body", "在这个文件夹里打开终端（Windows：在文件夹地址栏输入 cmd 回车），输入："),
        ("body", "dossier check：还缺什么、哪里填错了，最后三行是接下来要做的三件事。"),
        ("body", "dossier register：给新放进来的文件提议登记。"),
        ("body", "dossier build：生成；再运行一次，只重做变了的。"),
        ("head", "四、记住四点"),
        ("body", "1. 数字只填一处：“数据”表。报告、表册里的数字都从那里来。"),
        ("body", "2. 没有的材料不要编。缺的会印成“缺件”页，列在 build\\missing.xlsx 里。"),
        ("body", "3. 填表时保存并关闭 Excel 或 WPS，再运行命令。"),
        ("body", "4. 程序不改动 inputs\\evidence 里的文件，也不联网。常备份整个文件夹。"),
    ]  # fmt: skip


def _write(paragraph: Paragraph, kind: str, text: str) -> None:
    run = paragraph.add_run(text)
    face, size = {"title": (_TITLE, 18), "head": (_HEAD, 12), "body": (_BODY, 10.5)}[kind]
    run.font.name, run.font.size = face, Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - no public way
    fonts.set(qn("w:eastAsia"), face)
    layout = paragraph.paragraph_format
    layout.line_spacing = 1.25
    layout.space_before = Pt(6) if kind == "head" else Pt(0)
    layout.space_after = Pt(8) if kind == "title" else Pt(0)
    if kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif kind == "body":
        layout.first_line_indent = Pt(21)
