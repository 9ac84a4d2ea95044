"""How text is set where it does not say so itself: sizes and fonts by styles (ECMA-376-1, 17.7)."""

from collections.abc import Iterator, Mapping

from lxml import etree

_DEEPEST = 20  # styles that are based on each other
_ROOMY = 600  # twips around or between lines that are not odd
_SIZE = 20.0  # half-points, where nothing is said (17.3.2.38)


class Looks:
    """The styles of one Word file; `root` is its w:styles, or None."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._usual = ""
        self._defaults: tuple[etree._Element, ...] = ()
        self._sizes: dict[tuple[str, str], float] = {}
        self._stresses = root is not None and next(root.iter("{*}em"), None) is not None
        self._known: dict[tuple[str, float], bool] = {}
        if root is None:
            return
        for style in root.iterfind("{*}style"):
            name = _given(style, "styleId")
            self._styles.setdefault(name, style)
            if _given(style, "type") == "paragraph" and _given(style, "default") in {"1", "true"}:
                self._usual = name
        found = (root.find(f"{{*}}docDefaults/{{*}}{one}") for one in ("rPrDefault", "pPrDefault"))
        self._defaults = tuple(one for one in found if one is not None)

    def size(self, run: etree._Element | None, paragraph: etree._Element | None) -> float:
        """The size of a run's text, in half-points."""
        properties = None if run is None else run.find("{*}rPr")
        own = _find(properties, "sz")
        if own is not None:
            return _number(own)
        key = (_style(properties, "rStyle"), self._paragraph_style(paragraph))
        if key not in self._sizes:
            found = next(self._in_styles("sz", key), None)
            self._sizes[key] = _SIZE if found is None else _number(found)
        return self._sizes[key]

    def is_usual(self, style: str, size: float) -> bool:
        """Whether a style (empty: the default) is no larger than `size`, with no odd spacing."""
        key = (style or self._usual, size)
        if key not in self._known:
            names = (style or self._usual, "")
            sizes = next(self._in_styles("sz", names), None)
            spaced = [dict(one.attrib) for one in self._in_styles("spacing", names)]
            wide = any(_large(str(given)) for one in spaced for given in one.values())
            self._known[key] = not wide and (sizes is None or _number(sizes) <= size)
        return self._known[key]

    def fonts(
        self, properties: etree._Element | None, paragraph: etree._Element | None
    ) -> Mapping[str, str]:
        """The fonts of text with these w:rPr by slot (ascii, hAnsi, eastAsia, cs), as named."""
        found: dict[str, str] = {}
        key = (_style(properties, "rStyle"), self._paragraph_style(paragraph))
        own = _find(properties, "rFonts")
        for fonts in ([] if own is None else [own], self._in_styles("rFonts", key)):
            for one in fonts:
                for name, font in one.attrib.items():
                    found.setdefault(etree.QName(name).localname, str(font))
        return found

    def stress(
        self, properties: etree._Element | None, paragraph: etree._Element | None
    ) -> etree._Element | None:
        """What says how text with these w:rPr is stressed (w:em); None where nothing does."""
        own = _find(properties, "em")
        if own is not None or not self._stresses:
            return own
        key = (_style(properties, "rStyle"), self._paragraph_style(paragraph))
        return next(self._in_styles("em", key), None)

    def spacing(self, paragraph: etree._Element) -> Mapping[str, str]:
        """What is said of a paragraph's lines and of the room around it (w:spacing)."""
        found: dict[str, str] = {}
        own = paragraph.find("{*}pPr/{*}spacing")
        style = self._paragraph_style(paragraph)
        for one in (*(() if own is None else (own,)), *self._in_styles("spacing", ("", style))):
            if etree.QName(one.getparent()).localname == "pPr":
                for name, given in one.attrib.items():
                    found.setdefault(etree.QName(name).localname, str(given))
        return found

    def _paragraph_style(self, paragraph: etree._Element | None) -> str:
        properties = None if paragraph is None else paragraph.find("{*}pPr")
        return _style(properties, "pStyle") or self._usual

    def _in_styles(self, name: str, key: tuple[str, str]) -> Iterator[etree._Element]:
        """What the styles of run and paragraph say by that name, the nearest first."""
        for start in key:
            style, depth = start, 0
            while style in self._styles and depth < _DEEPEST:
                for properties in ("rPr", "pPr"):
                    found = _find(self._styles[style].find(f"{{*}}{properties}"), name)
                    if found is not None:
                        yield found
                style, depth = _style(self._styles[style], "basedOn"), depth + 1
        for default in self._defaults:
            for found in default.iterfind(f"{{*}}*/{{*}}{name}"):
                yield found


def _find(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(f"{{*}}{name}")


def _style(parent: etree._Element | None, name: str) -> str:
    found = _find(parent, name)
    return "" if found is None else _given(found, "val")


def _given(element: etree._Element, name: str) -> str:
    return str(element.get(f"{{{etree.QName(element).namespace}}}{name}", ""))


def _large(given: str) -> bool:
    return not given.isalpha() and not (given.lstrip("-").isdigit() and int(given) <= _ROOMY)


def _number(element: etree._Element) -> float:
    try:
        return min(max(float(_given(element, "val")), 1.0), 3276.0)
    except ValueError:
        return _SIZE
