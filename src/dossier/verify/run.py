"""All rules on one package."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from dossier.facts import Fact, replace
from dossier.finding import Severity
from dossier.messages import say
from dossier.verify import catalogue, files, inputs, links, pages
from dossier.verify.package import BROKEN, BoxFile, Package
from dossier.verify.rules import Fault, Rule
from dossier.verify.waivers import Waiver, weighed
from dossier.workspace import Workspace

_PACKAGE: tuple[Callable[[Package], Iterator[Fault]], ...] = (
    files.manifest,
    files.report,
    files.labels,
    inputs.index,
)
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


class Verdict(Fact, frozen=True):
    """What was judged, and every fault; `sound` where none of them is an error.

    `waived` are the faults that do not count, each with what waives it, and `idle` the waivers
    that no fault needs.
    """

    boxes: int
    pages: int
    faults: tuple[Fault, ...]
    waived: tuple[tuple[Fault, Waiver], ...] = ()
    idle: tuple[Waiver, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the package can be handed in."""
        return not any(fault.rule.severity is Severity.ERROR for fault in self.faults)


def verify(
    folder: Path,
    progress: Callable[[int, int, str], None] = lambda *_: None,
    workspace: Workspace | None = None,
) -> Verdict:
    """Judge the finished package in `folder`, from its files alone; nothing is written.

    Where a `workspace` is given, its inputs are held against those that the package was made from.
    Raises WorkspaceError where there is no such folder. Memory is bounded by one box.
    """
    package = Package(folder)
    faults = [fault for rule in _PACKAGE for fault in rule(package)]
    if workspace is not None:
        faults += inputs.changed_inputs(package, workspace)
    ways: list[links.Ways] = []
    seen = 0
    for number, record in enumerate(package.records, 1):
        box = package.open(record)
        if box is None:
            continue  # told by files.report
        faults += [_placed(fault, box) for rule in _BOX for fault in _judged(rule, box)]
        with suppress(*BROKEN):  # told by the rules
            ways.append(links.ways_of(box))
        seen += len(box.pages)
        progress(number, len(package.records), box.file)
    files_of = {record["number"]: record["file"] for record in package.records}
    faults += links.between(ways, files_of)
    result = weighed(faults, package.waivers)
    return Verdict(len(package.records), seen, result.faults, result.waived, result.idle)


def _judged(rule: Callable[[BoxFile], Iterator[Fault]], box: BoxFile) -> Iterator[Fault]:
    """What a rule finds; where it asks too much of the library, it is told, and the others go on.

    A box that cannot be read at all is told by :func:`files.report`.
    """
    try:
        yield from rule(box)
    except BROKEN as problem:
        why = str(problem).partition("\n")[0][:100] or type(problem).__name__
        text = say("a part of the box cannot be judged ({rule}): {why}", rule=_name(rule), why=why)
        yield Fault(Rule.PAGE_UNREAD, box.file, text)


def _name(rule: Callable[[BoxFile], Iterator[Fault]]) -> str:
    return getattr(rule, "__name__", "")


def _placed(fault: Fault, box: BoxFile) -> Fault:
    return replace(fault, box=box.number, item=fault.item or box.item_on(fault.page))
