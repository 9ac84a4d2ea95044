"""Workbooks on paper: the pages that the real LibreOffice makes of the prepared copies."""

import io

import openpyxl
import openpyxl.drawing.image
import pypdf
import pypdfium2
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.header_footer import HeaderFooter
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE as IMAGE

from dossier.convert import Source, convert
from dossier.convert.libreoffice import find
from dossier.convert.sheet.references import letters
from dossier.files import sha256_of
from dossier.model.holding import Kind
from raw_workbook import (
    MAIN,
    RELATED,
    WRAP,
    book,
    col,
    number,
    relations,
    row,
    sheet,
    styles,
    text,
)

pytestmark = pytest.mark.engine

STRICT = "http://purl.oclc.org/ooxml"
NOTE = "每名学生都有一份成长档案，由班主任负责填写，并在学期末交教导处检查归档保存，以备查考。"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    found = find(tmp_path_factory.mktemp("room"))
    assert found is not None, "LibreOffice is missing: run 'make setup'"
    return found


class Printed:
    """A workbook's pages, as texts, and what is said of it."""

    def __init__(self, engine, path):
        source = Source(path, Kind.SHEET, sha256_of(path), path.name)
        self.made = convert([source], path.parent / "cache", engine)[path]
        assert self.made.fault is None
        reader = pypdf.PdfReader(self.made.pdf)
        self.sizes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages]
        with pypdfium2.PdfDocument(self.made.pdf) as document:
            self.pages = [page.get_textpage().get_text_range() for page in document]
        self.reader = reader

    @property
    def lines(self) -> list[str]:
        return [line.strip() for page in self.pages for line in page.splitlines() if line.strip()]

    @property
    def words(self) -> str:
        return "".join("".join(self.pages).split())

    @property
    def said(self) -> list[str]:
        return [str(remark.text) for remark in self.made.remarks]

    @property
    def lowest(self) -> float:
        """How far above the lower edge the lowest character of all pages stands."""
        with pypdfium2.PdfDocument(self.made.pdf) as document:
            return min(
                words.get_charbox(n)[1]
                for words in (page.get_textpage() for page in document)
                for n in range(words.count_chars())
            )

    @property
    def smallest(self) -> float:
        """The size of the smallest characters of all pages."""
        sizes = []

        def visit(text, matrix, place, _font, size):
            if text.strip():
                sizes.append(abs(size * place[3] * matrix[3]) if place[3] else size)

        for page in self.reader.pages:
            page.extract_text(visitor_text=visit)
        return min(sizes)


@pytest.fixture
def printed(engine, tmp_path):
    def of(*sheets, name="表.xlsx", **given) -> Printed:
        named = {f"表{n}": one for n, one in enumerate(sheets, 1)}
        return Printed(engine, book(tmp_path / name, named, **given))

    return of


A3, A4, ACROSS = (842, 1191), (595, 842), (1191, 842)


# rows


def test_rows_without_a_height_hold_all_their_lines(printed):
    """A row that breaks its text is as high as its lines, and nothing is said of that."""
    page = printed(
        sheet(
            row(1, text("A1", NOTE, WRAP), text("B1", "小学≥4.5\n初中≥5.8\n高中≥6.5", WRAP)),
            row(2, text("A2", "下一行")),
            columns=col(1, 2, 30),
        )
    )
    assert NOTE in page.words
    assert "小学≥4.5初中≥5.8高中≥6.5" in page.words
    assert page.said == []


def test_rows_with_a_stored_height_grow_where_the_fonts_are_higher(printed):
    """Three lines of 宋体 in the 40.5 pt of Excel need more in the font that stands for it."""
    page = printed(
        sheet(row(1, text("A1", NOTE, WRAP), ht="40.5"), columns=col(1, 1, 30)),
    )
    assert NOTE in page.words
    assert page.said == []


def test_rows_of_a_fixed_height_grow_and_it_is_told(printed):
    """A row that its author made too low is printed higher, and named."""
    page = printed(
        sheet(
            row(1, text("A1", "矮", WRAP), ht="20", customHeight="1"),
            row(2, text("A2", NOTE, WRAP), ht="14", customHeight="1"),
            columns=col(1, 1, 30),
        )
    )
    assert tops(page, "每", "查") == 1
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


