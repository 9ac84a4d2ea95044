"""The chapters that the standard asks for, each B-level indicator spelt out."""

from dossier.model.standard import Chapter, ChapterSpec, Family, Scope, Standard


def chapters(standard: Standard) -> tuple[Chapter, ...]:
    """All chapters, in the order of the sheet 章节.

    A row with scope 每个B级指标 stands for one chapter for each B-level indicator of
    县级政府工作, coded like the indicator.
    """
    return tuple(c for spec in standard.chapters for c in _expand(spec, standard))


def _expand(spec: ChapterSpec, standard: Standard) -> tuple[Chapter, ...]:
    if spec.scope is Scope.SCHOOL:
        return (Chapter(spec.code, spec.title, spec.template, "", spec.indicator, spec.row),)
    return tuple(
        Chapter(
            code=indicator.code,
            title=spec.title.replace("{指标}", indicator.name),
            template=spec.template,
            subject=indicator.code,
            indicator=indicator.code,
            row=spec.row,
        )
        for indicator in standard.indicators.values()
        if indicator.level == "B" and indicator.family is Family.COUNTY
    )
