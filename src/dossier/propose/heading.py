"""What a paper is called, who made it and under which number, by its first and last lines."""

import re
from collections.abc import Iterator

from dossier.media.passage import CELL
from dossier.model.values import western
from dossier.propose.dates import closed
from dossier.propose.proposal import Candidate

_OPEN, _CLOSE = r"[〔\[［(（【﹝]", r"[〕\]］)）】﹞]"
_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{2,10}}){_OPEN}\s*((?:19|20)\d{{2}})\s*{_CLOSE}\s*第?\s*(\d{{1,4}})\s*号"
)
_RED_HEAD = re.compile(r"(.{4,30}?)(?:文件|办公室文件)")
_KINDS = (
    "通知|通报|方案|办法|制度|规定|计划|总结|报告|记录|纪要|名册|花名册|名单|台账|登记|表|账|图|"
    "公示|公告|批复|函|意见|决定|规划|预案|责任书|责任状|承诺书|合同|协议|单|凭证|证|证书|汇编|"
    "说明|情况|结果|统计|须知|章程|细则|条例|简报|目录|清单|资料|材料"
)
_KIND_AT_END = re.compile(rf"(?:{_KINDS})(?:[（(〔【].{{1,20}}[)）〕】])?$")
# what stands behind the title of a table on the same line
_TABLE = re.compile(
    r"(?=序号|学段|学校名称|姓名|班级|单位[:：]|统计时点|填报单位|填表|星期|节次|类别|项目名称|年级|"
    r"编号|科目|日期|时间[:：])"
)
_NO_TITLE = re.compile(
    r"(?:附件|附表|附)\s*\d*[:：]?|机密.*|秘密.*|内部.*|特急|加急|急件|签发人.*|目\s*录|第?\s*\d+\s*页.*|"
    r"[\W\d]*|(?:编号|表号|制定机关|批准文号)[:：]?.*"
)
_SENTENCE = re.compile(
    r"根据|为了|为进一步|为加强|按照|兹|现将|经研究|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章条]"
)
_LONGEST, _SHORTEST = 60, 4
_FIRST_LINES = 8
_DAY_IN_NAME = re.compile(r"(?<!\d)[12]\d{3}[年._\-/]?\d{1,2}[月._\-/]?\d{1,2}[日号]?(?!\d)")
_BY_MACHINE = re.compile(r"^(IMG|DSC|VID|mmexport|微信图片|扫描|Scan)[_\-\s]*\d*", re.IGNORECASE)
_CLOSING_DAY = re.compile(r"[12]\d{3}年\d{1,2}月\d{1,2}日.?$")
_AUTHOR = re.compile(
    r"(?:填报单位|制表单位|编制单位|责任单位|单位名称|单位|发文单位|承办单位|填报部门)"
    r"\s*[(（]?(?:盖章|公章)?"
    rf"[)）]?\s*[:：]\s*{CELL}?([\u4e00-\u9fff（）()]{{3,30}}?)(?=填|制|日期|时间|负责|{CELL}|$)"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()、]{2,40}(?:学校|小学|中学|校|局|办|处|室|组|委员会|委|院|厅|部|中心|幼儿园|"
    r"政府|公司|工会|团委|领导小组|大队)(?:[（(].{1,10}[)）])?"
)


def number_of(paper: Candidate) -> str:
    """The 文号 that is the paper's own, written with 〔〕, or ''; what it only quotes is not."""
    for line in paper.lines[:_FIRST_LINES]:
        found = _NUMBER.fullmatch(plain_brackets(line))
        if found:
            return _spelled(found)
    found = _NUMBER.search(plain_brackets(paper.stem))
    return _spelled(found) if found else ""


