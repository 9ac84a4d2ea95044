"""The fonts of the system, copied into the project's folder, without the repository's set-up."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from dossier import fonts, fontsetup
from dossier.cli import main
from dossier.errors import OutputError

FAMILIES = sorted(
    {name for free in fonts.SUBSTITUTES.values() for name in free.families}
    | {"DejaVu Sans", "OpenSymbol"}
)


def font(path: Path, family: str) -> Path:
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
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that has every family in folders of its own, and a project's folder without any."""
    place = tmp_path / "system"
    for number, family in enumerate(FAMILIES):
        font(place / f"deep/{number % 3}/{number}.ttf", family)
    font(place / "other.ttf", "Some Other Font")
    font(place / "DejaVuSansCondensed.ttf", "DejaVu Sans")
    (place / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path / "project/fonts"))
    monkeypatch.setattr(fontsetup, "system_folders", lambda: (place,))
    return place


def test_what_lacks_is_copied_and_no_other(system: Path) -> None:
    """This test ensures that the folder is good afterwards, and holds the table's fonts alone."""
    made = fontsetup.collect()

    assert fonts.require() == made.folder
    assert len(made.taken) == len(FAMILIES)
    assert not {"other.ttf", "DejaVuSansCondensed.ttf"} & {*made.taken}
    assert made.lacking == {}
    assert fontsetup.collect().taken == ()  # the second time there is nothing to do


def test_what_is_nowhere_is_told_with_its_package(system: Path) -> None:
    """This test ensures that a clerk learns what to install."""
    for file in system.rglob("*.ttf"):
        if fonts.family_names(file) & {"FandolKai", "LXGW WenKai"}:
            file.unlink()

    assert fontsetup.collect().lacking == {
        "fonts-lxgw-wenkai": ("LXGW WenKai",),
        "texlive-lang-chinese": ("FandolKai",),
    }


def test_a_folder_that_is_named_is_looked_in(
    system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that fonts come from another computer by a stick, too."""
    monkeypatch.setattr("dossier.doctor.find", lambda _: None)  # fonts without glyphs set nothing
    stick = tmp_path / "stick"
    system.rename(stick)
    told = CliRunner().invoke(
        main, ["--workspace", str(tmp_path), "doctor", "--fonts", "--from", str(stick)]
    )

    assert f": {len(FAMILIES)}" in told.output.splitlines()[0]
    assert fonts.require().is_dir()


def test_a_folder_that_cannot_be_made_is_told(
    system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the way out is named where the program's folder is read-only."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("DOSSIER_FONTS", str(tmp_path / "file/fonts"))
    with pytest.raises(OutputError) as error:
        fontsetup.collect()
    assert "DOSSIER_FONTS" in str(error.value.hint)


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_each_system_has_its_places(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a user's own fonts are found, and that no place need be there."""
    own = {
        "linux": ".local/share/fonts", "win32": "Microsoft/Windows/Fonts", "darwin": "Library/Fonts"
    }[platform]  # fmt: skip
    (tmp_path / own).mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert tmp_path / own in fontsetup.system_folders()
    assert all(place.is_dir() for place in fontsetup.system_folders())
