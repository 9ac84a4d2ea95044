"""Fields of the one indicator that a self-assessment is about, and of its evidence."""

from collections.abc import Iterator
from functools import partial

from dossier.model.item import Origin
from dossier.render.fields import Makers, Rows, Value, columns
from dossier.render.material import Material
from dossier.render.results import standard_of, title_of, verdict_of, working_of
from dossier.render.verdicts import score_words
from dossier.render.words import GAP, clean, filled, filled_paragraphs, joined, paragraphs, sentence
from dossier.text import UNSET, verified_mark

_EVIDENCE = columns("学年度", "题名", "材料", "盒号", "件号", "责任者", "备注", flags=("缺",))
_MEASURED = columns("项目", "学段", "年度", "要求", "实际", "结论", "计算过程", flags=("扣分",))
_RESULT = columns("学年度", "学段", "标准", "实际", "结论", "计算过程", flags=("未达标",))


def subject_fields(material: Material, code: str) -> Makers:
    """What 指标自评说明 prints of the indicator `code`."""
    dossier = material.dossier
    indicator = dossier.standard.indicators.get(code)
    said = dossier.school.assessments.get(code)
    group, person = dossier.owner_of(code)
    return {
        "指标": lambda: title_of(material, code),
        "指标代码": lambda: clean(code),
        "指标名称": lambda: filled(indicator.name if indicator else ""),
        "未核实": lambda: bool(indicator and not indicator.verified),
        "上级指标": lambda: title_of(material, indicator.parent) if indicator else UNSET,
        "指标来源": lambda: filled(indicator.source if indicator else ""),
        "评估要点": partial(_points, material, code),
        "自评结论": lambda: filled(said.verdict if said else ""),
        "主要做法": lambda: filled_paragraphs(said.practice if said else ()),
        # a school that assessed itself leaves these blank where there is nothing to say
        "存在问题": lambda: paragraphs(said.problems) if said else (UNSET,),
        "改进措施": lambda: paragraphs(said.measures) if said else (UNSET,),
        "计算结果": partial(_results, material, code),
        **{name: partial(_score, material, code, name) for name in ("分值", "自评分", "扣分依据")},
        "评分结果": lambda: Rows(_measured(material, code), like=_MEASURED),
        "佐证材料": partial(_evidence, material, code),
        "佐证件数": lambda: str(len(_evidence(material, code))),
        "缺件数": lambda: str(sum(bool(row["缺"]) for row in _evidence(material, code))),
        "佐证有缺": lambda: any(row["缺"] for row in _evidence(material, code)),
        "责任小组": lambda: filled(group),
        "责任人": lambda: filled(person),
    }


def _score(material: Material, code: str, name: str) -> str:
    """A word on the points of the indicator; '' where no rule scores it."""
    scores = material.assessment.scores
    found = next((score_words(score) for score in scores if score.indicator == code), {})
    return found.get(name, "")


def _measured(material: Material, code: str) -> Iterator[dict[str, Value]]:
    """The figures of its 评分规则, year by year; the judged year, or the last, has the verdict."""
    for score in material.assessment.scores:
        for loss in score.losses if score.indicator == code else ():
            told = list(zip(loss.years, loss.shown, strict=True))
            for number, (year, shown) in enumerate(told, 1):
                last = number == len(told)
                yield {
                    "项目": clean(loss.rule.item),
                    "学段": loss.rule.stage.value,
                    "年度": str(year),
                    "要求": loss.asked,
                    "实际": shown,
                    "结论": ("扣分" if loss.points else "不扣分") if last else "",
                    "计算过程": clean(loss.working) if last else "",
                    "扣分": bool(loss.points) and last,
                }


def _points(material: Material, code: str) -> tuple[str, ...]:
    """The indicator's own points and those of its C-level points, each with its code."""
    indicators = material.dossier.standard.indicators
    own = paragraphs((indicators[code].points,)) if code in indicators else ()
    below = []
    for child in indicators.values():
        if child.parent == code:
            points = joined(paragraphs((child.points,)), "")
            mark = verified_mark(child.verified)
            name = f"{clean(child.code)} {clean(child.name)}{mark}"
            below.append(sentence(f"{name}：{points}" if points else name))
    return (*own, *below) or (UNSET,)


def _results(material: Material, code: str) -> Rows:
    return Rows(
        (
            {
                "学年度": str(result.year),
                "学段": result.stage.value,
                "标准": standard_of(result),
                "实际": result.shown,
                "结论": verdict_of(result),
                "计算过程": working_of(result),
                "未达标": result.met is False,
            }
            for result in material.results
            if result.measure.code == code
        ),
        like=_RESULT,
    )


def _evidence(material: Material, code: str) -> Rows:
    """The evidence in the order of the boxes; what is missing keeps its row."""
    requirements = material.dossier.standard.requirements
    rows: list[dict[str, Value]] = []
    for placed in material.evidence.get(code, ()):
        item = placed.item
        gap = item.origin is Origin.GAP
        requirement = requirements.get(item.requirement)
        rows.append(
            {
                "学年度": str(item.year) if item.year else "",
                "题名": clean(item.title),
                "材料": clean(requirement.name) if requirement else "",
                "盒号": clean(placed.box),
                "件号": placed.code,
                "责任者": clean(item.author),
                "备注": GAP if gap else joined((clean(item.remark), clean(item.note)), "；"),
                "缺": gap,
            }
        )
    return Rows(rows, like=_EVIDENCE)
