"""Units that stand for one another, and by how much: 万元 and 元, 亩 and 平方米, 万人 and 人.

An area of 15 亩 is one 公顷, so that one 亩 is 2000/3 平方米 (the customary 亩 of 666.67 平方米).
"""

import re
from decimal import Decimal

from dossier.facts import Fact
from dossier.text import nfkc, plain

_MULTIPLES = {
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "万": Decimal(10**4),
    "千": Decimal(10**3),
    "百": Decimal(10**2),
}
MULTIPLE = "|".join(_MULTIPLES)
"""The words for multiples, longest first, as the middle of a regular expression."""

_MU = Decimal(2000) / 3
_BASES: dict[str, tuple[str, Decimal]] = {
    "元": ("元", Decimal(1)),
    "元人民币": ("元", Decimal(1)),
    "人": ("人", Decimal(1)),
    "名": ("人", Decimal(1)),
    "位": ("人", Decimal(1)),
    "平方米": ("平方米", Decimal(1)),
    "平米": ("平方米", Decimal(1)),
    "m2": ("平方米", Decimal(1)),
    "亩": ("平方米", _MU),
    "公顷": ("平方米", Decimal(10**4)),
    "hm2": ("平方米", Decimal(10**4)),
    "平方公里": ("平方米", Decimal(10**6)),
    "平方千米": ("平方米", Decimal(10**6)),
    "km2": ("平方米", Decimal(10**6)),
    "米": ("米", Decimal(1)),
    "公里": ("米", Decimal(10**3)),
    "千米": ("米", Decimal(10**3)),
}
_MULTIPLIED = re.compile(rf"({MULTIPLE})(?!分)(.+)")
_COUNTED = frozenset("人名位册本台套件间班个所张座起种项次辆架幅份户") | {
    *("人次", "项次", "台套", "台/套", "台件", "套/件", "教学班", "学生", "教师"),
}
# what tells a rate or a state, which no parts add up to
_RATES = re.compile(r"[%‰/∶:]|是/否|百分|倍|每")


class Unit(Fact, frozen=True):
    """A unit as so many of its base: 万元 is 10,000 of 元.

    `known` is false for 册, 间 and others, of which nothing is known but their name.
    """

    base: str
    factor: Decimal
    known: bool


def unit_of(text: str) -> Unit:
    """The unit that `text` names; the multiples 百, 千, 万, 亿 are understood before any unit."""
    name = plain(text)
    if name in _BASES:
        base, factor = _BASES[name]
        return Unit(base, factor, known=True)
    if found := _MULTIPLIED.fullmatch(name):
        inner = unit_of(found[2])
        return Unit(inner.base, inner.factor * _MULTIPLES[found[1]], inner.known)
    return Unit(name, Decimal(1), known=False)


def leading_unit(text: str) -> Unit | None:
    """The known unit with which `text` begins, the longest there is: 元 in ``元以上``."""
    names = [name for name in _BASES if text.startswith(name)]
    return unit_of(max(names, key=len)) if names else None


def multiple(word: str) -> Decimal:
    """What 万 multiplies by; '' multiplies by 1."""
    return _MULTIPLES.get(word, Decimal(1))


def comparable(one: Unit, other: Unit) -> bool:
    """Whether the two may be amounts of one thing: only known units are known to differ."""
    return one.base == other.base or not (one.known and other.known)


def is_count(unit: str) -> bool:
    """Whether what is in `unit` is counted one by one: 人, 册, 台套, 教学班; not 万人 or 人/班."""
    name = plain(unit)
    return name in _COUNTED


def is_rate(unit: str) -> bool:
    """Whether amounts in `unit` do not add up: rates, shares, yes or no."""
    return bool(_RATES.search(nfkc(unit)))
