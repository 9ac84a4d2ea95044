"""Lines to sign on, and pages that stand on their heads."""

import pikepdf
import pytest

from dossier.media.examine import examine
from scan_pages import scanned, sheet
from word_file import PICTURE, inline, paragraph, word_file
from written_pdf import written_pdf

RULE = "#box(width: 4cm, line(length: 4cm, stroke: 0.5pt))"
PEN = "#box(width: 2cm, curve(stroke: 1pt, curve.move((0pt, 0pt)), curve.quad((1cm, -14pt), (1.2cm, 0pt)), curve.quad((1.4cm, 4pt), (2cm, -10pt))))"  # noqa: E501


def seen(folder, *pages: str):
    return examine(written_pdf(folder / "a.pdf", *pages), words=True).look


@pytest.mark.parametrize(
    "line",
    [
        "校长签字：",
        f"校长签字：{RULE}",
        "校长签字：　　　　　　　　　2021年9月1日",
        "审核人签名（盖章）：＿＿＿＿＿＿＿＿",
    ],
)
def test_a_line_that_is_empty(tmp_path, line):
    """a line with nothing on it but its rule is empty, whatever comes behind it."""
    look = seen(tmp_path, "第一页", f"坚持就近入学。\n\n{line}\n\n其他")
    assert (look.lines, look.empty, look.unsigned) == (1, (2,), True)


@pytest.mark.parametrize(
    "line",
    [
        f"校长签字：{PEN}",
        f"校长签字：{PEN}　　2021年9月1日",
        "校长签字：周明远",
    ],
)
def test_a_line_that_is_signed(tmp_path, line):
    """strokes of a pen, or a name, are a signature."""
    assert not seen(tmp_path, f"坚持就近入学。\n\n{line}").unsigned


@pytest.mark.parametrize(
    "line", ["家长签字：", "学生签名：", "签字笔由学校提供。", "签字仪式：上午九时"]
)
def test_lines_that_are_no_matter(tmp_path, line):
    """slips for parents and pupils, and words that only sound alike, are let be."""
    assert not seen(tmp_path, line).unsigned


def test_one_of_two_is_signed(tmp_path):
    """where one of the lines is signed, the paper is."""
    look = seen(tmp_path, f"校长签字：{PEN}\n\n审核人签字：")
    assert (look.lines, look.empty, look.unsigned) == (2, (1,), False)


def test_pictures_of_a_word_file(tmp_path):
    """a picture in a Word file may be a signature."""
    look = examine(
        word_file(tmp_path / "a.docx", paragraph("签字：", inline()), **PICTURE), words=True
    ).look
    assert look.pictures == 1


@pytest.mark.parametrize(("turn", "expected"), [(180, (1,)), (0, ()), (90, ())])
def test_words_that_a_page_turns_over(tmp_path, turn, expected):
    """words stand on their heads where only the page is turned; one on its side is a wide table."""
    path = written_pdf(tmp_path / "a.pdf", "坚持就近入学")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = turn
        pdf.save(path)
    assert examine(path, words=True).look.turned == expected


def test_a_scan_that_the_page_turns_upright(tmp_path):
    """a scan without words may well need its turn."""
    path = scanned(tmp_path / "scan.pdf", sheet("坚持就近入学").rotate(180), rotate=180)
    assert examine(path, words=True).look.turned == ()
