"""One list of what damaged office files make their readers raise, and who reads them."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from dossier.convert.fonts_used import fonts_asked
from dossier.convert.package import copy_changed, parsed
from dossier.damage import DAMAGED
from dossier.model.evidence_file import FileKind
from dossier.proof import Proof, proof_of

PART = "word/document.xml"


def package(flags: int = 0, method: int = 8, part: bytes = b"<a/>") -> bytes:
    """A zip of one part, with other flags and another packing in its headers."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in (PART, "word/styles.xml", "docProps/custom.xml"):
            made.writestr(name, part)
    content = bytearray(held.getvalue())
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = -1
        while (start := content.find(signature, start + 1)) >= 0:
            content[start + place] |= flags
            content[start + place + 2] = method
    return bytes(content)


def torn() -> Iterator[bytes]:
    """Packages with a few bytes changed, by chance."""
    whole = package(part=b"<a>" + b"x" * 300 + b"</a>")
    for seed in range(300):
        chance, content = random.Random(seed), bytearray(whole)
        for _ in range(chance.choice((1, 3))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        yield bytes(content[: chance.randrange(len(content) // 2, len(content) + 1)])


BROKEN = {
    "no zip": b"PK\3\4 and no more",
    "a password": package(flags=1),
    "a packing of its own": package(method=99),
    "no deflated data": package(method=12),
    "no xml": package(part=b"<a>"),
    "an unknown encoding": package(part=b"<?xml version='1.0' encoding='x-no'?><a/>"),
    "an entity": package(part=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&d;</a>"),
    "nothing": b"",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_damage_is_damage_to_every_reader(content: bytes, tmp_path: Path) -> None:
    """This test ensures that no reader of office files falls over what another one foresees."""
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    assert fonts_asked(file, FileKind.WORD) == fonts_asked(file, FileKind.SHEET) == frozenset()
    assert proof_of(file) in {Proof.CUT, Proof.NONE}
    copy_changed(file, tmp_path / "b.docx", lambda one: ({PART: one.read(PART)}, ()))
    assert (tmp_path / "b.docx").exists()


@pytest.mark.parametrize("read", [etree.fromstring, parsed, ET.fromstring])
def test_whatever_reading_raises_is_on_the_list(read: Callable[[bytes], object]) -> None:
    """This test ensures that neither unpacking nor parsing raises anything else."""
    failed = 0
    for content in torn():
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                for name in opened.namelist():
                    read(opened.read(name))
        except DAMAGED:
            failed += 1
    assert failed > 200
