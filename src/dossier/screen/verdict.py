"""What the command says of a finished package."""

from dossier.finding import Severity
from dossier.messages import say
from dossier.screen.screen import Screen
from dossier.verify.run import Verdict


def judged(screen: Screen, verdict: Verdict) -> None:
    """Each fault with what to do, and the tally."""
    screen.answer(
        {
            "sound": verdict.sound,
            "boxes": verdict.boxes,
            "pages": verdict.pages,
            "faults": [
                {
                    "rule": fault.rule.slug,
                    "severity": fault.rule.severity.value,
                    "place": fault.place,
                    "message": fault.text.spoken("en"),
                    "tip": fault.rule.tip.spoken("en"),
                }
                for fault in verdict.faults
            ],
        }
    )
    for fault in verdict.faults:
        kind = say("error") if fault.rule.severity is Severity.ERROR else say("warning")
        screen.say(f"{fault.place}: {kind}: {fault.text} [{fault.rule}]")
        screen.say(f"  {say('hint: {hint}', hint=fault.rule.tip)}")
    screen.say(
        say(
            "boxes: {boxes}, pages: {pages}, faults: {faults}",
            boxes=verdict.boxes,
            pages=verdict.pages,
            faults=len(verdict.faults),
        )
    )