def heading_of(paper: Candidate) -> str:
    """The heading of a paper; '' where none of its first lines is one."""
    lines = paper.lines[:_FIRST_LINES]
    for place, line in enumerate(lines):
        title = _title(line)
        if not title:
            continue
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if not _KIND_AT_END.search(title) and CELL not in line:
            whole = title + following
            if len(whole) <= _LONGEST and _KIND_AT_END.search(whole) and len(following) <= 24:  # noqa: PLR2004
                return whole
            if _BODY.fullmatch(title):
                continue  # who made it, at its head or where a short page closes
        return title
    return ""


def author_of(paper: Candidate, school: str = "") -> str:
    """Who made the paper: named where it closes, as filling it in, or at its red head; or ''.

    Of an office of the school the school's name is left out, as its own register does.
    """
    found = dict.fromkeys(_authors(paper))
    own = [one.removeprefix(school) or one for one in found] if school else [*found]
    return "、".join(dict.fromkeys(own))


def _authors(paper: Candidate) -> Iterator[str]:
    lines = [plain_brackets(line) for line in paper.lines]
    for line in (*lines[-6:], *lines[:_FIRST_LINES]):
        if found := _AUTHOR.search(line):
            yield found[1]
            return
    several = False
    if closed(lines) is not None:
        before = ""
        for line in lines[-14:]:
            bare = _CLOSING_DAY.sub("", western(line)).strip()
            if bare != western(line).strip():
                body = next((o for o in (line[: len(bare)], before) if _BODY.fullmatch(o)), "")
                several |= bool(body)
                if body:
                    yield body
            before = line
    if several:
        return
    for line in lines[:2]:
        if (red := _RED_HEAD.fullmatch(line)) and _BODY.fullmatch(red[1]):
            yield red[1]


def plain_brackets(line: str) -> str:
    """A line without the blanks that a justified line has, its brackets in pairs.

    Who reads scans takes one of a pair for the narrow kind, now and then.
    """
    bare = re.sub(r"[ \u3000]+", "", line)
    return re.sub(r"（([^（）()]*)\)|\(([^（）()]*)）", _in_pairs, bare)


def _in_pairs(found: re.Match[str]) -> str:
    return f"（{found[1] if found[1] is not None else found[2]}）"


def title_of_name(stem: str) -> str:
    """A name as a title: without numbers in front, dates, 文号 and signs that parted its words."""
    bare = re.sub(r"^\W*\d{1,3}[.、_\-\s)）]+(?=\D)", "", stem)
    bare = _NUMBER.sub("", bare)
    bare = _DAY_IN_NAME.sub("", bare)
    bare = re.sub(
        r"^(IMG|DSC|VID|mmexport|微信图片|扫描|Scan)[_\-\s]*\d*", "", bare, flags=re.IGNORECASE
    )
    bare = re.sub(r"[（(【\[]\s*[)）】\]]", "", bare)
    return re.sub(r"[_\s]+", " ", bare).strip(" -—_,，、.·《》#：:") or stem


def _title(line: str) -> str:
    cells = line.split(CELL)
    words = plain_brackets(cells[0])
    if len(cells) > 1 and len(cells) != cells.count("") + 1:
        return ""  # a row of a table
    if len(words) > _LONGEST or not _KIND_AT_END.search(words):
        cut = _TABLE.split(words, maxsplit=1)[0]
        if cut != words and len(cut) >= _SHORTEST:
            words = cut
    if not _SHORTEST <= len(words) <= _LONGEST or _NO_TITLE.fullmatch(words):
        return ""
    if words[-1] in "：:。；;，,！？" or _NUMBER.fullmatch(words) or _SENTENCE.match(words):
        return ""
    if re.search(r"[，。；]", words) and not _KIND_AT_END.search(words):
        return ""
    if _RED_HEAD.fullmatch(words) and not words.startswith("关于"):
        return ""
    return words if re.search(r"[\u4e00-\u9fff]{2}", words) else ""


def _spelled(found: re.Match[str]) -> str:
    body, year, number = found.groups()
    return f"{body}〔{year}〕{int(number)}号"
