"""What is told of a school that begins."""

from dossier.begin.run import GUIDE, NewSchool, NewWorkspace
from dossier.cli.console.screen import Screen
from dossier.messages import say


def begun(screen: Screen, made: NewWorkspace, asked: NewSchool, doubts: int = 0) -> None:
    """What was made, and what to do with it; `doubts` is what a catalogue left open."""
    screen.answer(
        {
            "folder": str(made.folder),
            "school": asked.name,
            "kind": asked.kind,
            "years": [str(year) for year in asked.years],
            "standard": asked.standard,
            "workbooks": list(made.books),
            "materials": made.requirements,
            "folders": made.folders,
            "boxes": made.boxes,
        }
    )
    screen.say(
        say(
            "'{folder}' is ready for {school} ({kind}, {years})",
            folder=made.folder,
            school=asked.name,
            kind=asked.kind,
            years="、".join(year.span for year in asked.years),
        )
    )
    screen.say(
        say(
            "blank workbooks: {books}; materials: {materials}, folders for them: {folders}, "
            "boxes: {boxes}",
            books="、".join(made.books),
            materials=made.requirements,
            folders=made.folders,
            boxes=made.boxes,
        )
    )
    if doubts:
        screen.say(
            say(
                "{count} places of '{file}' are to be looked at: dossier import --dry-run "
                "tells them",
                count=doubts,
                file=asked.standard,
            )
        )
    screen.say(say("read '{guide}' first; it is one page", guide=GUIDE))
    screen.say(say("what to do first: dossier --workspace '{folder}' check", folder=made.folder))
