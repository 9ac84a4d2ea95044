"""OFD files: what they say is known, line by line, however a producer wrote it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.finding import Code
from dossier.media.examine import Examined, examine
from dossier.media.passage import BREAK
from dossier.model.evidence_file import FileKind
from office_zoo import ofd

WORDS = "关于做好2023年招生工作的通知，全校共有学生1286人，教师\n96人，请各年级组认真落实。\n教导处"


def said(examined: Examined) -> list[str]:
    assert (examined.kind, examined.fault) == (FileKind.OFD, Code.FILE_TYPE), examined.remedy
    assert examined.passages is not None
    return [passage.text for passage in examined.passages]


def rewritten(path: Path, change: Callable[[str, str], tuple[str, bytes]]) -> Path:
    """A copy in which each part, its name and content, is changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(*change(name, content))
    return path


def test_lines_are_whole_and_go_on(tmp_path):
    """Pieces of a line are read from left to right; a full line goes on in the next one.

    A page number is left out.
    """
    first, second = said(examine(ofd(tmp_path / "a.ofd", WORDS, "附件\n— 2 —"), words=True))
    whole = WORDS.replace("教师\n", "教师").replace("\n", BREAK)
    assert first.strip(BREAK) == whole
    assert second.strip(BREAK) == "附件"


PRODUCERS = {
    "GBK without a word of it": lambda name, content: (name, content.encode("gb18030")),
    "names with backslashes": lambda name, content: (name.replace("/", "\\"), content.encode()),
    "prefixes that nobody declared": lambda name, content: (
        name, content.replace(' xmlns:ofd="http://www.ofdspec.org/2016"', "").encode()
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PRODUCERS)
def test_what_producers_write_is_read(tmp_path, name):
    """What breaks the standard, and every reader shows, is no damage."""
    path = rewritten(ofd(tmp_path / "a.ofd", "学生1286人"), PRODUCERS[name])
    assert [one.strip(BREAK) for one in said(examine(path, words=True))] == ["学生1286人"]


def test_what_holds_no_document_is_damaged(tmp_path):
    """A package without a page, and one whose parts are no XML, are told before anybody asks."""
    empty = ofd(tmp_path / "a.ofd")
    broken = rewritten(
        ofd(tmp_path / "b.ofd", "通知"), lambda name, content: (name, content.encode()[:40])
    )
    entities = rewritten(
        ofd(tmp_path / "c.ofd", "通知"),
        lambda name, content: (name, b'<!DOCTYPE a [<!ENTITY b "c">]>' + content.encode()),
    )
    for path in (empty, broken, entities):
        assert examine(path, words=True).fault is Code.FILE_DAMAGED
