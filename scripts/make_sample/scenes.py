"""What the school's photos show: each scene draws itself on a canvas of any shape."""

from collections.abc import Callable
from datetime import date

from PIL import Image

from make_sample.pictures import COATS, Canvas, Colour

_UNIFORMS: tuple[Colour, ...] = ((34, 92, 168), (240, 242, 244), (34, 92, 168), (214, 60, 60))
_GREEN: Colour = (96, 148, 78)
_TRACK: Colour = (176, 82, 62)
_WOOD: Colour = (182, 132, 84)


def drawn(scene: str, event: str, day: date, *, upright: bool) -> Image.Image:
    """The scene named `scene`; `upright` pictures are taller than wide."""
    canvas = Canvas.blank(*((1200, 1600) if upright else (1600, 1200)), f"{event}{day}")
    _SCENES[scene](canvas, f"{event} {day.year}.{day.month}")
    return canvas.finished()


def _outdoors(canvas: Canvas, ground: Colour) -> float:
    """Sky, hills, the school and its trees; returns where the ground begins."""
    w, h, chance = canvas.width, canvas.height, canvas.chance
    line = h * 0.52
    canvas.fade(0, line, (116, 172, 226), (222, 236, 244))
    for _ in range(4):
        x, y, size = chance.random() * w, chance.uniform(0.05, 0.2) * h, chance.uniform(30, 70)
        for part in range(4):
            canvas.disc(
                x + part * size * 0.8, y + chance.uniform(-8, 8), size, size * 0.42, (250, 252, 253)
            )
    hills = [(0.0, line)] + [(w * i / 8, line - chance.uniform(0.08, 0.2) * h) for i in range(9)]
    canvas.shape([*hills, (w, line)], (138, 170, 160))
    _school(canvas, w * chance.uniform(0.05, 0.16), line, w * 0.6, h * 0.27)
    for _ in range(7):
        x, size = chance.uniform(0.66, 1.0) * w, chance.uniform(38, 74)
        canvas.box(x - 5, line - size, 10, size, (104, 78, 54))
        canvas.disc(
            x, line - size * 1.5, size * 0.7, size * 0.95, (62, 118 + chance.randint(-12, 12), 66)
        )
    canvas.fade(line, h - line, ground, tuple_of(ground, 0.78))
    return line


def tuple_of(colour: Colour, part: float) -> Colour:
    """`colour` darkened to `part`."""
    return int(colour[0] * part), int(colour[1] * part), int(colour[2] * part)


def _school(canvas: Canvas, x: float, foot: float, w: float, h: float) -> None:
    canvas.box(x, foot - h, w, h, (236, 222, 200))
    canvas.box(x - 6, foot - h - 10, w + 12, 14, (168, 70, 52))
    floors, windows = 4, 11
    for floor in range(floors):
        for window in range(windows):
            left = x + w * (window + 0.25) / windows
            top = foot - h + h * (floor + 0.32) / floors
            canvas.box(left, top, w / windows * 0.55, h / floors * 0.44, (120, 160, 190), curve=2)
        canvas.box(x, foot - h + h * (floor + 0.92) / floors, w, 4, (206, 186, 160))
    canvas.box(x + w * 0.45, foot - h * 0.22, w * 0.1, h * 0.22, (110, 76, 58))
    canvas.words(x + w / 2, foot - h - 34, "星光实验学校", 34, (176, 30, 34))
    pole = x + w + canvas.width * 0.03
    canvas.box(pole, foot - h * 1.25, 5, h * 1.25, (206, 208, 212))
    canvas.box(pole + 5, foot - h * 1.25, 62, 42, (214, 26, 34))


def _crowd(canvas: Canvas, top: float, lines: int, *, step: float = 0, low: float = 0.13) -> None:
    """Rows of pupils, the nearer the larger."""
    h, w = canvas.height, canvas.width
    for row in range(lines):
        tall = h * (low + 0.035 * row)
        foot = top + tall + (h * 0.97 - top - tall) * (row + 0.6) / lines
        number = max(4, int(w / (tall * 0.52)))
        for place in range(number):
            shift = canvas.chance.uniform(-0.12, 0.12)
            sway = step * canvas.chance.choice((-1, 1)) * canvas.chance.uniform(0.6, 1)
            coat = _UNIFORMS[(row + place) % len(_UNIFORMS)]
            canvas.person(w * (place + 0.5 + shift) / number, foot, tall, coat, sway)


def _lanes(canvas: Canvas, top: float) -> None:
    for lane in range(7):
        y = top + (canvas.height - top) * (lane / 6) ** 1.3
        canvas.stroke([(0, y), (canvas.width, y + 14)], (238, 226, 216), 3 + lane * 0.6)


def _run(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, _TRACK)
    _lanes(canvas, top + 20)
    canvas.banner(top - 10, title, 0.24)
    _crowd(canvas, top + canvas.height * 0.07, 3, step=0.9)


def _exercise(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, (176, 170, 162))
    canvas.banner(top - 10, title, 0.22)
    _crowd(canvas, top + canvas.height * 0.06, 4, step=0.55)


