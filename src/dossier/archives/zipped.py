"""Zip archives (APPNOTE.TXT), whose names old Chinese programs write in GBK without saying so."""

import shutil
import stat
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.archives.member import ArchiveMember, UnfitArchiveError
from dossier.messages import say

_UTF8 = 0x800  # APPNOTE 4.4.4, bit 11
_UNICODE_PATH = 0x7075  # 4.6.9, Info-ZIP
_ENCRYPTED = 1
_CHUNK = 1 << 20


class Zip:
    """A zip archive that is open."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        infos = [one for one in self._zip.infolist() if not one.is_dir() and _is_file(one)]
        if any(one.flag_bits & _ENCRYPTED for one in infos):
            raise UnfitArchiveError(say("it needs a password: unpack it by hand"))
        self._infos = dict(zip(_names(infos), infos, strict=True))

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def members(self) -> Sequence[ArchiveMember]:
        """The files in it."""
        return [ArchiveMember(name, info.file_size) for name, info in self._infos.items()]

    def unpack(self, places: Mapping[str, Path]) -> None:
        """Write files to places."""
        for name, place in places.items():
            with self._zip.open(self._infos[name]) as source, place.open("xb") as out:
                shutil.copyfileobj(source, out, _CHUNK)


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is neither a link nor a device, where its system told (4.4.15)."""
    mode = info.external_attr >> 16
    return not mode or stat.S_ISREG(mode) or not stat.S_IFMT(mode)


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The names of entries; those without a mark are UTF-8 where all of them can be, else GBK."""
    raw = [b"" if info.flag_bits & _UTF8 else info.orig_filename.encode("cp437") for info in infos]
    encoding = next(one for one in ("utf-8", "gb18030", "cp437") if all(_fits(r, one) for r in raw))
    names = []
    for info, bare in zip(infos, raw, strict=True):
        told = _unicode_path(info.extra)
        name = told or (bare.decode(encoding) if bare else info.orig_filename)
        while name in names:  # two entries of one name: the later one is kept, too
            name += "_"
        names.append(name)
    return names


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unicode_path(extra: bytes) -> str:
    """The name that an extra field gives in UTF-8; '' where there is none."""
    while len(extra) >= 4:  # noqa: PLR2004 - two numbers of two bytes
        kind, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(body) > 5 and _fits(body[5:], "utf-8"):  # noqa: PLR2004
            return body[5:].decode()
    return ""
