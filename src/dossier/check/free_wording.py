"""Figures in words that nobody listed: ``现有学生613人``, ``共有613名学生``, totals of tables.

Number and unit stand beside a name of the figure, and nothing follows that would make it another
thing (``613名学生家长``). So loose a match is told only where the sentence speaks of the school
itself, or the number is near the figure: 45 pupils of a club are no wrong number of the school.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from dossier.check.quotes import SLOT, Pattern, Quote, folded
from dossier.check.verdicts import Correction
from dossier.facts import replace
from dossier.media.passage import CELL, Passage
from dossier.model.rules import Phrase
from dossier.model.school import School
from dossier.model.standard import Stage
from dossier.model.units import MULTIPLE, leading_unit
from dossier.source import Row

# what is there, and not what came or went within a year, is a number of the school for all of it
_FLOWS = re.compile(
    r"招生|毕业|转入|转出|辍学|本年|新增|参测|合格|入学|事故|送教|残疾|达标|应配|应聘"
)
_COUNTED = re.compile(r"(?:人|册|台|间|个|套)?数$")
_UNITS = {
    "人": "(?:人|名|位)",
    "个": "个",
    "册": "册",
    "台": "台",
    "间": "间",
    "平方米": "(?:平方米|平米|㎡|m2)",
}
_ALIASES = {
    "学生数": ("在校学生", "在校生", "在籍学生", "在读学生"),
    "教职工数": ("教职员工", "在职教职工"),
    "教学班数": ("班级",),
    "图书册数": ("藏书", "馆藏图书", "图书馆藏书"),
    "校舍建筑面积": ("校舍总建筑面积", "校舍总面积"),
    "教学用计算机台数": ("教学用电脑",),
}
_NUMBER = (
    r"(?<![\d.,A-Za-z\-])(?P<number>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?!\d)(?:\.\d{1,12}(?!\d))?)"
)
_SCALE = rf"(?P<scale>(?:{MULTIPLE})?)"
_HAS = r"(?:目前|现在|现|共|总共|一共|合计|总计)*有?"
_BETWEEN = (
    r"(?:总人数|人数|总数|总量|数量|数|共计|共有|合计|总计|现有|现|共|为|有|达到?|是|计|:){0,3}"
)
# the clause ends there: what goes on may make it another thing
_STOP = r"(?=$|[^\w]|[及和与])"
_SUBJECT = r"(?:全校|我校|本校|学校|小学|中学)"
_DIRECTLY = re.compile(rf"{_SUBJECT}{_HAS}$")
_STANDING = re.compile(rf"{_SUBJECT}(?P<between>[^。]*)现共?有$")
_ANOTHER = re.compile(
    r"[社队组团]|班(?!级)|基地|宿舍|寄宿|幼儿|学前|校区|教学点|分校|其中|活动|课程"
)
_NEAR = Decimal("0.8"), Decimal("1.25")
_FEW = 10  # below this, two numbers are near each other by chance
_WHOLE = re.compile(r"(?:全校)?(?:合计|总计|共计)")
_OF_HEAD = re.compile(r"[(（][^()（）]*[)）]")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
_ORDER = re.compile(r"序号|编号|号$|电话")


def free_patterns(school: School, phrases: Iterable[Phrase]) -> list[Pattern]:
    """Patterns for the figures of 数据 whose names tell what is counted.

    Their further names are those that :data:`_ALIASES` has, and the words before the place of the
    number in 文字口径.
    """
    found: list[Pattern] = []
    phrases = tuple(phrases)
    row = Row("standard.xlsx", "文字口径", 0, ())  # in which none of them stands
    for name, unit in _figures(school).items():
        phrase = Phrase(name, Stage.SCHOOL, "", row)
        for noun in _nouns(name, phrases):
            of = re.escape(noun)
            ways = (
                rf"{of}{_BETWEEN}{_NUMBER}{_SCALE}{_UNITS[unit]}{_STOP}",
                rf"{_NUMBER}{_SCALE}{_UNITS[unit]}{of}{_STOP}",
            )
            found += [
                Pattern(phrase, re.compile(way), leading_unit(unit), unit, noun, free=True)
                for way in ways
            ]
    return found


def _figures(school: School) -> dict[str, str]:
    """The names of the figures that are looked for, with their units."""
    known: dict[str, str] = {}
    for figure in school.figures.values():
        counted = _COUNTED.search(figure.name) or figure.name.endswith("面积")
        if counted and figure.unit in _UNITS and not _FLOWS.search(figure.name):
            known.setdefault(figure.name, figure.unit)
    return known


def _nouns(name: str, phrases: Iterable[Phrase]) -> list[str]:
    """What is counted, in all the words for it, the longest first."""
    nouns = {_COUNTED.sub("", name), *_ALIASES.get(name, ())}
    for phrase in phrases:
        before = SLOT.split(phrase.pattern)[0]
        if phrase.figure == name and (word := re.search(r"[\u4e00-\u9fff]{3,}$", before)):
            nouns.add(re.sub(r"^(?:学校有|现有|共有|全体)", "", word[0]))
    return sorted((noun for noun in nouns if len(noun) > 1), key=lambda one: (-len(one), one))


def is_meant(quote: Quote, verdict: Correction) -> bool:
    """Whether a number in free wording must be the figure: of the school itself, or near it."""
    said = re.sub(rf"{re.escape(quote.pattern.words)}{_BETWEEN}$", "", quote.before)
    if _DIRECTLY.search(said):
        return True
    standing = _STANDING.search(said)
    if standing and not _ANOTHER.search(standing["between"]):
        return True
    return is_near(quote, verdict)


def is_near(quote: Quote, verdict: Correction) -> bool:
    """Whether the number is so near the figure that it is most likely a slip."""
    value = verdict.amount.value
    number = quote.number * quote.multiple
    return value >= _FEW and _NEAR[0] <= number / value <= _NEAR[1]


def heads(patterns: Iterable[Pattern]) -> dict[str, Pattern]:
    """The heads of columns that name a figure, each with the pattern of that figure."""
    return {noun: one for one in patterns for noun in _heads(one)}


def totals(
    passages: Sequence[Passage], names: Mapping[str, Pattern]
) -> Iterator[tuple[Passage, Quote]]:
    """The numbers in rows 合计 of tables whose heads name a figure; `names` are :func:`heads`.

    Empty cells are not known, so that the columns of such a row are those of the row above it.
    """
    head: list[str] = []
    above: list[str] = []
    for passage in passages:
        cells = folded(passage.text).split(CELL)
        if len(cells) < 2 or passage.is_page:  # noqa: PLR2004
            head, above = [], []
            continue
        shown = [_OF_HEAD.sub("", "".join(cell.split())) for cell in cells]
        if any(cell in names for cell in shown):
            head, above = shown, []
        elif head and _WHOLE.fullmatch(shown[0]):
            for at, number in _numbered(head, above, shown):
                if head[at] in names:
                    yield passage, _quote(names[head[at]], number, passage, head[at])
        elif len(shown) == len(head):
            above = shown


def _heads(pattern: Pattern) -> set[str]:
    noun, name = pattern.words, pattern.phrase.figure
    return {name, f"{noun}数", f"{noun}人数", f"{noun}总数"} if noun else {name}


def _numbered(head: list[str], above: list[str], row: list[str]) -> list[tuple[int, str]]:
    """The numbers of a row of totals, each with its column; none where that cannot be known."""
    if len(row) == len(head):
        return [(at, cell) for at, cell in enumerate(row) if _PLAIN.fullmatch(cell)]
    columns = [
        at
        for at, cell in enumerate(above)
        if _PLAIN.fullmatch(cell) and at and not _ORDER.search(head[at])
    ]
    numbers = [cell for cell in row[1:] if _PLAIN.fullmatch(cell)]
    return list(zip(columns, numbers, strict=True)) if len(columns) == len(numbers) else []


def _quote(pattern: Pattern, number: str, passage: Passage, head: str) -> Quote:
    return Quote(
        pattern=replace(pattern, suffix=""),
        number=Decimal(number.replace(",", "")),
        multiple=Decimal(1),
        shown=number,
        sentence=f"{head}：{passage.text.replace(CELL, ' ')}",
        stage=None,
        mention=None,
        is_series=False,
        statement=passage.text,
    )
