"""Office files of the old kind: compound files ([MS-CFB]) of Word, Excel, PowerPoint and WPS.

Told apart by their streams; those with a password are known by what their formats say of it.
"""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dossier.damage import DAMAGED
from dossier.files import opened
from dossier.finding import Code
from dossier.media import SAVED_AGAIN, UnusableError, damaged
from dossier.messages import say
from dossier.model.evidence_file import FileKind
from dossier.pool.memory import unless_memory

_LOCKED = say("it needs a password: open it in Word, Excel or WPS and save it without one")
_STRANGE = say("it is an old office file: open it and save it as .docx, .xlsx or PDF")

_MACROS = ("Macros", "_VBA_PROJECT_CUR", "VBA")  # [MS-OVBA], 2.2.1

# [MS-DOC], 2.5.1: fEncrypted in the flags of the file information block
_DOC_FLAGS, _DOC_ENCRYPTED = 10, 0x0100
# [MS-PPT], 2.3.2: CurrentUserAtom.headerToken of a document with a password
_PPT_TOKEN, _PPT_ENCRYPTED = 12, 0xF3D1C4DF
# [MS-XLS], 2.4.117 FilePass, 2.4.22 BoundSheet8: what is behind the first sheet's name is no secret
_FILE_PASS, _BOUND_SHEET = 0x2F, 0x85
_RECORD = struct.Struct("<HH")
# the password with which Excel writes workbooks whose structure is protected, and nobody is asked
_KNOWN_PASSWORD = "VelvetSweatshop"  # noqa: S105 - [MS-OFFCRYPTO] knows it as well
_RC4, _RC4_SIZE = (1, 1, 1), 54


class Compound:
    """A compound file that is open. Raises :data:`~dossier.damage.DAMAGED`."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole

    def has(self, *names: str) -> bool:
        """Whether the root holds one of these streams or storages."""
        return any(self._ole.exists(name) for name in names)

    def read(self, name: str, most: int = -1) -> bytes:
        """A stream of the root, or its beginning; empty where there is none."""
        if not self._ole.exists(name):
            return b""
        return bytes(self._ole.openstream(name).read(most))


@contextmanager
def sound_compound(path: Path, content: bytes | None = None) -> Iterator[tuple[FileKind, Compound]]:
    """A file that can be opened, its kind and itself; else raises UnusableError.

    `content` is that of the file, where it has been read.
    """
    import olefile  # noqa: PLC0415 - needed for few files

    with opened(path, content) as file:
        try:
            ole = olefile.OleFileIO(file)
            try:
                compound = Compound(ole)
                kind = _kind(compound)
                yield kind, compound
            finally:
                ole.close()
        except DAMAGED as error:
            unless_memory(error)
            raise damaged(SAVED_AGAIN, error) from error


def has_macros(compound: Compound) -> bool:
    """Whether there are programs in it."""
    return compound.has(*_MACROS)


def _kind(compound: Compound) -> FileKind:
    if compound.has(
        "EncryptedPackage"
    ):  # [MS-OFFCRYPTO]: what Office makes of a docx with password
        raise UnusableError(Code.FILE_ENCRYPTED, _LOCKED)
    kind = next((kind for kind in FileKind if compound.has(*kind.streams)), None)
    if kind is None:
        raise UnusableError(Code.FILE_TYPE, _STRANGE)
    if _is_locked(compound, kind):
        raise UnusableError(Code.FILE_ENCRYPTED, _LOCKED)
    for stream in kind.streams:
        compound.read(stream)  # to its end: a file that was cut off is damaged
    return kind


def _is_locked(compound: Compound, kind: FileKind) -> bool:
    if kind is FileKind.DOC:
        head = compound.read("WordDocument", _DOC_FLAGS + 2)
        (flags,) = struct.unpack_from("<H", head, _DOC_FLAGS)
        return bool(flags & _DOC_ENCRYPTED)
    if kind is FileKind.PPT:
        head = compound.read("Current User", _PPT_TOKEN + 4)
        (token,) = struct.unpack_from("<I", head.ljust(_PPT_TOKEN + 4, b"\0"), _PPT_TOKEN)
        return bool(token == _PPT_ENCRYPTED) or compound.has("EncryptedSummary")
    return _needs_password(compound.read("Workbook") or compound.read("Book"))


def _needs_password(book: bytes) -> bool:
    """Whether a workbook is encrypted with a password that somebody has to know."""
    place = 0
    while place + _RECORD.size <= len(book):
        kind, size = _RECORD.unpack_from(book, place)
        place += _RECORD.size
        if kind == _FILE_PASS:
            return not _opens(book[place : place + size], _KNOWN_PASSWORD)
        if kind == _BOUND_SHEET:
            return False
        place += size
    return False


def _opens(told: bytes, password: str) -> bool:
    """Whether a password is the right one for RC4 encryption ([MS-OFFCRYPTO], 2.3.6)."""
    if len(told) < _RC4_SIZE or struct.unpack_from("<HHH", told) != _RC4:
        return False
    salt, verifier, hashed = told[6:22], told[22:38], told[38:54]
    first = _md5(password.encode("utf-16-le"))[:5]
    key = _md5(_md5((first + salt) * 16)[:5] + bytes(4))
    plain = _rc4(key, verifier + hashed)
    return _md5(plain[:16]) == plain[16:]


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    plain, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        plain.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(plain)
