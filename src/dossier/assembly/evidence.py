"""The registered evidence as PDFs, and which items cannot come after all."""

from collections.abc import Sequence

from dossier.assembly.excerpt import too_short
from dossier.assembly.inspection import Inspection
from dossier.assembly.leaves import convert_files, fault_in_chinese
from dossier.convert import Converted, Engine
from dossier.facts import Fact, replace
from dossier.finding import Finding
from dossier.model.holding import Kind
from dossier.model.item import Arranged, Item, Origin, items_of
from dossier.progress import Steps


class Evidence(Fact, frozen=True):
    """The PDFs by path, what to tell, and by item key, in Chinese, why one cannot come.

    `repainted` are the paths of those that stand for a PDF that was not fit for PDF/A.
    """

    files: dict[str, Converted]
    findings: list[Finding]
    faults: dict[str, str]
    repainted: frozenset[str]


def convert_evidence(
    boxes: Sequence[Arranged], seen: Inspection, engine: Engine | None, progress: Steps
) -> Evidence:
    """Every file that an item of `boxes` needs as a PDF, fit for PDF/A where that is asked for."""
    items = [item for item in items_of(boxes) if item.origin is Origin.FILE]
    used = {item.ref for item in items}
    wanted = [holding for path, holding in seen.holdings.items() if path in used]
    files, told = convert_files(wanted, seen.workspace, engine, progress)
    findings = _placed(told, items)
    made: dict[str, Converted] = {}
    if seen.dossier.standard.settings.archival:
        from dossier.assembly.archiving import archived  # noqa: PLC0415 - asked for by few

        foreign = {
            path: one
            for path, one in files.items()
            if seen.holdings[path].kind is Kind.PDF and one.pdf is not None
        }
        made, told = archived(foreign, seen.workspace.cache, progress)
        findings += told
    files |= made
    faults = {}
    for item in items:
        one = files[item.ref]
        if one.fault is not None:
            faults[item.key] = fault_in_chinese(one.fault)
        elif short := too_short(item, one):
            faults[item.key], finding = short
            findings.append(finding)
    return Evidence(files, findings, faults, frozenset(made))


def _placed(findings: Sequence[Finding], items: Sequence[Item]) -> list[Finding]:
    """Findings of files with the indicator and requirement of the first item that needs the file.

    So it is known who answers for them.
    """
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.ref, item)
    return [
        replace(finding, indicator=needing.indicator, requirement=needing.requirement)
        if (needing := first.get(finding.path))
        else finding
        for finding in findings
    ]
