"""Whether the parts of a package are of one build, and whether its inputs are as they were then."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from dossier.files import checksum_entry, nfc, sha256_of
from dossier.messages import say
from dossier.verify.package import INDEX, INPUTS, REPORT, BoxFile, FinishedPackage, text_of
from dossier.verify.rules import Fault, Rule
from dossier.workspace import Workspace, is_litter

_OF_REPORT = re.compile(r'"report":"([0-9a-f]{64})"')


def of_this_build(box: BoxFile) -> Iterator[Fault]:
    """The box is the one that the report tells of, and was up to date when that was written.

    The first half of its /ID says what it was bound from (ISO 32000-1, 14.4).
    """
    told = str(box.record.get("identity", ""))
    if told and told != box.identity:
        yield Fault(Rule.BOX_STALE, box.file, say("it is of another build than the report"))
    elif box.record.get("stale"):
        text = say("it was not bound anew when what it is made from had changed")
        yield Fault(Rule.BOX_STALE, box.file, text)


def index(package: FinishedPackage) -> Iterator[Fault]:
    """The index was written with the report that lies beside it."""
    try:
        page = package.file(INDEX).read_text(encoding="utf-8")
        report = sha256_of(package.file(REPORT))
    except (OSError, ValueError):  # told where the manifest is held against the files
        return
    found = _OF_REPORT.search(page)
    if found is None or found[1] != report:
        yield Fault(Rule.INDEX_STALE, INDEX, say("it is of another build than the report"))


def changed_inputs(package: FinishedPackage, workspace: Workspace) -> Iterator[Fault]:
    """Inputs of the `workspace` that are not, or no longer, what the package was made from."""
    made_from = _listed(package)
    if not made_from:
        text = say("the package does not say what it was made from")
        yield Fault(Rule.INPUTS_UNKNOWN, INPUTS, text)
        return
    there = dict(_inputs(workspace))
    for name, digest in sorted(made_from.items()):
        if name not in there:
            text = say("the package was made from it, and it is gone from the workspace")
            yield Fault(Rule.INPUT_CHANGED, name, text)
        elif _digest(there[name]) != digest:
            yield Fault(Rule.INPUT_CHANGED, name, say("it has changed since the package was made"))
    for name in sorted({*there} - {*made_from}):
        yield Fault(Rule.INPUT_ADDED, name, say("it was not there when the package was made"))


def _listed(package: FinishedPackage) -> dict[str, str]:
    try:
        lines = text_of(package.file(INPUTS)).split("\n")
    except (OSError, ValueError):
        return {}
    entries = map(checksum_entry, lines)
    return {name: digest for digest, name in filter(None, entries)}


def _inputs(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    yield from workspace.papers()
    root = workspace.evidence
    for place, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not is_litter(name)]
        for file in (Path(place, name) for name in files if not is_litter(name)):
            name = f"inputs/evidence/{file.relative_to(root).as_posix()}"
            if _is_name(name) and file.is_file():
                yield nfc(name), file


def _is_name(name: str) -> bool:
    """Whether it is in UTF-8; a file of another name is none of the package's."""
    return not any("\ud800" <= c <= "\udfff" for c in name)


def _digest(file: Path) -> str:
    try:
        return sha256_of(file)
    except OSError:
        return ""
