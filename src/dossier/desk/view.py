"""What the pages show, worked out of an inspection: cells, their materials, who has what to do."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from dossier.assembly.inspection import Inspection
from dossier.facts import Fact, field
from dossier.finding import Finding, Severity
from dossier.messages import Text, Worded, say
from dossier.model.assessment import Need, Result
from dossier.model.evidence import Coverage, Evidence, Photo
from dossier.model.evidence_file import EvidenceFile, FileFamily, FileKind, Seal
from dossier.model.standard import Requirement
from dossier.model.years import Year
from dossier.plan.tasksheets import folder_for
from dossier.report.matrix import matrix

ELEMENTS = ("event", "dated", "place", "people", "background", "photographer")
"""The six elements of a photo (事由 时间 地点 人物 背景 摄影者)."""
DOCUMENT = ("title", "author", "number", "dated")
"""What the desk may set of a document."""

Place = tuple[str, int]
"""A sheet of evidence.xlsx, and a row of it."""


class CellState(Worded):
    """How it stands with an indicator in a period; `text` is the word that the cell says."""

    NOTHING = "nothing", say("not asked for")
    MISSING = "missing", say("missing")
    UNCONFIRMED = "unconfirmed", say("to be confirmed")
    PARTLY = "partly", say("partly")
    FAULTY = "faulty", say("with faults")
    COMPLETE = "complete", say("complete")
    EXTRA = "extra", say("beyond what is asked")


class ShownFinding(Fact, frozen=True):
    """A finding as a page tells it; `file` is the key of the file that it is about, or ''."""

    code: str
    severity: Severity
    text: Text
    hint: Text | None
    place: str
    group: str
    person: str
    cell: str
    file: str = ""
    followed: int = 0


class ShownItem(Fact, frozen=True):
    """A row of the register and its file. `key` stands for the file in addresses.

    `is_there` tells whether the file is; `fields` are those that a person may set, of a photo
    its six elements, by the names that the fact gives them; `lacking` those that are blank.
    """

    key: str
    file: str
    title: str
    dated: str
    number: str
    author: str
    requirement: str
    is_photo: bool
    is_there: bool
    can_be_drawn: bool
    unconfirmed: bool
    grounds: str
    at: str
    pages: int
    marks: tuple[Text, ...]
    findings: tuple[ShownFinding, ...]
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The elements of a photo that are blank."""
        return tuple(name for name, text in self.fields.items() if self.is_photo and not text)


class ShownRequirement(Fact, frozen=True):
    """A requirement in a period: what is asked for, whose it is, and what is there.

    `folder` is where files that are put onto it go, beneath the evidence folder.
    """

    code: str
    name: str
    note: str
    needed: int
    usable: int
    asks: tuple[Text, ...]
    group: str
    person: str
    items: tuple[ShownItem, ...]
    findings: tuple[ShownFinding, ...]
    folder: str


class ShownCell(Fact, frozen=True):
    """An indicator in a period; `key` is its address."""

    key: str
    indicator: str
    title: str
    period: str
    state: CellState
    have: int
    need: int
    waiting: int
    errors: int
    groups: frozenset[str]
    persons: frozenset[str]
    requirements: tuple[ShownRequirement, ...]


class ShownFile(Fact, frozen=True):
    """A file of the evidence that pages may ask for, by its key."""

    path: str
    place: Path
    sha256: str
    kind: FileKind
    size: int


class DeskView(Fact, frozen=True):
    """All of it. A row is an indicator: code, title, and the title of the A-level one above it.

    `people` are names with the body in which each is; `items` are the rows of the register by the
    keys of their files, and `unregistered` the keys of files that could be bound and have no row.
    `chapters` are codes, titles, and the files in inputs/chapters of those that were edited by
    hand; `boxes` are numbers and titles. `titles` are those of the indicators, by code.
    """

    school: str
    standard: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    cells: Mapping[str, ShownCell]
    findings: tuple[ShownFinding, ...]
    files: Mapping[str, ShownFile]
    people: tuple[tuple[str, str], ...]
    items: Mapping[str, ShownItem]
    unregistered: tuple[str, ...]
    chapters: tuple[tuple[str, str, str], ...]
    boxes: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]
    needs: tuple[Need, ...]
    titles: Mapping[str, str]
    have: int = 0
    need: int = 0

    @property
    def inbox(self) -> int:
        """How many rows wait to be confirmed, and files for a row."""
        return sum(one.unconfirmed for one in self.items.values()) + len(self.unregistered)


def key_of(path: str) -> str:
    """What stands for a file in addresses, which hold no path."""
    return hashlib.sha256(path.encode()).hexdigest()[:20]


def cell_key(indicator: str, period: str) -> str:
    """The address of a cell: ``B03/2021—2022学年度``, ``Z01/`` for what is wanted once."""
    return f"{indicator}/{period}"


