"""evidence.xlsx, people.xlsx, ledger.xlsx → evidence, photos, people, what is mended or waived."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from dossier.finding import Code, Finding
from dossier.messages import Text, say
from dossier.model.check_rules import ADJUSTABLE, CHECK_RULES, CheckRule, Weight
from dossier.model.confirmation import CONFIRMATIONS, SHORT, Confirmation
from dossier.model.evidence import EVIDENCE, PHOTOS, Evidence, Photo
from dossier.model.ledger import LEDGER, WAIVABLE, WAIVERS, Rectification, Waiver
from dossier.model.people import (
    DUTIES,
    GROUPS,
    LEADERS,
    OFFICE,
    TASKS,
    Duty,
    Member,
    People,
    Task,
)
from dossier.read.grid import Grid
from dossier.read.table import Record, Workbook, read_table

_DIGEST = re.compile(rf"[0-9a-f]{{{SHORT},64}}")


def read_evidence(
    grids: Mapping[str, Grid],
) -> tuple[tuple[Evidence, ...], tuple[Photo, ...], tuple[Evidence | Photo, ...], list[Finding]]:
    """The register of documents, that of photos, and the rows of both that nobody has confirmed."""
    book = Workbook(grids)
    documents = book.facts(EVIDENCE, Evidence)
    photos = book.facts(PHOTOS, Photo)
    return (
        tuple(one for one in documents if not one.unconfirmed),
        tuple(one for one in photos if not one.unconfirmed),
        (
            *(one for one in documents if one.unconfirmed),
            *(one for one in photos if one.unconfirmed),
        ),
        book.findings,
    )


def read_people(grids: Mapping[str, Grid]) -> tuple[People, list[Finding]]:
    """Leaders, office, working groups with their duties, and tasks."""
    book = Workbook(grids)
    # a group whose people are still to be found is a group already
    named = book.facts(GROUPS, Member)
    members = tuple(member for member in named if member.name)
    people = People(
        leaders=tuple(record.made(Member, body="领导小组") for record in book.records(LEADERS)),
        office=tuple(record.made(Member, body="办公室") for record in book.records(OFFICE)),
        groups=tuple(dict.fromkeys(member.body for member in named)),
        members=members,
        duties=book.facts(DUTIES, Duty),
        tasks=book.facts(TASKS, Task),
    )
    return people, book.findings


def read_confirmations(
    grids: Mapping[str, Grid],
) -> tuple[tuple[Confirmation, ...], list[Finding]]:
    """What has been signed; a 校验码 that is none is a finding."""
    table = read_table(grids, CONFIRMATIONS)
    confirmations = []
    for record in table.records:
        digest = "".join(record.text("digest").split()).casefold()
        if _DIGEST.fullmatch(digest):
            confirmations.append(record.made(Confirmation, digest=digest))
        else:
            table.findings.append(
                Finding(
                    Code.VALUE_INVALID,
                    say("'{text}' is no 校验码", text=record.text("digest")),
                    at=record.row.cell("digest"),
                    hint=say("copy its first {count} characters from the sheet that was signed",
                             count=SHORT),
                )
            )  # fmt: skip
    return tuple(confirmations), table.findings


def read_ledger(grids: Mapping[str, Grid]) -> tuple[tuple[Rectification, ...], list[Finding]]:
    """The rectification ledger."""
    book = Workbook(grids)
    return book.facts(LEDGER, Rectification), book.findings


def read_waivers(
    grids: Mapping[str, Grid], boxes: Collection[str]
) -> tuple[tuple[Waiver, ...], list[Finding]]:
    """The waivers of verification; what names no rule, or none of the `boxes`, is a finding."""
    table = read_table(grids, WAIVERS)
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


def read_check_rules(
    grids: Mapping[str, Grid],
) -> tuple[tuple[CheckRule, ...], list[Finding]]:
    """How findings weigh here; what names no such rule, or waives one without a reason, is told."""
    table = read_table(grids, CHECK_RULES)
    rules = []
    by_name = {name: slug for slug, name in ADJUSTABLE.items()}
    for record in table.records:
        given = record.text("rule")
        rule = record.made(CheckRule, rule=by_name.get(given, given.casefold()))
        if rule.rule not in ADJUSTABLE:
            known = (*ADJUSTABLE, *ADJUSTABLE.values())
            kind = say("rule of checking that can be set")
            table.findings.append(_unknown(record, "rule", kind, known))
        elif rule.weight is Weight.WAIVED and not rule.reason:
            table.findings.append(
                Finding(
                    Code.VALUE_MISSING,
                    say("nothing is waived without a reason"),
                    at=record.row.cell("reason"),
                    hint=say("write in '理由' why it may stay as it is"),
                )
            )
        else:
            rules.append(rule)
    return tuple(rules), table.findings


def _waiver(record: Record) -> Waiver:
    rule = record.text("rule")
    item, dash, inserted = record.text("item").partition("-")
    by_name = {name: slug for slug, name in WAIVABLE.items()}
    return record.made(
        Waiver,
        rule=by_name.get(rule, rule.casefold()),
        item=f"{item.zfill(4)}{dash}{inserted}" if item else "",
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
