"""The typeface of charts: 黑体 as :mod:`dossier.fonts` has it, found by file and face."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from dossier import fonts

_WANTED = "黑体"  # thin strokes of 宋体 do not survive at the size of a label
_LAST = ("DejaVu Sans",)  # signs that no Chinese font has
_POINT = 25.4 / 72  # mm
_CLOSING = "）】》，。；：、！？%％)"  # never first on a line


def typeface(text: str, size: float, *, bold: bool = False) -> FontProperties:
    """The font in which the whole of `text` can be set, `size` in points.

    The first of 黑体, what stands for it and a font of signs that has every character of `text`;
    the first of them where none has. Raises MissingToolError where set-up has not put them there.
    """
    # a file and a face by number, so that no font of the machine can come in by its name
    return FontProperties(fname=_face_for(text, bold), size=size)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is, in mm."""
    face = _face_for(text, bold)
    return sum(_advance(face, sign) for sign in text) * size * _POINT


def fitting(texts: Iterable[str], size: float, room: float, *, bold: bool = False) -> float:
    """The size, `size` at most, at which the widest of `texts` takes no more than `room` mm."""
    widest = max((width(text, size, bold=bold) for text in texts), default=0.0)
    return size if widest <= room else size * room / widest


def lines(text: str, size: float, room: float) -> list[str]:
    """`text` in lines of at most `room` mm, broken anywhere but before closing marks."""
    made = [""] if text else []
    for sign in text:
        if width(made[-1] + sign, size) > room and made[-1] and sign not in _CLOSING:
            made.append("")
        made[-1] += sign
    return [line.strip() for line in made]


def _face_for(text: str, bold: bool) -> FontPath:
    faces = _faces(fonts.folder(), bold)
    needed = {ord(sign) for sign in text if not sign.isspace()}
    return next((face for face in faces if needed <= _signs(face)), faces[0])


@cache
def _faces(folder: Path, bold: bool) -> tuple[FontPath, ...]:
    """The faces of the wanted families in order: every font of a folder, read once."""
    fonts.require()
    families = (_WANTED, *fonts.SUBSTITUTES[_WANTED].families, *_LAST)
    found: dict[str, list[tuple[bool, FontPath]]] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in {".otf", ".ttf", ".ttc", ".otc"} or not path.is_file():
            continue
        for family in fonts.family_names(path).intersection(families):
            face = _face(path, family)
            found.setdefault(family, []).append(("bold" in path.stem.lower(), face))
    return tuple(
        min(found[family], key=lambda one: one[0] is not bold)[1]
        for family in families
        if family in found
    )


def _face(path: Path, family: str) -> FontPath:
    """The face of a file that is called `family`; the first where its own name is another."""
    count = FT2Font(path).num_faces
    names = [FT2Font(path, face_index=index).family_name for index in range(count)]
    return FontPath(str(path), names.index(family) if family in names else 0)


@cache
def _signs(face: FontPath) -> frozenset[int]:
    return frozenset(_font(face).get_charmap())


@cache
def _font(face: FontPath) -> FT2Font:
    font = FT2Font(face.path, face_index=face.face_index)
    font.set_size(100, 72)
    return font


@cache
def _advance(face: FontPath, sign: str) -> float:
    """How far a sign moves the pen, as a part of the size."""
    glyph = _font(face).load_char(ord(sign), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 100
