"""A face of a collection once more, with the common characters of its font alone.

LibreOffice lists all characters of each font of each PDF that it writes: half the characters are
half that work. The face shares all else with the whole one, from which a rare character comes.
"""

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from dossier.fonts import COMMON

# The Unicode Standard 15, Blocks.txt: Hangul, and Chinese characters in no list but the longest
_RARE = (range(0x1100, 0x1200), range(0x3400, 0x4E00), range(0xA960, 0xA980), range(0xAC00, 0xD800))
_ENCODINGS = ((0, 3), (3, 1))  # OpenType 1.9, cmap: Unicode's Basic Multilingual Plane
_FAMILY, _WHOLE, _POSTSCRIPT = 1, 4, 6  # OpenType 1.9, name IDs


def common(face: TTFont) -> None:
    """Leave rare characters out of `face`, and put :data:`dossier.fonts.COMMON` to its names."""
    # glyphs by numbers: the names that outlines of CFF have would be dear to read
    face.setGlyphOrder([f"glyph{number:05}" for number in range(face["maxp"].numGlyphs)])
    kept = {
        code: glyph
        for code, glyph in face.getBestCmap().items()
        if code < 0x10000 and not any(code in block for block in _RARE)
    }
    variations = [table for table in face["cmap"].tables if table.format == 14]
    face["cmap"] = table = newTable("cmap")
    table.tableVersion, table.tables = 0, variations
    for platform, encoding in _ENCODINGS:
        made = CmapSubtable.newSubtable(4)
        made.platformID, made.platEncID, made.language, made.cmap = platform, encoding, 0, kept
        table.tables.append(made)
    family = face["name"].getDebugName(_FAMILY)
    for record in face["name"].names:
        if record.nameID in {_FAMILY, _WHOLE}:
            record.string = str(record).replace(family, family + COMMON, 1)
        elif record.nameID == _POSTSCRIPT:
            record.string = str(record).replace("-", f"{COMMON.strip()}-", 1)
