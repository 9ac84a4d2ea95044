"""The free fonts of the project, and which official font each of them stands for.

GB/T 9704-2012 asks for 仿宋, 楷体, 黑体 and 小标宋, which are commercial fonts. A substitute is
declared here and nowhere else: the office engine sees only the project's folder, and a font
that is neither in it nor in :data:`SUBSTITUTES` is reported, never silently replaced.
A school that owns an official font puts its file into the folder: then it is used.
"""

import os
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import BinaryIO

from dossier.errors import MissingToolError
from dossier.facts import Fact
from dossier.files import write_text
from dossier.installed import CHECKOUT
from dossier.messages import say
from dossier.store.source_hash import content_key


class Substitute(Fact, frozen=True):
    """Free families in order: the look-alike first, then those that lend it missing glyphs."""

    families: tuple[str, ...]
    bold: bool = False


# Fandol has the GB 2312 characters only; names of people need the rest (镕, 喆, 堃, …).
_FANG = Substitute(("FandolFang R", "LXGW WenKai", "Noto Serif CJK SC"))
_KAI = Substitute(("FandolKai", "LXGW WenKai"))
_SONG = Substitute(("Noto Serif CJK SC",))
_TITLE = Substitute(("Noto Serif CJK SC",), bold=True)
_HEI = Substitute(("Noto Sans CJK SC",))
_SERIF = Substitute(("Liberation Serif", "Noto Serif CJK SC"))
_SANS = Substitute(("Liberation Sans", "Noto Sans CJK SC"))
_MONO = Substitute(("Liberation Mono", "Noto Sans Mono CJK SC"))

_TABLE: tuple[tuple[Substitute, str], ...] = (
    (_FANG, "仿宋|仿宋_GB2312|FangSong|FangSong_GB2312|华文仿宋|STFangsong"),
    (_FANG, "方正仿宋_GBK|方正仿宋简体|方正仿宋_GB2312"),
    (_KAI, "楷体|楷体_GB2312|KaiTi|KaiTi_GB2312|华文楷体|STKaiti|方正楷体_GBK|方正楷体简体"),
    (_SONG, "宋体|SimSun|新宋体|NSimSun|SimSun-ExtB|华文宋体|STSong|方正书宋_GBK|方正书宋简体"),
    (_SONG, "华文中宋|STZhongsong|MS Mincho|ＭＳ 明朝"),
    (_TITLE, "小标宋|方正小标宋简体|方正小标宋_GBK|FZXiaoBiaoSong-B05|FZXiaoBiaoSong-B05S"),
    (_HEI, "黑体|SimHei|华文黑体|STHeiti|方正黑体_GBK|方正黑体简体|华文细黑|STXihei"),
    (_HEI, "微软雅黑|Microsoft YaHei|Microsoft YaHei UI|等线|DengXian|等线 Light|DengXian Light"),
    (_HEI, "苹方-简|PingFang SC|MS Gothic|ＭＳ ゴシック"),
    (_SERIF, "Times New Roman|Times|Cambria|Cambria Math|Georgia|Book Antiqua"),
    (_SANS, "Arial|Helvetica|Calibri|Calibri Light|Carlito|Verdana|Tahoma|Segoe UI|Aptos"),
    (_MONO, "Courier New|Courier|Consolas"),
)

SUBSTITUTES = {name: free for free, names in _TABLE for name in names.split("|")}
"""Official name → what stands for it."""

# what fontconfig asks for when nothing else fits, and where ☑ and ☐ come from
_GENERIC = {"serif": _SERIF, "sans-serif": _SANS, "monospace": _MONO}
_SIGNS = "DejaVu Sans"

# bullets and ticks: LibreOffice finds their shapes in OpenSymbol by itself, sign by sign
_SYMBOLS = "OpenSymbol"
_RECODED = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")

COMMON = " Common"
"""What a family is called where it lacks the rare characters of the family of that name.

Set-up adds such families to the fonts that it redraws. The office engine takes one before the whole
family, as it is quicker with it; nothing asks for one to be there.
"""

_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
_State = tuple[tuple[str, int, int], ...]
"""Path, size and time of the last change of each font file, in order of path."""
SET_UP = say("run {command}", command="make setup" if CHECKOUT else "dossier doctor --fonts")
"""How the fonts come into the folder."""
_STATES = 8  # states of the folder that are remembered: a run sees one, or two


def folder() -> Path:
    """The folder that set-up fills: $DOSSIER_FONTS, or share/dossier/fonts of the environment."""
    named = os.environ.get("DOSSIER_FONTS")
    return Path(named) if named else Path(sys.prefix) / "share" / "dossier" / "fonts"


def require() -> Path:
    """The folder, when something of it stands for each official font; else MissingToolError.

    Where a family lacks, the next one that is declared stands in for it.
    """
    installed = _installed()
    alone = [free.families for free in SUBSTITUTES.values()] + [(_SIGNS,), (_SYMBOLS,)]
    unmet = {families for families in alone if not _any_of(families, installed)}
    if unmet:
        missing = sorted({name for families in unmet for name in families})
        raise MissingToolError(
            say(
                "the folder '{folder}' lacks the fonts {names}",
                folder=folder(),
                names=", ".join(f"'{name}'" for name in missing),
            ),
            hint=SET_UP,
        )
    return folder()


