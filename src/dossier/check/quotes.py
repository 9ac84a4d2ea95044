"""Numbers of figures, found in running text: what is said, of which part, and of which year.

A pattern such as ``在校学生{学生数}人`` is looked for whatever the spacing, in full-width or
half-width digits, with or without thousands separators, and with 万 or 亿 before the unit. Words
that are not in the pattern are not skipped, so that 约, 共 or 余 between keep the number out.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from dossier.facts import Fact
from dossier.media.passage import BREAK, CELL, Passage, clean
from dossier.model.rules import Phrase
from dossier.model.standard import Stage
from dossier.model.units import MULTIPLE, Unit, leading_unit, multiple
from dossier.model.years import FiscalYear, SchoolYear, Year, covers

_DASH = "[-—–－−~～至]+"
_YEAR = r"(?<!\d)([12]\d{3})"
_MENTION = re.compile(
    rf"(?P<span>{_YEAR}年?{_DASH}(\d{{4}}|\d{{2}})(?!\d)年?(?:学年度?|年度)?)"
    rf"|(?P<school>{_YEAR}学年度?)"
    rf"|(?P<month>{_YEAR}年(\d{{1,2}})月)"
    rf"|(?P<term>{_YEAR}年?(春|秋))"
    rf"|(?P<calendar>{_YEAR}年度?)"
    r"|(?P<now>现有|现共有|目前|如今|今年|本学?年度?|本学期)"
    r"|(?P<any>[近三几]三?年|历年|逐年|去年|上一?学?年|往年|前年|同期|三个学年度?|原有|原来|曾)"
)
# A year that stands this far from the number, in characters, may belong to something else.
_NEAR = 60
# What is built or counted in summer is often meant for the school year that is to come.
_WITHIN = {1, 2, 3, 4, 5, 9, 10, 11, 12}


class Mention(Fact, frozen=True):
    """A year named beside a number: what it says, and whether it stands near.

    `kind` is span, school, month, term, calendar, now or any; `numbers` are its digits.
    """

    kind: str
    numbers: tuple[int, ...]
    is_near: bool

    def covers(self, year: Year) -> bool:
        """Whether what is said of the mentioned time may be said of `year`.

        A calendar year touches two school years, and a school year two financial years.
        """
        start = self.numbers[0] if self.numbers else 0
        if self.kind in {"span", "school"}:
            if isinstance(year, SchoolYear):
                return year.start == start
            return year.start in {start, start + 1}
        if isinstance(year, FiscalYear):
            return year.start == start
        if self.kind == "calendar":
            return start in {year.start, year.start + 1}
        return covers(year, date(start, self.numbers[1], 1))


def mention(before: str, after: str) -> Mention | None:
    """The year named last before a number, else the first one named after it in its sentence."""
    found = list(_MENTION.finditer(before))
    if found:
        return _read(found[-1], len(before) - found[-1].end())
    following = _MENTION.search(after)
    return _read(following, following.start()) if following else None


def _read(match: re.Match[str], distance: int) -> Mention:
    kind = str(match.lastgroup)
    digits = [part for part in match.groups()[1:] if part and re.fullmatch(r"\d+|春|秋", part)]
    near = distance <= _NEAR
    if kind == "span":
        start, end = int(digits[0]), digits[1]
        if int(end) % 100 != (start + 1) % 100:
            return Mention("any", (), near)  # 2020—2023年 is a stretch of years
        return Mention(kind, (start,), near)
    if kind == "term":
        return Mention(kind, (int(digits[0]), 3 if digits[1] == "春" else 10), near)
    if kind == "month":
        start, month = int(digits[0]), int(digits[1])
        if month in _WITHIN:
            return Mention(kind, (start, month), near)
        return Mention("calendar", (start,), near)
    return Mention(kind, tuple(int(part) for part in digits[:1]), near)


SLOT = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")
# bounded, as a text may hold any run of digits
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?!\d)(?:\.\d{1,12}(?!\d))?"
_ALONE = rf"(?<![\d.,A-Za-z\-]){_NUMBER}"
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")  # have one width only
_ENDS = f"。！？!?{BREAK}"
_CLAUSE = re.compile(rf"[,;:。，；：！？!?{CELL}{BREAK}]")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_QUOTE = 60
_STATEMENT = 20
# no sentence is longer, but a text without any full stop may be
_REACH = 500

# An approximation is no statement of the figure,
_ABOUT_BEFORE = re.compile(r"(?:约|近|逾|超过?|接近|不足|不少于|至少|最多|第)有?$")
_ABOUT_AFTER = re.compile(r"左右|上下|以上|以下|以内|[-—–~至到]\d")
_ABOUT_WITHIN = re.compile(r"[余多几来]")
# what came or went is not what there is,
_CHANGE = re.compile(
    r"新增|增配|增购|新购|购置|采购|补充|添置|更新|捐赠|报废|剔除|(?:增加|减少|增长|下降)(?![到至为])"
)
# a class, the county or a rate is not the school's,
_OTHERS = re.compile(
    r"每百|每[生班]|[生人]均|年级|[一二三四五六七八九\d)]班|全[国省市州县区镇乡]|(?:兄弟|结对|其他)学校"
)
# and a word before the pattern may make it another thing: 音体美专任教师 are not 专任教师.
_LEAD_IN = re.compile(
    r"(?:^|\W|\d|有|共|计|校|部|季|月|年|度|期|底|末|初|时|现|为|达|至|到|是|及|和|与|以|按|对|将|由"
    r"|目前|当前|现在|仍|全体|全部|小学|中学|初中|高中|其中)$"
)
_STAGES = {
    **{stage.short: stage for stage in Stage},
    "我校": Stage.SCHOOL,
    "学校": Stage.SCHOOL,
}
_STAGE = re.compile("|".join(_STAGES))


class Pattern(Fact, frozen=True):
    """A phrase, ready to be looked for. `unit` is the one that follows the number, if known.

    `words` stand in every text that it can be found in; there may be none. A `free` one is no
    phrase that was listed.
    """

    phrase: Phrase
    regex: re.Pattern[str]
    unit: Unit | None
    suffix: str
    words: str
    free: bool = False


class Quote(Fact, frozen=True):
    """A number found: ``12.5`` and 万 are `number` and `multiple`; `shown` is how it stands there.

    `stage` is the part that the words before it name last, None where they name none. `mention`
    tells the year; a number in a row of numbers (`is_series`) may be of any. `statement` is the
    number with the words just before it, by which the same statement is known elsewhere; `before`
    is what stands before it in its sentence.
    """

    pattern: Pattern
    number: Decimal
    multiple: Decimal
    shown: str
    sentence: str
    stage: Stage | None
    mention: Mention | None
    is_series: bool
    statement: str
    before: str = ""


def folded(text: str) -> str:
    """`text` in half width, character by character, so that places in it stay what they are."""
    return text.translate(_HALF)


def compiled(phrase: Phrase) -> Pattern:
    """The pattern of a phrase that has a place for its figure, and words beside it."""
    pieces = SLOT.split(phrase.pattern)
    regex, unit, suffix, taken = "", None, "", False
    words: list[str] = [""]
    for index, piece in enumerate(pieces):
        if index % 2:
            named = piece.strip() == phrase.figure and not taken
            number = _ALONE if index == 1 and not pieces[0].strip() else _NUMBER
            scale = rf"(?:{MULTIPLE})?"
            if named:
                number, scale = f"(?P<number>{number})", f"(?P<scale>(?:{MULTIPLE})?)"
                taken = True
                suffix = re.sub(rf"^(?:{MULTIPLE})(?!分)", "", folded(clean(pieces[index + 1])))
                unit = leading_unit(suffix)
            regex += f"{CELL}?{number}{scale}{CELL}?" if regex else f"{number}{scale}{CELL}?"
        else:
            literal = folded(clean(piece))
            if index:  # 万元 in the pattern stands for 元, 万元 and 亿元 in the text
                literal = re.sub(rf"^(?:{MULTIPLE})(?!分)", "", literal)
            regex += re.escape(literal)
            words += _IDEOGRAPHS.findall(literal)
    return Pattern(phrase, re.compile(regex), unit, suffix, max(words, key=len))


def quotes(passage: Passage, patterns: Sequence[Pattern]) -> Iterator[tuple[Quote, ...]]:
    """The numbers in `passage`, in order.

    Where several patterns match at one number, the longest words win; those of equal length come
    together (one pattern may stand for several stages). What was listed goes before free wording.
    """
    # a look for a few words takes a fraction of the time that folding does
    patterns = [pattern for pattern in patterns if pattern.words in passage.text]
    if not patterns:
        return
    text = folded(passage.text)
    found: dict[int, list[re.Match[str]]] = {}
    owner: dict[re.Match[str], Pattern] = {}
    for pattern in patterns:
        for match in pattern.regex.finditer(text):
            found.setdefault(match.start("number"), []).append(match)
            owner[match] = pattern
    for start in sorted(found):
        listed = [match for match in found[start] if not owner[match].free] or found[start]
        longest = max(len(match[0]) for match in listed)
        best = [match for match in listed if len(match[0]) == longest]
        if _states(passage, text, best[0], owner[best[0]]):
            yield tuple(_quote(passage, text, match, owner[match]) for match in best)


def _states(passage: Passage, text: str, match: re.Match[str], pattern: Pattern) -> bool:
    """Whether the number is said to be the amount, of the school, now or then.

    Of a page only sentences are judged: the lines of its tables have lost what they belong to.
    """
    before = text[max(0, match.start() - _REACH) : match.start()]
    at = match.start("number")
    clause = _CLAUSE.split(text[max(0, at - _REACH) : at])[-1]
    return not (
        (passage.is_page and not _is_prose(text, match.end()))
        or not _LEAD_IN.search(before)
        or _ABOUT_BEFORE.search(before)
        or _ABOUT_AFTER.match(text, match.end())
        or (not pattern.suffix and _ABOUT_WITHIN.match(text, match.end("scale")))
        or _CHANGE.search(clause)
        or _OTHERS.search(clause)
    )


def _is_prose(text: str, place: int) -> bool:
    """Whether what stands at `place` ends as a sentence does, or is left open for the next page."""
    end = _end(text, place)
    return text[end : end + 1] != BREAK or text[end - 1] in ";:"


def _end(text: str, place: int) -> int:
    """Where the sentence that goes on at `place` ends."""
    reach = min(len(text), place + _REACH)
    ends = [end for end in (text.find(mark, place, reach) for mark in _ENDS) if end >= 0]
    return min(ends, default=reach)


def _quote(passage: Passage, text: str, match: re.Match[str], pattern: Pattern) -> Quote:
    at = match.start("number")
    reach = max(0, match.start() - _REACH)
    first = max(reach, *(text.rfind(end, reach, match.start()) + 1 for end in _ENDS))
    last = _end(text, match.end())
    context = folded(passage.before) if first == 0 else ""
    before = context + text[first:at]
    return Quote(
        pattern=pattern,
        number=Decimal(match["number"].replace(",", "")),
        multiple=multiple(match["scale"]),
        shown=match["number"] + match["scale"],
        sentence=_excerpt(passage.text, first, last, at),
        stage=_stage(before),
        mention=mention(before, text[match.end("number") : last]),
        is_series=_goes_on(text, match, pattern),
        statement=text[max(first, at - _STATEMENT) : match.end()],
        before=before,
    )


def _goes_on(text: str, match: re.Match[str], pattern: Pattern) -> bool:
    """Whether another number of the kind follows: 51人、58人、64人, or the next cell of a row."""
    after = rf"[、和及/]{_NUMBER}(?:{MULTIPLE})?{re.escape(pattern.suffix[:1])}"
    next_cell = rf"{CELL}{_NUMBER}(?:{CELL}|$)"
    behind, beside = match.end(), match.end("scale")
    return bool(
        re.match(after, text[behind : behind + _REACH])
        or re.match(next_cell, text[beside : beside + _REACH])
    )


def _stage(before: str) -> Stage | None:
    """The part of the school that was named last, brackets left out."""
    outside = _BRACKETS.sub("", before)
    named = _STAGE.findall(outside)
    return _STAGES[named[-1]] if named else None


def _excerpt(text: str, first: int, last: int, at: int) -> str:
    """The sentence, or what of a long one stands around the number."""
    begin = first if at - first <= _LONGEST_QUOTE else at - _LONGEST_QUOTE
    end = last + 1 if last - at <= _LONGEST_QUOTE else at + _LONGEST_QUOTE
    words = text[begin:end].strip(BREAK).replace(CELL, " ")
    return ("…" if begin > first else "") + words + ("…" if end <= last else "")
