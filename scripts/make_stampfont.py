"""Make src/dossier/bind/stampfont.json, the font of the page numbers that is kept ready.

    python scripts/make_stampfont.py [FILE]

It needs the project's fonts (make setup). The same fonts give the same file.
"""

import json
import sys
from base64 import b85encode
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTCollection

from dossier import fonts
from dossier.bind.drawnfont import FACE, FILE, drawn_font

KEPT = Path(__file__).parents[1] / "src" / "dossier" / "bind" / "stampfont.json"
# what numbers, marks and the cells of 归档章 are made of, names of offices apart
CHARACTERS = (
    " ()-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_·–—…"
    "一二三四五六七八九十上下第页共件盒号卷册年月日学度永久定期长短至（）"
)
_LINE = 88
_NAMES = {"copyright": 0, "licence": 13, "licence_at": 14}  # OpenType 1.9, name IDs


def content() -> str:
    """What the file ought to hold."""
    characters = "".join(sorted(set(CHARACTERS)))
    font = drawn_font(characters)
    assert [font.codes[one] for one in characters] == list(range(1, len(characters) + 1))
    program = b85encode(font.program).decode("ascii")
    kept = {
        "source": FACE,
        **_names(),
        "characters": characters,
        "widths": font.widths,
        "bounds": font.bounds,
        "ascent": font.ascent,
        "descent": font.descent,
        "program": [program[at : at + _LINE] for at in range(0, len(program), _LINE)],
    }
    lines = [f'"{key}": {_shown(value)}' for key, value in kept.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _names() -> dict[str, str]:
    """What the licence asks to be told with every copy."""
    with TTCollection(fonts.require() / FILE, lazy=True) as collection:
        face = next(font for font in collection if font["name"].getDebugName(1) == FACE)
        return {key: face["name"].getDebugName(number) for key, number in _NAMES.items()}


def _shown(value: Any) -> str:
    lines = isinstance(value, list)
    return json.dumps(value, ensure_ascii=False, indent=0 if lines else None)


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    out.write_text(content(), encoding="utf-8")
