"""What single elements of a Word file's XML (ECMA-376-1, 17) say of their content."""

from collections.abc import Iterable

from lxml import etree

from dossier.compare.package import given, is_on, local


def chosen(alternatives: etree._Element) -> list[etree._Element]:
    """What is shown of several forms of the same thing (mc:AlternateContent, part 3, 7.6)."""
    for kind in ("Choice", "Fallback"):
        for one in alternatives:
            if local(one) == kind:
                return list(one)
    return []


def is_gone(row: etree._Element) -> bool:
    """Whether a row is hidden, or deleted in a change that is accepted."""
    return any(is_on(one) for one in _properties(row, "trPr") if local(one) in {"hidden", "del"})


def is_head_row(row: etree._Element) -> bool:
    """Whether a row is to stand above each page of its table (17.4.78)."""
    return any(is_on(one) for one in _properties(row, "trPr") if local(one) == "tblHeader")


def is_covered(cell: etree._Element) -> bool:
    """Whether the cell above or before it is merged over it (17.4.85, 17.4.23)."""
    return any(
        given(one, "val", "continue") == "continue"
        for one in _properties(cell, "tcPr")
        if local(one) in {"vMerge", "hMerge"}
    )


def _properties(element: etree._Element, name: str) -> Iterable[etree._Element]:
    """What is set in the child `name`, which comes first or after another kind of properties."""
    return next((one for one in element if local(one) == name), ())


def dropped_down(mark: etree._Element) -> str:
    """The chosen entry of a drop-down form field (17.16.9), which has no other result."""
    entries: list[str] = []
    place = 0
    for one in mark.iter():
        name = local(one)
        if name == "listEntry":
            entries.append(given(one, "val"))
        elif name == "result" or (name == "default" and not place):
            place = int(given(one, "val", "0")) if given(one, "val", "0").isdigit() else 0
    return entries[place] if 0 <= place < len(entries) else ""
