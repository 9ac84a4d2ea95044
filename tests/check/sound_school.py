"""A dossier in which nothing is wrong; each test spoils one part of it."""

from collections.abc import Iterable
from typing import Any

from dossier.assess.rectification import rectifications
from dossier.check.coverage import coverage
from dossier.check.facts import Facts
from dossier.check.run import check
from dossier.finding import Finding
from dossier.model.assessment import Assessment, Result
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile, FileKind
from dossier.plan.run import chapters
from factories import (
    Y20,
    Y21,
    box_spec,
    dossier,
    duty,
    evidence,
    evidence_file,
    indicator,
    member,
    photo,
    rectification,
    requirement,
    row,
    task,
)

REQUIREMENTS = row("材料要求", 3, code="A", indicator="B", group="I")
REGISTER = row("佐证材料登记", 4, requirement="A", dated="E", year="F", file="I", original="J",
               sealed="K", signed="L")  # fmt: skip
PHOTOS = row("照片", 5, requirement="A", year="B", file="C", dated="E")
TASKS = row("任务分解表", 6, indicator="A", group="C", person="D", signed="F")
LEDGER = row("整改台账", 7, indicator="B", deadline="J", evidence="M", closed="O", status="P")
BOXES = row("档案盒", 8, title="B", indicators="C")

GROUP = "素质教育推进组"
PARTS: dict[str, Any] = {
    "school_years": (Y20, Y21),
    "indicators": (
        indicator("A1", level="A", row=row("指标", 2, code="A", parent="B")),
        indicator("B01", parent="A1", row=row("指标", 3, code="A", parent="B")),
    ),
    "requirements": (requirement("B01-1", seal=True, row=REQUIREMENTS),),
    "boxes": (box_spec("01", indicators=("A1",), row=BOXES),),
    "evidence": (
        evidence("a.pdf", row=REGISTER),
        evidence("b.pdf", title="往年方案", year=Y20, dated=Y20.first, row=REGISTER),
    ),
    "photos": (photo("p.jpg", row=PHOTOS),),
    "groups": (GROUP,),
    "members": (member("李芳", body=GROUP), member("王平", body=GROUP, duty="成员")),
    "duties": (duty(GROUP),),
    "tasks": (task("A1", person="王平", row=TASKS),),
    "ledger": (rectification("B01", row=LEDGER),),
}
FILES = (evidence_file("a.pdf"), evidence_file("b.pdf"), evidence_file("p.jpg", kind=FileKind.JPEG))


def school(**parts: Any) -> Dossier:
    """The sound dossier with some of its parts changed."""
    return dossier(**(PARTS | parts))


def facts(
    files: Iterable[EvidenceFile] = FILES, results: tuple[Result, ...] = (), **parts: Any
) -> Facts:
    """What the checks look at, for the sound dossier with some of its parts changed."""
    whole = school(**parts)
    evidence_files = {held.path: held for held in files}
    assessment = Assessment(results, rectifications=rectifications(whole, results))
    return Facts(
        whole, evidence_files, coverage(whole, evidence_files), assessment, chapters(whole.standard)
    )


def findings(**changed: Any) -> tuple[Finding, ...]:
    """Everything that all checks find."""
    return check(facts(**changed))


def told(**changed: Any) -> list[str]:
    """The same, line by line, as the console says it but for the name of the book."""
    lines = []
    for one in findings(**changed):
        place = one.place.removeprefix("test.xlsx!")
        lines.append(f"{place}: {one.text.spoken('en')} [{one.code}]")
        if one.hint:
            lines.append(f"  hint: {one.hint.spoken('en')}")
    return lines
