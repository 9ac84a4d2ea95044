"""What the commands on a workspace have to say: findings, the matrix, what was made and why."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.assembly.edited import EditedChapter
from dossier.assembly.inspection import Inspection
from dossier.cli.console.output import Output, OutputTable
from dossier.cli.console.screen import Screen
from dossier.finding import Code
from dossier.messages import Text, say
from dossier.model.evidence import Completeness
from dossier.report.matrix import EvidenceTally, Matrix, matrix
from dossier.report.records import finding_record, matrix_record
from dossier.report.steps import next_steps
from dossier.report.text import gathered, grouped, lines, tally
from dossier.store.edits import KeptEdit
from dossier.store.records import BuildRecord, reason_told

if TYPE_CHECKING:
    from dossier.assembly.inspection import Built
    from dossier.doctor import Symptom
    from dossier.fontsetup import Collected

_STYLES = {
    Completeness.COMPLETE: "green",
    Completeness.PARTLY: "yellow",
    Completeness.MISSING: "bold red",
}
_FEW = 4  # one item in so many is there: with less, where each lacks is no news
_ELSEWHERE = say("by indicator and year, after a build: missing.xlsx, and index.html")
_SIGNS = {True: "✓", False: "✗", None: "–"}


def checked(inspection: Inspection) -> Output:
    """Every finding under its owner, then the matrix, the tally and what to do next.

    Where nothing is registered yet, all materials lack: that is one line, there is no matrix, and
    what is left fits on a screen without owners. Nor is there one where little is registered: it
    would say 缺 in every line.
    """
    table = matrix(inspection.dossier.standard, inspection.coverage)
    findings, blank = inspection.findings, _nothing_registered(inspection)
    if blank:
        findings = tuple(one for one in findings if one.code is not Code.EVIDENCE_MISSING)
    few = not blank and table.total.have * _FEW < table.total.need
    found: list[str] = []
    if blank:
        found += [*gathered(findings), str(blank), ""]
    for owner, owned in {} if blank else grouped(findings).items():
        found.append(f"── {owner}")
        found += gathered(owned)
        found.append("")
    steps = next_steps(inspection.findings)
    return Output(
        answer={
            "findings": [finding_record(finding) for finding in inspection.findings],
            "matrix": matrix_record(table),
            "evidence": {"have": table.total.have, "need": table.total.need},
            "next": [step.spoken("en") for step in steps],
        },
        before=tuple(found),
        table=None if blank or few else _shown(table),
        after=(
            str(_total(table)),
            *((str(_ELSEWHERE),) if few else ()),
            tally(inspection.findings),
            str(say("what to do next:")),
            *(f"{number}. {step}" for number, step in enumerate(steps, 1)),
        ),
        faulty=bool(inspection.findings),
    )


def _nothing_registered(inspection: Inspection) -> Text | None:
    """That each material lacks, for no row is there yet; None where there is one."""
    dossier = inspection.dossier
    lacking = [one for one in inspection.findings if one.code is Code.EVIDENCE_MISSING]
    if dossier.entries or dossier.unconfirmed or not lacking:
        return None
    return say(
        "nothing is registered in evidence.xlsx yet: {materials} materials are wanted, "
        "{items} items in all years",
        materials=len({one.requirement for one in lacking}),
        items=sum(one.needed for one in inspection.coverage),
    )


def built(inspection: Inspection, built: "Built", *, again: bool = False) -> Output:
    """What a build made, and how many findings it leaves; `again`: when nothing has changed."""
    made = [c.product for c in built.products.causes if not c.product.startswith("cache/")]
    made = [] if again else made
    items = [placed for box in built.boxes for placed in box.items]
    pages = sum(paged.numbered for paged in built.pages.values())
    gaps = sum(box.gaps for box in built.boxes)
    found = built.findings[len(inspection.findings) :]
    said = [line for finding in found for line in lines(finding)]
    said += [str(say("made {product}", product=product)) for product in made]
    kept = [] if again else built.products.kept
    said += [
        str(say("'{file}' was changed by hand: that is kept as '{copy}'", file=file, copy=copy))
        for file, copy in kept
    ]
    count = say(
        "chapters: {chapters}, boxes: {boxes}, items: {items}, pages: {pages}",
        chapters=len(inspection.chapters),
        boxes=len(built.boxes),
        items=len(items),
        pages=pages,
    )
    said.append(str(count))
    if gaps:
        gap = say("INCOMPLETE: items missing: {gaps} (missing.xlsx names them)", gaps=gaps)
        said.append(str(gap))
    said.append(tally(built.findings))
    if built.stale:
        stale = say(
            "out of date: boxes {boxes}; 'dossier build' brings them up to date",
            boxes="、".join(built.stale),
        )
        said.append(str(stale))
    return Output(
        answer={
            "made": made,
            "chapters": len(inspection.chapters),
            "boxes": len(built.boxes),
            "items": len(items),
            "pages": pages,
            "missing": gaps,
            "stale": list(built.stale),
            "kept": dict(kept),
            "findings": [finding_record(finding) for finding in built.findings],
        },
        before=tuple(said),
        faulty=bool(built.findings),
    )


def kept(screen: Screen, edits: Sequence[KeptEdit]) -> None:
    """Where edits of chapters went just now; it is said this once."""
    for one in edits:
        screen.say(
            say(
                "'{file}' was edited by hand, but not from '{used}', which is in use: it is kept "
                "as '{copy}'; put together what you want of both",
                file=f"build/{one.product}",
                used=f"inputs/{one.product}",
                copy=one.file,
            )
            if one.doubtful
            else say(
                "'{file}' was edited by hand: it is kept as '{copy}', and used from now on",
                file=f"build/{one.product}",
                copy=one.file,
            )
        )


def given_up(code: str, edited: EditedChapter | None, aside: str) -> Text:
    """That what a person made of a chapter lies `aside`, where there is such a thing."""
    if edited is None:
        return say("chapter '{code}' was not edited by hand", code=code)
    return say(
        "'{file}' is not used any more: it is kept as '{copy}'",
        file=edited.name,
        copy=f"{edited.name.rpartition('/')[0]}/{aside}",
    )


def listed(screen: Screen, inspection: Inspection) -> None:
    """The chapters and boxes by code."""
    screen.answer(
        {
            "chapters": {c.code: c.title for c in inspection.chapters},
            "boxes": {b.spec.number: b.spec.title for b in inspection.boxes},
        }
    )
    screen.say(say("chapters:"))
    for chapter in inspection.chapters:
        screen.say(f"  {chapter.code}  {chapter.title}")
    screen.say(say("boxes:"))
    for box in inspection.boxes:
        missing = say(", missing: {gaps}", gaps=box.gaps) if box.gaps else ""
        count = say("items: {items}", items=len(box.items))
        screen.say(f"  {box.spec.number}  {box.spec.title} ({count}{missing})")


def reasons(screen: Screen, account: BuildRecord) -> None:
    """Which files had changed, and what was made because of which input; when, if not just now."""
    screen.answer(
        {
            "sources": list(account.sources),
            "made": {cause.product: list(cause.reasons) for cause in account.causes},
            "ended": _moment(account.ended),
            "idle": _moment(account.idle),
        }
    )
    if not account.causes:
        screen.say(say("nothing has been made yet"))
    elif account.idle:
        screen.say(say("the last build had nothing to make ({time})", time=_moment(account.idle)))
        screen.say(say("what the one before made ({time}):", time=_moment(account.ended)))
    for source in account.sources:
        screen.say(say("changed: {file}", file=source))
    for cause in account.causes:
        if cause.product.startswith("cache/"):
            continue  # what boxes are made of; the box names it among its own reasons
        screen.say(f"{cause.product}: {'; '.join(str(reason_told(one)) for one in cause.reasons)}")


def _moment(seconds: int) -> str:
    """A moment by the clock on the wall: ``2023-04-20 15:30:00``; '' where there is none."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds)) if seconds else ""


