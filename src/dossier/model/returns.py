"""What a school (or county) returns beside its figures: judgements, answers, explanations."""

from decimal import Decimal

from dossier.facts import Fact
from dossier.model.standard import Stage
from dossier.model.years import SchoolYear, Year
from dossier.source import Row


class Judgement(Fact, frozen=True):
    """评分录入: what a person found on one rule of an indicator, and why.

    `found` is 健全, 不健全, 无, 做到, 不够 or 未做到; `deduct` the points lost where the rule
    leaves them to the judge. `evidence` names a registered file or title.
    """

    indicator: str
    item: str
    found: str
    deduct: Decimal | None
    reason: str
    evidence: str
    row: Row


class Respondents(Fact, frozen=True):
    """满意度: the questionnaires of one group of respondents (家长, 教师 …), in copies.

    `visited` and `pleased` are the people asked in person, and how many of them were satisfied.
    """

    group: str
    sent: int
    returned: int
    valid: int
    satisfied: int
    fairly: int
    unsatisfied: int
    visited: int
    pleased: int
    row: Row


class Suggestion(Fact, frozen=True):
    """意见建议: what a respondent asked for, and what was answered; open while there is none."""

    group: str
    text: str
    answer: str
    person: str
    row: Row


class Explanation(Fact, frozen=True):
    """波动说明: why a figure changed so much in `year`."""

    figure: str
    stage: Stage
    year: Year
    text: str
    row: Row


class UnitCost(Fact, frozen=True):
    """单价: what one more unit of a figure costs, in 元; `hardware` comes first (先硬件后软件).

    `ease` ranks the work, 1 being the easiest (先易后难).
    """

    figure: str
    price: Decimal | None
    hardware: bool
    ease: int
    note: str
    row: Row


class Projection(Fact, frozen=True):
    """预测: a figure as it is expected for a coming year."""

    figure: str
    stage: Stage
    year: SchoolYear
    value: Decimal
    basis: str
    row: Row


class Returns(Fact, frozen=True):
    """All of them; a workbook without such sheets has none."""

    judgements: tuple[Judgement, ...] = ()
    respondents: tuple[Respondents, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    costs: tuple[UnitCost, ...] = ()
    projections: tuple[Projection, ...] = ()
