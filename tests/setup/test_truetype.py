"""scripts/truetype: the same font with quadratic outlines."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline

from dossier import fonts

SCRIPTS = Path(__file__).parents[2] / "scripts"
FAMILY = "Noto Serif CJK SC"
SIGNS = {0x20: "space", ord("O"): "O", ord("国"): "box", 0x3400: "rare", 0x20087: "rarer"}
HIGH = 880  # where glyphs hang from in vertical lines


def _charstrings() -> dict[str, object]:
    made = {}
    for name in (".notdef", *SIGNS.values()):
        pen = T2CharStringPen(1000, None)
        if name == "O":  # a circle in four curves, and one so flat that its tangents never cross
            pen.moveTo((500, 0))
            pen.curveTo((776, 0), (1000, 224), (1000, 500))
            pen.curveTo((1000, 776), (776, 1000), (500, 1000))
            pen.curveTo((224, 1000), (0, 776), (0, 500))
            pen.curveTo((0, 224), (224, 0), (500, 0))
            pen.closePath()
            pen.moveTo((400, 400))
            pen.curveTo((460, 540), (540, 260), (600, 400))
            pen.lineTo((500, 700))
            pen.closePath()
        elif name != "space":
            pen.moveTo((-30, -120))
            pen.lineTo((930, -120))
            pen.lineTo((930, 850))
            pen.closePath()
        made[name] = pen.getCharString()
    return made


def built(family: str = FAMILY) -> TTFont:
    """A font with CFF outlines, as set-up finds them."""
    builder = FontBuilder(1000, isTTF=False)
    order = [".notdef", *SIGNS.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(SIGNS)
    builder.setupCFF("Small-Regular", {}, _charstrings(), {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupVerticalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupVerticalHeader()
    builder.font["VORG"] = origins = newTable("VORG")
    origins.majorVersion, origins.minorVersion = 1, 0
    origins.defaultVertOriginY, origins.VOriginRecords = HIGH, {"O": HIGH + 7}
    names = {"familyName": family, "styleName": "Regular", "psName": "Small-Regular"}
    builder.setupNameTable(names)
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcTimestamp = False
    return builder.font


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "came" / "FandolFang-Regular.otf"
    path.parent.mkdir()
    built().save(path)
    return path


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Two faces with the outlines of one."""
    whole = TTCollection()
    whole.fonts = [built("Noto Serif CJK JP"), built()]
    path = tmp_path / "came" / "NotoSerifCJK-Regular.ttc"
    path.parent.mkdir(exist_ok=True)
    whole.save(path)
    return path


def redrawn(source: Path, target: Path, family: str = FAMILY) -> Path:
    from truetype.redrawn import redraw

    redraw(source, target, {family})
    return target


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPTS / "truetype"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def seen(path: Path, glyph: int) -> np.ndarray:
    """Points along the outline of a glyph, close to one another, in units."""
    font = FT2Font(path)
    font.load_glyph(glyph, flags=LoadFlags.NO_SCALE)
    vertices, codes = font.get_path()
    parts = Outline(vertices * 64, codes).cleaned(curves=True).iter_bezier()
    drawn = [curve(np.linspace(0, 1, 200)) for curve, kind in parts if kind in {2, 3, 4}]
    return np.concatenate(drawn)


def test_outlines_stay_where_they_are(source: Path, tmp_path: Path) -> None:
    """This test ensures that no point is off by more than a tolerance and the rounding."""
    made = redrawn(source, tmp_path / "new.otf")
    for glyph in (2, 3):
        old, new = seen(source, glyph), seen(made, glyph)
        apart = np.linalg.norm(old[:, None] - new[None], axis=2)
        # half a unit, a point rounded by half a unit each way, and the steps of the samples
        assert apart.min(axis=0).max() < 0.5 + 0.71 + 1.3
        assert apart.min(axis=1).max() < 0.5 + 0.71 + 1.3


def test_all_else_stays(source: Path, tmp_path: Path) -> None:
    """This test ensures that names, metrics, characters and advances are those of the source."""
    with TTFont(source) as old, TTFont(redrawn(source, tmp_path / "new.otf")) as new:
        assert new.sfntVersion == "\0\1\0\0"
        assert set(new.keys()) - set(old.keys()) == {"glyf", "loca"}
        assert set(old.keys()) - set(new.keys()) == {"CFF ", "VORG"}
        for tag in ("name", "OS/2", "hhea", "vhea", "cmap"):
            assert old.reader[tag] == new.reader[tag], tag
        assert new["maxp"].numGlyphs == len(new.getGlyphOrder()) == len(SIGNS) + 1
        assert [width for width, _ in new["hmtx"].metrics.values()] == [1000] * 6
        assert new["head"].modified == old["head"].modified


