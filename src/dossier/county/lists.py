"""The county's lists: what to do, who contributes what, what is missing, and what is wrong."""

from decimal import Decimal

from dossier.county.cells import coefficient, count, percent
from dossier.county.variations import shown
from dossier.messages import CHINESE
from dossier.model.county import County, Judged
from dossier.model.table import Dark, Line, Table
from dossier.numbers import rounded


def advice(county: County) -> Table:
    """建议: the worst coefficients first, each with the change that lowers it most."""
    ranked = sorted(
        (one for one in county.variations if one.advice),
        key=lambda one: (one.met is not False, -(one.variation.cv or Decimal())),
    )
    return Table(
        "建议",
        f"{county.name}降低差异系数的建议",
        (
            ("学段", 8),
            ("指标", 36),
            ("差异系数", 10),
            ("差异最大的学校", 24),
            ("占比", 9),
            ("最有效的一步", 90),
        ),
        tuple(
            Line((
                one.stage.short,
                one.title,
                coefficient(one.variation.cv, one.limit, one.met),
                *_greatest(one),
                one.advice,
            ))
            for one in ranked
        ),
        ("占比为该校在加权方差中的份额；提高一校时，全县平均随之变动，已计算在内。",),
    )  # fmt: skip


def _greatest(one: Judged) -> tuple[str, str]:
    share = max(one.variation.shares, key=lambda s: s.share or Decimal())
    return share.name, percent(share)


def contributions(county: County) -> Table:
    """Every school's part in every 差异系数, and what raising it to the mean would do."""
    return Table(
        "各校贡献",
        f"{county.name}各校对差异系数的贡献",
        (
            ("学段", 8),
            ("指标", 36),
            ("学校名称", 26),
            ("学生数", 9),
            ("本校值", 12),
            ("全县平均", 12),
            ("占比", 9),
            ("提高到平均后的差异系数", 14),
        ),
        tuple(
            Line((
                one.stage.short,
                one.title,
                share.name,
                count(share.pupils),
                rounded(share.value, one.places),
                rounded(one.variation.mean or Decimal(), one.places),
                percent(share),
                shown(share.lowered),
            ))
            for one in county.variations
            for share in one.variation.shares
        ),
        ("占比合计为100%；“—”：该校不低于全县平均，不需提高。",),
    )  # fmt: skip


def gaps(county: County) -> Table:
    """未达标清单: every condition that a school misses."""
    titles = dict(county.titles)
    lines = []
    for school in county.schools:
        wants = {(want.code, want.stage): want.text for want in school.summary.wants}
        lines += [
            Line((
                school.name,
                value.stage.value,
                titles.get(value.code, value.code),
                value.standard,
                Dark(value.shown),
                value.margin or "—",
                wants.get((value.code, value.stage), ""),
            ))
            for value in school.summary.unmet
        ]  # fmt: skip
    return Table(
        "未达标清单",
        f"{county.name}办学基本条件未达标清单（{county.year or ''}）",
        (
            ("学校名称", 26),
            ("学部", 8),
            ("指标", 36),
            ("标准", 20),
            ("实际", 14),
            ("差额", 14),
            ("补足办法", 60),
        ),
        tuple(lines),
    )


def per_school(county: County) -> Table:
    """Findings and gaps of each school, and the schools that do not count."""
    lines = [
        Line((
            school.name,
            school.listed.folder,
            school.summary.errors,
            school.summary.warnings,
            school.summary.gaps,
            "、".join(f"{code} {count}" for code, count in school.summary.codes),
        ))
        for school in county.schools
    ]  # fmt: skip
    lines += [
        Line((name, "", "", "", "", f"未计入：{reason.spoken(CHINESE)}"), total=True)
        for name, reason in county.left_out
    ]
    return Table(
        "各校问题数",
        f"{county.name}各校档案检查情况",
        (
            ("学校名称", 26),
            ("文件夹", 30),
            ("错误", 8),
            ("警告", 8),
            ("缺件", 8),
            ("问题种类和次数", 90),
        ),
        tuple(lines),
        ("问题代码的含义见 docs/findings.md；各校用 dossier check 查看明细。",),
    )


def findings(county: County) -> Table:
    """What is wrong between the schools, and with the county's own workbook."""
    return Table(
        "汇总问题",
        f"{county.name}汇总中发现的问题",
        (("程度", 8), ("问题", 70), ("办法", 50), ("位置", 44), ("代码", 22)),
        tuple(
            Line((
                finding.severity.text.spoken(CHINESE),
                finding.text.spoken(CHINESE),
                finding.hint.spoken(CHINESE) if finding.hint else "",
                finding.place,
                finding.code.slug,
            ))
            for finding in county.findings
        ),
    )  # fmt: skip
