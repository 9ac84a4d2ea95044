"""Traces in an office file that it is not finished: told of, for the page shows none of them.

Tracked changes, comments and a contents table that is not up to date in Word files (ECMA-376-1,
17.13 and 17.16); hidden sheets, rows and columns and formulas without a result in Excel files
(18.2 and 18.3). They are heard while the words are read, which costs no reading of their own.
"""

from collections import Counter
from collections.abc import Iterator

from dossier.finding import Code, Remark
from dossier.messages import Text, say

_QUOTED = 24  # characters of a quotation
_NAMED = 3  # hidden things that are named


class Hidden:
    """What of a workbook is hidden, counted by the names of its sheets."""

    def __init__(self) -> None:
        self.sheets: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        self.columns: Counter[str] = Counter()

    def remarks(self) -> Iterator[Remark]:
        """A remark for each kind of it; where a table is filtered, its rows are hidden."""
        hint = say("show what belongs to the evidence, and delete what does not")
        if self.sheets:
            text = say(
                "hidden sheets are not bound ({count}): {sheets}",
                count=self.sheets.total(),
                sheets=_names(self.sheets),
            )
            yield Remark(Code.CELLS_HIDDEN, text, hint)
        if self.rows:
            text = say(
                "hidden rows are not bound ({count}), in: {sheets}",
                count=self.rows.total(),
                sheets=_names(self.rows),
            )
            yield Remark(Code.CELLS_HIDDEN, text, hint)
        if self.columns:
            text = say(
                "hidden columns are not bound ({count}), in: {sheets}",
                count=self.columns.total(),
                sheets=_names(self.columns),
            )
            yield Remark(Code.CELLS_HIDDEN, text, hint)


class Draft:
    """What was heard of one file, until its remarks are asked for."""

    def __init__(self) -> None:
        self.changes = 0
        self.pictures = 0
        self.changed: Text | None = None  # where the first change stands
        self.struck: list[str] = []
        self.comments: list[str] = []
        self.listed: dict[str, str] = {}  # of the contents table: bookmark → what is listed
        self.headings: dict[str, str] = {}  # bookmark → the heading that bears it
        self.styles: set[str] = set()  # of the headings that bear one
        self.styled: list[tuple[str, str]] = []  # style and words of each paragraph with one
        self.hidden = Hidden()
        self.bare: list[str] = []  # cells whose formula has no result

    def change(self, place: Text) -> None:
        """Count a tracked change at `place`."""
        self.changes += 1
        self.changed = self.changed or place

    def paragraph(self, style: str, marks: list[str], words: str) -> None:
        """Take down a paragraph that has a style, with the bookmarks of contents tables in it."""
        text = "".join(words.split())
        for mark in marks:
            self.headings[mark] = text
            self.styles.add(style)
        if style and text:
            self.styled.append((style, text))

    def remarks(self) -> tuple[Remark, ...]:
        """What there is to tell of the file, in a fixed order."""
        told = (self._changes(), self._comments(), self._contents(), self._bare())
        return (*(one for one in told if one is not None), *self.hidden.remarks())

    def _changes(self) -> Remark | None:
        if not self.changes:
            return None
        struck = "".join("".join(self.struck).split())
        return Remark(
            Code.CHANGES_TRACKED,
            say("it has tracked changes ({count}), the first in {place}, struck out: '{quoted}'",
                count=self.changes, place=self.changed or "", quoted=_cut(struck))
            if struck
            else say("it has tracked changes ({count}), the first in {place}",
                     count=self.changes, place=self.changed or ""),
            say("accept or reject them in Word or WPS and save it; it is bound as if accepted"),
        )  # fmt: skip

    def _comments(self) -> Remark | None:
        if not self.comments:
            return None
        return Remark(
            Code.COMMENTS_LEFT,
            say("it has comments ({count}), the first: '{quoted}'",
                count=len(self.comments), quoted=_cut(self.comments[0])),
            say("do what they ask, and delete them; they are not bound"),
        )  # fmt: skip

    def _contents(self) -> Remark | None:
        stale = next(
            (
                listed
                for mark, listed in self.listed.items()
                if not (heading := self.headings.get(mark, "")) or heading not in listed
            ),
            "",
        )
        entries = "\n".join(self.listed.values())
        new = next(
            (
                text
                for style, text in self.styled
                if self.listed and style in self.styles and text not in entries
            ),
            "",
        )
        if not stale and not new:
            return None
        return Remark(
            Code.CONTENTS_STALE,
            say("its contents table lists '{quoted}', which is no heading now", quoted=_cut(stale))
            if stale
            else say("its contents table lacks the heading '{quoted}'", quoted=_cut(new)),
            say("update the table in Word or WPS (select all, F9) and save it"),
        )

    def _bare(self) -> Remark | None:
        if not self.bare:
            return None
        return Remark(
            Code.CELLS_BROKEN,
            say("formulas have no result ({count}): {places}", count=len(self.bare),
                places="、".join(self.bare[:_NAMED])),
            say("open it in Excel or WPS, save it, and compare the figures"),
        )  # fmt: skip


def _names(counted: Counter[str]) -> str:
    return "、".join(list(counted)[:_NAMED])


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
