"""What the command says of a finished package: judged, exported, or a box of it unpacked."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.console.screen import Screen
from dossier.facts import asdict
from dossier.finding import Severity
from dossier.messages import Text, say
from dossier.verify.rules import Fault
from dossier.verify.run import Verification
from dossier.verify.waivers import ReportedWaiver

if TYPE_CHECKING:
    from dossier.bind.unpack import Unpacked
    from dossier.export.package import Exported
    from dossier.media.redact import Redacted


def exported(screen: Screen, done: "Exported", taken: "Redacted | None" = None) -> None:
    """Where it lies, how much it is, and what was taken out of copies to show."""
    folder = done.folder.as_posix()
    told = {"folder": folder, "files": done.files, "bytes": done.size}
    if taken is not None:
        told |= {"numbers": taken.numbers, "pages": taken.pages, "silent": taken.silent}
    screen.answer(told)
    screen.say(
        say(
            "'{folder}': files: {files}, bytes: {size}",
            folder=folder,
            files=done.files,
            size=done.size,
        )
    )
    if taken is not None:
        screen.say(
            say(
                "numbers of persons taken out: {numbers}, on pages: {pages}",
                numbers=taken.numbers,
                pages=taken.pages,
            )
        )
    if taken is not None and taken.silent:
        screen.say(
            say(
                "note: pages without words cannot be looked through, see them yourself or read them"
                " first (dossier read-scans): {count}",
                count=taken.silent,
            )
        )


def inputs_changed(screen: Screen, faults: Iterable[Fault]) -> None:
    """What differs by now from what the package was made from: it is handed in as it is."""
    told = False
    for fault in faults:
        told = True
        screen.say(say("note: '{name}': {what}", name=fault.file, what=fault.text))
    if told:
        screen.say(say("note: the package is exported as it was built; to renew it: dossier build"))


def unpacked(screen: Screen, folder: Path, items: "Sequence[Unpacked]") -> None:
    """Each item with its pages."""
    screen.answer(
        {
            "folder": folder.as_posix(),
            "items": [{"file": item.file.name, "pages": item.pages} for item in items],
        }
    )
    for item in items:
        screen.say(say("{file}: pages: {pages}", file=item.file.name, pages=item.pages))
    screen.say(
        say(
            "'{folder}': items: {items}, pages: {pages}",
            folder=folder.as_posix(),
            items=len(items),
            pages=sum(item.pages for item in items),
        )
    )


_NAMED = 5  # pages that are told by number, of an item that breaks a rule on more

_Told = tuple[Fault, ReportedWaiver | None]
"""A fault, and what waives it."""


def judged(screen: Screen, verdict: Verification) -> None:
    """What is broken and what to do, errors first, and the tally.

    What an item breaks in the same way on many pages is told once; the record has every page.
    """
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
    for told in _alike((fault, None) for fault in verdict.faults):
        fault = told[0][0]
        _say(screen, told, str(fault.rule.severity.text))
        screen.say(f"  {say('hint: {hint}', hint=fault.rule.tip)}")
    for told in _alike(verdict.waived):
        _say(screen, told, str(say("waived")))
        waiver = told[0][1]
        assert waiver is not None
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


def _alike(faults: Iterable[_Told]) -> list[list[_Told]]:
    """The faults, those of one item that break one rule in the same way together; errors first."""
    found: dict[tuple[object, ...], list[_Told]] = {}
    for fault, waiver in faults:
        way = (fault.rule, fault.file, fault.item, fault.text.msgid, waiver)
        found.setdefault(way, []).append((fault, waiver))
    return sorted(found.values(), key=lambda told: told[0][0].rule.severity is not Severity.ERROR)


def _say(screen: Screen, told: Sequence[_Told], kind: str) -> None:
    """The first of what is alike, and on how many pages the same is."""
    fault = told[0][0]
    screen.say(f"{fault.place}: {kind}: {fault.text} [{fault.rule}]")
    if len(told) > 1:
        screen.say(f"  {_others([one for one, _ in told[1:]])}")


def _others(faults: Sequence[Fault]) -> Text:
    pages = [page for page in dict.fromkeys(fault.page for fault in faults) if page]
    if not pages:
        return say("and {count} more of the kind", count=len(faults))
    if len(pages) <= _NAMED + 1:
        return say("the same on: {pages}", pages="、".join(pages))
    return say(
        "the same on: {pages} and {count} more pages",
        pages="、".join(pages[:_NAMED]),
        count=len(pages) - _NAMED,
    )
