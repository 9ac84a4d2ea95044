"""How texts are written: what makes an inspector doubt them though no figure in them is wrong.

Rules for self-evaluations ask for facts in what is told as done, and for room for problems. Offices
write the numbers of documents after GB/T 9704-2012, 7.2.5: the year in 〔〕, no 第, no zero before.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from dossier.check.again import ALIKE
from dossier.check.facts import Facts
from dossier.check.letters import lines, sign_offs
from dossier.check.registered import documents_once, of_row
from dossier.check.schools import own_names
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.evidence_file import FileFamily
from dossier.model.school import OwnWords, SelfAssessment
from dossier.numbers import percent

_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,12})(?P<open>[〔【\[［(（〈{])\s*(?P<year>(?:19|20)\d{2})\s*[〕】\]］)）〉}]"
    r"\s*(?P<prefix>第?0*)(?P<serial>[1-9]\d*)\s*号"
)
_COUNTED = "[一二三四五六七八九十百千万两双每首]+"
_FACT = re.compile(
    rf"[0-9０-９]|{_COUNTED}(?:余|多)?(?:个|名|人|次|天|日|周|月|年|届|期|批|类|级|项|所|间|座|套|台|册|组"
    r"|门|节|堂|场|层|方|条|件|份|部|支|位|户|村|镇|单|案|岗|步|处|遍)|《|〔|“"
)
_DONE = "主要做法"
_LEAST = 20  # characters of a paragraph that is long enough to be asked for a fact, or compared
_DOCUMENT = 100  # characters of a document that is written out
_PLAN = re.compile(r"(?:方案|计划|总结|报告|制度|办法|通知|决定|意见|规定|预案)(?:[（(].*[）)])?$")
_PRINTED = {FileFamily.WORDS, FileFamily.PDF}
_FORM = re.compile(r"表|册|台账|记录|照片|统计|清单|名单|批复|文件汇编")


def numbers_of_documents(facts: Facts) -> Iterator[Finding]:
    """文号 with other brackets than 〔〕, with 第, or with a zero before the number."""
    hint = say("offices write it so: 教督〔2012〕3号 (GB/T 9704)")
    for entry in facts.dossier.evidence:
        if wrong := _wrong_number(entry.number):
            yield of_row(Code.NUMBER_MALFORMED, entry, wrong, hint, "number")
    for words in facts.dossier.school.own_words():
        for paragraph in words.paragraphs:
            if wrong := _wrong_number(paragraph):
                yield Finding(Code.NUMBER_MALFORMED, wrong, at=words.at, hint=hint)


def _wrong_number(text: str) -> Text | None:
    """What is to be said of the first 文号 in `text` that is not as GB/T 9704 has it."""
    for match in _NUMBER.finditer(text):
        if match["open"] != "〔" or match["prefix"]:
            right = f"{match['office']}〔{match['year']}〕{match['serial']}号"
            return say("'{quoted}' is not how a 文号 is written: {right}",
                       quoted=match[0], right=right)  # fmt: skip
    return None


def paragraphs_without_facts(facts: Facts) -> Iterator[Finding]:
    """主要做法 without a number, a date, a document or a name in it: said of any school."""
    people = facts.dossier.people
    names = {one.name for one in (*people.leaders, *people.office, *people.members) if one.name}
    for words in _practice(facts):
        for paragraph in words.paragraphs:
            if len(paragraph) < _LEAST or _FACT.search(paragraph):
                continue
            if not any(name in paragraph for name in names):
                yield Finding(
                    Code.TEXT_WITHOUT_FACT,
                    say("'{quoted}…' holds no number, date, document or name",
                        quoted=paragraph[:_LEAST]),
                    at=words.at,
                    hint=say("say how many, when, after which document, or who"),
                    indicator=words.indicator,
                )  # fmt: skip


def paragraphs_alike(facts: Facts) -> Iterator[Finding]:
    """One paragraph of the school's own in two places."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where there are texts to compare

    seen: list[tuple[str, OwnWords]] = []
    for words in facts.dossier.school.own_words():
        for paragraph in words.paragraphs:
            if len(paragraph) < _LEAST:
                continue
            for other, before in seen:
                if ratio(paragraph, other, score_cutoff=ALIKE):
                    yield Finding(
                        Code.TEXT_TWICE,
                        say("'{quoted}…' stands already in {cell}",
                            quoted=paragraph[:_LEAST], cell=before.at),
                        at=words.at,
                        hint=say("say it in one place, and in the other what is true of that"),
                        indicator=words.indicator,
                    )  # fmt: skip
                    break
            seen.append((paragraph, words))


def problems_too_short(facts: Facts) -> Iterator[Finding]:
    """自评说明 in which problems and measures take less room than the rule asks for (问题篇幅)."""
    least = facts.dossier.standard.settings.problem_share
    if least is None:
        return
    for one in facts.dossier.school.assessments.values():
        told, whole = _lengths(one)
        if whole and told < least * whole:
            yield Finding(
                Code.PROBLEMS_SHORT,
                say("problems and measures take {share} of what is said of '{code}'; asked for is "
                    "{least}", share=percent(Decimal(100 * told) / whole, 0),
                    code=one.indicator, least=percent(100 * least, 0)),
                at=one.row.cell("problems"),
                hint=say("say what is wanting, why, and what will be done"),
                indicator=one.indicator,
            )  # fmt: skip


def documents_without_sign_off(facts: Facts) -> Iterator[Finding]:
    """A plan or report of the school's own that does not end with its name and a date (落款)."""
    own = own_names(facts.dossier.school)
    for entry, passages in documents_once(facts):
        held = facts.evidence_files.get(entry.file)
        if held is None or held.kind.family not in _PRINTED:
            continue
        if not _PLAN.search(entry.title) or _FORM.search(entry.title):
            continue
        if not entry.author or not own.has(entry.author):
            continue
        written = lines(passages)
        if sum(len(line.text) for line in written) < _DOCUMENT:
            continue  # a cover, or a scan of which hardly a word is known
        if not any(sign_offs(written)):
            yield of_row(
                Code.SIGN_OFF_MISSING,
                entry,
                say("'{file}' ends without 落款: the name of the school above a date",
                    file=entry.file),
                say("add both at its end, and have it sealed where that is asked for"),
            )  # fmt: skip


def _lengths(one: SelfAssessment) -> tuple[int, int]:
    told = sum(map(len, (*one.problems, *one.measures)))
    return told, told + sum(map(len, one.practice))


def _practice(facts: Facts) -> Iterator[OwnWords]:
    for words in facts.dossier.school.own_words():
        if words.section == _DONE or words.column == "practice":
            yield words
