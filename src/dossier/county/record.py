"""report.json of the county, for programs; its sentences are English on every machine."""

from decimal import Decimal
from typing import Any

from dossier.model.county import Composite, Counted, County, Judged
from dossier.numbers import bare
from dossier.report.records import finding_record

SCHEMA = 1
"""Raised when a field changes its meaning or goes; docs/report.md describes it."""


def county_record(county: County) -> dict[str, Any]:
    """The whole report. Numbers are text, with every digit that they have."""
    return {
        "schema": SCHEMA,
        "county": county.name,
        "standard": county.standard,
        "year": str(county.year or ""),
        "schools": [_school(school) for school in county.schools],
        "left_out": [
            {"school": name, "reason": reason.spoken("en")} for name, reason in county.left_out
        ],
        "variations": [_variation(one) for one in county.variations],
        "composites": [_composite(one) for one in county.composites],
        "findings": [finding_record(finding) for finding in county.findings],
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else bare(value)


def _school(school: Counted) -> dict[str, Any]:
    summary = school.summary
    return {
        "name": school.name,
        "folder": school.listed.folder,
        "type": summary.kind,
        "pupils": {stage.value: _plain(count) for stage, count in summary.pupils},
        "passes": {stage.value: summary.passes(stage) for stage in summary.stages},
        "conditions": [
            {
                "indicator": value.code,
                "stage": value.stage.value,
                "value": value.shown,
                "threshold": value.standard,
                "met": value.met,
                "margin": value.margin,
                "working": value.working,
            }
            for value in summary.conditions
        ],
        "verdicts": [
            {
                "family": one.family.value,
                "stage": one.stage.value,
                "met": one.met,
                "working": one.working,
            }
            for one in summary.verdicts
        ],
        "errors": summary.errors,
        "warnings": summary.warnings,
        "missing": summary.gaps,
        "findings": dict(summary.codes),
        "boxes": summary.boxes,
    }


def _variation(one: Judged) -> dict[str, Any]:
    best = one.variation.best
    return {
        "indicator": one.code,
        "stage": one.stage.value,
        "mean": _plain(one.variation.mean),
        "deviation": _plain(one.variation.deviation),
        "cv": _plain(one.variation.cv),
        "limit": _plain(one.limit),
        "met": one.met,
        "skipped": list(one.variation.skipped),
        "best": best.name if best else None,
        "shares": [
            {
                "school": share.name,
                "pupils": _plain(share.pupils),
                "value": _plain(share.value),
                "share": _plain(share.share),
                "lowered": _plain(share.lowered),
            }
            for share in one.variation.shares
        ],
    }


def _composite(one: Composite) -> dict[str, Any]:
    return {
        "family": one.family.value,
        "stage": one.stage.value,
        "cv": _plain(one.value),
        "limit": _plain(one.limit),
        "met": one.met,
        "indicators": one.indicators,
    }