def view_of(inspection: Inspection) -> DeskView:
    """What the pages show of it."""
    dossier = inspection.dossier
    standard = dossier.standard
    table = matrix(standard, inspection.coverage)
    told = _Findings(inspection)
    shelf = _shelf(inspection, told)
    periods = tuple(_period(year) for year in table.periods)
    cells: dict[str, ShownCell] = {}
    asked_for: dict[tuple[str, Year | None], list[Coverage]] = {}
    for cover in inspection.coverage:
        asked_for.setdefault((cover.requirement.indicator, cover.year), []).append(cover)
    rows = []
    for code, title, tallies in table.rows:
        line = standard.lineage(code)
        rows.append((code, title, standard.indicators[line[-1]].title))
        for year, tally in zip(table.periods, tallies, strict=True):
            if tally is None:
                continue
            asked = [_requirement(inspection, one, shelf, told) for one in asked_for[code, year]]
            cell = _cell(code, title, _period(year), tally.have, tally.need, asked)
            cells[cell.key] = cell
    people = dossier.people
    items = {item.key: item for several in shelf.values() for item in several}
    return DeskView(
        school=dossier.school.name,
        standard=standard.name,
        periods=periods,
        rows=tuple(rows),
        cells=cells,
        findings=told.all,
        files={
            key_of(path): ShownFile(path, one.file, one.sha256, one.kind, one.size)
            for path, one in inspection.evidence_files.items()
        },
        people=tuple(
            dict.fromkeys(
                (one.name, one.body) for one in (*people.leaders, *people.office, *people.members)
            )
        ),
        items=items,
        unregistered=tuple(
            key
            for path, one in sorted(inspection.evidence_files.items())
            if one.fault is None and (key := key_of(path)) not in items
        ),
        chapters=tuple(
            (one.code, one.title, edited.name if edited else "")
            for one in inspection.chapters
            for edited in (inspection.edited.used.get(one.code),)
        ),
        boxes=tuple((one.spec.number, one.spec.title) for one in inspection.boxes),
        results=inspection.assessment.results,
        needs=inspection.assessment.needs,
        titles={code: one.title for code, one in standard.indicators.items()},
        have=table.total.have,
        need=table.total.need,
    )


def _period(year: Year | None) -> str:
    return str(year) if year else ""


class _Findings:
    """The findings as they are shown, and which of them are about a row, a file or a need."""

    def __init__(self, inspection: Inspection) -> None:
        standard = inspection.dossier.standard
        self.rows: dict[Place, list[ShownFinding]] = {}
        self.files: dict[str, list[ShownFinding]] = {}
        self.needs: dict[tuple[str, str], list[ShownFinding]] = {}
        entries = (*inspection.dossier.entries, *inspection.dossier.unconfirmed)
        files = {(one.row.sheet, one.row.number): one.file for one in entries}
        book = entries[0].row.book if entries else ""
        found = []
        for one in inspection.findings:
            at = _row_of(one) if one.at and one.at.book == book else None
            file = one.path or (files.get(at, "") if at else "")
            requirement = standard.requirements.get(one.requirement)
            indicator = requirement.indicator if requirement else one.indicator
            cell = cell_key(indicator, _period(one.year)) if indicator else ""
            shown = _shown(one, cell, key_of(file) if file else "")
            found.append(shown)
            if at in files:
                assert at is not None
                self.rows.setdefault(at, []).append(shown)
            elif one.path:
                self.files.setdefault(one.path, []).append(shown)
            elif requirement is not None:
                self.needs.setdefault((requirement.code, _period(one.year)), []).append(shown)
        self.all = tuple(found)


def _row_of(finding: Finding) -> Place | None:
    assert finding.at is not None
    digits = finding.at.ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (finding.at.sheet, int(digits)) if digits.isdigit() else None


def _shown(finding: Finding, cell: str, file: str) -> ShownFinding:
    return ShownFinding(
        code=finding.code.slug,
        severity=finding.severity,
        text=finding.text,
        hint=finding.hint,
        place=finding.place,
        group=finding.group,
        person=finding.person,
        cell=cell,
        file=file,
        followed=finding.followed,
    )


def _shelf(
    inspection: Inspection, told: _Findings
) -> dict[tuple[str, Year | None], list[ShownItem]]:
    """The rows of the register by what they prove and when; 互见 puts one in several places."""
    dossier = inspection.dossier
    shelf: dict[tuple[str, Year | None], list[ShownItem]] = {}
    for entry in (*dossier.entries, *dossier.unconfirmed):
        file = inspection.evidence_files.get(entry.file)
        item = _item(entry, file, told)
        shelf.setdefault((entry.requirement, entry.year), []).append(item)
        for code in entry.also if isinstance(entry, Evidence) else ():
            named = dossier.standard.requirements.get(code)
            if named is not None and code != entry.requirement:
                assert isinstance(entry, Evidence)
                shelf.setdefault((code, entry.year_for(named)), []).append(item)
    return shelf