def examined(screen: Screen, symptoms: "Sequence[Symptom]") -> None:
    """What the doctor found."""
    screen.answer([{"well": one.well, "text": one.text.spoken("en")} for one in symptoms])
    for one in symptoms:
        screen.say(f"{_SIGNS[one.well]} {one.text}")
        if one.hint:
            screen.say(f"  {say('hint: {hint}', hint=one.hint)}")


def collected(screen: Screen, found: "Collected") -> None:
    """Which fonts were copied, and where those come from that still lack."""
    folder = found.folder.as_posix()
    screen.say(say("fonts copied to '{folder}': {count}", folder=folder, count=len(found.taken)))
    for name in found.taken:
        screen.say(f"  {name}")
    for package, families in found.lacking.items():
        screen.say(
            say(
                "not found: {families} (Debian: apt install {package}; or name a folder that has "
                "them with --from)",
                families="、".join(families),
                package=package,
            )
        )


def _shown(table: Matrix) -> OutputTable:
    periods = (str(period or say("once")) for period in table.periods)
    return OutputTable(
        (str(say("code")), str(say("indicator")), *periods),
        tuple(
            (("", code), ("", title.removeprefix(f"{code} ")), *map(_cell, cells))
            for code, title, cells in table.rows
        ),
    )


def _cell(cell: EvidenceTally | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    words = say("{state} {have} of {need}", state=cell.state.text, have=cell.have, need=cell.need)
    return _STYLES[cell.state], str(words)


def _total(table: Matrix) -> Text:
    return say(
        "evidence that is there: {have} of {need}", have=table.total.have, need=table.total.need
    )
