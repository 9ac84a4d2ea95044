"""Files made a little wrong, by a seed: the same seed and file give the same bytes.

Office files are opened first and one of their parts is changed, for a flipped bit in a packed
part only ever shows what a zip reader does with it.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable

from dossier.damage import DAMAGED

_TAG = re.compile(rb"<(/?)([A-Za-z][\w:]*)((?:\s[^<>]*?)?)(/?)>")
_VALUE = re.compile(rb'="[^"]*"')
_TEXT = re.compile(rb">[^<>]+<")
_ODD_VALUES = (
    b"", b"-1", b"0", b"99999999999999999999", b"1e308", b"NaN", b"true", b"FFFFFF", b"../../x",
    b"\xe4\xb8\x80", b"&#x1F600;", b"A1:XFD1048576", b"%s%n", b"{{ x }}", b"2023-13-45",
)  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)

Change = Callable[[random.Random, bytes], bytes]


def mutated(content: bytes, seed: int) -> bytes:
    """`content` with one to four things changed in it."""
    chance = random.Random(seed)
    packed = content.startswith(b"PK")
    for _ in range(chance.choice((1, 1, 2, 4))):
        if packed and chance.random() < 0.9:
            content = _package(chance, content)
        else:
            content = chance.choice(_BYTES)(chance, content)
    return content


def _flip(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content) or 1)
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _lose(chance: random.Random, content: bytes) -> bytes:
    first = chance.randrange(len(content) + 1)
    return content[:first] + content[first + chance.choice((1, 7, 64, 4096)) :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    first = chance.randrange(len(content) + 1)
    piece = content[first : first + chance.choice((1, 16, 512))]
    return content[:first] + piece * chance.choice((2, 3, 50)) + content[first:]


def _number(chance: random.Random, content: bytes) -> bytes:
    """Another number in place of one that is written in figures: lengths, offsets, references."""
    found = list(re.finditer(rb"\d+", content[: 1 << 20]))
    if not found:
        return _flip(chance, content)
    one = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"1", b"2147483648", b"99999999999999999999", b"3.5"))
    return content[: one.start()] + new + content[one.end() :]


def _tag(chance: random.Random, content: bytes) -> bytes:
    """An element's tag that is gone, or there twice."""
    found = list(_TAG.finditer(content[: 1 << 20]))
    if not found:
        return _flip(chance, content)
    one = chance.choice(found)
    return content[: one.start()] + one[0] * chance.choice((0, 2)) + content[one.end() :]


def _attribute(chance: random.Random, content: bytes) -> bytes:
    found = list(_VALUE.finditer(content[: 1 << 20]))
    if not found:
        return _flip(chance, content)
    one = chance.choice(found)
    return b'%s="%s"%s' % (
        content[: one.start()], chance.choice(_ODD_VALUES), content[one.end() :],
    )  # fmt: skip


def _text(chance: random.Random, content: bytes) -> bytes:
    found = list(_TEXT.finditer(content[: 1 << 20]))
    if not found:
        return _flip(chance, content)
    one = chance.choice(found)
    return b"%s>%s<%s" % (content[: one.start()], chance.choice(_ODD_VALUES), content[one.end() :])


_BYTES: tuple[Change, ...] = (_flip, _flip, _cut, _lose, _repeat, _number)
_XML: tuple[Change, ...] = (_tag, _tag, _attribute, _attribute, _text, _text, _lose, _flip, _cut)


def _package(chance: random.Random, content: bytes) -> bytes:
    """An office file with a part that is changed, gone, or under another name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except DAMAGED:
        return chance.choice(_BYTES)(chance, content)
    if not parts:
        return content
    number = chance.randrange(len(parts))
    name, part = parts[number]
    what = chance.random()
    if what < 0.08:
        del parts[number]
    elif what < 0.12:
        parts[number] = (name.upper() if chance.random() < 0.5 else f"x/{name}", part)
    else:
        change = chance.choice(_XML if name.endswith((".xml", ".rels")) else _BYTES)
        parts[number] = (name, change(chance, part))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one, changed in parts:
            package.writestr(zipfile.ZipInfo(one, _EPOCH), changed)
    return out.getvalue()
