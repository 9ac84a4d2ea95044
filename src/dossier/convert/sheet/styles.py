"""How the cells of a workbook are set, and variants of that which the copy needs."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from dossier.convert.sheet.book import TRUE, M, attributes
from dossier.convert.sheet.formats import BUILT_IN, CHINESE, rewritten
from dossier.facts import Fact

_FIRST_OWN = 164  # numbers of formats below are built in (ECMA-376-1, 18.8.30)
_SIZE = 11.0  # points, where a font says nothing
_MULTILINE = frozenset({"justify", "distributed"})


class Font(Fact, frozen=True):
    """A font: its name, its size in points, whether it is bold."""

    name: str
    size: float
    bold: bool


class Look(Fact, frozen=True):
    """How a cell is set: what decides how much room its text takes."""

    font: Font
    code: str
    wraps: bool
    shrinks: bool
    turned: int
    horizontal: str
    indent: int
    visible: bool
    """Whether even an empty cell shows something: a border or a filling."""


class Styles:
    """The styles of a workbook; `root` is its part, which :meth:`variant` adds to."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = etree.Element(f"{M}styleSheet") if root is None else root
        root = self.root
        self.altered = False
        self._codes = {
            int(one.get("numFmtId", 0)): one.get("formatCode", "General")
            for one in root.iterfind(f"{M}numFmts/{M}numFmt")
        }
        self._added: dict[str, int] = {}
        self._fonts = [_font(one) for one in root.iterfind(f"{M}fonts/{M}font")]
        self._fonts = self._fonts or [Font("", _SIZE, bold=False)]
        self._visible = (self._fills(), self._borders())
        self._forms = root.findall(f"{M}cellXfs/{M}xf")
        self._looks: dict[int, Look] = {}
        self._variants: dict[tuple[int, str, str], int] = {}

    @property
    def usual(self) -> Font:
        """The font in whose digits the widths of columns are counted."""
        form = next(iter(self.root.iterfind(f"{M}cellStyleXfs/{M}xf")), None)
        return self._font_of(form)

    def look(self, number: int) -> Look:
        """How cells of the style `number` (their attribute s) are set."""
        if number not in self._looks:
            form = self._forms[number] if 0 <= number < len(self._forms) else None
            self._looks[number] = self._look(form)
        return self._looks[number]

    def codes(self) -> set[str]:
        """The number formats of all cells that were looked at."""
        return {look.code for look in self._looks.values()}

    def variant(self, number: int, change: str, code: str = "") -> int:
        """The number of a style like `number`, but for `change`.

        "wrap" breaks lines, "full" makes nothing smaller, "format" is the `code`; a "text" stands
        at the right where numbers do, a "truth" in the middle.
        """
        key = (number, change, code)
        if key in self._variants or not self._forms:
            return self._variants.get(key, number)
        form = deepcopy(self._forms[number if 0 <= number < len(self._forms) else 0])
        self._forms[-1].addnext(form)
        self._forms.append(form)
        if change == "format":
            form.set("numFmtId", str(self._number_of(code)))
            form.set("applyNumberFormat", "1")
        else:
            alignment = form.find(f"{M}alignment")
            if alignment is None:
                alignment = etree.Element(f"{M}alignment")
                form.insert(0, alignment)
            form.set("applyAlignment", "1")
            if change == "full":
                alignment.set("shrinkToFit", "0")
            elif change == "wrap":
                alignment.set("wrapText", "1")
            else:
                form.set("numFmtId", "49")
                if alignment.get("horizontal", "general") == "general":
                    alignment.set("horizontal", "right" if change == "text" else "center")
        self.altered = True
        self._variants[key] = len(self._forms) - 1
        return self._variants[key]

    def speak_chinese(self) -> None:
        """Rewrite all number formats so that LibreOffice shows what Excel shows in Chinese."""
        for one in self.root.iter(f"{M}numFmt"):
            code = one.get("formatCode", "")
            if (new := rewritten(code)) != code:
                one.set("formatCode", new)
                self.altered = True
        for form in self.root.iterfind(f".//{M}xf"):
            number = int(form.get("numFmtId", 0))
            if number in CHINESE and number not in self._codes:
                form.set("numFmtId", str(self._number_of(rewritten(CHINESE[number]))))
                self.altered = True

    def _number_of(self, code: str) -> int:
        if code not in self._added:
            place = self.root.find(f"{M}numFmts")
            if place is None:
                place = etree.Element(f"{M}numFmts")
                self.root.insert(0, place)
            number = max([_FIRST_OWN, *self._codes]) + 1
            one = etree.SubElement(place, f"{M}numFmt")
            one.set("numFmtId", str(number))
            one.set("formatCode", code)
            place.set("count", str(len(place)))
            self._added[code] = number
            self._codes[number] = code
        return self._added[code]

    def _font_of(self, form: etree._Element | None) -> Font:
        number = int(form.get("fontId", 0)) if form is not None else 0
        return self._fonts[number if number < len(self._fonts) else 0]

    def _look(self, form: etree._Element | None) -> Look:
        if form is None:
            form = etree.Element(f"{M}xf")
        number = int(form.get("numFmtId", 0))
        code = self._codes.get(number) or CHINESE.get(number) or BUILT_IN.get(number, "General")
        alignment = form.find(f"{M}alignment")
        given: Mapping[str, str] = {} if alignment is None else attributes(alignment)
        horizontal = given.get("horizontal", "general")
        fills, borders = self._visible
        return Look(
            font=self._font_of(form),
            code=_understood(code),
            wraps=given.get("wrapText") in TRUE or horizontal in _MULTILINE,
            shrinks=given.get("shrinkToFit") in TRUE,
            turned=int(given.get("textRotation", 0)),
            horizontal=horizontal,
            indent=int(given.get("indent", 0)),
            visible=form.get("fillId") in fills or form.get("borderId") in borders,
        )

    def _fills(self) -> frozenset[str]:
        kinds = self.root.iterfind(f"{M}fills/{M}fill")
        return frozenset(
            str(number)
            for number, fill in enumerate(kinds)
            if (pattern := fill.find(f"{M}patternFill")) is None
            or pattern.get("patternType", "none") != "none"
        )

    def _borders(self) -> frozenset[str]:
        return frozenset(
            str(number)
            for number, border in enumerate(self.root.iterfind(f"{M}borders/{M}border"))
            if any(side.get("style", "none") != "none" for side in border)
        )


def _understood(code: str) -> str:
    """A code in words that do not depend on the language of the program."""
    strange = "通用格式" in code or "[$-x-" in code.lower() or "[$-f" in code.lower()
    return (rewritten(code) if strange else code) or "General"


def _font(font: etree._Element) -> Font:
    name, size, bold = (font.find(f"{M}{child}") for child in ("name", "sz", "b"))
    return Font(
        "" if name is None else name.get("val", ""),
        _SIZE if size is None else float(size.get("val", _SIZE)),
        bold=bold is not None and bold.get("val", "1") in TRUE,
    )
