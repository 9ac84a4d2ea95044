"""What the schools contribute → what holds for the county."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dossier.assess.run import assessed
from dossier.county.agreement import named_alike, once
from dossier.county.variations import composites, variations
from dossier.errors import WorkspaceError
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.assessment import Assessment
from dossier.model.county import Counted, County, Judged, Listed, SchoolFailure, Summary
from dossier.model.dossier import Dossier
from dossier.model.rules import Pass, Rules
from dossier.model.school import School
from dossier.model.standard import Family, Standard
from dossier.model.table import Form
from dossier.plan.forms import Subject, forms, summary_row
from dossier.read.workbooks import read
from dossier.text import UNSET
from dossier.workspace import Workspace


def reduced(
    listed: Sequence[Listed],
    outcomes: Sequence[Summary | SchoolFailure],
    own: School | None,
    findings: Sequence[Finding],
) -> County:
    """The county: schools that count in list order, those that do not with the reason, results.

    Raises WorkspaceError where not one school could be assessed.
    """
    found = list(findings)
    left_out: list[tuple[str, Text]] = []
    assessed_schools: list[Counted] = []
    for school, outcome in zip(listed, outcomes, strict=True):
        if isinstance(outcome, SchoolFailure):
            left_out.append((school.name or school.folder, outcome.reason))
            found.append(_failed(school, outcome))
        else:
            assessed_schools.append(
                Counted(school, school.name or outcome.name or school.folder, outcome)
            )
    if not assessed_schools:
        raise WorkspaceError(
            say("none of the schools can be assessed: {name}: {problem}",
                name=left_out[0][0], problem=left_out[0][1]),
            say("see that each folder holds 'inputs' with its workbooks"),
        )  # fmt: skip
    found += (finding for one in assessed_schools for finding in named_alike(one))
    single, twice = once(assessed_schools)
    counted, strange = _measured_alike(single)
    for other, finding in (*twice, *strange):
        left_out.append((other.name, finding.text))
        found.append(finding)
    dossier, _ = read(Workspace(Path(counted[0].listed.place)).inputs)
    # as every school has them: the first one may not have both 学部
    standard, rules = dossier.as_given or (dossier.standard, dossier.rules)
    dossier = replace(dossier, standard=standard, rules=rules)
    judged = variations(counted, standard, rules)
    assessment, faults = _own(dossier, own)
    return County(
        name=_name(own, counted),
        standard=standard.name,
        basis=standard.basis,
        year=max(standard.school_years, default=None),
        titles=_titles(standard),
        schools=tuple(counted),
        left_out=tuple(left_out),
        variations=judged,
        composites=composites(judged, rules),
        findings=(*found, *faults),
        own=own,
        assessment=assessment,
        forms=_forms(_name(own, counted), dossier, own, counted, judged, assessment),
    )


def _failed(school: Listed, failure: SchoolFailure) -> Finding:
    return Finding(
        Code.WORKBOOK_UNREADABLE,
        say(
            "'{school}' could not be assessed: {problem}",
            school=school.name or school.folder,
            problem=failure.reason,
        ),
        at=school.row.cell("folder") if school.row else None,
        path="" if school.row else school.folder,
        hint=say("run 'dossier check' in its folder"),
    )


def _measured_alike(
    schools: Sequence[Counted],
) -> tuple[list[Counted], list[tuple[Counted, Finding]]]:
    """The schools of the standard that most of them have, and those that have another."""
    votes = Counter(school.summary.standard_hash for school in schools)
    most = max(votes.values())
    first = next(s for s in schools if votes[s.summary.standard_hash] == most)
    common = first.summary.standard_hash
    strange = [
        (
            school,
            Finding(
                Code.FIGURE_CONFLICT,
                say(
                    "'{school}' is measured by another standard than '{other}' and most schools;"
                    " it is left out",
                    school=school.name,
                    other=first.name,
                ),
                at=school.listed.at,
                path="" if school.listed.at else f"{school.listed.folder}/inputs/standard.xlsx",
                hint=say("give it the standard.xlsx of the other schools"),
            ),
        )
        for school in schools
        if school.summary.standard_hash != common
    ]
    return [s for s in schools if s.summary.standard_hash == common], strange


def _titles(standard: Standard) -> tuple[tuple[str, str], ...]:
    return tuple(
        (code, indicator.title)
        for code, indicator in standard.indicators.items()
        if code in standard.measures and indicator.family is Family.CONDITIONS
    )


def _name(own: School | None, schools: Sequence[Counted]) -> str:
    """The county's name: its own word, else what its schools say, as far as they agree."""
    if own is not None and own.fact("县（市、区）"):
        return own.fact("县（市、区）")
    names = dict.fromkeys(s.summary.county for s in schools if s.summary.county)
    return "、".join(names) or UNSET


def _own(dossier: Dossier, own: School | None) -> tuple[Assessment | None, tuple[Finding, ...]]:
    """What county.xlsx tells of the county, assessed by the rules that its sheets answer to."""
    if own is None or not (own.funds or own.returns.judgements or own.returns.respondents):
        return None, ()
    county = replace(
        dossier,
        standard=replace(dossier.standard, measures={}),
        school=own,
        evidence=(),
        photos=(),
        ledger=(),
        rules=_answered(dossier.rules, own),
    )
    assessment, findings = assessed(county)
    return assessment, findings


def _forms(
    name: str,
    dossier: Dossier,
    own: School | None,
    schools: Sequence[Counted],
    judged: Sequence[Judged],
    assessment: Assessment | None,
) -> tuple[Form, ...]:
    """The official 表册 of the county, as far as there is something to fill in."""
    year = max(dossier.standard.school_years, default=None)
    if year is None:
        return ()
    told = assessment or Assessment()
    return forms(
        Subject(
            name=name,
            year=year,
            standard=dossier.standard,
            rules=dossier.rules,
            own=own or School({}, {}, {}, {}, {}),
            schools=tuple(summary_row(s.name, s.summary, dossier.standard) for s in schools),
            scores=told.scores,
            growths=told.growths,
            satisfaction=told.satisfaction,
            variations={
                (one.code, one.stage): one.variation.cv
                for one in judged
                if one.variation.cv is not None
            },
        )
    )


def _answered(rules: Rules, own: School) -> Rules:
    scored = bool(own.returns.judgements)
    asked = {Pass.POINTS: scored, Pass.SATISFACTION: bool(own.returns.respondents)}
    return Rules(
        passing=tuple(rule for rule in rules.passing if asked.get(rule.rule, False)),
        scoring=rules.scoring if scored else (),
        growth=rules.growth if own.funds else (),
    )