def tops(page: Printed, first: str, last: str) -> int:
    """1 where the first and last characters stand apart on the page, unclipped."""
    with pypdfium2.PdfDocument(page.made.pdf) as document:
        words = document[0].get_textpage()
        content = words.get_text_range()
        a, b = (words.get_charbox(content.index(one)) for one in (first, last))
    return int(a[1] > b[3])


def test_merged_cells_hold_all_their_lines(printed):
    """The last row of a merged range grows where all its rows are too low."""
    page = printed(
        sheet(
            row(1, text("A1", NOTE * 2, WRAP), ht="14", customHeight="1"),
            row(2, '<c r="A2"/>', ht="14", customHeight="1"),
            row(3, text("A3", "之后")),
            columns=col(1, 1, 30),
            after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        )
    )
    assert NOTE * 2 in page.words
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


def test_lines_are_kept_where_nothing_says_that_they_break(printed):
    """A text with breaks of its own in a cell that does not wrap is shown in lines."""
    page = printed(
        sheet(row(1, text("A1", "第一行\n第二行\n第三行")), row(2, text("A2", "下一行")))
    )
    assert "第一行第二行第三行" in page.words


def test_stacked_characters_are_all_there(printed):
    """A label of characters one below the other gets the height that it needs."""
    label = '<xf fontId="0"><alignment vertical="center" textRotation="255"/></xf></cellXfs>'
    style = styles().replace("</cellXfs>", label)
    page = printed(
        sheet(
            row(1, text("A1", "主要工作与成效", 2), ht="40", customHeight="1"),
            row(2, '<c r="A2"/>', ht="40", customHeight="1"),
            after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        ),
        style=style,
    )
    assert page.words == "主要工作与成效"
    assert page.said == ["rows too low for their text are printed higher (1): 表1!2"]


@pytest.mark.parametrize(("lines", "sizes"), [(30, [A4]), (60, [A4, A4]), (120, [A3, A3])])
def test_a_row_is_never_higher_than_a_page(printed, lines, sizes):
    """A cell of many lines is printed smaller, or on A3, rather than beyond the lower edge."""
    cell = text("A1", "\n".join(f"第{n}条：要求。" for n in range(1, lines + 1)), WRAP)
    page = printed(sheet(row(1, cell), row(2, text("A2", "之后")), columns=col(1, 1, 40)))
    assert f"第{lines}条：要求。" in page.words
    assert page.lowest > 0
    assert page.smallest >= 5
    assert page.sizes == sizes


def test_a_row_that_no_page_holds_is_told(printed):
    """Two hundred and fifty lines in one cell cannot be printed, and that is said."""
    cell = text("A1", "\n".join(f"第{n}条" for n in range(1, 251)), WRAP)
    page = printed(sheet(row(1, cell), columns=col(1, 1, 40)))
    assert page.said[-1] == "rows higher than a page lose their last lines (sheets: 1): 表1"


# columns


def test_numbers_have_room(printed):
    """No column shows ### or 1E+08: it is wide enough for its numbers."""
    page = printed(
        sheet(
            row(1, number("A1", 510104199), number("B1", 13800138000), number("C1", 44805, 2),
                number("D1", 123456789, 3), number("E1", 0.333333333333)),
            columns=col(1, 9, 6),
        ),
        style=styles("yyyy/m/d", "#,##0.00"),
    )  # fmt: skip
    assert " ".join(page.lines).split() == [
        "510104199", "13800138000", "2022/9/1", "123,456,789.00", "0.3333",
    ]  # fmt: skip
    assert page.said == [
        "columns too narrow for what is in them are printed wider (4): 表1!A, 表1!B, 表1!C, 表1!D"
    ]


def test_long_numbers_have_all_their_digits(printed):
    """A number of twelve digits or more, as of an account, is no 6.22E+14."""
    page = printed(sheet(row(1, number("A1", 622202100112345)), columns=col(1, 1, 30)))
    assert page.words == "622202100112345"
    assert page.said == ["long numbers are printed with all their digits (1): 表1!A1"]


