"""Characters for which there is no font: told once, at the cell of the workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from dossier.convert import Job, Outcome
from dossier.facts import replace
from dossier.finding import Code, Remark
from dossier.messages import Text, say
from tiny_workspace import BOOKS, FakeEngine, Tiny

RARE, OTHER, PRIVATE = "\U0002cb4e", "\U0002b7a9", "\ue000"
BOXED = "no font has these characters, an empty box is printed: {what}"


@dataclass(slots=True)
class BoxingEngine(FakeEngine):
    """Prints every document with the same empty boxes."""

    boxes: tuple[Remark, ...] = ()

    def to_pdf(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for outcome in FakeEngine.to_pdf(self, jobs):
            yield replace(outcome, remarks=self.boxes)


def titled(title: str) -> dict[str, str]:
    """The register, with another title of the Word file."""
    return {
        "佐证材料登记": BOOKS["evidence.xlsx"]["佐证材料登记"].replace("随迁子女接收办法", title)
    }


def boxes(*chars: str) -> Remark:
    """What is told of a document in which these characters came out as empty boxes."""

    def one(char: str) -> Text:
        return say("{char} ({number}), {count} times, first on page {page}", char=char,
                   number=f"U+{ord(char):04X}", count=1, page=1)  # fmt: skip

    what = one(chars[0])
    for char in chars[1:]:
        what = say("{one}; {more}", one=what, more=one(char))
    return Remark(Code.CHARACTERS_WITHOUT_FONT, Text(BOXED, (("what", what),)))


def told(fresh: Tiny) -> list[tuple[str, str]]:
    """The findings of a build on such characters: place, and what is said."""
    found = fresh.build().findings
    return [
        (one.place, one.text.spoken("en"))
        for one in found
        if one.code is Code.CHARACTERS_WITHOUT_FONT and one.path != "办法.docx"
    ]


def problem(char: str) -> str:
    return f"no font has the character '{char}' (U+{ord(char):04X}): it is printed as an empty box"


def test_a_character_is_told_at_its_cell(fresh: Tiny) -> None:
    """This test ensures that what chapters and catalogues print of one cell is one finding."""
    fresh.draw(**titled(f"陈{RARE}接收办法"))
    fresh.engine = BoxingEngine(boxes=(boxes(RARE),))
    assert told(fresh) == [("evidence.xlsx!佐证材料登记!B4", problem(RARE))]


def test_characters_of_several_cells(fresh: Tiny) -> None:
    """This test ensures that each character is told, with how many cells hold it."""
    rows = titled(f"{RARE}{OTHER}")["佐证材料登记"].replace("2020年招生方案", f"{RARE}方案")
    fresh.draw(佐证材料登记=rows)
    fresh.engine = BoxingEngine(boxes=(boxes(RARE, OTHER),))
    assert told(fresh) == [
        ("evidence.xlsx!佐证材料登记!B2", f"{problem(RARE)}; 2 cells hold it"),
        ("evidence.xlsx!佐证材料登记!B4", problem(OTHER)),
    ]


def test_a_character_of_a_template_stays_with_its_document(fresh: Tiny) -> None:
    """This test ensures that what stands in no cell is told of each document that prints it."""
    fresh.engine = BoxingEngine(boxes=(boxes(RARE),))
    assert {place for place, _ in told(fresh)} >= {"R01-总目录.docx", "01-封面.docx"}


@pytest.mark.parametrize("remarks", [(), (boxes(PRIVATE),)])
def test_a_private_character_is_told_before_anything_is_made(
    fresh: Tiny, remarks: tuple[Remark, ...]
) -> None:
    """This test ensures that check tells it at its cell, and the build not once more."""
    fresh.draw(**titled(f"接收{PRIVATE}办法"))
    place = "evidence.xlsx!佐证材料登记!B4"
    assert [f"{one.code} {one.place}" for one in fresh.inspect().findings] == [
        f"characters-without-font {place}"
    ]
    fresh.engine = BoxingEngine(boxes=remarks)
    assert told(fresh) == [(place, problem(PRIVATE))]
