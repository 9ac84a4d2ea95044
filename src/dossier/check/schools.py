"""The name of another school where this one's must stand.

What is certain is told, and nothing else: a title, a heading or a 落款 that bears the name of
another school, and a sentence in which it speaks of itself. Schools that a text only mentions, as
partners, hosts or senders, are let be, and so are the bodies above the school.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dossier.check.facts import Facts
from dossier.check.letters import LetterLine, heading, lines, sign_offs
from dossier.check.scanned import as_read
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.media.passage import BREAK, Passage
from dossier.messages import Text, say
from dossier.model.evidence import Evidence
from dossier.model.school import School
from dossier.source import Cell

_ALIASES = re.compile(r"曾用名|简称|原名|又名|别名|校名")
_KIND = (
    r"(?:(?:实验|中心|完全|初级|高级|附属|外国语|民族|希望|九年制|九年一贯制|十二年一贯制)*"
    r"(?:小学|中学|学校))"
)
_NAME = re.compile(
    rf"(?P<name>(?P<own>[\u4e00-\u9fff]{{1,16}}?){_KIND})(?![生部阶段科数语体音美英师及和与]|教[师育学])"
)
_LEADING = re.compile(
    r"^(?:[\s《“\"（(〔【]|关于印发|关于|[12]\d{3}(?:[-—–~至]+\d{2,4})?(?:学?年度?)?(?:[春秋]季?)?"
    r"|第[一二]学期|[上下]学期)+"
)
_AREA = re.compile(r"^(?:[\u4e00-\u9fff]{1,6}?(?:省|自治区|市|州|县|区))+")
# words that tell of a kind of schools, and of none by its name
_GENERIC = re.compile(
    r"^(?:各|本|我|该|全|某|其他|所有|部分|以|按|对|为|在|从|到|向|由|据|因|等)|义务教育|农村|城区|城乡|城市"
    r"|乡镇|中小|民办|公办|普通|优质|薄弱|特殊教育|职业|职教|进修|党校|干部|体校|业余|老年|示范|(?:平安|文明|特色|绿色|先进|优秀|合格)学校$"
    r"|标准化|规范|寄宿|兄弟|结对|定点|片区|周边|邻近|我县|我市|我镇|教学"
    r"|学生|教师|家长|关于|创建|推进|加强|开展|建设|管理|评估|全[县市省国区镇乡体]|年级|教育|体育|的|了"
    r"|[一二三四五六七八九十两几多数]所|[×＊*xX某]"
)
# a line that tells of two schools, or of one that comes or is gone to
_TOGETHER = re.compile(
    r"与|和(?!谐)|来校|来我校|赴|前往|参观|考察|交流|结对|帮扶|联合|联谊|对口|友谊|捐|支教"
    r"|承办|主办|协办|邀请|转入|转出|转学|接收|调入|调出|毕业|升入|录取|合并|前身|原为|更名|划入"
)
_OFFICE = (
    r"(?:校长室|办公室|教导处|德育处|总务处|教科室|政教处|教务处|后勤处|安全办|体育组|工会|党支部|团委"
    r"|少先队|大队部|[\u4e00-\u9fff]{2,8}(?:组|处|室|办|会))?"
)
_SELF = re.compile(
    r"始终|坚持|严格|认真|高度重视|积极|全面|切实|现有|共有|占地|位于|坐落|座落|创办|始建|建于|是一所"
    r"|全体师生|全校"
)
_ABOVE = re.compile(r"局|委|厅|政府|公司|中心$|研究院|教科院|教研室|督导|医院|[县市省镇乡]人民")

_MANY = 5  # materials that bear the name of one other school


class OwnNames(Fact, frozen=True):
    """The names of the school, and what in each tells it from others."""

    names: frozenset[str]
    cores: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether a name is one of them, longer or shorter by place or kind."""
        return any(one in name or name in one for one in self.names) or _core(name) in self.cores

    def stands_in(self, text: str) -> bool:
        """Whether one of them, or 我校 or 本校, stands in a text."""
        return "我校" in text or "本校" in text or any(one in text for one in self.names)


def own_names(school: School) -> OwnNames:
    """学校名称, and what 基本信息 gives as 曾用名, 简称 and the like."""
    given = [school.name]
    for name, text in school.facts.items():
        if _ALIASES.search(name):
            given += re.split(r"[、，,;；/\s]+", text)
    given += [_AREA.sub("", name) for name in given]
    names = frozenset(name for name in given if len(name) > 1)
    return OwnNames(names, frozenset(core for name in names if (core := _core(name))))


def other_schools(facts: Facts) -> Iterator[Finding]:
    """Titles, headings, 落款 and sentences that bear the name of another school as their own.

    Where many bear the same one, it is 学校名称 that is in question, and told once.
    """
    found = tuple(_other_schools(facts))
    counts = Counter(_named(one) for one in found)
    for name, count in counts.items():
        if count >= _MANY:
            same = [one for one in found if _named(one) == name]
            yield _misnamed(facts.dossier.school, name, same)
    yield from (one for one in found if counts[_named(one)] < _MANY)