def _any_of(families: tuple[str, ...], installed: frozenset[str]) -> bool:
    return any(name.casefold() in installed for name in families)


def lacking() -> tuple[str, ...]:
    """Every family of the table that is not in the folder."""
    return tuple(_missing(_state()))


def standing_for(name: str) -> str:
    """What text in the official font `name` is set in: itself, or the first that stands for it."""
    installed = _installed()
    families = (name, *SUBSTITUTES[name].families)
    return next((one for one in families if one.casefold() in installed), "")


@lru_cache(maxsize=_STATES)
def _missing(state: _State) -> list[str]:
    installed = _families(state)
    needed = {name for free in SUBSTITUTES.values() for name in free.families} | {_SIGNS, _SYMBOLS}
    return sorted(name for name in needed if name.casefold() not in installed)


def provided(family: str) -> bool:
    """Whether text in `family` comes out as declared: by itself or by its substitute."""
    name = family.casefold()
    declared = (known.casefold() for known in (*SUBSTITUTES, *_RECODED))
    return name in _installed() or name in declared


def identity() -> str:
    """A digest that changes with the fonts and the table; part of every key of the cache."""
    return _identity(_state())


@lru_cache(maxsize=_STATES)
def _identity(state: _State) -> str:
    return content_key([(Path(path).name, size) for path, size, _ in state], _rules())


def fontconfig(into: Path) -> Path:
    """Write fonts.conf in the folder `into`, which keeps fontconfig's cache too; its path.

    It lets in the files of the project's folder and no other font of the machine.
    """
    require()
    # LibreOffice 7.4 takes no .ttc through a symbolic link: name what the links lead to
    files = [path.resolve() for path in _files()]
    text = "\n".join(
        (
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
            "<fontconfig>",
            *(f"<dir>{escape(str(place))}</dir>" for place in sorted({f.parent for f in files})),
            f"<cachedir>{escape(str((into / 'fontconfig').resolve()))}</cachedir>",
            "<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>",
            *(f"<glob>{escape(str(file))}</glob>" for file in files),
            "</acceptfont></selectfont>",
            *_rules(),
            "</fontconfig>\n",
        )
    )
    conf = into.resolve() / "fonts.conf"
    if not conf.is_file() or conf.read_text(encoding="utf-8") != text:
        write_text(conf, text)
    return conf


def _rules() -> list[str]:
    installed = _installed()
    return [
        *(
            _rule(name, free, installed)
            for name, free in SUBSTITUTES.items()
            if name.casefold() not in installed
        ),
        *(_preference(name, free) for name, free in _GENERIC.items()),
    ]


def _preference(generic: str, free: Substitute) -> str:
    families = "".join(f"<family>{escape(name)}</family>" for name in (*free.families, _SIGNS))
    return f"<alias><family>{generic}</family><prefer>{families}</prefer></alias>"


def _rule(name: str, free: Substitute, installed: frozenset[str]) -> str:
    quick_first = (
        one
        for family in free.families
        for one in (family + COMMON, family)
        if one == family or one.casefold() in installed
    )
    families = "".join(f"<string>{escape(one)}</string>" for one in quick_first)
    bold = '<edit name="weight" mode="assign"><const>bold</const></edit>' if free.bold else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same">{families}</edit>{bold}</match>'
    )


def _files() -> list[Path]:
    return [Path(path) for path, _, _ in _state()]


def _state() -> _State:
    """The font files of the folder as they are now: asked for with every page that is set."""
    try:
        with os.scandir(folder()) as found:
            files = [one for one in found if one.name.lower().endswith(_SUFFIXES) and one.is_file()]
            stats = [(one.path, one.stat()) for one in files]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return tuple(sorted((path, stat.st_size, stat.st_mtime_ns) for path, stat in stats))


def _installed() -> frozenset[str]:
    """The names of the families in the folder, case folded."""
    return _families(_state())


@lru_cache(maxsize=_STATES)
def _families(state: _State) -> frozenset[str]:
    return frozenset(name.casefold() for path, _, _ in state for name in family_names(Path(path)))


def family_names(path: Path) -> set[str]:
    """Every family name that a font file gives itself; none where it is no font.

    OpenType 1.9: 'ttcf' and table directory, and the 'name' table with name IDs 1 (family) and
    16 (typographic family). Only the platforms 0 and 3 (UTF-16) are read.
    """
    with path.open("rb") as file:
        try:
            return {name for start in _directories(file) for name in _names(file, start)}
        except struct.error:  # the file ends too early
            return set()


def _take(file: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _directories(file: BinaryIO) -> list[int]:
    if file.read(4) != b"ttcf":
        return [0]
    _, count = _take(file, ">II")
    return list(_take(file, f">{count}I"))


def _names(file: BinaryIO, start: int) -> Iterator[str]:
    file.seek(start + 4)
    (tables,) = _take(file, ">H6x")
    records = [_take(file, ">4I") for _ in range(tables)]
    name_table = int.from_bytes(b"name", "big")
    for tag, _, offset, _ in records:
        if tag != name_table:
            continue
        file.seek(offset)
        _, count, strings = _take(file, ">3H")
        for platform, _, _, kind, length, where in [_take(file, ">6H") for _ in range(count)]:
            if platform in {0, 3} and kind in {1, 16}:
                file.seek(offset + strings + where)
                yield file.read(length).decode("utf-16-be", "replace")
