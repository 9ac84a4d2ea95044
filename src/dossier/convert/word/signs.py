"""Signs of Wingdings and kin as characters that fonts of the project have.

LibreOffice looks them up in OpenSymbol by code, sign by sign, and only where the text beside them
is no Chinese: there it draws an empty box, or nothing (ECMA-376-1, 17.3.3.30 and 17.3.2.26).
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from dossier.convert.word.about import About, space_of, value
from dossier.media.symbols import FONTS, counterpart, has_signs

TRACES = (b":sym ", b"<sym ", *(name.encode() for name in ("Wingdings", "Webdings", '"Symbol')))

_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIVATE = range(0xF000, 0xF100)
_LETTERS = 0x80

# which font a sign is drawn with where it has it; another one lends the sign where not
_DRAWN = {"symbol": "Liberation Serif"}
_USUAL = "Noto Sans Symbols2"


def in_styles(styles: bytes) -> bool:
    """Whether a style may set text in such a font."""
    return any(f'"{font}'.encode() in styles for font in FONTS)


def mend(root: etree._Element, about: About) -> None:
    """Write the signs of a part as characters."""
    for level in root.iter("{*}lvl"):
        _mend_label(level, about)
    for run in list(root.iter("{*}r")):
        if etree.QName(run).namespace != etree.QName(root).namespace:
            continue  # of a drawing or an equation
        fonts = _fonts(run, about)
        if any(map(has_signs, fonts.values())) or run.find("{*}sym") is not None:
            _mend_run(run, fonts)


def _fonts(run: etree._Element, about: About) -> Mapping[str, str]:
    paragraph = next(run.iterancestors("{*}p"), None)
    return about.looks.fonts(run.find("{*}rPr"), paragraph)


def _mend_label(level: etree._Element, about: About) -> None:
    """The sign that stands before each paragraph of a list (17.9.11)."""
    text, look = level.find("{*}lvlText"), level.find("{*}rPr")
    fonts = about.looks.fonts(look, None)
    if text is None or look is None or not any(map(has_signs, fonts.values())):
        return
    shown = list(_spans(value(text), fonts))
    if any(font for _, font in shown):
        text.set(f"{space_of(text)}val", "".join(words for words, _ in shown))
        _set_font(look, next(font for _, font in shown if font))


def _mend_run(run: etree._Element, fonts: Mapping[str, str]) -> None:
    """Split a run into those that are signs and those that are not."""
    space = space_of(run)
    pieces: list[tuple[str, list[etree._Element]]] = []
    for one in list(run):
        for font, part in _pieces(one, fonts, space):
            if not pieces or pieces[-1][0] != font:
                pieces.append((font, []))
            pieces[-1][1].append(part)
    if not any(font for font, _ in pieces):
        return
    look = run.find(f"{space}rPr")
    for font, parts in pieces:
        made = etree.Element(f"{space}r", {str(k): str(v) for k, v in run.attrib.items()})
        if look is not None:
            made.append(etree.fromstring(etree.tostring(look, with_tail=False)))
        made.extend(parts)
        if font:
            own = made.find(f"{space}rPr")
            if own is None:
                own = etree.Element(f"{space}rPr")
                made.insert(0, own)
            _set_font(own, font)
        run.addprevious(made)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _pieces(
    one: etree._Element, fonts: Mapping[str, str], space: str
) -> Iterator[tuple[str, etree._Element]]:
    """A child of a run as it stays, or in pieces, each with the font of the signs that it is."""
    match one.tag:
        case tag if tag == f"{space}rPr":
            return
        case tag if tag == f"{space}sym":
            font = value(one, "font")
            sign = counterpart(font, _code(value(one, "char")))
            yield (_drawn(font), _text(sign, space)) if sign else ("", one)
        case tag if tag == f"{space}t" and one.text:
            shown = list(_spans(one.text, fonts))
            if not any(font for _, font in shown):
                yield "", one
                return
            for words, font in shown:
                yield font, _text(words, space)
        case _:
            yield "", one


def _code(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def _text(words: str, space: str) -> etree._Element:
    made = etree.Element(f"{space}t", {_SPACE: "preserve"})
    made.text = words
    return made


def _spans(text: str, fonts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Stretches of a text that are signs, with the font to draw them, and that are not (empty)."""
    words, before = "", ""
    for one in text:
        named = _font_of(one, fonts)
        sign = counterpart(named, ord(one)) if named else ""
        font = _drawn(named) if sign else ""
        if words and font != before:
            yield words, before
            words = ""
        words, before = words + (sign or one), font
    if words:
        yield words, before


def _font_of(one: str, fonts: Mapping[str, str]) -> str:
    """The font of signs in which a character is set; empty where it is set in another one."""
    code = ord(one)
    if code in _PRIVATE:
        slots: tuple[str, ...] = _SLOTS
    elif code < _LETTERS:
        slots = ("ascii",)
    else:
        slots = ("hAnsi", "ascii")
    found = next((fonts[slot] for slot in slots if has_signs(fonts.get(slot, ""))), "")
    # the letters of Symbol are Greek where they are meant to be; a space is one in any font
    return "" if one.isspace() else found


def _drawn(font: str) -> str:
    return _DRAWN.get(font.strip().casefold(), _USUAL)


def _set_font(look: etree._Element, font: str) -> None:
    space = space_of(look)
    fonts = look.find(f"{space}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{space}rFonts")
        style = look.find(f"{space}rStyle")
        look.insert(0 if style is None else 1, fonts)
    fonts.attrib.clear()
    for slot in _SLOTS:
        fonts.set(f"{space}{slot}", font)
