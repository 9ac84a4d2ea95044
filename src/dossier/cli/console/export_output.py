"""What the command says of a package that was exported and of a box that was unpacked."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.console.screen import Screen
from dossier.messages import say

if TYPE_CHECKING:
    from dossier.bind.unpack import Unpacked
    from dossier.export.package import Exported
    from dossier.media.redact import Redacted
    from dossier.verify.rules import Fault


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
                " first (make scans): {count}",
                count=taken.silent,
            )
        )


def inputs_changed(screen: Screen, faults: "Iterable[Fault]") -> None:
    """What differs by now from what the package was made from: it is handed in as it is."""
    told = False
    for fault in faults:
        told = True
        screen.say(say("note: '{name}': {what}", name=fault.file, what=fault.text))
    if told:
        screen.say(say("note: the package is exported as it was built; to renew it: make dossier"))


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
