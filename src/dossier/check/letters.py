"""How a document begins and ends: its heading, and its 落款, the writer's name above a date.

A document of several parts has several of these. In a PDF the words of a seal may stand behind a
date on its line, for they lie there on the page.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import Text
from dossier.model.values import Unfit, day

_TENS = "[一二三四五六七八九十]{1,3}"
_DAY = (
    r"[12]\d{3}年\d{1,2}月\d{1,2}日"
    rf"|[二〇○零一三四五六七八九]{{4}}年{_TENS}月{_TENS}日"
)
_SIGNED = re.compile(rf"(?P<name>[^\W\d]{{0,30}})(?P<day>{_DAY})(?P<seal>[^\W\d]?)")
_MEETING = re.compile(rf"^(?:会议|开会|活动|召开)?(?:时间|日期)[:：{CELL}]*(?P<day>{_DAY})")
_LONGEST_NAME = 30
_HEAD = 2  # lines of a heading: the red head or the title
_LONGEST_HEAD = 50
_NEAR = 3  # lines above a date among which the writer signs


class LetterLine(Fact, frozen=True):
    """A line of a document, and where it stands; whether it was read on a scan."""

    place: Text
    text: str
    scanned: bool = False


class SignOff(Fact, frozen=True):
    """A 落款: the date, and the lines above it that may be names, the nearest first."""

    line: LetterLine
    dated: date
    names: tuple[LetterLine, ...]


def lines(passages: Sequence[Passage]) -> list[LetterLine]:
    """Every line of prose; rows of tables are no lines."""
    return [
        LetterLine(passage.place, line, passage.scanned)
        for passage in passages
        if CELL not in passage.text
        for line in passage.text.split(BREAK)
        if line
    ]


def heading(found: Sequence[LetterLine]) -> list[LetterLine]:
    """The lines of the heading: at most two, and none that is a sentence."""
    return [one for one in found[:_HEAD] if len(one.text) <= _LONGEST_HEAD and "。" not in one.text]


def sign_offs(found: Sequence[LetterLine]) -> Iterator[SignOff]:
    """Each 落款 of a document: a line that is a date, alone or behind a name."""
    for number, line in enumerate(found):
        match = _SIGNED.fullmatch(line.text)
        dated = _day(match["day"]) if match else None
        if match is None or dated is None:
            continue
        names = [LetterLine(line.place, match["name"], line.scanned)] if match["name"] else []
        for above in reversed(found[max(0, number - _NEAR) : number]):
            if len(above.text) > _LONGEST_NAME or "。" in above.text:
                break
            names.append(above)
        yield SignOff(line, dated, tuple(names))


def meetings(passages: Sequence[Passage]) -> Iterator[tuple[LetterLine, date]]:
    """Each line that tells when a meeting was: ``会议时间：2021年9月3日`` or a row of a table."""
    for passage in passages:
        for text in passage.text.split(BREAK):
            match = _MEETING.match(text)
            dated = _day(match["day"]) if match else None
            if dated:
                yield LetterLine(passage.place, text, passage.scanned), dated


def _day(text: str) -> date | None:
    try:
        return day(text)
    except Unfit:
        return None
