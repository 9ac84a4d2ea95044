"""What watching has to say: what was saved, what is new and mended since, what was made."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from dossier.assembly.inspection import Inspection
from dossier.cli.console.screen import Screen
from dossier.facts import Fact
from dossier.finding import Finding
from dossier.messages import say
from dossier.report.records import finding_record
from dossier.report.text import gathered, tally

if TYPE_CHECKING:
    from dossier.assembly.inspection import Built

Found = Mapping[object, Finding]
"""Findings by what they say, wherever their rows have moved to."""


class Round(Fact, frozen=True):
    """The findings of one round: of looking, and of making."""

    looked: Found
    made: Found


def saved(screen: Screen, files: Collection[str]) -> None:
    """What was saved."""
    screen.say(say("saved: {files}", files="、".join(sorted(files))))


def found(screen: Screen, findings: tuple[Finding, ...], last: Round | None) -> Found:
    """Tell what looking found that it had not in the `last` round, and what is mended."""
    now = _by_what_is_said(findings)
    if last is not None:
        _differ(screen, now, last.looked)
    return now


def made(
    screen: Screen, inspection: Inspection, built: "Built", looked: Found, last: Round | None
) -> Round:
    """Tell what was made and what making found; the round, to compare the next one with."""
    now = _by_what_is_said(built.findings[len(inspection.findings) :])
    if last is not None:
        _differ(screen, now, last.made)
    products = [one.product for one in built.products.causes if "cache/" not in one.product]
    for product in products:
        screen.say(say("made {product}", product=product))
    before: Found = {**last.looked, **last.made} if last else {}
    after: Found = {**looked, **now}
    screen.say(tally(built.findings))
    if last is None:
        screen.say(say("watching inputs and templates; Ctrl-C ends it"))
    screen.answer(
        {
            "made": products,
            "new": [finding_record(one) for key, one in after.items() if key not in before],
            "mended": [finding_record(one) for key, one in before.items() if key not in after],
            "findings": len(built.findings),
        }
    )
    return Round(looked, now)


def _by_what_is_said(findings: tuple[Finding, ...]) -> Found:
    return {(one.code, str(one.text), one.path, one.requirement, one.year): one for one in findings}


def _differ(screen: Screen, now: Found, before: Found) -> None:
    for line in gathered([one for key, one in now.items() if key not in before]):
        screen.say(line)
    for key, one in before.items():
        if key not in now:
            screen.say(say("mended: {finding}", finding=one.text))
