import hashlib
import io
import os
import subprocess
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from chart_zoo import ZOO, margin, margins, schools, years
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from PIL import Image

import locales
from dossier.chart.bars import bars
from dossier.chart.distribution import distribution
from dossier.chart.draw import draw
from dossier.chart.margins import margins as margins_sheet
from dossier.chart.sheet import ChartSheet
from dossier.chart.typeface import lines, typeface, width
from dossier.facts import replace
from dossier.model.chart import Bar, Bars, Chart, Group, Margins, Panel

HERE = Path(__file__).parent
INCH = 25.4


def sheet_of(chart: Chart) -> ChartSheet:
    if isinstance(chart, Bars):
        return bars(chart)
    return margins_sheet(chart) if isinstance(chart, Margins) else distribution(chart)


def texts_of(sheet: ChartSheet) -> list[tuple[Text, tuple[float, float, float, float]]]:
    """What is written on a sheet, each with its left, lower, right and upper edge in pixels."""
    canvas = sheet.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    return [
        (text, text.get_window_extent().extents)
        for text in sheet.figure.findobj(Text)
        if isinstance(text, Text) and text.get_visible() and text.get_text()
    ]


@pytest.mark.parametrize("name", ZOO)
def test_nothing_that_is_written_overlaps_or_leaves_the_sheet(name: str) -> None:
    """This test ensures that long names, zeros, gaps and falls stay readable."""
    sheet = sheet_of(ZOO[name])
    wide, high = sheet.figure.get_size_inches() * sheet.figure.dpi
    texts = texts_of(sheet)
    assert texts
    for text, (left, low, right, top) in texts:
        assert left >= -1, text
        assert low >= -1, text
        assert right <= wide + 1, text
        assert top <= high + 1, text
    for (one, a), (other, b) in combinations(texts, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        along = min(a[3], b[3]) - max(a[1], b[1])
        slack = sheet.figure.dpi / INCH * 0.7  # a line's box is higher than its signs
        assert across <= slack or along <= slack, (one, other)


@pytest.mark.parametrize("name", ZOO)
def test_a_picture_is_as_wide_as_the_text_and_fits_a_page(name: str) -> None:
    """This test ensures 150 mm at 300 dpi, and that nothing says when it was drawn."""
    png = draw(ZOO[name])
    with Image.open(io.BytesIO(png)) as picture:
        assert abs(picture.width / 300 * INCH - 150) < 0.2
        assert picture.height / 300 * INCH < 215
        assert [round(dpi) for dpi in picture.info["dpi"]] == [300, 300]
        assert set(picture.info) == {"dpi"}


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8", "tr_TR.UTF-8"])
def test_the_same_chart_gives_the_same_bytes_in_any_process(tmp_path: Path, locale: str) -> None:
    """This test ensures that no locale, hash seed or matplotlibrc of a person shows in a chart.

    The locale is one that the process really has: text shaping asks it for the language.
    """
    (tmp_path / "matplotlibrc").write_text(
        "axes.formatter.use_locale: True\nfont.size: 30\nsavefig.bbox: tight\nhatch.linewidth: 4\n",
        encoding="utf-8",
    )
    program = (
        "import hashlib, locale; from chart_zoo import ZOO; from dossier.chart.draw import draw\n"
        "print(locale.setlocale(locale.LC_CTYPE))\n"
        "for name in ('one panel', 'all met', 'one school'):\n"
        "    print(hashlib.sha256(draw(ZOO[name])).hexdigest())"
    )
    made = locales.made(tmp_path / "locales", *[locale] if "." in locale else [])
    other = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            **made,
            "PYTHONPATH": str(HERE),
            "PYTHONHASHSEED": "7",
            "MPLCONFIGDIR": str(tmp_path),
            "LC_ALL": locale,
            "TZ": "Asia/Shanghai",
        },
        check=True,
        capture_output=True,
        text=True,
    )
    here = [
        hashlib.sha256(draw(ZOO[name])).hexdigest()
        for name in ("one panel", "all met", "one school")
    ]
    assert other.stdout.split() == [locale, *here]


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    """This test ensures that another user of the library in the same process notices nothing."""
    with mpl.rc_context({"font.size": 31}):
        before = dict(mpl.rcParams)
        draw(ZOO["one panel"])
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    "text", ["生均用房㎡/生≥—（）", "朱镕基 李喆 陶堃", "∞ ☑ 10½", "$x^2$ 100%"]
)
def test_every_sign_is_drawn(text: str) -> None:
    """This test ensures that nothing is drawn as a box; matplotlib warns of signs it lacks."""
    chart = Bars("", ("值",), (Panel(text, "", (Group(text, (Bar(Decimal(1), text),)),)),))
    assert draw(chart) != draw(replace(chart, panels=(replace(chart.panels[0], title="空"),)))