def _named(finding: Finding) -> str:
    return str(dict(finding.text.values)["name"])


def _misnamed(school: School, name: str, same: Sequence[Finding]) -> Finding:
    return Finding(
        Code.OTHER_SCHOOL,
        say(
            "the name of the school is '{own}', and {count} materials are of '{name}', first "
            "{place}",
            own=school.name,
            count=len(same),
            name=name,
            place=same[0].place,
        ),
        at=school.cells.get("学校名称", Cell("school.xlsx", "基本信息", "")),
        hint=say(
            "correct '学校名称', or write '{name}' into 曾用名 or 简称; otherwise these are the "
            "materials of another school",
            name=name,
        ),
    )


def _other_schools(facts: Facts) -> Iterator[Finding]:
    own = own_names(facts.dossier.school)
    if not own.names:
        return
    for entry in facts.dossier.evidence:
        if _foreign(entry.author, own):
            continue  # the register says so itself
        name = named_first(entry.title, own)
        if name:
            yield _finding(name, entry.title, entry, at=entry.row.cell("title"))
    told: set[str] = set()
    for entry in facts.dossier.evidence:
        if entry.file in told or _foreign(entry.author, own):
            continue
        told.add(entry.file)
        found = next(_in_file(facts.texts.get(entry.file, ()), own, entry.author), None)
        if found:
            name, line = found
            yield as_read(_finding(name, line.text, entry, line.place), scanned=line.scanned)
    yield from _in_own_words(facts.dossier.school, own)


def named_first(line: str, own: OwnNames) -> str:
    """The other school by whose name a title or a heading begins; '' where none does."""
    bare = _LEADING.sub("", line)
    match = _NAME.match(bare)
    if match is None or own.stands_in(line) or _TOGETHER.search(bare[match.end() :]):
        return ""
    return match["name"] if _is_proper(match["name"]) and not own.has(match["name"]) else ""


def _is_proper(name: str) -> bool:
    """Whether that is the name of one school, and not a kind of schools or the office of a town."""
    if name.endswith("中心学校") or _GENERIC.search(name):
        return False
    return len(_core(name)) > 1


def _core(name: str) -> str:
    """What tells a school from others: its name without the county and the kind of school."""
    return re.sub(rf"{_KIND}$", "", _AREA.sub("", name))


def _foreign(author: str, own: OwnNames) -> bool:
    """Whether a register names another school among those that wrote the document."""
    return any(
        _NAME.fullmatch(part) and _is_proper(part) and not own.has(part)
        for part in re.split(r"[、，,;；\s]+", author)
    )


def _in_file(
    passages: Sequence[Passage], own: OwnNames, author: str
) -> Iterator[tuple[str, LetterLine]]:
    found = lines(passages)
    for line in heading(found):
        if name := named_first(line.text, own):
            yield name, line
    for one in sign_offs(found):
        if any(own.stands_in(line.text) for line in one.names):
            continue
        for line in one.names:
            match = re.fullmatch(_NAME.pattern + _OFFICE, line.text)
            if match and _is_proper(match["name"]) and not own.has(match["name"]):
                yield match["name"], line
    if not _ABOVE.search(author):
        for line in found:
            if name := _speaking(line.text, own):
                yield name, line


def _speaking(paragraph: str, own: OwnNames) -> str:
    """The other school that speaks of itself in a paragraph: ``平安小学现有学生613人``."""
    for sentence in re.split(r"[。！？；\n]", paragraph):
        match = _NAME.match(_LEADING.sub("", sentence))
        if match is None or own.stands_in(sentence):
            continue
        name, rest = match["name"], match.string[match.end() :]
        if (
            _SELF.match(rest)
            and not _TOGETHER.search(rest)
            and _is_proper(name)
            and not own.has(name)
        ):
            return name
    return ""


def _in_own_words(school: School, own: OwnNames) -> Iterator[Finding]:
    for words in school.own_words():
        for paragraph in words.paragraphs:
            if name := _speaking(paragraph.replace(BREAK, ""), own):
                yield _finding(name, paragraph, at=words.at)
                break


def _finding(
    name: str,
    quoted: str,
    entry: Evidence | None = None,
    place: Text | None = None,
    at: Cell | None = None,
) -> Finding:
    start = max(0, quoted.find(name) - 10)
    quotation = quoted[start : start + 40]
    text = (
        say("{place}: '{quoted}' names another school, '{name}'", place=place, quoted=quotation,
            name=name)
        if place
        else say("'{quoted}' names another school, '{name}'", quoted=quotation, name=name)
    )  # fmt: skip
    return Finding(
        Code.OTHER_SCHOOL,
        text,
        at=at,
        path=f"evidence/{entry.file}" if entry else "",
        hint=say(
            "put the school's own document there; a name of this school belongs to 曾用名 or 简称"
            " in '基本信息', another writer into 责任者"
        ),
        requirement=entry.requirement if entry else "",
        year=entry.year if entry else None,
    )
