"""The proof within an office file that its bytes are as this program made them.

It is a custom property of the document (ECMA-376-1, 22.3): a hash over all parts of the package.
Word, Excel and WPS keep the property when a person saves the file, and write the other parts anew,
so that it no longer fits: the file is then known to be ours, and to be edited by hand.
"""

import hashlib
import re
import zipfile
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from dossier.damage import DAMAGED

_NAME = "dossier-sha256"
_PART, _TYPES, _RELATIONS = "docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = f"{_OFFICE}/relationships/custom-properties"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_OFFICE}/custom-properties"></Properties>'
).encode()
_PROPERTY = (
    f'<property xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes" '
    'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" '
    f'name="{_NAME}"><vt:lpwstr>{{digest}}</vt:lpwstr></property>'
)
_OURS = re.compile(
    rb"<(?:\w+:)?property\b(?:[^<>]*\s)name=\"" + _NAME.encode() + rb"\".*?</(?:\w+:)?property>",
    re.DOTALL,
)
_DIGEST = re.compile(rb"<vt:lpwstr>([0-9a-f]{64})</vt:lpwstr>")
_END = re.compile(rb"</(?:\w+:)?Properties>\s*\Z")
_PID = re.compile(rb"\bpid=\"(\d+)\"")
_FIRST_PID = 2  # 0 and 1 are the property set's own


class Proof(Enum):
    """What an office file says of itself."""

    SOUND = "sound"
    """Its bytes are as this program made them."""
    BROKEN = "broken"
    """This program made it, and somebody saved it since."""
    NONE = "none"
    """It says nothing."""
    CUT = "cut"
    """It is no office file, or not a whole one."""


def sealed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of an office file (name → content, in order) with the proof among them."""
    made = dict(parts)
    if _KIND.encode() not in made[_RELATIONS]:
        made.setdefault(_PART, _EMPTY)
        made[_RELATIONS] = _inserted(
            made[_RELATIONS],
            f'<Relationship xmlns="{_PACKAGE}/relationships" Id="rIdProof" Type="{_KIND}" '
            f'Target="{_PART}"/>',
        )
        made[_TYPES] = _inserted(
            made[_TYPES],
            f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{_PART}" '
            'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>',
        )
    # of a template that was itself made from a document of ours
    others = _OURS.sub(b"", made[_PART])
    made[_PART] = others if _END.search(others) else _EMPTY
    pids = [int(pid) for pid in _PID.findall(made[_PART])]
    pid = max(pids, default=_FIRST_PID - 1) + 1
    made[_PART] = _inserted(made[_PART], _PROPERTY.format(pid=pid, digest=_digest(made)))
    return made


def proof_of(path: Path) -> Proof:
    """What the file says of itself; an office file is read whole."""
    try:
        with zipfile.ZipFile(path) as package:
            properties = package.read(_PART)
            found = _OURS.search(properties)
            if found is None:
                return Proof.NONE
            parts = {name: package.read(name) for name in package.namelist()}
    except KeyError:
        return Proof.NONE
    except DAMAGED:
        return Proof.CUT
    told = _DIGEST.search(found[0])
    parts[_PART] = properties[: found.start()] + properties[found.end() :]
    sound = told is not None and told[1].decode() == _digest(parts)
    return Proof.SOUND if sound else Proof.BROKEN


def _digest(parts: Mapping[str, bytes]) -> str:
    """A hash over names and contents, whatever their order in the package."""
    total = hashlib.sha256()
    for name in sorted(parts):
        total.update(hashlib.sha256(name.encode()).digest())
        total.update(hashlib.sha256(parts[name]).digest())
    return total.hexdigest()


def _inserted(xml: bytes, element: str) -> bytes:
    """The element as the last one in the root."""
    end = xml.rindex(b"</")
    return xml[:end] + element.encode() + xml[end:]
