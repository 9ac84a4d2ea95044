"""report.json and the manifest: what was made, for programs."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dossier.files import checksum_line
from dossier.finding import Finding
from dossier.model.assessment import Result
from dossier.model.dossier import Dossier
from dossier.model.item import Arranged, Origin, Paged
from dossier.model.ledger import Waiver
from dossier.model.settings import Numbering
from dossier.model.standard import Chapter
from dossier.personal import masked
from dossier.report.matrix import Matrix

_NONE: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

SCHEMA = 2
"""Raised when a field of report.json changes its meaning or goes; docs/report.md describes it."""


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding; sentences in English, so that the file is the same everywhere."""
    return {
        "code": finding.code.slug,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.text.spoken("en"),
        "hint": finding.hint.spoken("en") if finding.hint else "",
        "indicator": finding.indicator,
        "requirement": finding.requirement,
        "year": str(finding.year) if finding.year else "",
        "group": finding.group,
        "person": finding.person,
        "followed": finding.followed,
    }


def matrix_record(matrix: Matrix) -> list[dict[str, Any]]:
    """Every cell of the matrix that needs evidence."""
    return [
        {
            "indicator": code,
            "period": str(period) if period else "",
            "have": tally.have,
            "need": tally.need,
            "state": tally.state.value,
        }
        for code, _, tallies in matrix.rows
        for period, tally in zip(matrix.periods, tallies, strict=True)
        if tally
    ]


def result_record(result: Result) -> dict[str, Any]:
    """One result, ready to print."""
    return {
        "indicator": result.measure.code,
        "stage": result.stage.value,
        "year": str(result.year),
        "value": result.shown,
        "threshold": result.shown_threshold,
        "met": result.met,
        "margin": result.margin,
        "working": result.working,
        "cells": [str(cell) for cell in result.cells],
    }


def _box_record(
    box: Arranged,
    file: str,
    pages: Mapping[str, Paged],
    account: Mapping[str, Any],
    numbering: Numbering,
) -> dict[str, Any]:
    told = account.get("items", {})
    return {
        "number": box.spec.number,
        "title": box.spec.title,
        "file": file,
        "pages": sum(pages[placed.item.key].numbered for placed in box.items),
        "missing": box.gaps,
        "vacant": [
            {
                "code": slot.number.padded(),
                "title": masked(slot.title),
                "pages": list(map(str, slot.pages)),
            }
            for slot in box.vacant
        ],
        "page_number": numbering.style,
        "stamped": numbering.stamped,
        "pdfa": account.get("pdfa", False),
        "pdfa_reasons": account.get("reasons", []),
        "identity": account.get("identity", ""),
        "stale": account.get("stale", False),
        "front": account.get("front", 0),
        "items": [
            {
                "number": placed.number,
                "code": placed.code,
                "archive_code": placed.archive_code,
                "title": masked(placed.item.title),
                "indicator": placed.item.indicator,
                "requirement": placed.item.requirement,
                "year": str(placed.item.year) if placed.item.year else "",
                "source": placed.item.ref,
                "missing": placed.item.origin is Origin.GAP,
                "remark": masked(placed.item.remark),
                "start": pages[placed.item.key].start,
                "pages": list(pages[placed.item.key].labels),
                "spare": list(pages[placed.item.key].spare),
                "blank": pages[placed.item.key].blank,
                "census": told.get(placed.item.key, {}).get("census", {}),
                "pdfa_reasons": told.get(placed.item.key, {}).get("reasons", []),
            }
            for placed in box.items
        ],
    }


def waiver_record(waiver: Waiver) -> dict[str, str]:
    """One waiver, for verification, which sees no workbook."""
    return {
        "rule": waiver.rule,
        "box": waiver.box,
        "item": waiver.item,
        "reason": waiver.reason,
        "approver": waiver.approver,
        "date": waiver.dated.isoformat() if waiver.dated else "",
    }


def report(
    dossier: Dossier,
    findings: Sequence[Finding],
    matrix: Matrix,
    results: Sequence[Result],
    chapters: Iterable[tuple[Chapter, str, int]],
    boxes: Iterable[tuple[Arranged, str]],
    pages: Mapping[str, Paged],
    accounts: Mapping[str, Mapping[str, Any]] = _NONE,
) -> dict[str, Any]:
    """The whole report. `chapters` come with file and page count, `boxes` with file.

    `accounts` has by number of box what binding told of it: `pdfa`, `reasons`, and by key of
    item `census` and `reasons`; its `identity`, whether it is `stale`, and how many pages stand in
    `front` of page 1.
    """
    numbering = dossier.standard.settings.numbering
    return {
        "schema": SCHEMA,
        "school": dossier.school.name,
        "standard": dossier.standard.name,
        "dated": dossier.school.dated.isoformat() if dossier.school.dated else "",
        "evidence": {"have": matrix.total.have, "need": matrix.total.need},
        "findings": [finding_record(finding) for finding in findings],
        "matrix": matrix_record(matrix),
        "results": [result_record(result) for result in results],
        "chapters": [
            {"code": chapter.code, "title": chapter.title, "file": file, "pages": count}
            for chapter, file, count in chapters
        ],
        "boxes": [
            _box_record(box, file, pages, accounts.get(box.spec.number, {}), numbering)
            for box, file in boxes
        ],
        "waivers": [waiver_record(waiver) for waiver in dossier.waivers],
    }


def manifest(hashes: Iterable[tuple[str, str]]) -> str:
    """Lines for paths and digests that ``sha256sum -c`` accepts, run in the folder of the paths."""
    return "".join(checksum_line(digest, path) for path, digest in hashes)
