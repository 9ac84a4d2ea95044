"""Pages as a scanner gives them: pictures of Chinese text, made worse as scans are."""

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from dossier import fonts

DPI = 200
WIDTH, HEIGHT = 1654, 2339  # A4

LETTER = (
    "星光实验学校教学常规检查记录",
    "检查时间：2023年3月15日",
    "一、检查内容：备课、上课、作业批改、课外辅导、质量检测。",
    "二、检查结果：全校在校学生1252人，专任教师78人，备课齐全。",
    "三、存在问题：个别教师教案书写不够规范，作业批改不及时。",
    "检查人：郑凯、夏志明",
)
ROSTER = (
    ("序号", "姓名", "班级", "领取日期"),
    ("1", "费子轩", "七年级1班", "2022.9.2"),
    ("2", "甘紫涵", "七年级2班", "2022.9.1"),
    ("3", "赟翀", "七年级3班", "2022.9.2"),
    ("4", "旻昉", "八年级1班", "2022.9.1"),
    ("5", "忞偲", "八年级2班", "2022.9.3"),
)


def sheet(
    *lines: str, rows: Sequence[Sequence[str]] = (), font: str = "LXGWWenKai-Regular.ttf"
) -> Image.Image:
    """An upright page of A4 with `lines`, and a ruled table of `rows` below them."""
    face = ImageFont.truetype(str(fonts.folder() / font), 44)  # 16 pt
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    y = 220
    for line in lines:
        draw.text((180, y), line, 20, font=face)
        y += 90
    for row in rows:
        for place, cell in enumerate(row):
            x = 180 + 320 * place
            draw.rectangle((x, y, x + 320, y + 80), outline=60, width=3)
            draw.text((x + 20, y + 12), cell, 20, font=face)
        y += 80
    return page


def skewed(page: Image.Image, degrees: float = 1.5) -> Image.Image:
    return page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def grey(page: Image.Image) -> Image.Image:
    """On dim paper full of grain."""
    chance = random.Random(0)
    small = Image.frombytes(
        "L", (WIDTH // 4, HEIGHT // 4), chance.randbytes(WIDTH // 4 * (HEIGHT // 4))
    )
    grain = small.resize(page.size).point(lambda one: one // 6)
    return ImageChops.subtract(page.point(lambda one: 40 + one * 3 // 4), grain)


def faint(page: Image.Image) -> Image.Image:
    return page.point(lambda one: 165 + one * 90 // 255).filter(ImageFilter.GaussianBlur(1))


def black_and_white(page: Image.Image) -> Image.Image:
    return page.point(lambda one: 255 * (one > 140)).convert("1")


def scanned(path: Path, *pages: Image.Image, rotate: int = 0) -> Path:
    """A PDF with a picture on each page; `rotate` is what its pages say of themselves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pictures = []
    for page in pages:
        buffer = BytesIO()
        page.save(buffer, "PNG", dpi=(DPI, DPI))
        pictures.append(buffer.getvalue())
    with pikepdf.open(BytesIO(img2pdf.convert(pictures, nodate=True))) as pdf:
        for one in pdf.pages:
            one.obj.Rotate = rotate
        del pdf.trailer["/ID"]  # which is another one each time
        pdf.save(path, deterministic_id=True)
    return path