def _item(entry: Evidence | Photo, file: EvidenceFile | None, told: _Findings) -> ShownItem:
    photo = isinstance(entry, Photo)
    findings = (
        *told.rows.get((entry.row.sheet, entry.row.number), ()),
        *told.files.get(entry.file, ()),
    )
    return ShownItem(
        key=key_of(entry.file),
        file=entry.file,
        title=(entry.event if isinstance(entry, Photo) else entry.title) or entry.file,
        dated=entry.dated.isoformat() if entry.dated else "",
        number="" if isinstance(entry, Photo) else entry.number,
        author=entry.photographer if isinstance(entry, Photo) else entry.author,
        requirement=entry.requirement,
        is_photo=photo,
        is_there=file is not None,
        can_be_drawn=file is not None and can_be_drawn(file),
        unconfirmed=entry.unconfirmed,
        grounds=entry.grounds,
        at=str(entry.row.cell("file")),
        pages=file.pages if file else 0,
        marks=tuple(_marks(entry, file)),
        findings=findings,
        fields=_fields(entry),
    )


def can_be_drawn(file: EvidenceFile) -> bool:
    """Whether there can be a picture of its first page."""
    return file.fault is None and file.kind.family in {FileFamily.PDF, FileFamily.PICTURE}


def _fields(entry: Evidence | Photo) -> dict[str, str]:
    names = ELEMENTS if isinstance(entry, Photo) else DOCUMENT
    return {name: _field(getattr(entry, name)) for name in names}


def _field(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _marks(entry: Evidence | Photo, file: EvidenceFile | None) -> Iterable[Text]:
    """What the register and the page itself tell of original, seal and signature."""
    if file is not None and file.look.seal is Seal.SEEN:
        yield say("a seal is seen")
    elif file is not None and file.look.seal is Seal.NONE:
        yield say("no seal is seen")
    if isinstance(entry, Photo):
        return
    if entry.original is not None:
        yield say("original") if entry.original else say("copy")
    if entry.sealed is not None:
        yield say("registered as sealed") if entry.sealed else say("registered as not sealed")
    if entry.signed is not None:
        yield say("registered as signed") if entry.signed else say("registered as not signed")


def _requirement(
    inspection: Inspection,
    cover: Coverage,
    shelf: Mapping[tuple[str, Year | None], Sequence[ShownItem]],
    told: _Findings,
) -> ShownRequirement:
    asked = cover.requirement
    group, person = inspection.dossier.answers_for(asked.indicator, asked.group)
    return ShownRequirement(
        code=asked.code,
        name=asked.name,
        note=asked.note,
        needed=cover.needed,
        usable=cover.usable,
        asks=tuple(_asks(asked)),
        group=group,
        person=person,
        items=tuple(shelf.get((asked.code, cover.year), ())),
        findings=tuple(told.needs.get((asked.code, _period(cover.year)), ())),
        folder=folder_for(inspection.dossier, asked, cover.year),
    )


def _asks(asked: Requirement) -> Iterable[Text]:
    if asked.original:
        yield say("the original")
    if asked.seal:
        yield say("with a seal")
    if asked.signature:
        yield say("with a signature")


def _cell(
    code: str, title: str, period: str, have: int, need: int, asked: Sequence[ShownRequirement]
) -> ShownCell:
    items = [item for one in asked for item in one.items]
    waiting = sum(item.unconfirmed for item in items)
    found = {
        id(one): one
        for source in (*(item.findings for item in items), *(one.findings for one in asked))
        for one in source
        if one.severity is Severity.ERROR
    }
    # what is not there is told by the numbers already
    errors = sum(one.code not in {"evidence-missing", "file-missing"} for one in found.values())
    return ShownCell(
        key=cell_key(code, period),
        indicator=code,
        title=title,
        period=period,
        state=_state(have, need, sum(one.needed for one in asked), waiting, errors),
        have=have,
        need=need,
        waiting=waiting,
        errors=errors,
        groups=frozenset(one.group for one in asked if one.group),
        persons=frozenset(one.person for one in asked if one.person),
        requirements=tuple(asked),
    )


def _state(have: int, need: int, asked: int, waiting: int, errors: int) -> CellState:
    if waiting:
        return CellState.UNCONFIRMED
    if not need:
        return CellState.NOTHING
    if have < need:
        return CellState.PARTLY if have else CellState.MISSING
    if errors:
        return CellState.FAULTY
    return CellState.COMPLETE if asked else CellState.EXTRA