def test_a_face_is_taken_by_file_and_number() -> None:
    """This test ensures Chinese shapes of characters, not the Japanese ones of the same file."""
    face = typeface("骨", 8).get_file()
    assert face is not None
    assert Path(face).name == "NotoSansCJK-Regular.ttc"
    assert FT2Font(face, face_index=face.face_index).family_name == "Noto Sans CJK SC"


def grey(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("L")


def test_met_and_unmet_differ_without_colour() -> None:
    """This test ensures that a photocopy tells them apart: one is even, the other is hatched."""
    found = {}
    for met in (True, False):
        given = replace(margin("-50"), met=met)
        picture = grey(draw(Margins("差距", (given,))))
        # the middle row of the bar, well inside it: names take 64 mm of 150, the number its part
        line = [picture.getpixel((x, picture.height // 2)) for x in range(1150, 1350)]
        found[met] = (min(line), max(line))
    low, high = found[True]
    assert high - low < 10
    assert 100 < low < 220
    low, high = found[False]
    assert low < 110
    assert high > 245


def test_a_value_that_misses_its_line_is_told_in_words() -> None:
    """This test ensures that the number of an unmet margin says 未达标, and no other does."""
    told = {text.get_text() for text, _ in texts_of(margins_sheet(margins()))}
    assert {"-5.8% 未达标", "-99.9% 未达标", "+28.4%", "+0%", "+347%"} <= told


def test_a_long_bar_is_cut_and_keeps_its_number() -> None:
    """This test ensures that one indicator at four times its threshold does not hide the rest."""
    short = margins_sheet(Margins("差距", (margin("100"), margin("-10"))))
    long = margins_sheet(Margins("差距", (margin("900"), margin("-10"))))
    assert [axes.get_xlim() for axes in short.figure.axes] == [
        axes.get_xlim() for axes in long.figure.axes
    ]
    assert "+900%" in {text.get_text() for text, _ in texts_of(long)}


def test_a_year_without_a_value_says_so() -> None:
    """This test ensures that a gap is no zero."""
    told = [text.get_text() for text, _ in texts_of(bars(years(3)))]
    assert told.count("无数据") == 2


def test_many_schools_lose_their_names_and_keep_the_ends() -> None:
    """This test ensures that 300 schools fit, with the least and the greatest named."""
    told = [text.get_text() for text, _ in texts_of(distribution(schools(300)))]
    assert any("共300所，最低1.00（云岭县第0中心小学校），最高37.00" in text for text in told)
    named = [text.get_text() for text, _ in texts_of(distribution(schools(40)))]
    assert "云岭县第39中心小学校" in named


def test_lines_break_anywhere_but_before_closing_marks() -> None:
    """This test ensures that no line is wider than its room by more than one such mark."""
    text = "每百名学生拥有体育、艺术专任教师数（含交流、兼职）"
    room = 20.0
    made = lines(text, 8, room)
    assert "".join(made) == text
    assert len(made) > 2
    assert all(line[0] not in "、）" for line in made)
    assert all(width(line.rstrip("、）"), 8) <= room for line in made)
    assert lines("", 8, room) == []
