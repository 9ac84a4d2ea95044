"""What to do next: of all that is wrong, the three things that come first."""

from collections.abc import Callable, Iterator, Sequence

from dossier.finding import Code, Finding, Severity, is_cause
from dossier.messages import Text, say

MOST = 3

_JUDGING = {Code.JUDGEMENT_MISSING, Code.JUDGEMENT_INVALID}
_UNREAD = {Code.VALUE_INVALID, Code.VALUE_DUPLICATE, Code.FORMULA_UNCOMPUTED, Code.YEAR_UNKNOWN}


def next_steps(findings: Sequence[Finding]) -> tuple[Text, ...]:
    """At most three sentences, the first thing first; one alone where nothing is left to mend."""
    steps = list(_steps(findings))
    return tuple(steps[:MOST]) or (say("run 'dossier build': nothing is left to mend"),)


_Rule = tuple[Callable[[Finding], bool], Callable[[Sequence[Finding]], Text]]


def _steps(findings: Sequence[Finding]) -> Iterator[Text]:
    left = list(findings)
    for one in [one for one in left if is_cause(one)]:
        left.remove(one)
        yield say("mend {place}: {problem}", place=one.place, problem=one.text)
    for fits, told in _RULES:
        found = [one for one in left if fits(one)]
        if found:
            left = [one for one in left if not fits(one)]
            yield told(found)
    for one in sorted(left, key=lambda one: one.severity is not Severity.ERROR):
        if one.severity is not Severity.NOTE:
            yield say("see to {place}: {problem}", place=one.place or "—", problem=one.text)


def _in(sheets: set[str], *codes: Code) -> Callable[[Finding], bool]:
    return lambda one: one.at is not None and one.at.sheet in sheets and one.code in codes


def _of(*codes: Code) -> Callable[[Finding], bool]:
    return lambda one: one.code in codes


_RULES: tuple[_Rule, ...] = (
    (
        _in({"基本信息"}, Code.VALUE_MISSING),
        lambda found: say(
            "fill in the sheet '基本信息' of school.xlsx: {count} cells are blank",
            count=len(found),
        ),
    ),
    (
        _of(*_UNREAD),
        lambda found: say(
            "correct what cannot be read, {count} in all, first {place}",
            count=len(found),
            place=found[0].place,
        ),
    ),
    (
        _in({"数据", "经费"}, Code.FIGURE_MISSING),
        lambda found: say(
            "fill in '数据' and '经费' of school.xlsx: {count} rows have blanks", count=len(found)
        ),
    ),
    (
        _in({"领导小组", "办公室", "工作小组", "任务分解表"}, Code.VALUE_MISSING),
        lambda found: say(
            "write into people.xlsx who works in the groups and answers for the tasks: {count} "
            "cells are blank",
            count=len(found),
        ),
    ),
    (
        _of(Code.ENTRY_UNCONFIRMED),
        lambda found: say(
            "look at the proposed rows of evidence.xlsx, {count} in all, and confirm them",
            count=len(found),
        ),
    ),
    (
        _of(Code.FILE_UNREGISTERED),
        lambda found: say("run 'dossier register': {count} files have no row", count=len(found)),
    ),
    (
        _of(Code.EVIDENCE_MISSING),
        lambda found: say(
            "put the materials into the folders of inputs/evidence, then run 'dossier register': "
            "{count} are wanted",
            count=len({one.requirement for one in found}),
        ),
    ),
    (
        _of(*_JUDGING),
        lambda found: say(
            "judge the items of '评分录入' in school.xlsx: {count} are open", count=len(found)
        ),
    ),
    (
        _of(Code.VALUE_MISSING),
        lambda found: say(
            "fill in the blank cells, {count} in all, first {place}",
            count=len(found),
            place=found[0].place,
        ),
    ),
    (
        _of(Code.UNMET_WITHOUT_MEASURE),
        lambda found: say(
            "write into ledger.xlsx how what is not met is mended: {count} indicators",
            count=len(found),
        ),
    ),
)
"""What is done about which findings, the first thing first."""
