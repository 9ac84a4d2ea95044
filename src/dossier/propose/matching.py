"""How well a paper fits what the standard asks for, by the words of both.

Chinese names are compared by their characters and pairs of characters, each weighing the more the
fewer requirements have it: 记录 tells little, 随迁 nearly all. That finds abbreviations, too (体测
in 体质健康测试). `rapidfuzz` finds a name within a longer one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from dossier.facts import Fact
from dossier.model.standard import Requirement, Standard
from dossier.model.values import western
from dossier.propose.proposal import Candidate
from dossier.text import plain

_SINGLE = 0.35  # what a character weighs beside a pair that has it
_NUMBERS = re.compile(
    r"[12]\d{3}\s*[年学.\-—–/~至]*|\d+"
    r"|[〔〕\[\]【】()（）《》〈〉“”\"'‘’、,，。.:：;；!！?？·&＆#_\-—–~+=*/\\|\s]+"
    r"|照片|图片|相片|^(?:IMG|DSC|VID|mmexport|微信图片|扫描件?|新建文档|附件)"
    r"|最终版|定稿|盖章版|签字版|副本|学年度?|年度|第一学期|第二学期|上学期|下学期|春季|秋季"
)
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]\d{1,2}(?:[-—]\d{1,2})?)(?!\d)")
# words of schools for one thing; what stands on the right is what standards call it
_SAME: Mapping[str, str] = {
    "务工": "随迁", "外来": "随迁", "轮岗": "交流", "体测": "体质健康测试", "功课表": "课程总表",
    "课表": "课程总表", "转学": "转入转出", "学籍异动": "转入转出", "辍学": "控辍",
    "劝返": "控辍家访", "电脑": "计算机", "微机": "计算机", "借书": "图书借阅", "分班": "编班",
    "师训": "教师培训", "纪要": "会议记录", "课间操": "大课间活动", "广播操": "大课间活动",
    "跑操": "大课间活动", "疏散": "应急疏散演练", "演练": "应急疏散演练", "横幅": "宣传",
    "标语": "宣传", "展板": "宣传", "特殊儿童": "残疾儿童", "预决算": "预算决算", "选编": "汇编",
    "课本": "教科书", "签领": "领取签名", "人数统计": "学生数统计", "指标生": "指标到校",
    "教育附加": "教育费附加", "问责": "责任追究",
}  # fmt: skip
# kinds of papers: what two names end in tells whether they can be one thing
_KINDS = tuple(
    frozenset(group.split())
    for group in (
        "总结 报告 分析", "汇编 选编 汇集 合订本", "名册 花名册 名单 登记册",
        "记录 纪要 记载 登记 登记表", "方案 计划 规划 安排", "办法 制度 规定 细则", "公示 公告",
        "台账 账 登记账", "批复 批文", "通知 文件 决定 意见", "合同 协议 合同书",
        "验收单 验收报告 验收表", "承诺书", "责任书 责任状", "平面图 图", "证书 证", "凭证 凭据",
        "统计表 汇总表 一览表 明细表 测算表 统计 汇总 一览 明细 报表",
    )
)  # fmt: skip
_OTHER_KIND, _SAME_KIND = 0.88, 1.04
_SUBJECT = 0.25  # what a word of the standard's own name weighs: all of its papers speak of it
_PHOTO = re.compile(r"照片|图片|相片|影像")
_SCAN = re.compile(r"扫描|scan|证书|证件|复印", re.IGNORECASE)
_FIRST_WORDS = 1500

# what each likeness counts for in the sum, which is at most about 1
_OF_NAMES, _OF_OTHER, _OF_TEXT, _OF_FOLDERS, _OF_MATTER = 0.62, 0.10, 0.08, 0.16, 0.14
_WRONG_KIND = 0.55


class Fit(Fact, frozen=True):
    """How well a paper fits a requirement, 0 to about 1, and what speaks for it.

    `name`, `heading`, `text` and `folder` are the likenesses that went into the `score`. `covered`
    is what part of its name the paper's own has, `explained` what part of that the requirement and
    its indicator account for. `coded` is whether a folder or the name has the code itself.
    """

    requirement: Requirement
    score: float
    name: float = 0.0
    heading: float = 0.0
    text: float = 0.0
    folder: float = 0.0
    covered: float = 0.0
    explained: float = 0.0
    coded: bool = False


class Matcher:
    """What the standard asks for, made ready to be compared with papers.

    `known` are titles that are registered already, by the code of their requirement; `own` are
    words that tell nothing here: names of the school.
    """

    def __init__(
        self, standard: Standard, known: Mapping[str, Sequence[str]], own: Iterable[str] = ()
    ) -> None:
        self._own = tuple(word for word in own if word)
        self._requirements = tuple(standard.requirements.values())
        self._names = {
            one.code: tuple(
                dict.fromkeys(
                    self.bare(name)
                    for name in (one.name, *known.get(one.code, ()), *_examples(one))
                )
            )
            for one in self._requirements
        }
        self._matter = {one.code: self._matter_of(standard, one) for one in self._requirements}
        self._above = {
            one.code: tuple(
                self.bare(name)
                for code in standard.lineage(one.indicator)
                for name in (standard.indicators[code].name,)
            )
            + tuple(
                self.bare(box.title)
                for box in standard.boxes
                if {*standard.lineage(one.indicator)} & {*box.indicators}
            )
            for one in self._requirements
        }
        self._codes = {
            one.code: frozenset((one.code, *standard.lineage(one.indicator)))
            for one in self._requirements
        }
        having = Counter(
            token for one in self._requirements for token in {*_tokens(self.bare(one.name))}
        )
        self._weights = {
            token: math.log(1 + len(self._requirements) / count) for token, count in having.items()
        }
        self._unseen = math.log(1 + len(self._requirements))
        self._subject = _tokens(self.bare(standard.name))

    def bare(self, text: str) -> str:
        """A name without years, numbers, signs and the school, its words as standards have them."""
        words = western(plain(text))
        for name in self._own:
            words = words.replace(name, "")
        return _bare(words)

    def fits(self, paper: Candidate, heading: str) -> list[Fit]:
        """All requirements, that which the paper fits best first."""
        name, head = self.bare(paper.stem), self.bare(heading)
        inner = self.bare(paper.folders[-1]) if paper.folders else ""
        text = self.bare("".join(paper.lines)[:_FIRST_WORDS])
        folders = [self.bare(folder) for folder in paper.folders]
        codes = {
            code.replace("—", "-")
            for part in (paper.stem, *paper.folders)
            for code in _CODE.findall(plain(part))
        }
        found = [
            self._fit(one, paper, name, head, inner, text, folders, codes)
            for one in self._requirements
        ]
        return sorted(found, key=lambda fit: (-fit.score, fit.requirement.code))

    def _fit(
        self,
        one: Requirement,
        paper: Candidate,
        name: str,
        head: str,
        inner: str,
        text: str,
        folders: Sequence[str],
        codes: set[str],
    ) -> Fit:
        names = self._names[one.code]
        by_name = max(self._alike(known, name) for known in names)
        by_folder_and_name = max(self._alike(known, inner + name) for known in names)
        by_head = max(self._alike(known, head) for known in names)
        by_text = max(self._held(known, text) for known in names)
        matter = self._held(name + head, self._matter[one.code])
        folder = max(
            (self._alike(above, one_folder) for above in self._above[one.code]
             for one_folder in folders),
            default=0.0,
        )  # fmt: skip
        best, other = sorted((max(by_name, by_folder_and_name), by_head), reverse=True)
        told = [(_OF_NAMES, best), (_OF_MATTER, matter)]
        told += [(_OF_OTHER, other)] if head and name else []
        told += [(_OF_TEXT, by_text)] if text else []
        # what a paper does not have speaks neither for nor against anything
        score = sum(weight * one for weight, one in told) / sum(weight for weight, _ in told)
        score += _OF_FOLDERS * folder
        coded = one.code in codes
        if coded:
            score += 1
        elif codes & self._codes[one.code]:
            score += 0.2
        score *= _kind(one, paper) * self._ending(one.code, head or name)
        own = head if head and by_head >= by_name else name
        covered = max(self._held(known, own) for known in names)
        explained = self._held(own, "".join(names) + self._matter[one.code])
        return Fit(one, score, by_name, by_head, by_text, folder, covered, explained, coded)

    def _ending(self, code: str, given: str) -> float:
        """Whether a paper is of the kind that is asked for, as far as the names tell."""
        kinds = [_kind_of(name) for name in self._names[code]]
        kind = _kind_of(given)
        if kind is None or not any(kinds):
            return 1.0
        return _SAME_KIND if kind in kinds else _OTHER_KIND

    def _alike(self, asked: str, given: str) -> float:
        """How alike two names are: what of the first the second has, and the other way round."""
        if not asked or not given:
            return 0.0
        near = fuzz.partial_ratio(asked, given) / 100 if min(len(asked), len(given)) > 1 else 0.0
        return 0.45 * self._held(asked, given) + 0.35 * self._held(given, asked) + 0.2 * near

    def _held(self, asked: str, given: str) -> float:
        """What part of the weight of `asked` stands in `given`."""
        there = _tokens(given)
        whole = got = 0.0
        for token in _tokens(asked):
            weight = self._weights.get(token, self._unseen) * (_SINGLE if len(token) == 1 else 1)
            weight *= _SUBJECT if token in self._subject else 1
            whole += weight
            got += weight * (token in there)
        return got / whole if whole else 0.0

    def _matter_of(self, standard: Standard, one: Requirement) -> str:
        """All that the standard says about what a requirement proves."""
        below = [i for i in standard.indicators.values() if i.parent == one.indicator]
        lineage = [standard.indicators[code] for code in standard.lineage(one.indicator)][:2]
        return self.bare(
            one.name + one.note + "".join(i.name + i.points for i in (*lineage, *below))
        )


def asks_for_photos(requirement: Requirement) -> bool:
    """Whether a requirement asks for photos: its name says so."""
    return bool(_PHOTO.search(requirement.name))


def _examples(requirement: Requirement) -> tuple[str, ...]:
    """What the note of a requirement of photos lists as such: 展板、家长会、标语等."""
    if not asks_for_photos(requirement):
        return ()
    listed, etc, _ = requirement.note.partition("等")
    return tuple(listed.split("、")) if etc else ()


def _kind(one: Requirement, paper: Candidate) -> float:
    """What a likeness is worth where a photo is asked for and the paper is none, or reversely."""
    photos = asks_for_photos(one)
    if not paper.is_picture:
        return _WRONG_KIND if photos else 1.0
    if photos or _SCAN.search(paper.path):
        return 1.0 if not (photos and _SCAN.search(paper.path)) else _WRONG_KIND
    looks = paper.by_camera or any(_PHOTO.search(folder) for folder in paper.folders)
    return _WRONG_KIND if looks else 0.9


@lru_cache(maxsize=1 << 12)
def _kind_of(name: str) -> int | None:
    """The kind of paper that a name ends in, by its place among the kinds; None where in none."""
    ends = [
        (len(word), number)
        for number, group in enumerate(_KINDS)
        for word in group
        if name.endswith(word)
    ]
    return max(ends)[1] if ends else None


@lru_cache(maxsize=1 << 14)
def _bare(words: str) -> str:
    for said, meant in _SAME.items():
        if said in words and meant not in words and not (said == "课表" and "任课" in words):
            words += meant
    return _NUMBERS.sub("", words)


@lru_cache(maxsize=1 << 12)
def _tokens(text: str) -> frozenset[str]:
    return frozenset((*text, *(text[at : at + 2] for at in range(len(text) - 1))))
