"""Items that are too thick, and settings of paper that cannot be."""

import pytest
from sound_school import FILES, PARTS, REGISTER, facts, told

from dossier.check.volume import senseless_paper
from dossier.finding import Code, Finding
from factories import evidence, holding


@pytest.mark.parametrize(("pages", "many"), [(0, 0), (200, 0), (201, 1)])
def test_files_of_more_than_200_pages(pages: int, many: int) -> None:
    """This test ensures that a file is told in its row of the register, before it is bound."""
    entry = evidence("c.pdf", title="花名册", row=REGISTER)
    lines = told(
        evidence=(*PARTS["evidence"], entry), files=(*FILES, holding("c.pdf", pages=pages))
    )
    text = f"'花名册' has {pages} pages; an item should have 200 at most"
    hint = "part it, and register each part as an item: （一）, （二）"
    expected = [f"佐证材料登记!I4: {text} [item-too-thick]", f"  hint: {hint}"]
    assert lines == expected * many


def test_what_cannot_be_bound_is_told_once() -> None:
    """This test ensures that a damaged file is not called too thick as well."""
    damaged = holding("a.pdf", pages=300, fault=Code.FILE_DAMAGED)
    assert not [line for line in told(files=(damaged, *FILES[1:])) if "item-too-thick" in line]


def senseless(**settings: str) -> list[Finding]:
    """What is found in those settings."""
    seen = facts()
    # the mapping of a dossier made by hand is empty and may be filled
    seen.dossier.standard.settings.update(settings)  # type: ignore[attr-defined]
    return list(senseless_paper(seen))


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("单双面", "两面", "write 单面 or 双面"),
        ("纸张克重", "0", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("纸张克重", "0.1毫米", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("纸张克重", "500张", "write a weight from 40 to 250 g/㎡, such as 70"),
        ("装盒上限", "0.75", "write a percentage above 0 and up to 100%, such as 75%"),
        ("装盒上限", "0%", "write a percentage above 0 and up to 100%, such as 75%"),
        ("装盒上限", "120%", "write a percentage above 0 and up to 100%, such as 75%"),
        ("标签纸", "A5", "write A4缩短 or A3"),
    ],
)
def test_settings_that_cannot_be(name: str, text: str, hint: str) -> None:
    """This test ensures that a setting that is not understood is told, with what may be written."""
    (found,) = senseless(**{name: text})
    assert f"{found.place} [{found.code}]" == "standard.xlsx [rule-incomplete]"
    assert found.text.spoken("en") == f"setting '{name}' cannot be '{text}'"
    assert found.hint is not None
    assert found.hint.spoken("en") == hint


def test_sound_settings_and_none_at_all() -> None:
    """This test ensures that nothing is said where nothing is set, or where all is well."""
    assert senseless() == []
    assert senseless(单双面="双面", 纸张克重="80克", 装盒上限="70%", 标签纸="A3") == []
