"""The county's charts: each indicator of a 差异系数 across its schools, with the county's mean."""

from dossier import fonts
from dossier.county.variations import shown
from dossier.errors import MissingToolError
from dossier.model.chart import Distribution, Mark
from dossier.model.county import Counted, County, Judged
from dossier.numbers import fixed
from dossier.render.fields import Rows, columns
from dossier.render.words import clean


def distribution_charts(county: County) -> Rows:
    """分布图: one chart for each indicator and stage, in the order of the 差异系数.

    Schools stand from the highest value to the lowest, equal ones in the order of the list: how
    steeply the bars fall is what the coefficient measures.
    """
    schools = {school.name: school for school in county.schools}
    return Rows(
        ({"题名": _caption(one), "图": _chart(one, schools)} for one in county.variations),
        like=columns("题名", 图=Distribution("", "", ())),
    )


def _caption(one: Judged) -> str:
    return f"{_title(one)}（{clean(one.unit)}）"


def _title(one: Judged) -> str:
    return f"{one.stage.short}“{clean(one.title)}”"


def _chart(one: Judged, schools: dict[str, Counted]) -> Distribution:
    mean = one.variation.mean
    ranked = sorted(one.variation.shares, key=lambda share: -share.value)
    return Distribution(
        title=_title(one),
        unit=clean(one.unit),
        marks=tuple(
            Mark(
                clean(share.name),
                share.value,
                fixed(share.value, one.places),
                striking=_misses(schools[share.name], one),
            )
            for share in ranked
        ),
        mean=mean,
        mean_label="" if mean is None else f"{fixed(mean, one.places)}，{_coefficient(one)}",
    )


def _coefficient(one: Judged) -> str:
    return f"差异系数{shown(one.variation.cv, one.limit)}"


def _misses(school: Counted, one: Judged) -> bool:
    """Whether the school's value is below a threshold of its own, which some standards set, too."""
    return any(
        value.met is False
        for value in school.summary.balance
        if (value.code, value.stage) == (one.code, one.stage)
    )


def can_draw() -> bool:
    """Whether the fonts of charts are there; the numbers of the report do not depend on them."""
    try:
        fonts.require()
    except MissingToolError:
        return False
    return True
