"""Findings as lines of text, grouped by who has to act; what is alike is told in one."""

from collections.abc import Iterator, Sequence

from dossier.finding import Code, Finding, Severity, is_cause, of_years
from dossier.messages import Text, say

_ALIKE = 4  # findings in a column that become one
_NAMED = 6  # of them that are named
_MATERIALS = 5  # that lack, and are told one by one


def lines(finding: Finding) -> Iterator[str]:
    """One finding: place, severity, sentence and code, and its hint on a line of its own."""
    yield from _one(finding)
    yield from _hint(finding)


def gathered(findings: Sequence[Finding]) -> Iterator[str]:
    """The lines of several findings: a material with all its years, a column with all its cells.

    Each is told at the place of its first one. A hint that several have stands beneath the last.
    Where many materials lack, they are told in one, by their codes.
    """
    alike: dict[object, list[Finding]] = {}
    lacking = {one.requirement for one in findings if one.code is Code.EVIDENCE_MISSING}
    many = len(lacking) > _MATERIALS
    for finding in findings:
        alike.setdefault(_kind(finding, many=many), []).append(finding)
    told = list(_told(list(alike.values())))
    for number, (first, said) in enumerate(told):
        yield from said
        following = told[number + 1][0].hint if number + 1 < len(told) else None
        if following is None or following != first.hint:
            yield from _hint(first)


def _told(groups: Sequence[Sequence[Finding]]) -> Iterator[tuple[Finding, list[str]]]:
    """What is told at once: a finding that has the hint, and the lines above it."""
    for same in groups:
        if len({one.requirement for one in same}) > 1 and same[0].code is Code.EVIDENCE_MISSING:
            yield same[0], list(_of_materials(same))
        elif same[0].code is Code.EVIDENCE_MISSING and len(same) > 1:
            yield same[0], list(_of_years(same))
        elif len(same) >= _ALIKE:
            ordered = sorted(same, key=_row)
            yield ordered[0], list(_of_cells(ordered))
        else:
            yield from ((one, list(_one(one))) for one in same)


def _one(finding: Finding) -> Iterator[str]:
    yield f"{_place(finding.place)}{_sentence(finding, finding.text)}"
    yield from _followed([finding])


def _followed(same: Sequence[Finding]) -> Iterator[str]:
    count = sum(one.followed for one in same)
    if count:
        yield f"  {say('and {count} more follow from it', count=count)}"


def _hint(finding: Finding) -> Iterator[str]:
    if finding.hint:
        yield f"  {say('hint: {hint}', hint=finding.hint)}"


def _kind(finding: Finding, *, many: bool) -> object:
    """What findings have alike that may be told in one line; of others, each has its own."""
    if finding.code is Code.EVIDENCE_MISSING and many and finding.hint:
        return finding.code, finding.hint.msgid
    if finding.code is Code.EVIDENCE_MISSING:
        return finding.code, finding.requirement, finding.hint
    if finding.at is None or not finding.at.ref or is_cause(finding):
        return id(finding)
    at = finding.at
    # figures are told at the first year that lacks, whichever that is
    letters = "" if finding.code is Code.FIGURE_MISSING else at.ref.rstrip("0123456789")
    return finding.code, finding.severity, at.book, at.sheet, letters, finding.text.msgid


def _of_years(same: Sequence[Finding]) -> Iterator[str]:
    yield f"{_place(same[0].place)}{_sentence(same[0], of_years(same))}"


def _of_materials(same: Sequence[Finding]) -> Iterator[str]:
    first, last = same[0], same[-1]
    counts = [dict(one.text.values) for one in same]
    codes = list(dict.fromkeys(one.requirement for one in same))
    text = say(
        "{count} materials lack ({have} of {need} registered): {codes}",
        count=len(codes),
        codes="、".join(_runs(codes)),
        have=sum(int(str(one["have"])) for one in counts),
        need=sum(int(str(one["need"])) for one in counts),
    )
    place = first.place
    if first.at and last.at and last.at.ref != first.at.ref:
        place = f"{first.place}—{last.at.ref}"
    yield f"{_place(place)}{_sentence(first, text)}"


def _runs(codes: Sequence[str]) -> Iterator[str]:
    """Codes, those of one indicator that follow each other drawn together: B01-1—3."""
    runs: list[list[str]] = []
    for code in codes:
        head, dash, number = code.rpartition("-")
        last_head, _, last = runs[-1][-1].rpartition("-") if runs else ("", "", "")
        follows = dash and number.isdigit() and last.isdigit() and int(number) == int(last) + 1
        if follows and head == last_head:
            runs[-1].append(code)
        else:
            runs.append([code])
    for run in runs:
        yield run[0] if len(run) == 1 else f"{run[0]}—{run[-1].rpartition('-')[2]}"


def _of_cells(same: Sequence[Finding]) -> Iterator[str]:
    first, last = same[0], same[-1]
    assert last.at is not None
    place = f"{first.at}—{last.at.ref}"
    yield f"{_place(place)}{_sentence(first, first.text)}"
    others = _others(same)
    count = len(same) - 1
    if others:
        yield f"  {say('and {count} more like it: {names}', count=count, names=others)}"
    else:
        yield f"  {say('and {count} more like it', count=count)}"
    yield from _followed(same)


def _row(finding: Finding) -> int:
    digits = "".join(filter(str.isdigit, finding.at.ref)) if finding.at else ""
    return int(digits or 0)


def _others(same: Sequence[Finding]) -> str:
    """What the others tell in the place of the first that differs; '' where they are all alike."""
    told = [dict(one.text.values) for one in same]
    for name, value in told[0].items():
        named = dict.fromkeys(str(one.get(name)) for one in told[1:])
        named.pop(str(value), None)
        if named:
            return "、".join([*named][:_NAMED]) + ("…" if len(named) > _NAMED else "")
    return ""


def _place(place: str) -> str:
    return f"{place}: " if place else ""


def _sentence(finding: Finding, text: Text) -> str:
    return f"{finding.severity.text}: {text} [{finding.code}]"


def grouped(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings by working group and person; what is nobody's comes last.

    Before all of them comes what others follow from, and what waits to be confirmed: much else goes
    when that is done.
    """
    owners: dict[str, list[Finding]] = {}
    first = [one for one in findings if is_cause(one)]
    if first:
        owners[str(say("first of all: what else is told may follow from this"))] = first
    waiting = [one for one in findings if one.code is Code.ENTRY_UNCONFIRMED]
    if waiting:
        owners[str(say("to be confirmed"))] = waiting
    told = [one for one in findings if one.code is not Code.ENTRY_UNCONFIRMED and not is_cause(one)]
    for finding in sorted(told, key=lambda f: (not f.group, f.group, f.person)):
        owner = " · ".join(part for part in (finding.group, finding.person) if part)
        owners.setdefault(owner or str(say("for the archive office")), []).append(finding)
    return owners


def tally(findings: Sequence[Finding]) -> str:
    """How many findings of each severity."""
    counts = {one: sum(f.severity is one for f in findings) for one in Severity}
    return str(
        say(
            "errors: {errors}, warnings: {warnings}",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
        )
    )
