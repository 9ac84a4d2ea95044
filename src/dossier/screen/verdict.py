"""What the command says of a finished package."""

from dossier.facts import asdict
from dossier.finding import Severity
from dossier.messages import say
from dossier.screen.screen import Screen
from dossier.verify.run import Verification


def judged(screen: Screen, verdict: Verification) -> None:
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
            "waived": [
                {"place": fault.place, "message": fault.text.spoken("en"), **asdict(waiver)}
                for fault, waiver in verdict.waived
            ],
            "idle": [asdict(waiver) for waiver in verdict.idle],
        }
    )
    for fault in verdict.faults:
        kind = say("error") if fault.rule.severity is Severity.ERROR else say("warning")
        screen.say(f"{fault.place}: {kind}: {fault.text} [{fault.rule}]")
        screen.say(f"  {say('hint: {hint}', hint=fault.rule.tip)}")
    for fault, waiver in verdict.waived:
        screen.say(f"{fault.place}: {say('waived')}: {fault.text} [{fault.rule}]")
        why = say("reason: {reason}", reason=waiver.reason)
        who = say("approved by {name}", name=waiver.approver or "—")
        screen.say(f"  {why} ({who})")
    for waiver in verdict.idle:
        screen.say(
            say(
                "note: '{rule}' is waived in box {place}, but nothing there breaks it",
                rule=waiver.rule,
                place=" ".join(filter(None, (waiver.box, waiver.item))),
            )
        )
    if verdict.waived:
        screen.say(say("faults that are waived: {count}", count=len(verdict.waived)))
    screen.say(
        say(
            "boxes: {boxes}, pages: {pages}, faults: {faults}",
            boxes=verdict.boxes,
            pages=verdict.pages,
            faults=len(verdict.faults),
        )
    )
