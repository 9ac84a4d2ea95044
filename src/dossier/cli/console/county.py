"""What the command says of a county."""

from collections.abc import Iterator, Sequence

from dossier.cli.console.screen import Screen
from dossier.county.record import county_record
from dossier.county.variations import shown
from dossier.messages import say
from dossier.model.county import County
from dossier.report.text import lines, tally

_VERDICTS = {True: say("met"), False: say("not met"), None: say("not judged")}


def summed_up(screen: Screen, county: County, into: str, made: Sequence[str]) -> None:
    """The county's coefficients against their limits, its findings, and what was written."""
    screen.answer({**county_record(county), "into": into, "made": list(made)})
    for finding in county.findings:
        for line in lines(finding):
            screen.say(line)
    for name, value, limit, met in _coefficients(county):
        screen.say(
            say("{name}: {value} ({limit}) {verdict}", name=name, value=value, limit=limit,
                verdict=_VERDICTS[met])
        )  # fmt: skip
    screen.say(
        say(
            "schools: {schools}, left out: {others}, conditions not met: {unmet}",
            schools=len(county.schools),
            others=len(county.left_out),
            unmet=sum(len(school.summary.unmet) for school in county.schools),
        )
    )
    for name in made:
        screen.say(say("made {product}", product=f"{into}/{name}"))
    screen.say(tally(county.findings))
    if some := sum(bool(school.summary.codes) for school in county.schools):
        screen.say(
            say("schools with findings of their own: {count} (index.html lists them)", count=some)
        )


def _coefficients(county: County) -> Iterator[tuple[str, str, str, bool | None]]:
    """Every 综合差异系数, and the single ones that have a limit."""
    from dossier.county.cells import limit_of

    for one in county.variations:
        if one.limit is not None:
            name = f"{one.stage.short} {one.title}"
            yield name, shown(one.variation.cv, one.limit), limit_of(one.rule, one.limit), one.met
    for whole in county.composites:
        name = f"{whole.stage.short} 综合差异系数"
        yield name, shown(whole.value, whole.limit), limit_of(whole.rule, whole.limit), whole.met
