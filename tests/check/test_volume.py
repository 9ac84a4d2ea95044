"""Items that are too thick."""

import pytest
from sound_school import FILES, PARTS, REGISTER, told

from dossier.finding import Code
from factories import evidence, evidence_file


@pytest.mark.parametrize(("pages", "many"), [(0, 0), (200, 0), (201, 1)])
def test_files_of_more_than_200_pages(pages: int, many: int) -> None:
    """This test ensures that a file is told in its row of the register, before it is bound."""
    entry = evidence("c.pdf", title="花名册", row=REGISTER)
    lines = told(
        evidence=(*PARTS["evidence"], entry), files=(*FILES, evidence_file("c.pdf", pages=pages))
    )
    text = f"'花名册' has {pages} pages; an item should have 200 at most"
    hint = "part it, and register each part as an item: （一）, （二）"
    expected = [f"佐证材料登记!I4: {text} [item-too-thick]", f"  hint: {hint}"]
    assert lines == expected * many


def test_what_cannot_be_bound_is_told_once() -> None:
    """This test ensures that a damaged file is not called too thick as well."""
    damaged = evidence_file("a.pdf", pages=300, fault=Code.FILE_DAMAGED)
    assert not [line for line in told(files=(damaged, *FILES[1:])) if "item-too-thick" in line]
