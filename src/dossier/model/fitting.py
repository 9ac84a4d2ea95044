"""What of a standard concerns one school, and how it reads there.

A primary school is not asked for what is about the 初中部, and none of its documents speaks of it.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from dossier.facts import Fact, replace
from dossier.model.kinds import has_stage, kind_of
from dossier.model.rules import Rules
from dossier.model.school import School
from dossier.model.standard import JUDGED, BoxSpec, Stage, Standard
from dossier.model.values import Unfit, codes

_TITLE = re.compile(r"(《[^》]*》)")
_CODES = re.compile(r"[A-Z]+\d+(?:[—、][A-Z]+\d+)+")
_Told = TypeVar("_Told", bound=Fact)


def fitted(standard: Standard, rules: Rules, school: School) -> tuple[Standard, Rules]:
    """The standard and its rules as they are for `school`.

    Without the indicators, materials, lines and thresholds that are about 学部 which it has not,
    and in the words of 学段用语 where it has one 学部 of 义务教育 alone. A county has them all.
    """
    if school.county:
        return standard, rules
    own = kind_of(school).parts
    gone = _gone(standard, own)
    judged = [stage for stage in JUDGED if stage in own]
    said = _reworder(standard, judged[0]) if len(judged) == 1 else str

    def kept(stage: Stage | None) -> bool:
        return stage is None or has_stage(school, stage)

    fitting = Standard(
        indicators={
            code: _told(one, said, "name", "points", "source")
            for code, one in standard.indicators.items()
            if code not in gone
        },
        measures={
            code: replace(
                _told(one, said, "source"),
                thresholds={stage: bar for stage, bar in one.thresholds.items() if kept(stage)},
            )
            for code, one in standard.measures.items()
            if code not in gone
        },
        requirements={
            code: _told(one, said, "name", "note")
            for code, one in standard.requirements.items()
            if one.indicator not in gone and _concerns(one.stages, own)
        },
        chapters=tuple(
            _told(one, said, "title") for one in standard.chapters if one.indicator not in gone
        ),
        boxes=tuple(_boxes(standard.boxes, gone, said)),
        settings=standard.settings,
        figures=tuple(_told(one, said, "source") for one in standard.figures),
        wording=standard.wording,
        layouts=standard.layouts,
    )
    return fitting, Rules(
        thresholds=tuple(
            _told(one, said, "source")
            for one in rules.thresholds
            if one.indicator not in gone and kept(one.stage)
        ),
        passing=tuple(
            replace(
                one, values={stage: value for stage, value in one.values.items() if kept(stage)}
            )
            for one in rules.passing
        ),
        # the points of an indicator may stand in the row of a 学部 that the school has not
        scoring=tuple(one for one in rules.scoring if one.indicator not in gone),
        growth=tuple(one for one in rules.growth if kept(one.stage)),
        forms=tuple(_told(one, said, "caption") for one in rules.forms if kept(one.stage)),
        agreements=tuple(one for one in rules.agreements if kept(one.stage)),
        phrases=tuple(one for one in rules.phrases if kept(one.stage)),
    )


def _concerns(stages: Collection[Stage], own: Collection[Stage]) -> bool:
    return not stages or any(stage in own for stage in stages)


def _gone(standard: Standard, own: Collection[Stage]) -> frozenset[str]:
    """The codes of indicators that are, or lie beneath what is, about other 学部 alone."""
    return frozenset(
        code
        for code in standard.indicators
        if not all(
            _concerns(standard.indicators[one].stages, own) for one in standard.lineage(code)
        )
    )


def _boxes(
    boxes: Iterable[BoxSpec], gone: Collection[str], said: Callable[[str], str]
) -> Iterable[BoxSpec]:
    """The boxes that still hold something; the codes in their titles are those of what is left."""
    for box in boxes:
        left = tuple(code for code in box.indicators if code not in gone)
        if left == box.indicators:
            yield _told(box, said, "title")
        elif left:
            title = _CODES.sub(lambda found: _relisted(found[0], gone), box.title)
            yield replace(box, indicators=left, title=said(title))


def _relisted(listed: str, gone: Collection[str]) -> str:
    """B04—B06 without B04 is B05、B06; a run of three or more is told by its ends."""
    try:
        every = codes(listed)
    except Unfit:
        return listed
    left = [code for code in every if code not in gone]
    if len(left) == len(every) or not left:
        return listed
    runs: list[list[str]] = []
    for code in left:
        if runs and every.index(code) == every.index(runs[-1][-1]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(run)  # noqa: PLR2004
        for run in runs
    )


def _reworder(standard: Standard, stage: Stage) -> Callable[[str], str]:
    """What says a text in the words of a school of that stage; titles in 《》 stay."""
    words = {one.words: one.instead for one in standard.wording if one.stage is stage}
    if not words:
        return str
    # the longest first, for one may be a part of another
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

    def said(text: str) -> str:
        parts = _TITLE.split(text)
        return "".join(
            part if number % 2 else pattern.sub(lambda found: words[found[0]], part)
            for number, part in enumerate(parts)
        )

    return said


def _told(fact: _Told, said: Callable[[str], str], *fields: str) -> _Told:
    """`fact` with those of its texts as they are said here."""
    texts = {name: getattr(fact, name) for name in fields}
    changed = {name: new for name, text in texts.items() if (new := said(text)) != text}
    return replace(fact, **changed) if changed else fact
