"""What was altered in a copy for printing, counted by its kind, and told once for each kind."""

from collections.abc import Callable
from enum import Enum

from dossier.finding import Code, Remark
from dossier.messages import Text, say

_NAMED = 5  # places that are named, of many


class Alteration(Enum):
    """The kinds of alteration, in the order in which they are told."""

    HIDDEN = "hidden"
    CLOCK = "clock"
    FOLDER = "folder"
    HEADER_PICTURE = "header picture"
    UNSTORED = "unstored"
    VOLATILE = "volatile"
    TALL = "tall"
    WIDENED = "widened"
    WRAPPED = "wrapped"
    DIGITS = "digits"
    LARGE = "large"
    SPLIT = "split"
    STRAY = "stray"
    TITLES = "titles"
    ENDLESS = "endless"


_SAID: dict[Alteration, Callable[[int, str], Text]] = {
    Alteration.HIDDEN: lambda n, at: say(
        "hidden sheets are not printed ({count}): {at}", count=n, at=at
    ),
    Alteration.CLOCK: lambda n, at: say(
        "the date or time in header or footer is that of the last saving, not of printing "
        "(sheets: {count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.FOLDER: lambda n, at: say(
        "header or footer name the file without its folder (sheets: {count}): {at}", count=n, at=at
    ),
    Alteration.HEADER_PICTURE: lambda n, at: say(
        "the picture in header or footer is not printed (sheets: {count}): {at}", count=n, at=at
    ),
    Alteration.UNSTORED: lambda n, at: say(
        "formulas without a stored result were worked out by LibreOffice ({count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.VOLATILE: lambda n, at: say(
        "formulas that ask for the day or for chance have no stored result, their cells are blank "
        "({count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.TALL: lambda n, at: say(
        "rows too low for their text are printed higher ({count}): {at}", count=n, at=at
    ),
    Alteration.WIDENED: lambda n, at: say(
        "columns too narrow for what is in them are printed wider ({count}): {at}", count=n, at=at
    ),
    Alteration.WRAPPED: lambda n, at: say(
        "cells that would be cut off at their edge are printed in several lines ({count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.DIGITS: lambda n, at: say(
        "long numbers are printed with all their digits ({count}): {at}", count=n, at=at
    ),
    Alteration.LARGE: lambda n, at: say(
        "sheets whose characters would be smaller than 5 pt on A4 are printed on A3 ({count}): "
        "{at}",
        count=n,
        at=at,
    ),
    Alteration.STRAY: lambda n, at: say(
        "blank cells with borders or fillings far from the table are not printed (sheets: "
        "{count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.TITLES: lambda n, at: say(
        "rows or columns to repeat at the top or left that leave no room beside them are printed "
        "once (sheets: {count}): {at}",
        count=n,
        at=at,
    ),
    Alteration.ENDLESS: lambda n, at: say(
        "rows higher than a page lose their last lines (sheets: {count}): {at}", count=n, at=at
    ),
    Alteration.SPLIT: lambda n, at: say(
        "sheets whose characters would be smaller than 5 pt are printed on more pages ({count}): "
        "{at}",
        count=n,
        at=at,
    ),
}
# what stands on no page, so that somebody has to act
_LOST = frozenset({Alteration.HEADER_PICTURE, Alteration.VOLATILE, Alteration.ENDLESS})

_PRINT = say("print it as PDF in Excel or WPS, and bind that")
_SAVE = say("open it in Excel or WPS, save it, and compare the figures")
_HINTS = {
    Alteration.HEADER_PICTURE: _PRINT,
    Alteration.UNSTORED: _SAVE,
    Alteration.VOLATILE: _SAVE,
    Alteration.ENDLESS: say("divide the text among several rows"),
}


class Alterations:
    """The alterations of one workbook, by kind, with their places."""

    def __init__(self) -> None:
        self._places: dict[Alteration, dict[str, None]] = {}

    def add(self, kind: Alteration, sheet: str, place: str | int = "") -> None:
        """Note one alteration of a `kind` in a sheet, at a cell, a row or a column."""
        self._places.setdefault(kind, {})[f"{sheet}!{place}" if place else sheet] = None

    def remarks(self) -> tuple[Remark, ...]:
        """One remark for each kind, with the first places."""
        return tuple(
            Remark(_code(kind), _SAID[kind](len(places), _named(places)), _HINTS.get(kind))
            for kind in Alteration
            if (places := self._places.get(kind))
        )


def _code(kind: Alteration) -> Code:
    return Code.CONTENT_NOT_PRINTED if kind in _LOST else Code.CONTENT_ADAPTED


def _named(places: dict[str, None]) -> str:
    return ", ".join(list(places)[:_NAMED]) + (", …" if len(places) > _NAMED else "")
