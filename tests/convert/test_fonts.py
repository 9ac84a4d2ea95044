from xml.etree import ElementTree as ET

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from dossier import fonts
from dossier.errors import ExitCode, MissingToolError


def font(path, family: str):
    """A font file of one empty glyph."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of the project's fonts, as set-up makes it, though each is empty."""
    home = tmp_path / "fonts"
    home.mkdir()
    monkeypatch.setenv("DOSSIER_FONTS", str(home))
    families = {family for free in fonts.SUBSTITUTES.values() for family in free.families}
    for number, family in enumerate(sorted(families | {"DejaVu Sans", "OpenSymbol"})):
        font(home / f"{number}.ttf", family)
    return home


def test_a_whole_folder_is_good(folder):
    """With every family of the table there, the folder is handed out."""
    assert fonts.require() == fonts.folder() == folder


def without(folder, *families: str) -> None:
    """Take the files of these families away."""
    for path in folder.iterdir():
        if fonts.family_names(path) & {*families}:
            path.unlink()


def test_where_nothing_stands_for_a_font_it_is_named_with_what_to_type(folder):
    """Set-up is asked for, and the families that are not there are named."""
    without(folder, "Noto Sans CJK SC")
    with pytest.raises(MissingToolError) as error:
        fonts.require()
    assert "'Noto Sans CJK SC'" in str(error.value)
    assert "make setup" in str(error.value.hint)
    assert error.value.exit_code is ExitCode.SETUP


def test_the_next_family_stands_for_one_that_lacks(folder):
    """A look-alike that is not there ends nothing: it is told, and what stands in for it."""
    assert fonts.standing_for("仿宋") == "FandolFang R"
    without(folder, "FandolFang R")
    assert fonts.require() == folder
    assert fonts.lacking() == ("FandolFang R",)
    assert fonts.standing_for("仿宋") == "LXGW WenKai"


def test_without_a_folder_everything_is_missing(tmp_path, monkeypatch):
    """A folder that does not exist lacks the fonts, and nothing else goes wrong."""
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path / "nowhere"))
    assert not fonts.provided("FandolKai")
    with pytest.raises(MissingToolError):
        fonts.require()


@pytest.mark.parametrize(
    ("family", "known"),
    [
        ("仿宋_GB2312", True),
        ("方正小标宋简体", True),
        ("times new roman", True),
        ("LXGW WenKai", True),
        ("Wingdings", True),
        ("汉仪旗黑", False),
    ],
)
def test_what_is_provided(folder, family, known):
    """Declared names, families of the folder and symbols are provided; other names are not."""
    assert fonts.provided(family) is known


def test_every_official_font_has_its_kind():
    """The kinds that GB/T 9704-2012 asks for are stood for by fonts of the same kind."""
    table = fonts.SUBSTITUTES
    assert table["仿宋"].families[:2] == ("FandolFang R", "LXGW WenKai")
    assert table["楷体_GB2312"].families[0] == "FandolKai"
    assert table["宋体"].families[0] == "Noto Serif CJK SC"
    assert table["黑体"].families[0] == "Noto Sans CJK SC"
    assert table["方正小标宋简体"].bold


def rules(conf) -> dict[str, list[str]]:
    """What fonts.conf makes of each family."""
    tree = ET.parse(conf)
    return {
        match.findtext("test/string"): [one.text for one in match.iterfind("edit/string")]
        for match in tree.iterfind("match")
    }


def test_fontconfig_lets_in_the_project_fonts_alone(folder, tmp_path):
    """Every other font of the machine is rejected, wherever links lead to."""
    elsewhere = font(tmp_path / "elsewhere.ttf", "Away")
    (folder / "link.ttf").symlink_to(elsewhere)
    tree = ET.parse(fonts.fontconfig(tmp_path / "conf"))
    assert [one.text for one in tree.iterfind("selectfont/rejectfont/glob")] == ["*"]
    allowed = {one.text for one in tree.iterfind("selectfont/acceptfont/glob")}
    assert allowed == {str(path.resolve()) for path in folder.iterdir()}
    assert str(elsewhere) in allowed
    assert not tree.findall("include")


def test_fontconfig_says_what_stands_for_what(folder, tmp_path):
    """Each official name is assigned its substitutes in order; the file is written once."""
    conf = fonts.fontconfig(tmp_path / "conf")
    assert rules(conf)["仿宋"] == ["FandolFang R", "LXGW WenKai", "Noto Serif CJK SC"]
    written = conf.stat().st_mtime_ns
    assert fonts.fontconfig(tmp_path / "conf") == conf
    assert conf.stat().st_mtime_ns == written


def test_a_family_without_rare_characters_goes_first(folder, tmp_path):
    """Where set-up has made one, the engine gets it; the whole one then lends what it lacks."""
    before = fonts.identity()
    font(folder / "common.ttf", "Noto Serif CJK SC" + fonts.COMMON)
    found = rules(fonts.fontconfig(tmp_path / "conf"))
    assert found["宋体"] == ["Noto Serif CJK SC Common", "Noto Serif CJK SC"]
    assert found["楷体"] == ["FandolKai", "LXGW WenKai"]
    assert found["仿宋"][2:] == ["Noto Serif CJK SC Common", "Noto Serif CJK SC"]
    assert fonts.identity() != before
    (folder / "common.ttf").unlink()
    assert fonts.require() == folder


def test_an_official_font_of_ones_own_is_used(folder, tmp_path):
    """A school that owns 方正小标宋 puts it into the folder: no substitute any more."""
    before = fonts.identity()
    font(folder / "own.ttf", "方正小标宋简体")
    assert "方正小标宋简体" not in rules(fonts.fontconfig(tmp_path / "conf"))
    assert "宋体" in rules(fonts.fontconfig(tmp_path / "conf"))
    assert fonts.identity() != before


def test_the_identity_follows_the_files(folder):
    """The same files give the same identity, another size or name another one."""
    before = fonts.identity()
    assert fonts.identity() == before
    (folder / "0.ttf").write_bytes((folder / "0.ttf").read_bytes() + b"\0")
    assert fonts.identity() != before


def test_what_is_no_font_has_no_name(tmp_path):
    """A file that only has the suffix of a font names no family."""
    path = tmp_path / "a.ttf"
    for content in (b"", b"junk", b"ttcf\0\0\0\0\xff\xff\xff\xff"):
        path.write_bytes(content)
        assert fonts.family_names(path) == set()
