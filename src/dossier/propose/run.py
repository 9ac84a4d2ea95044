"""Papers → proposals: what each most likely proves, of when it is, who made it, its title."""

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date

from dossier.messages import Text, say
from dossier.model.dossier import Dossier
from dossier.model.standard import Every, Requirement
from dossier.model.years import Year
from dossier.propose.dates import dated
from dossier.propose.heading import author_of, heading_of, number_of, title_of_name
from dossier.propose.matching import Fit, Matcher, asks_for_photos
from dossier.propose.period import period_of
from dossier.propose.proposal import Candidate, Confidence, DateSource, Proposal

# Bounds of the score, and of its distance from the next best: measured, bench/register.py
_LEAST = 0.22
_MIDDLE, _HIGH = 0.45, 0.62
_CLEARLY, _SURELY = 0.04, 0.12
_COVERED, _PARTLY, _EXPLAINED, _HARDLY = 0.6, 0.4, 0.4, 0.2
_TELLING = 0.4
_BEFORE, _AFTER = 4, 1  # years around those of the standard in which its papers are made

_SOURCES = {
    DateSource.CLOSING: say("the date closes the paper"),
    DateSource.LABELLED: say("the date stands in the paper"),
    DateSource.NAME: say("the date stands in the name of the file"),
    DateSource.CAMERA: say("the date is that of the camera"),
}


def proposed(
    dossier: Dossier, papers: Sequence[Candidate]
) -> tuple[tuple[Proposal, ...], tuple[Candidate, ...]]:
    """A proposal for each paper that is likely to prove something; and the papers that are not."""
    matcher = _matcher(dossier)
    found, left = [], []
    for paper in papers:
        proposal = _proposal(dossier, matcher, paper)
        if proposal is None:
            left.append(paper)
        else:
            found.append(proposal)
    return tuple(found), tuple(left)


def proposed_for(
    dossier: Dossier, paper: Candidate, among: Sequence[Requirement], year: Year | None
) -> Proposal:
    """The proposal for a paper of which a person has said that it proves one `among` these.

    That is the one that it is most like. The year is the person's word as well.
    """
    heading = heading_of(paper)
    likely = [fit.requirement for fit in _matcher(dossier).fits(paper, heading)]
    codes = {one.code for one in among}
    requirement = next((one for one in likely if one.code in codes), among[0])
    day, source = dated(paper, _bounds(dossier)) or (None, None)
    photo = paper.is_picture and asks_for_photos(requirement)
    return _row(
        dossier,
        paper,
        requirement,
        heading,
        day=day,
        year=None if requirement.every is Every.ONCE else year,
        is_photo=photo,
        confidence=Confidence.HIGH,
        grounds=(
            say("a person has put it there"),
            _SOURCES[source] if source else say("no date was found"),
        ),
    )


def _matcher(dossier: Dossier) -> Matcher:
    known: dict[str, list[str]] = {}
    for entry in dossier.evidence:
        known.setdefault(entry.requirement, []).append(entry.title)
    return Matcher(dossier.standard, known, _names_of(dossier.school.name))


def _bounds(dossier: Dossier) -> tuple[int, int]:
    """The calendar years in which papers of the standard are made."""
    first, last = _years(dossier)
    return first - _BEFORE, last + _AFTER


def _proposal(dossier: Dossier, matcher: Matcher, paper: Candidate) -> Proposal | None:
    heading = heading_of(paper)
    fits = matcher.fits(paper, heading)
    if not fits:
        return None
    best = fits[0]
    photo = paper.is_picture and asks_for_photos(best.requirement)  # whose name tells what one sees
    known = photo or best.explained >= _HARDLY
    if not best.coded and not (best.score >= _LEAST and known):
        return None
    margin = best.score - (fits[1].score if len(fits) > 1 else 0.0)
    requirement = best.requirement
    day, source = dated(paper, _bounds(dossier)) or (None, None)
    words = (heading, paper.stem, *reversed(paper.folders))
    periods = dossier.standard.periods(requirement.every)
    year, named = period_of(words, day, periods)
    confidence = _confidence(best, margin)
    if requirement.every is not Every.ONCE and year is None:
        confidence = Confidence.LOW  # it would count nowhere
    return _row(
        dossier,
        paper,
        requirement,
        heading,
        day=day,
        year=year,
        is_photo=photo,
        confidence=confidence,
        score=best.score,
        grounds=(
            *_of_requirement(best, fits),
            _SOURCES[source] if source else say("no date was found"),
            *_of_year(requirement.every, year, named),
            *((say("its words were read from a scan"),) if paper.is_scan else ()),
            *((say("pages: {pages}", pages=paper.pages),) if paper.pages else ()),
        ),
    )


def _row(
    dossier: Dossier,
    paper: Candidate,
    requirement: Requirement,
    heading: str,
    *,
    day: date | None,
    year: Year | None,
    is_photo: bool,
    confidence: Confidence,
    grounds: tuple[Text, ...],
    score: float = 0.0,
) -> Proposal:
    """The proposal, with what the paper itself tells of title, author and 文号."""
    return Proposal(
        path=paper.path,
        requirement=requirement,
        confidence=confidence,
        is_photo=is_photo,
        title=heading or title_of_name(paper.stem),
        author=paper.photographer if is_photo else author_of(paper, dossier.school.name),
        number="" if is_photo else number_of(paper),
        dated=day,
        year=year,
        grounds=grounds,
        score=score,
    )


def _confidence(best: Fit, margin: float) -> Confidence:
    if best.coded:
        return Confidence.HIGH
    sure = best.covered >= _COVERED and best.explained >= _EXPLAINED
    if best.score >= _HIGH and margin >= _SURELY and sure:
        return Confidence.HIGH
    if best.score >= _MIDDLE and margin >= _CLEARLY and best.covered >= _PARTLY:
        return Confidence.MIDDLE
    return Confidence.LOW


def _of_requirement(best: Fit, fits: Sequence[Fit]) -> tuple[Text, ...]:
    """What speaks for the requirement, the strongest first, and what else it might be."""
    by_what = (
        (1.0 if best.coded else 0.0, say("its code")),
        (best.heading, say("its heading")),
        (best.name, say("its name")),
        (best.folder, say("its folder")),
        (best.text, say("its words")),
    )
    by = next((what for likeness, what in by_what if likeness >= _TELLING), say("its words"))
    grounds = [say("told by {what} to be '{name}'", what=by, name=best.requirement.name)]
    near = [fit for fit in fits[1:3] if fit.score >= best.score - _SURELY and fit.score >= _LEAST]
    if near and not best.coded:
        others = "、".join(f"{fit.requirement.code} {fit.requirement.name}" for fit in near)
        grounds.append(say("it might be {others}", others=others))
    return tuple(grounds)


def _of_year(every: Every, year: Year | None, named: bool) -> tuple[Text, ...]:
    if every is Every.ONCE:
        return ()
    if year is None:
        return (say("its year is not known: fill it in"),)
    return () if named else (say("its year follows from the date"),)


def _years(dossier: Dossier) -> tuple[int, int]:
    """The first and last calendar year of the standard's periods."""
    standard = dossier.standard
    periods: tuple[Year, ...] = (*standard.school_years, *standard.fiscal_years)
    return (
        min((one.first.year for one in periods), default=MINYEAR + _BEFORE),
        max((one.last.year for one in periods), default=MAXYEAR - _AFTER),
    )


def _names_of(school: str) -> tuple[str, ...]:
    """The name of the school, and what it is called for short."""
    short = school.removesuffix("学校").removesuffix("实验")
    return tuple(dict.fromkeys(name for name in (school, short) if len(name) > 1))
