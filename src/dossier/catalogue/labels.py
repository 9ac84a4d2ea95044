"""What stands in a label or cell beside its name: codes, points, offices, periods, lists."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dossier.facts import Fact
from dossier.model.standard import Every
from dossier.text import nfkc

_HAN = "一-鿿"
_UNITS = "人个间名元分米平万亿册台套生小时年月日条项所班倍以至"  # behind a number that is no code
_NUMERALS = "一二三四五六七八九十百"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# the kinds of codes, those of larger parts first; each with how deep it lies among the others
_KINDS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 0, re.compile(rf"(第[{_NUMERALS}\d]+[章节编卷]|第[{_NUMERALS}\d]+部分)[\s:：、]*")),
    ("volume", 0, re.compile(rf"(卷[{_NUMERALS}{_CIRCLES}\d]+)[\s:：、]*")),
    ("chinese", 1, re.compile(rf"([{_NUMERALS}]{{1,4}})\s*[、.．]\s*")),
    ("ordinal", 2, re.compile(rf"(之[{_NUMERALS}]+)\s*[:：、]\s*")),
    ("bracket", 2, re.compile(rf"([（(][{_NUMERALS}]{{1,4}}[)）])\s*[、.．]?\s*")),
    (
        "letter",
        3,
        re.compile(
            r"([A-ZＡ-Ｚ][0-9０-９]*(?:[.．\-][0-9０-９]+)*)"
            rf"(?:\s*[、.．:：]\s*|\s+(?=\S)|(?=[{_HAN}]))(?!级)"
        ),
    ),
    (
        "decimal",
        4,
        re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}})+)(?:[、.．\s]+|(?![{_UNITS}])(?=[{_HAN}“《]))"),
    ),
    ("serial", 4, re.compile(r"(\d{1,3})\s*[.．、:：]\s*(?!\d)")),
    ("round", 5, re.compile(r"([（(]\d{1,3}[)）])\s*[、.．]?\s*")),
    ("circle", 6, re.compile(rf"([{_CIRCLES}])\s*[、.．]?\s*")),
)

_SCORE = re.compile(r"\s*[（(]?\s*(?:共|计|满分)?\s*(\d{1,3}(?:\.\d+)?)\s*分\s*[)）]?$")
_BRACKET = re.compile(r"\s*[（(]([^（）()]{2,80})[)）]\s*$")
_REFERENCES = re.compile(r"(?:[A-Z]\d+[、,，—\-\s]*)+")
_OFFICE = re.compile(
    rf"[{_HAN}]{{0,14}}"
    r"(?:股|科室|处|办公室|办|组|科|教研室|督导室|财务室|党支部|团委|少先队|工会|妇联|局|中心校)"
)
_PARTED = re.compile(r"[、,，;；/\s]+")

_RECURRING = re.compile(
    r"近[三3两二2四4五5]个?学?年度?|[三3]个?学?年度|每个?学?年度?|历年|各学?年度|逐年|分年度"
    r"|连续三年|每个?学期"
)
_ONCE = re.compile(r"上一?个?学?年度?|上年度|上学年|本学?年度?|当年")
_MONEY = re.compile(r"财政年度|自然年度|预算|决算|经费|拨款|收支")

_RULE = re.compile(
    r"[=＝÷×]|计算公式|计算方法|是指|指的是|统计口径|按.{1,20}(?:计算|计)$|不包括|为准$"
)
_GENERAL = re.compile(r"^其[它他](?:相关|有关)?的?(?:证明|佐证)?(?:材料|资料)$")
_AND_SO_ON = re.compile(r"(?<![平同高初中均相优])等(?:相关)?(?:材料|资料)?$")
_MARKERS = (
    re.compile(r"(?<![\d.．A-Za-z第（(])(\d{1,2})\s*[.．、)）]\s*(?!\d)"),
    re.compile(r"[（(](\d{1,2})[)）]\s*"),
    re.compile(rf"([{_CIRCLES}])\s*"),
)
_DOCUMENT = re.compile(
    r".{2,}(?:文件|表|图|册|报告|证|方案|制度|记录|台账|凭证|名单|照片|批复|总结|计划|协议|合同|清单|通知|办法|规划|证明"
    r"|截图|目录|账)"
)
_BOUNDARY = re.compile(r"(?:^|[\n；;。：:\s])$")


class Label(Fact, frozen=True):
    """A label taken apart: `kind` of code and `code` as written, name, points and offices."""

    kind: str
    code: str
    name: str
    score: str
    offices: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How deep its kind of code lies among the others; -1 without a code."""
        return next((depth for kind, depth, _ in _KINDS if kind == self.kind), -1)


