"""Fields of Word files (ECMA-376-1, 17.16): which of their words are printed."""

import re

CUT = "\x01"
"""Stands where a page number is printed, which no file holds."""

_PAGES = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SECTION|REVNUM)\b", re.IGNORECASE)
_OVERLAY = re.compile(r"\s*EQ\b(.*)", re.IGNORECASE | re.DOTALL)
_FORMATS = re.compile(r"""\\\*\s*("[^"]*"|\S+)""")
_SWITCHES = re.compile(r"\\(?:[lrb]c\\.|[a-zA-Z]+\s*\d*)")

# what stands in a square is a character of its own with it
_TICKED = str.maketrans({**dict.fromkeys("√✓✔", "☑"), **dict.fromkeys("×✗✘", "☒")})


class OpenFields:
    """The fields that are open; they may stand within each other."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []  # code, "code" or "result", what was printed of it

    def begin(self, code: str = "") -> None:
        """A field begins; what follows is its code, or its result where the code is given."""
        self._open.append([code, "result" if code else "code", ""])

    def separate(self) -> None:
        """From here on there is the result of the innermost one."""
        if self._open:
            self._open[-1][1] = "result"

    def end(self) -> str:
        """The innermost one is over; what its code prints where there is no result."""
        if not self._open:
            return ""
        code, _, result = self._open.pop()
        if _PAGES.match(code):
            return self.shown(CUT)
        equation = _OVERLAY.match(code)
        if equation and not result.strip():
            # a kind of equation: Word draws what the code says, and stores no result
            return self.shown(overlaid(equation[1]))
        return ""

    def code(self, text: str) -> None:
        """A piece of the code of the innermost one."""
        if self._open and self._open[-1][1] == "code":
            self._open[-1][0] += text

    def shown(self, text: str) -> str:
        """`text` as far as it is printed, being within the fields that are open."""
        if not self._open:
            return text
        if any(state == "code" for _, state, _ in self._open):
            # the words of an equation may stand in fields and runs of their own
            inner = self._open[-1]
            if inner[1] == "code" and _OVERLAY.match(inner[0]):
                inner[0] += text
            return ""
        if any(_PAGES.match(code) for code, _, _ in self._open):
            return ""
        for field in self._open:
            field[2] += text
        return text


def overlaid(code: str) -> str:
    r"""The characters that an EQ field (17.16.5.21) sets: ``\o\ac(○,21)``, printed ㉑ → ``21``."""
    plain = _SWITCHES.sub("", _FORMATS.sub("", code))
    if "□" in plain:
        plain = plain.translate(_TICKED)
    return re.sub(r"[\\(),;\s○〇◯□■◇△]", "", plain)
