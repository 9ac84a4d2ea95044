"""What the command says of templates."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dossier.cli.console.screen import Screen
from dossier.finding import Finding
from dossier.messages import say
from dossier.report.records import finding_record
from dossier.report.text import lines

if TYPE_CHECKING:
    from dossier.assembly.single import KnownField, Preview, Use

_LONGEST = 48  # signs of a value in the list


def checked(screen: Screen, found: Mapping[str, Sequence[Finding]]) -> None:
    """The faults of each template, and how many have none."""
    screen.answer({name: [finding_record(one) for one in ones] for name, ones in found.items()})
    for ones in found.values():
        for one in ones:
            for line in lines(one):
                screen.say(line)
    sound = sum(not ones for ones in found.values())
    screen.say(say("sound: {sound} of {count} templates", sound=sound, count=len(found)))


def listed(screen: Screen, name: str, use: "Use", fields: Sequence["KnownField"]) -> None:
    """Each field with its kind, its meaning and what it would print; ● marks those in use."""
    screen.answer(
        {
            "template": name,
            "fields": [
                {"name": one.name, "kind": str(one.kind), "meaning": one.meaning,
                 "columns": list(one.columns), "value": one.value, "used": one.used}
                for one in fields
            ],
        }
    )  # fmt: skip
    screen.say(say("'{name}' is used for: {use}", name=name, use=use.text))
    for one in fields:
        value = " ".join(one.value.split())
        short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        mark = "●" if one.used else "○"
        screen.say(f"{mark} {one.name} [{one.kind}] {one.meaning}: {short}")
        if one.columns:
            screen.say(f"    {say('columns: {names}', names='、'.join(one.columns))}")
    screen.say(say("● the template names it, ○ it may name it"))


def previewed(screen: Screen, made: "Preview") -> None:
    """Where the filled template lies, or why it cannot be filled in."""
    docx, pdf = (file.as_posix() if file else "" for file in (made.docx, made.pdf))
    screen.answer(
        {"docx": docx, "pdf": pdf, "problems": [finding_record(one) for one in made.findings]}
    )
    if docx:
        screen.say(say("filled in for {use}: '{file}'", use=made.use.text, file=docx))
    if pdf:
        screen.say(say("as a PDF: '{file}'", file=pdf))
    for one in made.findings:
        for line in lines(one):
            screen.say(line)
