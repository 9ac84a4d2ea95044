"""The words of a file in Rich Text Format (RTF 1.9.1), without its notes on looks."""

import re

_PART = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|\\u(?P<code>-?\d+) ?|"
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d*) ?|\\(?P<sign>.)|(?P<plain>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_UNSEEN = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"fldinst", b"object", b"listtext",
    b"header", b"headerf", b"headerl", b"headerr", b"footer", b"footerf", b"footerl", b"footerr",
    b"annotation", b"atnid", b"atnauthor", b"nonesttables", b"pntext", b"bkmkstart", b"bkmkend",
}  # fmt: skip
_ENDS = {b"par", b"cell", b"row", b"nestcell", b"nestrow", b"line", b"sect", b"page", b"tab"}
_CODECS = {b"134": "gb18030", b"136": "big5", b"128": "cp932", b"129": "cp949", b"204": "cp1251"}
_QUOTES = {b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}


class _GroupState:
    """What holds within a group; a copy of it holds in those within."""

    def __init__(self, codec: str, *, unseen: bool = False, behind: int = 1) -> None:
        self.codec, self.unseen, self.behind = codec, unseen, behind

    def copy(self) -> "_GroupState":
        """The same, to be changed apart."""
        return _GroupState(self.codec, unseen=self.unseen, behind=self.behind)


class _RtfWords:
    """The words that are met, and what they are to be read as."""

    def __init__(self, content: bytes) -> None:
        self.said = [""]
        self._usual = "gb18030" if re.search(rb"\\ansicpg936\b", content) else "cp1252"
        self._fonts = _fonts(content)
        self._state = [_GroupState(self._usual)]
        self._waiting = bytearray()
        self._skip = 0  # characters that only stand for the one before, in older programs

    def take(self, part: re.Match[bytes]) -> None:
        """One part of the file."""
        plain = part["plain"] or b""
        if part["hex"] or max(plain, default=0) > 127:  # noqa: PLR2004
            if part["hex"] and self._skip:
                self._skip -= 1
            else:
                self._waiting += bytes.fromhex(part["hex"].decode()) if part["hex"] else plain
            return
        self.settle()
        if part["open"]:
            self._state.append(self._state[-1].copy())
        elif part["close"]:
            self._skip = 0
            if self._state[1:]:
                self._state.pop()
        elif part["word"] and self._is_setting(part["word"], part["number"]):
            return
        elif part["sign"] == b"*":
            self._state[-1].unseen = True
        elif not self._state[-1].unseen:
            self._see(part, plain.decode("latin-1"))

    def settle(self) -> None:
        """Read the bytes that were met."""
        if self._waiting and not self._state[-1].unseen:
            self.said[-1] += self._waiting.decode(self._state[-1].codec, "replace")
        self._waiting.clear()

    def _is_setting(self, word: bytes, number: bytes) -> bool:
        state = self._state[-1]
        if word in _UNSEEN:
            state.unseen = True
        elif word == b"v":
            state.unseen = number != b"0"
        elif word == b"f":
            state.codec = self._fonts.get(number, self._usual)
        elif word == b"uc":
            state.behind = int(number or 1)
        else:
            return False
        return True

    def _see(self, part: re.Match[bytes], plain: str) -> None:
        if part["word"] in _ENDS:
            self.said.append("")
        elif part["code"]:
            self.said[-1] += chr(int(part["code"]) % 0x10000)
            self._skip = self._state[-1].behind
        else:
            self.said[-1] += plain[self._skip :] + _QUOTES.get(part["word"], "")
            self._skip = max(0, self._skip - len(plain))
            if part["sign"] in {b"\\", b"{", b"}"}:
                self.said[-1] += part["sign"].decode()


def rich_words(content: bytes) -> list[str]:
    """The paragraphs and cells of the file, in order."""
    reader = _RtfWords(content)
    for part in _PART.finditer(content):
        reader.take(part)
    reader.settle()
    return [one.strip() for one in reader.said if one.strip()]


def _fonts(content: bytes) -> dict[bytes, str]:
    """The codec of each font that names a character set."""
    found = re.findall(rb"\{\\f(\d+)[^{}]*?\\fcharset(\d+)", content)
    return {font: _CODECS[charset] for font, charset in found if charset in _CODECS}
