"""表Ⅵ 公众满意度 and 表Ⅶ 措施和成效: what people said, and what was done."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import ge

from dossier.model.assessment import GroupSatisfaction, Satisfaction
from dossier.model.rules import Pass
from dossier.model.table import Form, FormCell, FormRow
from dossier.numbers import fixed, places_keeping
from dossier.plan.forms.cells import NOTHING, cell, head, numbered
from dossier.plan.forms.subject import Subject
from dossier.text import verified_mark

SECTIONS = ("主要做法", "主要措施", "工作成效", "主要成效", "特色亮点")
"""The 小节 of 报告文字 that 表Ⅶ prints, in this order, as far as they are filled in."""

_PARENTS = "家长"
_RATE_PLACES = 2
_SPACE = "　" * 7  # room to write; the line must still fit across a page
_CHUNK = 900  # characters: a row of a workbook is no higher than half a page


def satisfaction(subject: Subject) -> Form | None:
    """表Ⅵ; None where nobody was asked."""
    found = subject.satisfaction
    if found is None or not found.groups:
        return None
    parents = [group for group in found.groups if _PARENTS in group.group]
    visits = Decimal(found.pleased) / found.visited * 100 if found.visited else None
    values = (
        cell(f"{found.total.sent:,}"),
        cell(_count(parents, "sent")),
        cell(f"{found.total.valid:,}"),
        cell(_count(parents, "valid")),
        cell(f"{found.total.content:,}"),
        cell(_rate(found.total.rate, found.bar), dark=found.met is False),
        cell(f"{found.visited:,}" if found.visited else NOTHING),
        cell(f"{found.pleased:,}" if found.visited else NOTHING),
        cell(_rate(visits, None)),
    )
    heads = (
        (
            head("问卷总数（份）", across=2),
            head("回收有效问卷（份）", across=2),
            head("满意\n（份）", down=2),
            head("综合满意度\n（%）", down=2),
            head("实地走访", across=3),
        ),
        tuple(
            head(text)
            for text in (
                "合计",
                "其中：家长",
                "合计",
                "其中：家长",
                "走访人数\n（人）",
                "满意人数\n（人）",
                "走访满意度\n（%）",
            )
        ),
        tuple(head(f"L{n}") for n in range(1, len(values) + 1)),
    )
    return Form(
        "表Ⅵ",
        "公众满意度调查情况",
        heads,
        (values,),
        (1,) * len(values),
        numbered(_survey_notes(subject, found)),
        subject.line,
    )


def _count(groups: Iterable[GroupSatisfaction], name: str) -> str:
    counts = [int(getattr(group, name)) for group in groups]
    return f"{sum(counts):,}" if counts else NOTHING


def _rate(rate: Decimal | None, bar: Decimal | None) -> str:
    """A rate, with decimals enough that rounding carries it neither over nor below its bar."""
    if rate is None:
        return NOTHING
    places = _RATE_PLACES if bar is None else places_keeping(rate, bar, _RATE_PLACES, ge)
    return fixed(rate, places)


def _survey_notes(subject: Subject, found: Satisfaction) -> Iterator[str]:
    yield "“满意”含满意和基本满意；综合满意度为满意份数占有效问卷的百分比。"
    rates = [
        f"{group.group}{_rate(group.rate, None)}%"
        for group in found.groups
        if group.rate is not None
    ]
    if len(rates) > 1:
        yield f"各类对象的满意度：{'、'.join(rates)}。"
    unsure = any(
        rule.rule is Pass.SATISFACTION and not rule.verified for rule in subject.rules.passing
    )
    if found.working:
        yield f"{found.working.rstrip('。')}{verified_mark(not unsure)}。"


def measures_taken(subject: Subject) -> Form | None:
    """表Ⅶ, to be signed and sealed; None where nothing was written."""
    body: list[FormRow] = []
    for section in SECTIONS:
        chunks = list(_chunks(subject.own.words.get(section, ())))
        for place, chunk in enumerate(chunks):
            name = (FormCell(section, down=len(chunks), head=True),) if place == 0 else ()
            body.append((*name, FormCell(chunk, left=True)))
    if not body:
        return None
    seal = "县（市、区）人民政府" if subject.variations is not None else "学校"
    signer = "负责人" if subject.variations is not None else "校长"
    body.append(
        (
            FormCell("签章", head=True),
            FormCell(f"\n{seal}（盖章）{_SPACE}{signer}签字：{_SPACE}{_SPACE}年　　月　　日\n"),
        )
    )
    return Form(
        "表Ⅶ",
        "推进义务教育均衡发展的措施和成效",
        (),
        tuple(body),
        (14, 146),
        (),
        subject.line,
    )


def _chunks(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs with their indent, as many together as a row can hold; none is torn."""
    chunk = ""
    for paragraph in paragraphs:
        for line in paragraph.splitlines():
            text = line.strip()
            if not text:
                continue
            if chunk and len(chunk) + len(text) > _CHUNK:
                yield chunk
                chunk = ""
            chunk += ("\n" if chunk else "") + f"　　{text}"
    if chunk:
        yield chunk
