"""What the commands say and do of a chapter that was edited by hand."""

from collections.abc import Callable
from pathlib import Path

import click.testing
import pytest
from docx import Document

from tiny_workspace import Tiny, lines_of

Call = Callable[..., click.testing.Result]

CHAPTER = "chapters/B01-随迁子女就学自评说明.docx"
WORDS = "另：已报县教育局备案。"
KEPT = f"'build/{CHAPTER}' was edited by hand: it is kept as 'inputs/{CHAPTER}', and used from now"


@pytest.fixture
def edited(here: Tiny, call: Call) -> Path:
    """Chapter B01, built and edited."""
    call("build")
    docx = here.made / CHAPTER
    document = Document(str(docx))
    document.add_paragraph(WORDS)
    document.save(str(docx))
    return docx


@pytest.mark.parametrize(
    "command", [("build",), ("check",), ("clean",), ("chapter", "B01"), ("box", "02"), ("list",)]
)
def test_the_next_command_keeps_it_and_says_so_once(
    here: Tiny, call: Call, edited: Path, command: tuple[str, ...]
) -> None:
    """This test ensures that whichever command comes next, the edit lies with the inputs after."""
    content = edited.read_bytes()
    assert KEPT in call(*command).stdout
    assert (here.root / "inputs" / CHAPTER).read_bytes() == content
    for again in (command, ("build",), ("check",)):
        assert KEPT not in call(*again).stdout
    assert lines_of(here.made / CHAPTER)[-1] == WORDS


def test_a_check_sees_an_edit_though_nothing_else_has_changed(
    here: Tiny, call: Call, edited: Path
) -> None:
    """This test ensures that what was said before the edit is not just said again."""
    document = Document(str(edited))
    call("check")
    document.add_paragraph("再改。")
    document.save(str(edited))
    assert KEPT in call("check").stdout
    assert lines_of(here.root / "inputs" / CHAPTER)[-1] == "再改。"


def test_regenerated_it_comes_from_the_template_and_the_edit_lies_aside(
    here: Tiny, call: Call, edited: Path
) -> None:
    """This test ensures that the way back costs no word, whether or not a build came between."""
    content = edited.read_bytes()
    told = call("chapter", "B01", "--regenerate").stdout
    (aside,) = (here.root / "inputs/chapters").iterdir()
    assert aside.read_bytes() == content
    assert (
        f"'inputs/{CHAPTER}' is not used any more: it is kept as 'inputs/chapters/{aside.name}'"
        in told
    )
    assert WORDS not in lines_of(edited)
    assert "[chapter-edited]" not in call("build").stdout
    told = call("chapter", "B01", "--regenerate").stdout
    assert "chapter 'B01' was not edited by hand" in told
    assert [path.name for path in aside.parent.iterdir()] == [aside.name]
