"""What the command says of 任务单 and 签字确认单."""

from typing import TYPE_CHECKING

from dossier.cli.console.screen import Screen
from dossier.messages import say
from dossier.report.text import lines

if TYPE_CHECKING:
    from dossier.assembly.papers import Papers


def handed_out(screen: Screen, made: "Papers") -> None:
    """Which pages there are, how much is on each, and what could not be made."""
    day = made.day
    screen.answer(
        {
            "day": day.isoformat() if day else "",
            "sheets": [
                {"file": file, "group": sheet.group, "person": sheet.person,
                 "open": len(sheet.errands), "overdue": sheet.overdue(day)}
                for sheet, file in made.sheets
            ],
            "confirmations": list(made.confirmations),
            "problems": [str(finding.text) for finding in made.findings],
        }
    )  # fmt: skip
    for sheet, file in made.sheets:
        if sheet.errands:
            screen.say(
                say(
                    "{name}: {open} to do, {overdue} overdue ('{file}')",
                    name=sheet.name,
                    open=len(sheet.errands),
                    overdue=sheet.overdue(day),
                    file=f"build/{file}",
                )
            )
    idle = sum(not sheet.errands for sheet, _ in made.sheets)
    if idle:
        screen.say(say("pages of who has nothing to do now: {count}", count=idle))
    for file in made.confirmations:
        screen.say(say("to be signed: '{file}'", file=f"build/{file}"))
    if day is None:
        screen.say(
            say(
                "no day is given, so nothing is overdue: use --on, or fill in 督办日期 in the "
                "sheet '基本信息' of school.xlsx"
            )
        )
    for product, copy in made.kept:
        screen.warn(
            say(
                "'{file}' was edited: your copy is '{copy}'",
                file=f"build/{product}",
                copy=f"build/{copy}",
            )
        )
    for finding in made.findings:
        for line in lines(finding):
            screen.say(line)