def test_glyphs_hang_as_before_in_vertical_lines(source: Path, tmp_path: Path) -> None:
    """This test ensures that bearings give the origins that VORG gave, and the left edges."""
    with TTFont(redrawn(source, tmp_path / "new.otf")) as new:
        by_code = new.getBestCmap()
        for sign, height in (("O", HIGH + 7), ("国", HIGH)):
            name = by_code[ord(sign)]
            glyph = new["glyf"][name]
            assert new["vmtx"][name][1] + glyph.yMax == height
            assert new["hmtx"][name][1] == glyph.xMin
        assert new["glyf"][by_code[ord("国")]].xMin == -30
        assert new["glyf"][by_code[0x20]].numberOfContours == 0


def test_filled_areas_are_to_the_right(source: Path, tmp_path: Path) -> None:
    """This test ensures that contours run clockwise, the other way round than in CFF."""
    with TTFont(redrawn(source, tmp_path / "new.otf")) as new:
        points, _, _ = new["glyf"][new.getBestCmap()[ord("国")]].getCoordinates(new["glyf"])
    (ax, ay), (bx, by), (cx, cy) = points
    assert (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0


def test_the_same_source_gives_the_same_bytes(collection: Path, tmp_path: Path) -> None:
    """This test ensures that nothing but the source is in the result."""
    one, other = (redrawn(collection, tmp_path / name) for name in ("one.ttc", "other.ttc"))
    assert one.read_bytes() == other.read_bytes()


def test_a_face_without_rare_characters_is_added(collection: Path, tmp_path: Path) -> None:
    """This test ensures that a wanted face keeps its characters, and has a quicker twin."""
    path = redrawn(collection, tmp_path / "new.ttc")
    with TTCollection(path) as made:
        families = [face["name"].getDebugName(1) for face in made]
        assert families == [FAMILY, FAMILY + fonts.COMMON]
        assert len({face.reader.tables["glyf"].offset for face in made}) == 1
        assert set(made.fonts[0].getBestCmap()) == set(SIGNS)
        assert set(made.fonts[1].getBestCmap()) == {0x20, ord("O"), ord("国")}
        assert made.fonts[1]["name"].getDebugName(6) == "SmallCommon-Regular"
    assert FAMILY + fonts.COMMON in fonts.family_names(path)


def test_faces_stay_where_none_is_wanted(collection: Path, tmp_path: Path) -> None:
    """This test ensures that a weight whose faces bear names of their own is redrawn whole."""
    with TTCollection(redrawn(collection, tmp_path / "new.ttc", "Another Family")) as made:
        families = [face["name"].getDebugName(1) for face in made]
        assert families == ["Noto Serif CJK JP", FAMILY]
        assert all("glyf" in face for face in made)


def test_only_fonts_of_the_table_are_redrawn_and_once(source: Path, collection: Path) -> None:
    """This test ensures that a school's own font stays, and that a second run does nothing."""
    folder = source.parent
    built("方正小标宋简体").save(folder / "own.otf")
    own = (folder / "own.otf").read_bytes()
    first = run(folder)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "set-up: TrueType outlines for 2 files of fonts\n"
    for path in (source, collection):
        assert FT2Font(path).num_glyphs == len(SIGNS) + 1
        with TTFont(path, fontNumber=0) as font:
            assert "glyf" in font
    assert (folder / "own.otf").read_bytes() == own
    assert [path.name for path in folder.parent.iterdir()] == ["came"]
    times = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert run(folder).stdout == ""
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == times


def test_what_a_link_leads_to_stays(source: Path, tmp_path: Path) -> None:
    """This test ensures that fonts of the system are read only."""
    (tmp_path / "fonts").mkdir()
    link = tmp_path / "fonts" / source.name
    link.symlink_to(source)
    before = source.read_bytes()
    assert run(link.parent).returncode == 0
    assert not link.is_symlink()
    assert source.read_bytes() == before != link.read_bytes()


def test_a_damaged_font_stays_and_is_told(source: Path) -> None:
    """This test ensures that one font that cannot be redrawn stops neither set-up nor the rest."""
    other = shutil.copy(source, source.with_name("FandolKai-Regular.otf"))
    with TTFont(source) as font:
        start = font.reader.tables["CFF "].offset
    data = bytearray(source.read_bytes())
    data[start : start + 64] = bytes(64)
    source.write_bytes(data)
    told = run(source.parent)
    assert told.returncode == 0
    assert f"set-up: {source.name} stays as it came, LibreOffice is slower: " in told.stdout
    assert len(told.stdout.splitlines()) == 2
    assert source.read_bytes() == data
    with TTFont(other) as font:
        assert "glyf" in font