def _rope(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, (88, 140, 122))
    canvas.banner(top - 10, title, 0.22)
    w, h = canvas.width, canvas.height
    for row in range(2):
        for place in range(5):
            x, tall = w * (place + 0.5 + 0.2 * row) / 5.4, h * (0.2 + 0.06 * row)
            foot = h * (0.76 + 0.2 * row) - canvas.chance.uniform(0, 30)
            arc = [
                (x + tall * 0.36 * (i - 8) / 8, foot - tall * 1.28 + (i - 8) ** 2 * tall / 72)
                for i in range(17)
            ]
            canvas.stroke(arc, (238, 210, 70), 4)
            canvas.person(x, foot, tall, _UNIFORMS[place % 4], 0.25)


def _drill(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, (168, 164, 158))
    canvas.banner(top - 10, title, 0.18)
    h = canvas.height
    _crowd(canvas, top + h * 0.06, 3, step=0.75, low=0.12)
    for _ in range(14):  # smoke of the drill
        x = canvas.width * 0.4 + canvas.chance.uniform(-60, 60)
        grey = canvas.chance.randint(206, 228)
        canvas.disc(x, top - h * canvas.chance.uniform(0.02, 0.24), 34, 22, (grey, grey, grey))
    canvas.person(canvas.width * 0.9, h * 0.97, h * 0.34, (228, 96, 30))


def _gate(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, (178, 172, 164))
    w, h = canvas.width, canvas.height
    for x in (0.1, 0.82):
        canvas.box(w * x, top - h * 0.16, w * 0.08, h * 0.3, (170, 92, 74))
    canvas.box(w * 0.08, top - h * 0.2, w * 0.84, h * 0.05, (188, 104, 84))
    canvas.words(w / 2, top - h * 0.175, "云岭县星光实验学校", 40, (255, 236, 170))
    canvas.banner(top - h * 0.12, "推进义务教育均衡发展 办好人民满意教育", 0.19)
    for bar in range(22):
        canvas.box(w * (0.19 + bar * 0.0285), top + h * 0.04, 8, h * 0.1, (150, 158, 166))
    _crowd(canvas, top + h * 0.2, 1, low=0.2)
    canvas.words(w / 2, h * 0.975, title, 26, (250, 250, 250))


def _board(canvas: Canvas, title: str) -> None:
    top = _outdoors(canvas, (182, 176, 166))
    w, h = canvas.width, canvas.height
    x, y, wide, tall = w * 0.14, h * 0.2, w * 0.72, h * 0.46
    canvas.box(x - 16, y - 16, wide + 32, tall + 32, (146, 150, 156), curve=8)
    canvas.box(x, y, wide, tall, (244, 248, 252))
    canvas.box(x, y, wide, tall * 0.2, (196, 30, 36))
    canvas.words(w / 2, y + tall * 0.1, title, 44, (255, 232, 140))
    heads = ("办学基本条件10项", "校际均衡监测8项", "县级政府工作23项")
    for index, head in enumerate(heads):
        left = x + wide * (0.03 + index * 0.325)
        canvas.box(left, y + tall * 0.26, wide * 0.3, tall * 0.68, (226, 238, 248), curve=6)
        canvas.words(left + wide * 0.15, y + tall * 0.33, head, int(wide / 46), (30, 70, 130))
        for line in range(7):
            long = wide * canvas.chance.uniform(0.17, 0.26)
            canvas.box(left + 16, y + tall * (0.42 + line * 0.07), long, 6, (150, 164, 178))
    for leg in (0.2, 0.78):
        canvas.box(w * leg, y + tall + 16, 20, h * 0.1, (120, 124, 130))
    for place in range(5):
        canvas.person(w * (0.16 + place * 0.17), h * 0.97, h * 0.3, _UNIFORMS[place % 4])
    canvas.stroke([(0, top), (w * 0.1, top)], _GREEN, 2)


def _indoors(canvas: Canvas, wall: Colour = (232, 228, 214)) -> float:
    w, h = canvas.width, canvas.height
    line = h * 0.6
    canvas.fade(0, line, wall, tuple_of(wall, 0.94))
    canvas.fade(line, h - line, (196, 168, 132), (150, 120, 90))
    canvas.box(0, line - 14, w, 14, (150, 128, 104))
    for index in range(3):  # lamps
        canvas.box(w * (0.16 + index * 0.28), h * 0.03, w * 0.13, 14, (252, 252, 244), curve=6)
    return line


def _desks(canvas: Canvas, rows: int, *, grown: bool = False) -> None:
    """People seated behind rows of desks, seen from behind the desks."""
    w, h = canvas.width, canvas.height
    for row in range(rows):
        tall, foot = h * (0.2 + 0.05 * row), h * (0.72 + 0.13 * row)
        number = 7 - row
        for place in range(number):
            x = w * (place + 0.5) / number
            coats = COATS if grown else _UNIFORMS
            canvas.person(x, foot, tall, coats[(place + row) % len(coats)])
            canvas.box(x - tall * 0.34, foot - tall * 0.42, tall * 0.68, tall * 0.1, _WOOD, curve=3)
            canvas.box(x - tall * 0.3, foot - tall * 0.32, tall * 0.6, tall * 0.34, (158, 112, 70))


