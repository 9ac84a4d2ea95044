"""Which styles of a Word file hide what is set in them (w:vanish, ECMA-376-1, 17.3.2.41)."""

from collections.abc import Mapping

from lxml import etree

from dossier.compare.package import OfficeParts, given, is_on, local

_DEPTH = 32  # honest styles are based on each other a few times


def hiding_styles(parts: OfficeParts, main: str) -> frozenset[str]:
    """The ids of the paragraph and character styles that hide."""
    part = parts.of_kind(main, "styles")
    if not part or not parts.may_hold(part, b"vanish"):
        return frozenset()
    based: dict[str, str] = {}
    said: dict[str, bool] = {}
    for style in parts.root(part):
        if local(style) == "style":
            _read(style, based, said)
    return frozenset(name for name in based if _hides(name, based, said))


def _read(style: etree._Element, based: dict[str, str], said: dict[str, bool]) -> None:
    name = given(style, "styleId")
    based[name] = ""
    for child in style:
        kind = local(child)
        if kind == "basedOn":
            based[name] = given(child, "val")
        elif kind == "rPr":
            for one in child:
                if local(one) == "vanish":
                    said[name] = is_on(one)


def _hides(name: str, based: Mapping[str, str], said: Mapping[str, bool]) -> bool:
    for _ in range(_DEPTH):
        if name in said:
            return said[name]
        name = based.get(name, "")
        if not name:
            return False
    return False
