"""Rules on the files: the manifest, the report, and whether all that it names is there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError

from dossier import log
from dossier.files import BACKUP, checksum_entry, sha256_of, within
from dossier.messages import say
from dossier.verify.package import BROKEN, LABELS, MANIFEST, REPORT, FinishedPackage, text_of
from dossier.verify.rules import Fault, Rule

_OWN = {"cache", "reprint", "tasks", "preview", ".dossier"}  # what the builder keeps for itself
_LOCKS = ("~$", ".~lock", ".built", ".new-")


def manifest(package: FinishedPackage) -> Iterator[Fault]:
    """Every product is listed with its hash, and every listed file is there as it was."""
    try:
        lines = text_of(package.file(MANIFEST)).removesuffix("\n").split("\n")
    except (OSError, ValueError):
        yield Fault(Rule.MANIFEST_MISSING, MANIFEST, say("the manifest cannot be read"))
        return
    listed: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        entry = checksum_entry(line)
        if entry is None:
            yield Fault(
                Rule.MANIFEST_MISSING, MANIFEST, say("line {number} is no entry", number=number)
            )
        else:
            listed[entry[1]] = entry[0]
    yield from _listed(package, listed)
    for file in sorted(package.folder.rglob("*")):
        inner = file.relative_to(package.folder)
        name = inner.as_posix()
        if not file.is_dir() and not _own(inner) and name not in {*listed, MANIFEST}:
            yield Fault(Rule.FILE_UNLISTED, name, say("it is not listed in the manifest"))


def _listed(package: FinishedPackage, listed: Mapping[str, str]) -> Iterator[Fault]:
    boxes = {str(record.get("file")) for record in package.records}
    for name, digest in listed.items():
        path = within(package.folder, name)
        if path is None:
            yield Fault(
                Rule.MANIFEST_MISSING, MANIFEST, say("'{name}' leads out of the package", name=name)
            )
        elif not path.is_file():
            if name not in boxes:  # which are told of as boxes
                text = say("the manifest lists it, but it is not there")
                yield Fault(Rule.FILE_ABSENT, name, text)
        elif sha256_of(path) != digest:
            yield Fault(Rule.FILE_CHANGED, name, say("its bytes are not those of the manifest"))


def _own(name: Path) -> bool:
    # what a person made and a build put aside is not handed in
    return name.parts[0] in _OWN or name.name.startswith(_LOCKS) or BACKUP in name.name


def report(package: FinishedPackage) -> Iterator[Fault]:
    """The report can be understood."""
    if package.report is None:
        yield Fault(Rule.REPORT_UNREADABLE, REPORT, say("the report cannot be understood"))


def box(package: FinishedPackage, record: dict[str, Any]) -> Iterator[Fault]:
    """A box that the report names can be opened."""
    path = package.file(record["file"])
    if within(package.folder, record["file"]) is None:
        return  # told of the manifest, which names it as well
    if not path.is_file():
        yield Fault(Rule.BOX_ABSENT, record["file"], say("the box is not there"))
    else:
        yield from _opened(path, record["file"])


def chapter(task: tuple[Path, dict[str, Any]]) -> list[Fault]:
    """A chapter of the report of the package in a folder has as many pages as that says."""
    folder, said = task
    name = str(Path(said["file"]).with_suffix(".pdf").as_posix())
    pages = _pages(FinishedPackage(folder).file(name))
    if pages == said["pages"]:
        return []
    text = say(
        "the chapter has {found} pages, and {said} by the report",
        found="—" if pages is None else pages,
        said=said["pages"],
    )
    return [Fault(Rule.CHAPTER_PAGES, name, text)]


def _opened(path: Path, name: str) -> Iterator[Fault]:
    locked = Fault(Rule.BOX_ENCRYPTED, name, say("the box asks for a password"))
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            yield locked
        elif not reader.pages:
            yield Fault(Rule.BOX_DAMAGED, name, say("the box has no pages"))
    except DependencyError:  # only what is locked needs the library that it asks for
        yield locked
    except BROKEN as problem:
        log.note(name, f"{type(problem).__name__}: {problem}")
        yield Fault(Rule.BOX_DAMAGED, name, say("the box cannot be read: it is damaged"))


def _pages(path: Path) -> int | None:
    try:
        return len(PdfReader(path).pages)
    except (OSError, *BROKEN):
        return None


def labels(package: FinishedPackage) -> Iterator[Fault]:
    """Every box has its spine label."""
    try:
        words = {
            word
            for page in PdfReader(package.file(LABELS)).pages
            for word in page.extract_text().split()
        }
    except (OSError, *BROKEN):
        words = set()
    for record in package.records:
        if record["number"] not in words:
            yield Fault(
                Rule.LABEL_ABSENT, LABELS, say("box {number} has no label", number=record["number"])
            )
