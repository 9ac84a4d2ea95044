"""What the school says of itself against what is worked out, where no phrase was listed for it.

Its own words claim what cost points; a problem is called done that the figures do not bear out; a
measure falls short of what it is to reach; a gap is told with another number than the computed one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from dossier.check.declared import Declared, DeclaredAmount
from dossier.check.facts import Facts
from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.assessment import Loss, Need
from dossier.model.ledger import CLOSED, Rectification
from dossier.model.rules import Scoring
from dossier.model.standard import Stage
from dossier.model.units import comparable, unit_of
from dossier.numbers import decimals, grouped, parsed, rounded
from dossier.source import Cell

_CLAIM = 4  # characters at the end of an item that claim it: 课程开齐开足 → 开齐开足
_CLAUSE = re.compile(r"[，。；！？\n]")
_NOT_SO = re.compile(r"[不未没]|尚|还|要|将|力求|努力|确保|抓好|推动|促进|争取")
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_UNIT = r"(?P<unit>平方米|万元|[^\d\W]{1,2})"
_AT_LEAST = ("不低于", "不少于", "达到", "提高到", "增加到")
_AT_MOST = ("不超过", "不高于", "降到", "降至", "减少到", "减至")
_BOUND = f"(?P<bound>{'|'.join((*_AT_LEAST, *_AT_MOST))})"
_REACHED = re.compile(rf"(?P<noun>[\u4e00-\u9fff]{{3,}}?){_BOUND}{_NUMBER}{_UNIT}")
_SHORTEST = 3  # characters of a noun that may name a figure
_LACKING = re.compile(
    rf"(?:短缺|缺口|[还尚]缺|缺少|[还尚]差|[还需须]?需?要?增加|[还尚]需|需补足|须补足)"
    rf"[^，。；\d]{{0,10}}?{_NUMBER}{_UNIT}"
)
_LIKE = Decimal("0.2")  # a number so near a gap, in parts of it, means that gap
_ALIKE = Decimal("0.1")  # an estimate may differ by so much from amount and unit cost
_WAN = 10000


class _Said(Fact, frozen=True):
    """Words of the school, their cell, and the indicator that they are of ('' for none)."""

    text: str
    at: Cell
    indicator: str = ""


def losses_against_words(facts: Facts) -> Iterator[Finding]:
    """Words that claim what cost points: 课程开齐开足 is 不够, and the report says 开齐开足."""
    words = list(_own_words(facts))
    for score in facts.assessment.scores:
        for loss in score.losses:
            if not (_is_lost(loss) and loss.judgement):
                continue
            claim = loss.rule.item[-_CLAIM:]
            claiming = [said for said in words if _claims(said.text, claim)]
            if claiming:
                first, *others = (said.at for said in claiming)
                yield Finding(
                    Code.SCORE_CONTRADICTED,
                    say(
                        "'{claim}' is said in {cells}, but '{item}' of {code} is '{grade}' and "
                        "costs {points} ({cell})",
                        claim=claim,
                        cells="、".join(map(str, (first, *others))),
                        item=loss.rule.item,
                        code=score.indicator,
                        grade=loss.judgement.found,
                        points=grouped(loss.points or Decimal()),
                        cell=loss.judgement.row.cell("found"),
                    ),
                    at=first,
                    hint=say("write what was done and what is lacking, or correct the score"),
                    indicator=score.indicator,
                )


def _is_lost(loss: Loss) -> bool:
    return loss.rule.rule is Scoring.DONE and bool(loss.points) and len(loss.rule.item) >= _CLAIM


def _claims(text: str, claim: str) -> bool:
    """Whether some clause says so, and does not say that it is not, or is still to be."""
    return any(
        claim in clause and not _NOT_SO.search(clause.replace(claim, ""))
        for clause in _CLAUSE.split(text)
    )


def outcomes_against_figures(facts: Facts) -> Iterator[Finding]:
    """Problems that are done, whose measure or outcome names a bound that the figure misses."""
    amounts = _latest(facts)
    for row in facts.dossier.ledger:
        if row.status not in {"已完成", CLOSED}:
            continue
        for field in ("measure", "outcome"):
            for found in _REACHED.finditer(getattr(row, field)):
                name, amount = _named(found["noun"], found["unit"], amounts)
                number = parsed(found["number"])
                if amount is None or number is None:
                    continue
                told = number * unit_of(found["unit"]).factor
                value = amount.value * unit_of(amount.unit).factor
                if value < told if found["bound"] in _AT_LEAST else value > told:
                    yield Finding(
                        Code.OUTCOME_CONFLICT,
                        say(
                            "the status is '{status}', but '{words}' stands against {value} of "
                            "'{figure}' in {cells}",
                            status=row.status,
                            words=found[0],
                            value=amount.said(),
                            figure=name,
                            cells=amount.where(),
                        ),
                        at=row.row.cell(field),
                        hint=say("open the problem again, or say what was really agreed"),
                        indicator=row.indicator,
                    )


def _latest(facts: Facts) -> Mapping[str, DeclaredAmount]:
    """The figures of the whole school in the judged years, by name."""
    school, standard = facts.dossier.school, facts.dossier.standard
    found: dict[str, DeclaredAmount] = {}
    funds, figures = Declared(school.funds), Declared(school.figures)
    for name in funds.names:
        if standard.fiscal_years and (
            one := funds.amount(name, Stage.SCHOOL, standard.fiscal_years[-1])
        ):
            found[name] = one
    for name in figures.names:
        if standard.school_years and (
            one := figures.amount(name, Stage.SCHOOL, standard.school_years[-1])
        ):
            found[name] = one
    return found


def _named(
    noun: str, unit: str, amounts: Mapping[str, DeclaredAmount]
) -> tuple[str, DeclaredAmount | None]:
    """The one figure of such a unit that the end of the noun names; None where there is no one."""
    for start in range(len(noun) - _SHORTEST + 1):
        named = [
            name
            for name, one in amounts.items()
            if noun[start:] in name and comparable(unit_of(one.unit), unit_of(unit))
        ]
        if len(named) == 1:
            return named[0], amounts[named[0]]
    return "", None


def promises_that_fall_short(facts: Facts) -> Iterator[Finding]:
    """Measures that do not lift the indicator, by the amount that they give themselves."""
    for rectification in facts.assessment.rectifications:
        row = rectification.entry
        for promise in rectification.promises:
            if promise.result.met is False:
                yield Finding(
                    Code.PROMISE_SHORT,
                    say(
                        "what is to be added does not reach the threshold of {code}: {working}",
                        code=row.indicator,
                        working=promise.working,
                    ),
                    at=row.row.cell("more"),
                    hint=say("plan for more, or say that the indicator will not be met by that"),
                    indicator=row.indicator,
                )


def gaps_in_words(facts: Facts) -> Iterator[Finding]:
    """Numbers for what is lacking that are not the computed gap, rounded as they are."""
    needs = [need for need in facts.assessment.needs if not need.projected]
    for said in (*_own_words(facts), *_ledger_words(facts.dossier.ledger)):
        for found in _LACKING.finditer(said.text):
            number = parsed(found["number"])
            unit = unit_of(found["unit"])
            for need in needs:
                if number is None or not comparable(unit, unit_of(need.unit)):
                    continue
                gap = abs(need.amount) * unit_of(need.unit).factor / unit.factor
                meant = abs(number - gap) <= gap * _LIKE or (
                    need.result.measure.code == said.indicator
                )
                if meant and rounded(gap, decimals(number)) != number:
                    yield _of_gap(said, found[0], need)


def _of_gap(said: _Said, words: str, need: Need) -> Finding:
    return Finding(
        Code.COMPUTED_CONFLICT,
        say(
            "'{words}', but {code} lacks {amount} of '{figure}' by the figures in {cells}",
            words=words,
            code=need.result.measure.code,
            amount=f"{grouped(abs(need.amount))}{need.unit}",
            figure=need.figure,
            cells="、".join(map(str, need.result.cells)),
        ),
        at=said.at,
        hint=say("round what is computed, or correct the figures"),
        indicator=need.result.measure.code,
    )


def money_against_unit_costs(facts: Facts) -> Iterator[Finding]:
    """所需资金 of a measure that is another sum than its amount costs by 单价."""
    costs = {cost.figure: cost for cost in facts.dossier.school.returns.costs}
    for row in facts.dossier.ledger:
        cost = costs.get(row.raised)
        if cost is None or not (cost.price and row.more and row.money is not None):
            continue
        total = cost.price * row.more / _WAN
        if abs(row.money - total) > total * _ALIKE:
            yield Finding(
                Code.COMPUTED_CONFLICT,
                say(
                    "{money} are planned, but {amount} of '{figure}' cost {sum} by {cell}",
                    money=f"{grouped(row.money)}万元",
                    amount=grouped(row.more),
                    figure=row.raised,
                    sum=f"{grouped(rounded(total, 2))}万元",
                    cell=cost.row.cell("price"),
                ),
                at=row.row.cell("money"),
                hint=say("correct the sum, the amount or the unit cost"),
                indicator=row.indicator,
            )


def _own_words(facts: Facts) -> Iterator[_Said]:
    for words in facts.dossier.school.own_words():
        yield _Said("\n".join(words.paragraphs), words.at, words.indicator)


def _ledger_words(ledger: Iterable[Rectification]) -> Iterator[_Said]:
    """What open problems say: a closed one tells of what was lacking then."""
    for row in ledger:
        if not row.is_closed:
            yield _Said(row.problem, row.row.cell("problem"), row.indicator)
