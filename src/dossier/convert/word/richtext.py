"""A file in Rich Text Format (RTF 1.9.1) as a web page: paragraphs and tables, without looks."""

import html
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|"
    r"\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
# groups whose words are not printed where they stand
_SILENT = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "fldinst", "header",
    "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "listtable",
    "listoverridetable", "rsidtbl", "generator", "themedata", "colorschememapping", "datastore",
    "latentstyles", "xmlnstbl", "bkmkstart", "bkmkend", "nonesttables", "annotation", "atnid",
    "atnauthor", "revtbl", "filetbl", "mmathPr", "listtext", "pntext", "private", "template",
}  # fmt: skip
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    204: "cp1251", 238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "bullet": "•",
    "rdblquote": "”", "tab": "\t", "emspace": "\u2003", "enspace": "\u2002", "~": "\u00a0",
    "_": "-", "\\": "\\", "{": "{", "}": "}", "line": "\n",
}  # fmt: skip
_BYTE, _TWO_BYTES = 0x80, 0x10000


@dataclass(frozen=True)
class _RtfGroup:
    """What holds within a group: whether it is silent, its code page, how many bytes stand for one.

    These are what stands behind a character in Unicode, for programs that know none.
    """

    silent: bool = False
    codec: str = ""
    skips: int = 1
    hidden: bool = False


def page_of(content: bytes) -> str:
    """The page of an RTF file; what is damaged ends where it can no longer be read."""
    return _RtfParser().read(content.decode("latin-1"))


class _RtfParser:
    """Reads one file, token by token."""

    def __init__(self) -> None:
        self._state = _RtfGroup()
        self._open: list[_RtfGroup] = []
        self._usual = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._bytes = bytearray()
        self._over = 0
        self._words: list[str] = []
        self._cells: list[str] = []
        self._rows: list[str] = []
        self._in_table = False
        self._made: list[str] = []

    def read(self, text: str) -> str:
        """All of it as HTML."""
        for token in _TOKEN.finditer(text):
            if token["byte"]:
                self._raw(bytes([int(token["byte"], 16)]))
            elif token["text"]:
                self._plain(token["text"])
            else:
                self._settle()
                if token["brace"]:
                    self._brace(token["brace"])
                elif token["sign"]:
                    self._sign(token["sign"])
                else:
                    self._control(token["word"], int(token["number"] or 1), token["number"])
        self._settle()
        self._paragraph()
        self._close_table()
        return "".join(self._made)

    def _plain(self, text: str) -> None:
        for piece in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", text):
            if ord(piece[0]) >= _BYTE:
                self._raw(piece.encode("latin-1"))
            else:
                self._settle()
                self._say(piece)

    def _raw(self, content: bytes) -> None:
        skipped = min(self._over, len(content))
        self._over -= skipped
        self._bytes += content[skipped:]

    def _settle(self) -> None:
        if self._bytes:
            said = bytes(self._bytes).decode(self._state.codec or self._usual, "replace")
            self._bytes.clear()
            self._say(said)

    def _say(self, text: str) -> None:
        skipped = min(self._over, len(text))
        self._over -= skipped
        if not self._state.silent and not self._state.hidden:
            self._words.append(text[skipped:])

    def _brace(self, brace: str) -> None:
        self._over = 0
        if brace == "{":
            self._open.append(self._state)
        elif self._open:
            self._state = self._open.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, silent=True)
        elif sign in _CHARACTERS:
            self._say(_CHARACTERS[sign])

    def _control(self, word: str, number: int, given: str | None) -> None:
        if word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word == "u" and given:
            self._say(chr(number % _TWO_BYTES))
            self._over = self._state.skips
        elif word in {"par", "sect", "page", "row", "cell", "nestcell", "trowd", "pard", "intbl"}:
            self._structure(word)
        else:
            self._setting(word, number, given)

    def _setting(self, word: str, number: int, given: str | None) -> None:
        if word in _SILENT:
            self._state = replace(self._state, silent=True)
        elif word == "uc":
            self._state = replace(self._state, skips=number if given else 1)
        elif word == "v":
            self._state = replace(self._state, hidden=given != "0")
        elif word == "ansicpg":
            latin = f"cp{number}" if number in range(1250, 1259) else "cp1252"
            self._usual = _PAGES.get(number, latin)
        elif word == "f":
            self._font = number if given else 0
            self._state = replace(self._state, codec=self._fonts.get(self._font, ""))
        elif word == "fcharset":
            self._fonts[self._font] = _CHARSETS.get(number if given else 0, "")

    def _structure(self, word: str) -> None:
        if self._state.silent:
            return
        if word == "intbl":
            self._in_table = True
        elif word == "pard":
            self._in_table = False
        elif word in {"par", "sect", "page"}:
            self._paragraph()
        elif word in {"cell", "nestcell"}:
            self._in_table = True
            self._cells.append(self._taken())
        elif word == "row":
            self._rows.append("".join(f"<td>{cell}</td>" for cell in self._cells))
            self._cells = []

    def _paragraph(self) -> None:
        if self._cells or (self._in_table and self._words):
            self._words.append("\n")  # a paragraph within a cell
            return
        said = self._taken()
        if said:
            self._close_table()
            self._made.append(f"<p>{said}</p>")

    def _close_table(self) -> None:
        if self._cells:
            self._structure("row")
        if self._rows:
            self._made.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in self._rows)}</table>")
            self._rows = []

    def _taken(self) -> str:
        said = html.escape("".join(self._words).strip("\n")).replace("\n", "<br>")
        self._words = []
        return said