def test_texts_are_not_cut_by_their_neighbours(printed):
    """A name or number of an identity card gets more room; a long text breaks into lines."""
    page = printed(
        sheet(
            row(1, text("A1", "欧阳明德老师"), text("B1", NOTE), text("C1", "51010420100101001X"),
                text("D1", "邻")),
            columns=col(1, 1, 7) + col(2, 2, 20) + col(3, 3, 8),
        )
    )  # fmt: skip
    assert "欧阳明德老师 51010420100101001X 邻" in page.lines
    assert NOTE in page.words
    assert page.said == [
        "columns too narrow for what is in them are printed wider (2): 表1!A, 表1!C",
        "cells that would be cut off at their edge are printed in several lines (1): 表1!B1",
    ]


def test_a_broad_sheet_breaks_its_texts(printed):
    """Where a sheet is broader than a page already, its texts take more lines, not more width."""
    cells = [text(f"{letters(n)}1", f"第{n}项工作的落实情况和责任分工说明") for n in range(1, 16)]
    page = printed(sheet(row(1, *cells), columns=col(1, 15, 12)))
    assert all(f"第{n}项工作的落实情况和责任分工说明" in page.words for n in range(1, 16))
    assert page.sizes == [(842, 595)]


def test_texts_run_on_over_empty_cells(printed):
    """Where nothing stands beside it, a text stays in one line."""
    page = printed(
        sheet(row(1, text("A1", NOTE[:20])), row(2, text("E2", "尾")), columns=col(1, 5, 9))
    )
    assert page.lines[0] == NOTE[:20]
    assert page.said == []


def test_a_note_below_the_table_breaks_within_the_page(printed):
    """A long line without neighbours does not shrink the whole sheet."""
    page = printed(sheet(row(1, text("A1", "项目")), row(2, text("A2", "注：" + NOTE * 5))))
    assert "注：" + NOTE * 5 in page.words
    assert page.smallest == pytest.approx(11, abs=0.2)


# stored values


