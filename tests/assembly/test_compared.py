"""What comparing documents with their PDFs tells in a build."""

from dossier.finding import Code, Finding
from dossier.pipeline import Built
from tiny_workspace import Tiny


def lacking(built: Built) -> list[Finding]:
    return [one for one in built.findings if one.code is Code.CONTENT_NOT_PRINTED]


def test_evidence_and_chapters_are_compared(fresh: Tiny) -> None:
    """This test ensures that pages without the words of their file are told by its name."""
    fresh.compares = True
    found = {one.path: one.text.spoken("en") for one in lacking(fresh.build())}
    assert found["办法.docx"] == (
        "what the file holds is not printed: paragraph 1: '接收办法'; paragraph 2: '统一登记。'"
    )
    assert "R01-总目录.docx" in found


def test_what_was_compared_is_told_again(fresh: Tiny) -> None:
    """This test ensures that a later build tells the same, from what was kept, in any language."""
    fresh.compares = True
    first = fresh.build()
    notes = {one: one.stat().st_ino for one in fresh.made.glob("cache/compared/*.json")}
    again = fresh.build()
    spoken = [one.text.spoken("en") for one in lacking(first)]
    assert [one.text.spoken("en") for one in lacking(again)] == spoken != []
    assert {one: one.stat().st_ino for one in notes} == notes
    assert "没有印出来" in lacking(again)[0].text.spoken("zh_CN")