class Period(Fact, frozen=True):
    """How often a material is asked for, and the words that say so ('' where none do)."""

    every: Every
    words: str


def tight(text: str) -> str:
    """`text` in one line, without the blanks that widen Chinese words (``组 织 管 理``)."""
    line = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<=[{_HAN}，。、；：])\s+(?=[{_HAN}])", "", line)


def label_of(text: str) -> Label:
    """What a label says: ``A1组织机构 4分（办公室）`` is code, name, points and offices."""
    rest = tight(text)
    kind = code = score = ""
    for name, _, pattern in _KINDS:
        found = pattern.match(rest)
        if found and found.end() < len(rest):
            kind, code, rest = (
                name,
                nfkc(found[1]) if name != "circle" else found[1],
                rest[found.end() :],
            )
            break
    offices: tuple[str, ...] = ()
    while True:
        scored = _SCORE.search(rest)
        bracket = _BRACKET.search(rest)
        if scored and scored.start() and not score:
            score, rest = scored[1], rest[: scored.start()]
        elif bracket and not offices and (told := offices_of(bracket[1])):
            offices, rest = told, rest[: bracket.start()]
        elif bracket and _REFERENCES.fullmatch(bracket[1]):
            rest = rest[: bracket.start()]
        else:
            break
    return Label(kind, code, rest.strip(" \t、.．:：；;"), score, offices)


def offices_of(text: str) -> tuple[str, ...]:
    """The offices that `text` lists; none where a part of it is something else."""
    text = re.sub(r"^(?:责任|牵头|配合)?(?:单位|部门|科室|股室)?[:：]", "", text.strip())
    parts = [part for part in _PARTED.split(text) if part]
    return tuple(parts) if all(_OFFICE.fullmatch(part) for part in parts) else ()


def period_of(text: str) -> Period:
    """How often: 近三年 is each school year, 近三年经费 each financial one, 上一年度 once."""
    found = _RECURRING.search(text)
    if found:
        # 每 and 近 alone are not enough: the years of money are those of the calendar
        money = "学年" not in found[0] and _MONEY.search(text)
        return Period(Every.FISCAL_YEAR if money else Every.SCHOOL_YEAR, found[0])
    once = _ONCE.search(text)
    return Period(Every.ONCE, once[0] if once else "")


def is_rule(text: str) -> bool:
    """Whether it says how something is counted, and names no material."""
    return bool(_RULE.search(text))


def is_general(text: str) -> bool:
    """Whether it names no material of its own: 其它相关材料."""
    return bool(_GENERAL.match(text))


def listed(text: str) -> list[str]:
    """The entries of a list in a cell: ``1.…；2.…``, （1）, ①, or one to a line or semicolon."""
    for marker in _MARKERS:
        cuts = list(_counted(text, marker))
        if cuts:
            before = text[: cuts[0][0]].strip(" \n：:；;")
            ends = [*cuts, (len(text), len(text))]
            parts = [text[start:end] for (_, start), (end, _) in pairwise(ends)]
            return [entry for entry in map(_entry, ([before] if before else []) + parts) if entry]
    parts = text.split("\n")
    if len(parts) == 1:
        parts = re.split(r"[；;]", text)
    if len(parts) == 1:
        # 、 parts the entries of a list only where each of them is a document by its name
        single = [_entry(part) for part in text.split("、")]
        parts = single if all(map(_DOCUMENT.fullmatch, single)) else parts
    return [entry for entry in map(_entry, parts) if entry]


def _counted(text: str, marker: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where each number of a list begins and ends; numbers go up, one may lack or come twice."""
    expected = 1
    for found in marker.finditer(text):
        circle = _CIRCLES.find(found[1])
        number = circle + 1 if circle >= 0 else int(found[1])
        bounded = _BOUNDARY.search(text[: found.start()])
        first = expected == 1
        if number == expected or (not first and bounded and abs(number - expected) == 1):
            yield found.span()
            expected = number + 1


def _entry(text: str) -> str:
    """One entry, without what only ends it."""
    return _AND_SO_ON.sub("", tight(text).strip(" 。；;，,、")).strip(" 。；;，,、")