def test_nothing_is_worked_out_anew(printed):
    """Today, chance, arrays and errors are printed as they were stored."""
    page = printed(
        sheet(
            row(1, number("A1", 44805, 2, "TODAY()"), number("B1", 7, 0, "RAND()"),
                '<c r="C1" t="e"><f t="array" ref="C1">SUM(A1:A3)</f><v>#VALUE!</v></c>',
                number("D1", 5, 0, "1+1"), '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
            columns=col(1, 5, 12),
        ),
        style=styles("yyyy-mm-dd"),
    )  # fmt: skip
    assert " ".join(page.lines).split() == ["2022-09-01", "7", "#VALUE!", "5", "#DIV/0!"]
    assert page.said == []


def test_formulas_without_a_stored_result_are_told(printed):
    """LibreOffice works them out; what hangs on the clock stays blank."""
    page = printed(
        sheet(row(1, number("A1", 40), '<c r="B1"><f>A1+2</f></c><c r="C1"><f>TODAY()</f></c>'))
    )
    assert " ".join(page.lines).split() == ["40", "42"]
    assert [one.rpartition(": ")[2] for one in page.said] == ["表1!B1", "表1!C1"]
    assert "worked out by LibreOffice" in page.said[0]
    assert "their cells are blank" in page.said[1]


# headers


def test_headers_name_the_real_file_and_no_clock(printed):
    """`&F` is the file's name, `&Z` nothing, `&D` and `&T` the last saving in China's time."""
    header = (
        "<headerFooter><oddHeader>&amp;L&amp;12&amp;F&amp;C&amp;A&amp;R&amp;Z&amp;F</oddHeader>"
        "<oddFooter>&amp;L&amp;D &amp;T&amp;C第&amp;P页，共&amp;N页</oddFooter></headerFooter>"
    )
    page = printed(sheet(row(1, text("A1", "表")), after=header), name="2022年 A&B.xlsx")
    words = " ".join(page.lines)
    assert words.count("2022年 A&B.xlsx") == 2
    assert "表1" in words
    assert "第1页，共1页" in words
    assert "2022/9/1 8:30" in words
    assert "/tmp" not in words
    assert [one.split(" (")[0] for one in page.said] == [
        "the date or time in header or footer is that of the last saving, not of printing",
        "header or footer name the file without its folder",
    ]


# sheets


def test_hidden_sheets_are_not_printed(printed):
    """A hidden sheet stays hidden, with a print area or without, and is told."""
    names = "".join(
        f'<definedName name="_xlnm.Print_Area" localSheetId="{n}">表{n + 1}!$A$1:$B$2</definedName>'
        for n in (0, 2, 3)
    )
    page = printed(
        *(sheet(row(1, text("A1", word))) for word in "甲乙丙丁戊"),
        hidden={"表3": "hidden", "表4": "veryHidden", "表5": "hidden"},
        names=names,
    )
    assert page.words == "甲乙"
    assert page.said == ["hidden sheets are not printed (3): 表3, 表4, 表5"]


@pytest.mark.parametrize(
    "space",
    [
        ("http://schemas.microsoft.com/office/excel/2006/2", RELATED),
        (f"{STRICT}/spreadsheetml/main", f"{STRICT}/officeDocument/relationships"),
    ],
)  # fmt: skip
def test_other_namespaces_are_read(printed, space):
    """Workbooks of the strict kind, and of versions before the standard, are no blank pages."""
    page = printed(sheet(row(1, text("A1", NOTE, WRAP)), columns=col(1, 1, 30)), space=space)
    assert page.words == NOTE


def test_stray_borders_are_not_printed(printed):
    """A border a thousand rows below makes no pages; blank rows of the table are kept."""
    style = styles().replace("<border/>", "<border/><border><left style='thin'/></border>")
    style = style.replace("</cellXfs>", '<xf numFmtId="0" fontId="0" borderId="1"/></cellXfs>')
    rows = [row(1, text("A1", "姓名", 2)), *(row(n, f'<c r="A{n}" s="2"/>') for n in range(2, 70))]
    page = printed(sheet(*rows, row(900, '<c r="A900" s="2"/>')), style=style)
    assert len(page.pages) == 2
    assert page.said == [
        "blank cells with borders or fillings far from the table are not printed (sheets: 1): 表1"
    ]


# number formats

FORMATS = [
    ("aaaa", 44805, "星期四"),
    ("aaa", 44805, "四"),
    ("yyyy/m/d aaaa", 44805, "2022/9/1 星期四"),
    ("[$-F800]dddd\\, mmmm dd\\, yyyy", 44805, "2022年9月1日"),
    ("[$-F400]h:mm:ss\\ AM/PM", 44805.6, "14:24:00"),
    ("[$-x-sysdate]dddd, mmmm dd, yyyy", 44805, "2022年9月1日"),
    ('上午/下午h"时"', 44805.6, "下午2时"),
    ('[$-zh-CN]yyyy"年"m"月"', 44805, "2022年9月"),
    ("[$-en-US]d-mmm-yy", 44805, "1-Sep-22"),
    ("[$-409]mmmm d, yyyy", 44805, "September 1, 2022"),
    ("[$-804]aaaa", 44805, "星期四"),
    ('yyyy"年"m"月"d"日";@', 44805, "2022年9月1日"),
    ('e"年"m"月"', 44805, "2022年9月"),
    ('[DBNum1]yyyy"年"m"月"d"日"', 44847, "二〇二二年十月十三日"),
    ('[DBNum1]h"时"mm"分"', 44805.6, "十四时二十四分"),
    ("[DBNum1][$-804]General", 1023, "一千〇二十三"),
    ('[DBNum2][$-804]G/通用格式"元"', 1023.5, "壹仟零贰拾叁.伍元"),
    ("[DBNum1]0", 2022, "二〇二二"),
    ('0!.0,"万"', 45000, "4.5万"),
    ("0!.0000", 45000, "4.5000"),
    ("#,##0.00_ ", 1234.5, "1,234.50"),
    ("[蓝色]0", 7, "7"),
    ('G/通用格式"人"', 52, "52人"),
    ('[>=60]"及格";"不及格"', 59, "不及格"),
    ("000000", 88, "000088"),
]  # fmt: skip


def test_formats_are_shown_as_in_a_chinese_excel(printed):
    """Days of the week, system dates, Chinese figures and scales are those of Excel in zh-CN."""
    codes = [code for code, _, _ in FORMATS]
    rows = [row(n, number(f"A{n}", value, n + 1)) for n, (_, value, _) in enumerate(FORMATS, 1)]
    page = printed(sheet(*rows, columns=col(1, 1, 40)), style=styles(*codes))
    assert sorted(page.lines) == sorted(shown for _, _, shown in FORMATS)


def test_built_in_formats_are_those_of_a_chinese_excel(printed):
    """Numbers of formats that stand for another code in each language."""
    numbers = {14: "2022/9/1", 22: "2022/9/1 14:24", 31: "2022年9月1日", 32: "14时24分",
               34: "下午2时24分", 57: "2022年9月", 58: "9月1日"}  # fmt: skip
    style = styles().replace(
        "</cellXfs>",
        "".join(f'<xf numFmtId="{n}" fontId="0" applyNumberFormat="1"/>' for n in numbers)
        + "</cellXfs>",
    )
    rows = [row(n, number(f"A{n}", 44805.6, n + 1)) for n in range(1, len(numbers) + 1)]
    page = printed(sheet(*rows, columns=col(1, 1, 40)), style=style)
    assert sorted(page.lines) == sorted(numbers.values())


# paper


def wide(columns: int, rows: int = 12) -> str:
    """A table with a head and names in its second column."""

    names = [letters(n) for n in range(1, columns + 1)]
    head = row(1, *(text(f"{name}1", f"栏{n}") for n, name in enumerate(names, 1)))
    body = [
        row(line, number(f"A{line}", line), text(f"B{line}", f"学生{line}"),
            *(number(f"{name}{line}", 85) for name in names[2:]))
        for line in range(2, rows + 2)
    ]  # fmt: skip
    return sheet(head, *body, columns=col(1, columns, 9))


def test_a_wide_sheet_goes_on_a4_while_it_can_be_read(printed):
    """Fifteen columns fit A4 across."""
    page = printed(wide(22))
    assert page.sizes == [(842, 595)]
    assert page.said == []


def test_a_wider_sheet_goes_on_a3(printed):
    """Where characters would be smaller than 5 pt on A4, it is A3 across, and told."""
    page = printed(wide(38))
    assert page.sizes == [ACROSS]
    assert page.smallest >= 5
    assert page.said == [
        "sheets whose characters would be smaller than 5 pt on A4 are printed on A3 (1): 表1"
    ]


def test_the_widest_sheets_go_on_several_pages_with_their_heads(printed):
    """A hundred columns: no character below 5 pt, and each page says whose figures it shows."""
    page = printed(wide(100))
    assert set(page.sizes) == {ACROSS}
    assert len(page.pages) in {2, 3}
    assert page.smallest >= 5
    assert all("学生7" in "".join(one.split()) for one in page.pages)
    assert "栏100" in page.pages[-1]
    assert page.said == [
        "sheets whose characters would be smaller than 5 pt are printed on more pages (1): 表1"
    ]


def test_even_the_author_makes_nothing_unreadable(printed):
    """Five hundred rows asked for on one page go on several."""
    rows = [row(n, text(f"A{n}", f"第{n}行")) for n in range(1, 501)]
    setup = '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="1"/>'
    page = printed('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' + sheet(*rows, after=setup))
    assert page.smallest >= 5
    assert "第500行" in page.words
    assert set(page.sizes) == {A4}


def test_frozen_panes_are_the_heads(printed):
    """What stays in sight on the screen stands on each page."""
    view = (
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
        'state="frozen"/></sheetView></sheetViews>'
    )
    page = printed(view + wide(100, rows=3))
    others = ["".join(one.split()) for one in page.pages[1:]]
    assert others
    assert all("栏1" in one and "学生2" not in one for one in others)


# pictures in cells


def png(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def pictures(page: Printed) -> list[tuple[float, float, float, float]]:
    """Where the pictures of the first page stand: left, bottom, right, top."""
    with pypdfium2.PdfDocument(page.made.pdf) as document:
        return [tuple(o.get_bounds()) for o in document[0].get_objects() if o.type == IMAGE]


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_pictures_in_cells_of_wps_are_drawn(printed):
    """`=DISPIMG("ID_…",1)` is its picture, within its cell; one that is gone is blank."""
    images = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        f'xmlns:xdr="{DRAWN}" xmlns:a="{SHAPES}" xmlns:r="{RELATED}"><etc:cellImage><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="2" name="ID_A1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        '<a:blip r:embed="rId1"/><a:stretch/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "</etc:cellImage></etc:cellImages>"
    )

    def cell(place: str, name: str) -> str:
        return (
            f'<c r="{place}" t="str"><f>_xlfn.DISPIMG("{name}",1)</f>'
            f'<v>=DISPIMG("{name}",1)</v></c>'
        )

    page = printed(
        sheet(row(1, text("A1", "照片"), cell("B1", "ID_A1"), cell("C1", "ID_GONE"), ht="60",
                  customHeight="1"), columns=col(1, 3, 20)),
        related=(("rId90", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),),
        parts={
            "xl/cellimages.xml": images,
            "xl/_rels/cellimages.xml.rels": relations(("rId1", "image", "media/image1.png")),
            "xl/media/image1.png": png("red"),
        },
    )  # fmt: skip
    assert page.words == "照片"
    ((left, bottom, right, top),) = pictures(page)
    assert right - left == pytest.approx(1.5 * (top - bottom), rel=0.02)
    assert 50 < top - bottom < 60


def test_pictures_in_cells_of_excel_are_drawn(printed):
    """A rich value that is a picture is drawn; one that is an error stays an error."""
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    kinds = "http://schemas.microsoft.com/office"
    page = printed(
        sheet(
            row(1, '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>',
                '<c r="B1" t="e" vm="2"><v>#VALUE!</v></c>', ht="60", customHeight="1"),
            columns=col(1, 3, 20),
        ),
        related=(
            ("rId91", "sheetMetadata", "metadata.xml"),
            ("rId92", f"{kinds}/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
            ("rId93", f"{kinds}/2017/06/relationships/rdRichValueStructure",
             "richData/rdrichvaluestructure.xml"),
            ("rId94", f"{kinds}/2022/10/relationships/richValueRel", "richData/richValueRel.xml"),
        ),
        parts={
            "xl/metadata.xml": f'<metadata xmlns="{MAIN}" xmlns:xlrd="{rich}">'
            '<metadataTypes count="1"><metadataType name="XLRICHVALUE"/></metadataTypes>'
            '<futureMetadata name="XLRICHVALUE" count="2">'
            '<bk><extLst><ext><xlrd:rvb i="0"/></ext></extLst></bk>'
            '<bk><extLst><ext><xlrd:rvb i="1"/></ext></extLst></bk></futureMetadata>'
            '<valueMetadata count="2"><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk>'
            "</valueMetadata></metadata>",
            "xl/richData/rdrichvalue.xml": f'<rvData xmlns="{rich}" count="2">'
            '<rv s="0"><v>0</v><v>5</v></rv><rv s="1"><v>8</v></rv></rvData>',
            "xl/richData/rdrichvaluestructure.xml": f'<rvStructures xmlns="{rich}" count="2">'
            '<s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin"/></s>'
            '<s t="_error"><k n="errorType" t="i"/></s></rvStructures>',
            "xl/richData/richValueRel.xml": '<richValueRels xmlns="http://schemas.microsoft.com/'
            f'office/spreadsheetml/2022/richvaluerel" xmlns:r="{RELATED}"><rel r:id="rId1"/>'
            "</richValueRels>",
            "xl/richData/_rels/richValueRel.xml.rels": relations(
                ("rId1", "image", "../media/image1.png")
            ),
            "xl/media/image1.png": png("blue"),
        },
    )  # fmt: skip
    assert page.words == "#VALUE!"
    assert len(pictures(page)) == 1
    assert page.said == []


# what stays as it is


def test_drawings_and_charts_are_kept(engine, tmp_path):
    """A chart, a picture and filters of a workbook that is altered stand on its page."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    for line in (["年级", "人数"], ["一年级", 120], ["二年级", 131], ["三年级", 99]):
        page.append(line)
    page.row_dimensions[3].hidden = True
    chart = BarChart()
    chart.title = "各年级人数"
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    page.add_chart(chart, "D2")
    page.add_image(openpyxl.drawing.image.Image(io.BytesIO(png("green"))), "D20")
    path = tmp_path / "图.xlsx"
    workbook.save(path)
    made = Printed(engine, path)
    assert "各年级人数" in made.words
    assert "一年级" in made.words
    assert "二年级131" not in made.words
    assert len(pictures(made)) == 1


def test_sheets_of_a_chart_name_the_real_file(engine, tmp_path):
    """A sheet that is but a chart is printed, and its header has the file's name and no clock."""
    workbook = openpyxl.Workbook()
    for line in (["年级", "人数"], ["一年级", 120], ["二年级", 131]):
        workbook.active.append(line)
    chart = BarChart()
    chart.title = "各年级人数"
    chart.add_data(Reference(workbook.active, min_col=2, min_row=1, max_row=3))
    page = workbook.create_chartsheet("图")
    page.add_chart(chart)
    page.headerFooter = HeaderFooter()
    page.headerFooter.oddHeader.center.text = "&F &D"
    path = tmp_path / "统计.xlsx"
    workbook.save(path)
    made = Printed(engine, path)
    assert "各年级人数" in made.words
    assert "统计.xlsx" in made.words
    assert [one.rpartition(" ")[2] for one in made.said] == ["图"]


def test_days_count_from_1904_where_the_workbook_says_so(printed):
    """A workbook of an old Mac shows the same days; formats in characters as well."""
    page = printed(
        sheet(row(1, number("A1", 43343, 2)), row(2, number("A2", 43343.5, 3)),
              columns=col(1, 1, 40)),
        style=styles('yyyy"年"m"月"d"日"', '[DBNum1]yyyy"年"m"月"d"日"h"时"'),
        properties='<workbookPr date1904="1"/>',
    )  # fmt: skip
    assert sorted(page.lines) == ["2022年9月1日", "二〇二二年九月一日十二时"]


def test_colours_do_not_hang_on_the_day(printed):
    """A conditional format that asks for today means the day of the last saving."""
    style = styles("yyyy-mm-dd").replace("</cellXfs>", "</cellXfs><dxfs count='1'><dxf><font>"
                                         "<color rgb='FFFF0000'/></font></dxf></dxfs>")  # fmt: skip
    rule = (
        '<conditionalFormatting sqref="A1:A2"><cfRule type="expression" dxfId="0" priority="1">'
        "<formula>A1&gt;=TODAY()</formula></cfRule></conditionalFormatting>"
    )
    page = printed(
        sheet(row(1, number("A1", 44804, 2)), row(2, number("A2", 44805, 2)),
              columns=col(1, 1, 20), after=rule),
        style=style,
    )  # fmt: skip
    content = page.reader.pages[0].get_contents().get_data().decode("latin-1")
    assert content.count("1 0 0 rg") == 1


def test_the_same_workbook_makes_the_same_bytes(engine, tmp_path):
    """Neither folder nor name nor clock is in a PDF, but the name where the header asks for it."""
    hashes = []
    for folder, name in (("a", "甲.xlsx"), ("b", "乙.xlsx")):
        (tmp_path / folder).mkdir()
        path = book(
            tmp_path / folder / name,
            {"表": sheet(row(1, number("A1", 44805, 2, "NOW()")), after="<headerFooter><oddHeader>"
                        "&amp;D &amp;T &amp;Z</oddHeader></headerFooter>")},
            style=styles("yyyy-mm-dd hh:mm:ss"),
        )  # fmt: skip
        hashes.append(sha256_of(Printed(engine, path).made.pdf))
    assert hashes[0] == hashes[1]


def test_a_scale_that_was_chosen_for_one_page_keeps_the_sheet_there(tmp_path, engine):
    """What just fits on Letter at the author's scale does not lose its last column on A4."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["左", "中", "右"])
    for column, width in zip("ABC", (30, 70, 38), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.scale = 59
    workbook.save(tmp_path / "a.xlsx")
    (page,) = Printed(engine, tmp_path / "a.xlsx").pages
    assert page.split() == ["左", "中", "右"]
