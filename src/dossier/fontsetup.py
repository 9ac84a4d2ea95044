"""The project's fonts taken from where the system has them, for who installed the program by pip.

Nothing is fetched: what the packages of the system hold, or a folder that somebody names, is copied
into the project's folder. What lacks is told, with the package that has it.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dossier import fonts
from dossier.errors import OutputError
from dossier.facts import Fact
from dossier.files import written_aside
from dossier.messages import say

_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "fonts-noto-cjk": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans Mono CJK SC"),
    "fonts-lxgw-wenkai": ("LXGW WenKai",),
    "fonts-liberation": ("Liberation Serif", "Liberation Sans", "Liberation Mono"),
    "fonts-dejavu-core": ("DejaVu Sans",),
    "fonts-opensymbol": ("OpenSymbol",),
    "texlive-lang-chinese": ("FandolFang R", "FandolKai"),
}
"""Debian package → the families that are taken from it."""

_BESIDE = ("Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2", "Noto Sans Math")
"""Families of signs that no other font has; they are taken where they are."""
_OTHER_FACES = re.compile(
    r"Condensed|ExtraLight|DemiLight|Thin|Black|Semi[Bb]old|Oblique", re.IGNORECASE
)
"""Faces of these families that no document asks for: each costs time at every start."""
_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


class Collected(Fact, frozen=True):
    """What was put into `folder`, and which families still lack, by the package that has them."""

    folder: Path
    taken: tuple[str, ...]
    lacking: Mapping[str, tuple[str, ...]]


def collect(named: Iterable[Path] = ()) -> Collected:
    """Copy the families that lack from the folders `named` and those of the system.

    OutputError where the project's folder cannot be written to.
    """
    folder = fonts.folder()
    wanted = {name.casefold() for name in (*fonts.lacking(), *_BESIDE)}
    taken: dict[str, Path] = {}
    for file in _files((*named, *system_folders())):
        names = {name.casefold() for name in fonts.family_names(file)}
        if names & wanted and not (folder / file.name).exists():
            taken.setdefault(file.name, file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in sorted(taken.items()):
            with written_aside(folder / name) as aside:
                shutil.copyfile(file, aside)
    except OSError as error:
        raise OutputError(
            say("the fonts cannot be put into '{folder}': {reason}", folder=folder,
                reason=error.strerror or error),
            say("set DOSSIER_FONTS to a folder that you may write to"),
        ) from error  # fmt: skip
    return Collected(folder, tuple(sorted(taken)), packages_of(fonts.lacking()))


def packages_of(families: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The packages that have them, each with those of the families that it has."""
    asked = set(families)
    found = {package: tuple(f for f in has if f in asked) for package, has in _PACKAGES.items()}
    return {package: has for package, has in found.items() if has}


def system_folders() -> tuple[Path, ...]:
    """Where this system, its users and its LibreOffice keep fonts, as far as they are there."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home))
        programs = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"))
        places = (
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
            local / "Microsoft/Windows/Fonts",
            programs / "LibreOffice/share/fonts",
        )
    elif sys.platform == "darwin":
        places = (
            home / "Library/Fonts",
            Path("/Library/Fonts"),
            Path("/Applications/LibreOffice.app/Contents/Resources/fonts"),
        )
    else:
        places = (
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
            Path("/usr/share/texlive/texmf-dist/fonts/opentype"),
            Path("/usr/lib/libreoffice/share/fonts"),
        )
    return tuple(place for place in places if place.is_dir())


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """The font files in these folders and below, in order; what may not be read is passed over."""
    for place in folders:
        for above, _, names in sorted(os.walk(place)):
            for name in sorted(names):
                file = Path(above, name)
                fitting = name.lower().endswith(_SUFFIXES) and not _OTHER_FACES.search(name)
                if fitting and os.access(file, os.R_OK):
                    yield file
