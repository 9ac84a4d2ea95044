"""evidence.xlsx, people.xlsx, ledger.xlsx → evidence, photos, people, what is mended or waived."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.evidence import Evidence, Photo, Ranges
from dossier.model.ledger import Rectification
from dossier.model.people import Duty, Member, People, Task
from dossier.model.waiver import WAIVABLE, Waiver
from dossier.read import schema
from dossier.read.grid import Grid
from dossier.read.schema import Sheet
from dossier.read.table import Record, read_table
from dossier.read.values import code

_TO = re.compile(r"\s*[-—–−~至]+\s*")
_RUN = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def read_evidence(
    grids: Mapping[str, Grid],
) -> tuple[tuple[Evidence, ...], tuple[Photo, ...], list[Finding]]:
    """The register of documents and that of photos."""
    documents = read_table(grids, schema.EVIDENCE)
    photos = read_table(grids, schema.PHOTOS)
    entries = tuple(_evidence(record, documents.findings) for record in documents.records)
    return (
        entries,
        tuple(_photo(record) for record in photos.records),
        documents.findings + photos.findings,
    )


def _evidence(record: Record, findings: list[Finding]) -> Evidence:
    original = record.text("original")
    pages = _ranges(record.text("pages"))
    if pages is None:
        findings.append(
            Finding(
                Code.VALUE_INVALID,
                say("'{column}': '{found}' are no pages of a file", column="页次",
                    found=record.text("pages")),
                at=record.row.cell("pages"),
                hint=say("write rising page numbers as text, such as 3—5、8"),
            )
        )  # fmt: skip
    return Evidence(
        requirement=record.text("requirement"),
        title=record.text("title"),
        author=record.text("author"),
        number=record.text("number"),
        dated=record.date("dated"),
        year=record.year("year"),
        retention=record.text("retention"),
        secrecy=record.text("secrecy"),
        file=record.text("file"),
        original=original == "原件" if original else None,
        sealed=record.flag("sealed"),
        signed=record.flag("signed"),
        note=record.text("note"),
        row=record.row,
        also=_codes(record.text("also")),
        pages=pages or (),
    )


def _codes(text: str) -> tuple[str, ...]:
    """The codes in 互见; no ranges, since B01-3 is a code of its own."""
    parts = re.split(r"[、,;\s]+", unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(code(part) for part in parts if part))


def _ranges(text: str) -> Ranges | None:
    """The runs of pages that `text` names, neighbours drawn together; None where it is at fault."""
    runs: list[tuple[int, int]] = []
    plain = _TO.sub("-", unicodedata.normalize("NFKC", text).strip("第页 "))
    for part in re.split(r"[、,;\s]+", plain):
        if not part:
            continue
        match = _RUN.fullmatch(part)
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        before = runs[-1][1] if runs else 0
        if not before < first <= last:
            return None
        if runs and first == before + 1:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return tuple(runs)


def _photo(record: Record) -> Photo:
    return Photo(
        requirement=record.text("requirement"),
        year=record.year("year"),
        file=record.text("file"),
        event=record.text("event"),
        dated=record.date("dated"),
        place=record.text("place"),
        people=record.text("people"),
        background=record.text("background"),
        photographer=record.text("photographer"),
        row=record.row,
    )


def read_people(grids: Mapping[str, Grid]) -> tuple[People, list[Finding]]:
    """Leaders, office, working groups with their duties, and tasks."""
    findings: list[Finding] = []

    def records(sheet: Sheet) -> list[Record]:
        table = read_table(grids, sheet)
        findings.extend(table.findings)
        return table.records

    members = tuple(_member(record, record.text("body")) for record in records(schema.GROUPS))
    people = People(
        leaders=tuple(_member(record, "领导小组") for record in records(schema.LEADERS)),
        office=tuple(_member(record, "办公室") for record in records(schema.OFFICE)),
        groups=tuple(dict.fromkeys(member.body for member in members)),
        members=members,
        duties=tuple(
            Duty(record.text("group"), record.text("text"), record.row)
            for record in records(schema.DUTIES)
        ),
        tasks=tuple(_task(record) for record in records(schema.TASKS)),
    )
    return people, findings


def _member(record: Record, body: str) -> Member:
    return Member(
        body=body,
        duty=record.text("duty"),
        name=record.text("name"),
        post=record.text("post"),
        phone=record.text("phone"),
        row=record.row,
    )


def _task(record: Record) -> Task:
    return Task(
        indicator=record.text("indicator"),
        work=record.text("work"),
        group=record.text("group"),
        person=record.text("person"),
        deadline=record.date("deadline"),
        signed=record.date("signed"),
        row=record.row,
    )


def read_ledger(grids: Mapping[str, Grid]) -> tuple[tuple[Rectification, ...], list[Finding]]:
    """The rectification ledger."""
    table = read_table(grids, schema.LEDGER)
    return tuple(_rectification(record) for record in table.records), table.findings


def _rectification(record: Record) -> Rectification:
    return Rectification(
        indicator=record.text("indicator"),
        problem=record.text("problem"),
        basis=record.text("basis"),
        finder=record.text("finder"),
        measure=record.text("measure"),
        money=record.number("money"),
        leader=record.text("leader"),
        person=record.text("person"),
        deadline=record.date("deadline"),
        progress=record.text("progress"),
        outcome=record.text("outcome"),
        evidence=record.text("evidence"),
        accepted_by=record.text("accepted_by"),
        closed=record.date("closed"),
        status=record.text("status"),
        row=record.row,
    )


def read_waivers(
    grids: Mapping[str, Grid], boxes: Collection[str]
) -> tuple[tuple[Waiver, ...], list[Finding]]:
    """The waivers of verification; what names no rule, or none of the `boxes`, is a finding."""
    table = read_table(grids, schema.WAIVERS)
    waivers = []
    for record in table.records:
        waiver = _waiver(record)
        if waiver.rule not in WAIVABLE:
            known = (*WAIVABLE, *WAIVABLE.values())
            table.findings.append(_unknown(record, "rule", say("rule that can be waived"), known))
        elif waiver.box not in boxes:
            table.findings.append(_unknown(record, "box", say("box"), boxes))
        else:
            waivers.append(waiver)
    return tuple(waivers), table.findings


def _waiver(record: Record) -> Waiver:
    rule = record.text("rule")
    item, dash, inserted = record.text("item").partition("-")
    by_name = {name: slug for slug, name in WAIVABLE.items()}
    return Waiver(
        rule=by_name.get(rule, rule.casefold()),
        box=record.text("box"),
        item=f"{item.zfill(4)}{dash}{inserted}" if item else "",
        reason=record.text("reason"),
        approver=record.text("approver"),
        dated=record.date("dated"),
        row=record.row,
    )


def _unknown(record: Record, name: str, kind: Text, known: Collection[str]) -> Finding:
    code = record.text(name)
    near = get_close_matches(code, known, n=1)
    return Finding(
        Code.CODE_UNKNOWN,
        say("'{code}' is no {kind}", code=code, kind=kind),
        at=record.row.cell(name),
        hint=say("did you mean '{near}'?", near=near[0]) if near else None,
    )