def _talk(canvas: Canvas, title: str, topics: tuple[str, ...]) -> None:
    line = _indoors(canvas)
    w, h = canvas.width, canvas.height
    canvas.box(w * 0.2, h * 0.12, w * 0.6, line * 0.62, (60, 64, 70), curve=6)
    canvas.box(w * 0.21, h * 0.13, w * 0.58, line * 0.59, (232, 242, 250))
    size = int(w * 0.52 / len(title))
    canvas.words(w / 2, h * 0.22, title, min(size, 44), (176, 30, 34))
    for index, text in enumerate(topics):
        canvas.words(w / 2, h * (0.3 + index * 0.06), text, 32, (50, 60, 80))
    canvas.person(w * 0.88, line + h * 0.06, h * 0.36, (120, 40, 90), 0.4)
    _desks(canvas, 3, grown=True)


def _meeting(canvas: Canvas, title: str) -> None:
    _talk(canvas, title, ("一、了解评估标准", "二、支持学校发展", "三、共同参与监督"))


def _lecture(canvas: Canvas, title: str) -> None:
    """Another room than that of the meeting: no two photos of different days look the same."""
    line = _indoors(canvas, (214, 226, 210))
    w, h = canvas.width, canvas.height
    canvas.box(w * 0.4, h * 0.1, w * 0.56, line * 0.66, (60, 64, 70), curve=6)
    canvas.box(w * 0.41, h * 0.11, w * 0.54, line * 0.63, (250, 250, 246))
    canvas.words(w * 0.68, h * 0.2, title, min(int(w * 0.5 / len(title)), 40), (30, 80, 60))
    for index, text in enumerate(("一、生活习惯养成", "二、安全常识", "三、亲子沟通")):
        canvas.words(w * 0.68, h * (0.28 + index * 0.06), text, 32, (50, 60, 80))
    canvas.box(w * 0.06, h * 0.5, w * 0.16, h * 0.2, (120, 84, 52), curve=6)
    canvas.person(w * 0.14, line, h * 0.34, (40, 90, 120), 0.4)
    _desks(canvas, 2, grown=True)


def _screen(canvas: Canvas, title: str) -> None:
    line = _indoors(canvas, (222, 234, 238))
    w, h = canvas.width, canvas.height
    canvas.banner(h * 0.09, title, 0.14)
    for index in range(2):
        x = w * (0.16 + index * 0.36)
        canvas.box(x, h * 0.24, w * 0.32, line * 0.46, (30, 32, 36), curve=10)
        canvas.box(x + 12, h * 0.24 + 12, w * 0.32 - 24, line * 0.46 - 24, (156, 196, 214))
        for side in (0.32, 0.66):
            canvas.person(
                x + w * 0.32 * side, h * 0.24 + line * 0.45, line * 0.42, COATS[index + 1]
            )
    _desks(canvas, 2)


def _table(canvas: Canvas, title: str) -> None:
    _indoors(canvas, (240, 226, 206))
    w, h = canvas.width, canvas.height
    canvas.banner(h * 0.12, title, 0.14)
    for place in range(8):
        canvas.person(w * (place + 0.5) / 8, h * 0.78, h * 0.36, _UNIFORMS[place % 4], 0.35)
    canvas.box(w * 0.04, h * 0.68, w * 0.92, h * 0.14, (236, 232, 224), curve=10)
    canvas.box(w * 0.06, h * 0.82, w * 0.88, h * 0.12, (176, 140, 100))
    for index in range(26):
        x, y = w * (0.08 + 0.84 * (index % 13) / 12), h * (0.715 + 0.06 * (index // 13))
        canvas.disc(x, y, 26, 13, (250, 244, 226))
        canvas.disc(x, y - 6, 16, 7, (238, 226, 198))


def _library(canvas: Canvas, title: str) -> None:
    _indoors(canvas, (238, 232, 220))
    w, h, chance = canvas.width, canvas.height, canvas.chance
    for shelf in range(4):
        top = h * (0.14 + shelf * 0.115)
        canvas.box(w * 0.04, top, w * 0.92, h * 0.105, (128, 88, 56))
        x = w * 0.05
        while x < w * 0.94:
            wide, tall = chance.uniform(9, 20), h * chance.uniform(0.062, 0.088)
            hue = (chance.randint(60, 210), chance.randint(60, 180), chance.randint(60, 180))
            canvas.box(x, top + h * 0.096 - tall, wide, tall, hue)
            x += wide + 2
    canvas.words(w / 2, h * 0.09, title, 36, (120, 60, 30))
    _desks(canvas, 3)


_SCENES: dict[str, Callable[[Canvas, str], None]] = {
    "run": _run,
    "wushu": _exercise,
    "rope": _rope,
    "drill": _drill,
    "gate": _gate,
    "board": _board,
    "lecture": _lecture,
    "meeting": _meeting,
    "screen": _screen,
    "table": _table,
    "library": _library,
}
