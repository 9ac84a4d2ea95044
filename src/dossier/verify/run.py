"""All rules on one package, whose files are opened by other processes, each within limits."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier import log
from dossier.facts import Fact, replace
from dossier.faults import told_of
from dossier.finding import Severity
from dossier.messages import say
from dossier.pool import Failure, Limits, by_size, guarded
from dossier.progress import Steps, silent_steps
from dossier.verify import catalogue, files, inputs, links, pages
from dossier.verify.package import (
    BROKEN,
    INDEX,
    LABELS,
    MANIFEST,
    REPORT,
    BoxFile,
    FinishedPackage,
)
from dossier.verify.rules import Fault, Rule
from dossier.verify.waivers import ReportedWaiver, weighed
from dossier.workspace import Workspace

# each with what is told where it comes to nothing
_PACKAGE: Mapping[Callable[[FinishedPackage], Iterator[Fault]], tuple[Rule, str]] = {
    files.manifest: (Rule.MANIFEST_MISSING, MANIFEST),
    files.report: (Rule.REPORT_UNREADABLE, REPORT),
    files.labels: (Rule.LABEL_ABSENT, LABELS),
    inputs.index: (Rule.INDEX_STALE, INDEX),
}
_BOX: tuple[Callable[[BoxFile], Iterator[Fault]], ...] = (
    inputs.of_this_build,
    pages.count,
    pages.labelled,
    pages.numbered,
    pages.read,
    pages.paper,
    pages.fonts,
    pages.active,
    pages.described,
    catalogue.numbers,
    catalogue.rows,
    catalogue.gaps,
    links.catalogued,
    links.living,
    links.named,
    links.outlined,
)

_MANY = 2_000  # pages that several processes judge sooner than one, which has loaded the library
_SECONDS_PER_PAGE, _MOST_PAGES = 1.0, 5_000


class Verification(Fact, frozen=True):
    """What was judged, and every fault; `sound` where none of them is an error.

    `waived` are the faults that do not count, each with what waives it, and `idle` the waivers
    that no fault needs.
    """

    boxes: int
    pages: int
    faults: tuple[Fault, ...]
    waived: tuple[tuple[Fault, ReportedWaiver], ...] = ()
    idle: tuple[ReportedWaiver, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the package can be handed in."""
        return not any(fault.rule.severity is Severity.ERROR for fault in self.faults)


def verify(
    folder: Path,
    progress: Steps = silent_steps,
    workspace: Workspace | None = None,
) -> Verification:
    """Judge the finished package in `folder`, from its files alone; nothing is written.

    Where a `workspace` is given, its inputs are held against those that the package was made from.
    Raises WorkspaceError where there is no such folder. Memory is bounded by one box.
    """
    package = FinishedPackage(folder)
    faults = list(_of_package(package))
    if workspace is not None:
        faults += inputs.changed_inputs(package, workspace)
    ways: list[links.Ways] = []
    seen = 0
    records = package.records
    many = sum(map(_pages_of, records)) >= _MANY
    answers = guarded(
        _box,
        [(package.folder, record) for record in records],
        lambda task: _limits(*task),
        None if many else 1,
    )
    for number, (record, answer) in enumerate(zip(records, answers, strict=True), 1):
        name = str(record.get("file", ""))
        if isinstance(answer, Failure):
            faults.append(_unjudged(Rule.BOX_DAMAGED, name, answer))
        else:
            told, leading, count = answer
            faults += told
            ways += leading
            seen += count
        progress(number, len(records), name)
    files_of = {str(one.get("number")): str(one.get("file")) for one in records}
    faults += links.between(ways, files_of)
    result = weighed(faults, package.waivers)
    return Verification(len(records), seen, result.faults, result.waived, result.idle)


def _of_package(package: FinishedPackage) -> Iterator[Fault]:
    """What the rules on the files of a package find."""
    size = _bytes(package.folder)
    rules = guarded(_rule, [(package.folder, rule) for rule in _PACKAGE], lambda _: size, 1)
    for (rule, name), answer in zip(_PACKAGE.values(), rules, strict=True):
        yield from [_unjudged(rule, name, answer)] if isinstance(answer, Failure) else answer
    chapters = package.report["chapters"] if package.report else []
    told = guarded(files.chapter, [(package.folder, one) for one in chapters], lambda _: size, 1)
    for one, answer in zip(chapters, told, strict=True):
        if isinstance(answer, Failure):
            yield _unjudged(Rule.CHAPTER_PAGES, str(one.get("file", "")), answer)
        else:
            yield from answer


def _rule(task: tuple[Path, Callable[[FinishedPackage], Iterator[Fault]]]) -> list[Fault]:
    folder, rule = task
    return list(rule(FinishedPackage(folder)))


def _box(task: tuple[Path, dict[str, Any]]) -> tuple[list[Fault], list[links.Ways], int]:
    """What the rules find in a box, its links to other boxes, and how many pages it has."""
    folder, record = task
    package = FinishedPackage(folder)
    faults = list(files.box(package, record))
    box = package.open(record)
    if box is None:
        return faults, [], 0
    faults += [_placed(fault, box) for rule in _BOX for fault in _judged(rule, box)]
    ways: list[links.Ways] = []
    with suppress(*BROKEN):  # told by the rules
        ways.append(links.ways_of(box))
    return faults, ways, len(box.pages)


def _limits(folder: Path, record: dict[str, Any]) -> Limits:
    limits = _bytes(FinishedPackage(folder).file(str(record.get("file", ""))))
    return limits._replace(seconds=limits.seconds + _SECONDS_PER_PAGE * _pages_of(record))


def _bytes(path: Path) -> Limits:
    """The limits of who opens a file, or hashes all that is in a folder."""
    if path.is_dir():
        each = [one.stat().st_size for one in path.rglob("*") if one.is_file()]
        return by_size(0)._replace(seconds=by_size(sum(each)).seconds)
    return by_size(path.stat().st_size if path.is_file() else 0)


def _pages_of(record: dict[str, Any]) -> int:
    """How many pages a box is said to have; what is said may be anything."""
    try:
        return min(_MOST_PAGES, sum(len(item["pages"]) for item in record["items"]))
    except (TypeError, KeyError):
        return 0


def _unjudged(rule: Rule, name: str, failure: Failure) -> Fault:
    _, remedy = told_of(name, failure)
    return Fault(rule, name, say("it cannot be judged: {why}", why=remedy))


def _judged(rule: Callable[[BoxFile], Iterator[Fault]], box: BoxFile) -> Iterator[Fault]:
    """What a rule finds; where it asks too much of the library, it is told, and the others go on.

    A box that cannot be read at all is told by :func:`files.box`.
    """
    try:
        yield from rule(box)
    except BROKEN as problem:
        log.note(box.file, f"{_name(rule)}: {type(problem).__name__}: {problem}")
        text = say("a part of the box cannot be judged, for what it holds is not understood")
        yield Fault(Rule.PAGE_UNREAD, box.file, text)


def _name(rule: Callable[[BoxFile], Iterator[Fault]]) -> str:
    return getattr(rule, "__name__", "")


def _placed(fault: Fault, box: BoxFile) -> Fault:
    return replace(fault, box=box.number, item=fault.item or box.item_on(fault.page))
