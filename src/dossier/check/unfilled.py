"""What was left open in a document: blanks, names that stand for any, errors in place of values."""

import re
from collections.abc import Callable, Iterator, Sequence

from dossier.check.facts import Facts
from dossier.check.registered import documents_once, of_row
from dossier.check.scanned import as_read
from dossier.finding import Code, Finding
from dossier.media.passage import BREAK, CELL, Passage
from dossier.messages import say
from dossier.model.evidence import Evidence

_BLANK = re.compile(r"[_＿]{2,}")
# where a person writes by hand on the paper, and the words that a blank to be filled has beside it
_BY_HAND = re.compile(
    r"签|盖章|公章|手印|日期|时间|姓名|电话|[年月日第]$|编号|负责人|校长|家长|监护人|甲方|乙方|审核|经办|记录人|意见"
)
_AFTER_HAND = re.compile(r"^[\s_＿]*(?:[年月日号(（]|签|盖章)")
_ANY = re.compile(
    r"(?<![0-9A-Za-z×*])(?:[xX]{2,}|[ＸｘX]{2,}|×{2,}|[○〇]{2,}|\*{2,})"
    r"(?:县|市|区|镇|乡|村|省|州)?(?:[\u4e00-\u9fff]{0,4}?(?:学校|小学|中学|初中|幼儿园|教育局))"
    # 张某某 is a name that was made unknown
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[据由在到从与和向及]))某某?(?:县|市|镇|乡)?(?:学校|小学|中学|教育局)"
    r"|(?<![0-9A-Za-z])20(?:[xX]{2}|[Ｘｘ]{2}|×{2}|\*{2}|[_＿]{2,})(?:[-—–~至]20[xXＸ×*]{2})?学?年"
)
_TEMPLATE = re.compile(r"样表|样卷|模板|模版|范本|问卷|空白|表样|试卷|样本|参考格式|征求意见表")
_ERROR = re.compile(
    r"(?<![0-9A-Za-z#/])#(?:REF!|VALUE!|NAME\?|N/A|DIV/0!|NUM!|NULL!|SPILL!|CALC!)(?![A-Za-z])"
    r"|(?<![0-9A-Za-z#])#{3,}(?![0-9A-Za-z#])|(?<!\w)Err:5\d\d(?!\d)|错误[!！](?:未定义书签|未找到引用源|未指定书签)"
)
_BESIDE, _QUOTED = 12, 20  # characters before a blank that tell what it is for; around a quotation

_Looked = Callable[[str], Iterator[tuple[int, str]]]


def blanks_unfilled(facts: Facts) -> Iterator[Finding]:
    """Blanks and names that stand for any, in the evidence and in the school's own words."""
    for entry, passage, shown, count in _found(facts, open_places, but=_TEMPLATE):
        finding = of_row(
            Code.BLANK_UNFILLED,
            entry,
            say("{place}: '{quoted}' was not filled in (places: {count})",
                place=passage.place, quoted=shown, count=count),
            say("fill it in, and save or scan the document again"),
        )  # fmt: skip
        yield as_read(finding, scanned=passage.scanned)
    for words in facts.dossier.school.own_words():
        for paragraph in words.paragraphs:
            for at, _ in open_places(paragraph):
                yield Finding(
                    Code.BLANK_UNFILLED,
                    say("'{quoted}' was not filled in", quoted=_around(paragraph, at)),
                    at=words.at,
                    hint=say("write the name or the number there"),
                )
                break


def broken_cells(facts: Facts) -> Iterator[Finding]:
    """Errors and ``###`` where a value should be."""
    for entry, passage, shown, count in _found(facts, _errors):
        finding = of_row(
            Code.CELLS_BROKEN,
            entry,
            say("{place}: '{quoted}' stands where a value should be (places: {count})",
                place=passage.place, quoted=shown, count=count),
            say("mend the formula, or make the column wider, and save it again"),
        )  # fmt: skip
        yield as_read(finding, scanned=passage.scanned)


def _found(
    facts: Facts, looked: _Looked, but: re.Pattern[str] | None = None
) -> Iterator[tuple[Evidence, Passage, str, int]]:
    """Documents with something in them, as :func:`_first` tells it; `but` those so called."""
    for entry, passages in documents_once(facts):
        if but and (but.search(entry.title) or but.search(entry.file)):
            continue
        if found := _first(passages, looked):
            yield entry, *found


def open_places(text: str) -> Iterator[tuple[int, str]]:
    """Where a text has a blank within a sentence, or a name that stands for any."""
    start = 0
    for line in re.split(f"[{BREAK}{CELL}]", text):
        for match in _BLANK.finditer(line):
            before, after = (
                line[max(0, match.start() - _BESIDE) : match.start()],
                line[match.end() :],
            )
            if (
                re.search(r"[\u4e00-\u9fff]", before)
                and re.search(r"[\u4e00-\u9fff]", after)
                and not _BY_HAND.search(before)
                and not _AFTER_HAND.search(after)
            ):
                yield start + match.start(), match[0]
        for match in _ANY.finditer(line):
            yield start + match.start(), match[0]
        start += len(line) + 1


def _errors(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _ERROR.finditer(text))


def _first(passages: Sequence[Passage], looked: _Looked) -> tuple[Passage, str, int] | None:
    """The first passage with something in it, the words around it, and how many there are."""
    first: tuple[Passage, str] | None = None
    count = 0
    for passage in passages:
        for at, _ in looked(passage.text):
            count += 1
            first = first or (passage, _around(passage.text, at))
    return (*first, count) if first else None


def _around(text: str, at: int) -> str:
    words = text[max(0, at - _QUOTED // 2) : at + _QUOTED]
    before = max(words.rfind(mark, 0, min(at, _QUOTED // 2)) for mark in (BREAK, "。"))
    return words[before + 1 :].split(BREAK)[0].replace(CELL, " ")
