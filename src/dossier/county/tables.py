"""表Ⅱ, 表Ⅲ and the list of 差异系数, drawn alike in the county's workbook, page and report."""

from collections.abc import Iterator, Sequence

from dossier.county.cells import coefficient, count, limit_of, verdict
from dossier.model.county import Composite, Counted, County, Judged
from dossier.model.standard import Family, Stage
from dossier.model.table import Dark, Line, Printed, Table
from dossier.numbers import rounded

_METHOD = (
    "差异系数按学生数加权：X̄＝Σx÷ΣP，S＝√[Σ(P÷P总)(X－X̄)²]，CV＝S÷X̄；"
    "综合差异系数为各项差异系数的算术平均数（教督〔2012〕3号）。"
)


def sets(county: County) -> tuple[tuple[Family, Stage], ...]:
    """The sets and stages that 差异系数 are worked out for."""
    return tuple((one.family, one.stage) for one in county.composites)


def conditions(county: County) -> Table:
    """表Ⅱ: every school, a row for each 学部; what misses its threshold is dark, 达标 is 1."""
    titles = county.titles
    lines: list[Line] = []
    for school in county.schools:
        for stage in school.summary.stages:
            number = str(len(lines) + 1)
            lines.append(Line((number, school.name, stage.value, *_class(school, stage, county))))
    return Table(
        "表Ⅱ 达标情况",
        f"表Ⅱ　{county.name}义务教育学校办学基本标准达标情况（{county.year or ''}）",
        (
            ("序号", 6),
            ("学校名称", 26),
            ("学部", 8),
            ("班数", 7),
            ("学生数", 8),
            *((title, 15) for _, title in titles),
            ("综合评估是否达标", 10),
        ),
        tuple(lines),
        ("深色格为不达标指标值；综合评估达标填“1”，不达标不填。学校名称和顺序按学校名单。",),
    )


def _class(school: Counted, stage: Stage, county: County) -> Iterator[Printed]:
    summary = school.summary
    yield count(dict(summary.classes).get(stage))
    yield count(dict(summary.pupils).get(stage))
    for code, _ in county.titles:
        value = summary.condition(code, stage)
        if value is None:
            yield "—"
        else:
            yield Dark(value.shown) if value.met is False else value.shown
    yield "1" if summary.passes(stage) else ""


def balance(county: County, family: Family, stage: Stage) -> Table:
    """表Ⅲ of one stage: the values, then mean, deviation, 差异系数 and its limit."""
    members = [one for one in county.variations if (one.family, one.stage) == (family, stage)]
    whole = next(c for c in county.composites if (c.family, c.stage) == (family, stage))
    lines: list[Line] = []
    shares = [{share.name: share for share in one.variation.shares} for one in members]
    for school in county.schools:
        mine = [found.get(school.name) for found in shares]
        pupils = next((share.pupils for share in mine if share), None)
        if pupils is None:
            continue
        lines.append(
            Line((
                str(len(lines) + 1),
                school.name,
                count(pupils),
                *(
                    rounded(share.value, one.places) if share else "—"
                    for share, one in zip(mine, members, strict=True)
                ),
                "",
            ))
        )  # fmt: skip
    lines += _foot(members, whole)
    label = stage.short
    mark = "" if family is Family.BALANCE else f"（{family.value}）"
    return Table(
        f"表Ⅲ 校际均衡 {label}{'' if family is Family.BALANCE else ' ' + family.value}",
        f"表Ⅲ　{county.name}{label}校际间均衡情况{mark}（{county.year or ''}）",
        (
            ("序号", 6),
            ("学校名称", 26),
            ("学生数", 8),
            *((f"{one.title}（{one.unit}）", 15) for one in members),
            ("综合差异系数", 12),
        ),
        tuple(lines),
        (_METHOD,),
    )


def _foot(members: Sequence[Judged], whole: Composite) -> Iterator[Line]:
    def means(one: Judged) -> Printed:
        mean = one.variation.mean
        return "—" if mean is None else rounded(mean, one.places)

    def deviations(one: Judged) -> Printed:
        found = one.variation.deviation
        return "—" if found is None else rounded(found, one.places)

    yield Line(("", "全县平均", "", *map(means, members), ""), total=True)
    yield Line(("", "标准差", "", *map(deviations, members), ""), total=True)
    yield Line(
        (
            "",
            "差异系数",
            "",
            *(coefficient(one.variation.cv, one.limit, one.met) for one in members),
            coefficient(whole.value, whole.limit, whole.met),
        ),
        total=True,
    )
    yield Line(
        (
            "",
            "限值",
            "",
            *(limit_of(one.rule, one.limit) for one in members),
            limit_of(whole.rule, whole.limit),
        ),
        total=True,
    )


def coefficients(county: County) -> Table:
    """Every 差异系数 and 综合差异系数 against its limit, in rows."""
    lines: list[Line] = []
    for whole in county.composites:
        lines += [
            Line((
                one.stage.short,
                one.title,
                coefficient(one.variation.cv, one.limit, one.met),
                limit_of(one.rule, one.limit),
                verdict(one.met),
                len(one.variation.shares),
            ))
            for one in county.variations
            if (one.family, one.stage) == (whole.family, whole.stage)
        ]  # fmt: skip
        lines.append(
            Line((
                whole.stage.short,
                f"综合差异系数（{whole.family.value}，{whole.indicators}项平均）",
                coefficient(whole.value, whole.limit, whole.met),
                limit_of(whole.rule, whole.limit),
                verdict(whole.met),
                "",
            ), total=True)
        )  # fmt: skip
    return Table(
        "差异系数",
        f"{county.name}校际间差异系数（{county.year or ''}）",
        (("学段", 8), ("指标", 44), ("差异系数", 12), ("限值", 16), ("结论", 10), ("学校数", 9)),
        tuple(lines),
        (_METHOD,),
    )
