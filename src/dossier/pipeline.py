"""The stages in order: :func:`inspect` reads and judges and writes no product, :func:`build` makes.

Read this first; :class:`~dossier.assembly.build.Build` has the steps of a build.
"""

import time
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain

from dossier.assembly.confirmed import told_of_confirmations
from dossier.assembly.edited import edited_chapters
from dossier.assembly.inspection import Built, Inspection, Target
from dossier.assembly.outdated import told_of_edits
from dossier.assembly.templates import Templates
from dossier.assess.run import assessed
from dossier.check.causes import causes, follows
from dossier.check.coverage import coverage
from dossier.check.facts import Facts
from dossier.check.filenames import recognised
from dossier.check.run import check, owned_all, unheard, weighed
from dossier.convert import Engine
from dossier.errors import WorkspaceError
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.media.passage import Passage
from dossier.messages import say
from dossier.model.dossier import Dossier
from dossier.model.evidence_file import EvidenceFile
from dossier.plan.forms import faults as form_faults
from dossier.plan.forms import forms, school_alone
from dossier.plan.items import with_gaps
from dossier.plan.run import chapters as planned_chapters
from dossier.plan.run import planned
from dossier.printing.record import latest
from dossier.profile import timed
from dossier.progress import Progress, silent
from dossier.read.opened import Opened
from dossier.read.opened import begun as books_begun
from dossier.read.workbooks import read
from dossier.scan.words import ScannedPage
from dossier.store.edits import keep_edits
from dossier.survey import Survey, begun
from dossier.survey.texts import texts
from dossier.workspace import Workspace

__all__ = ["Built", "Inspection", "Progress", "Target", "build", "inspect", "settled"]


def inspect(
    workspace: Workspace,
    progress: Progress = silent,
    surveyed: Survey | None = None,
    opened: Opened | None = None,
    *,
    scans: bool = False,
) -> Inspection:
    """Read, survey, check, assess and plan; WorkspaceError where there is nothing to read.

    The evidence may have been `surveyed` in part, and the workbooks `opened`, by who had something
    else to do first. Where photos wait in the survey, they are sampled while they are looked at, as
    a build will want them. Pages without text are read where the settings, or `scans`, ask for it.
    """
    if not workspace.inputs.is_dir():
        raise WorkspaceError(
            say("'{folder}' has no inputs folder", folder=workspace.root),
            say("name the folder that holds 'inputs' and 'templates' with --workspace"),
        )
    # what a person made of a chapter is an input like any other, and is found first
    kept = keep_edits(workspace)
    # other processes open them, the workbooks first: there is most to do with these
    with timed("read"):
        opened = opened or books_begun(workspace.inputs, workspace.cache / "workbooks")
    with timed("survey"):
        surveyed = surveyed or begun(workspace)
    with timed("read"):
        dossier, faults = read(workspace.inputs, opened)
    if surveyed.photos_wait:
        from dossier.assembly.item_pdf import samples  # noqa: PLC0415 - for a build

        surveyed.sample({photo.file for photo in dossier.photos}, samples(workspace))
    with timed("assess"):
        assessment, unassessed = assessed(dossier)
        subject = school_alone(dossier, assessment)
    with timed("survey"):
        evidence_files = {
            evidence_file.path: evidence_file
            for evidence_file in surveyed.evidence_files(
                lambda done, total, name: progress("survey", done, total, name)
            )
        }
        dossier = recognised(dossier, evidence_files)
    pages: Mapping[str, tuple[ScannedPage, ...]] = {}
    unread: Sequence[Finding] = ()
    if scans or dossier.standard.settings.scans:
        with timed("read scans"):
            pages, unread = _read_scans(workspace, dossier, evidence_files, progress)
    with timed("read texts"):
        said = _texts(workspace, dossier, evidence_files, surveyed, progress)
        if pages:
            from dossier.assembly.scans import with_scans  # noqa: PLC0415

            said = with_scans(said, pages)
    with timed("check"):
        covered = coverage(dossier, evidence_files)
        chapters = planned_chapters(dossier.standard, dossier.school)
        facts = Facts(dossier, evidence_files, covered, assessment, chapters, said)
        findings = (*faults, *unassessed, *form_faults(dossier.rules), *check(facts), *unread)
    with timed("plan"):
        frozen = latest(workspace.frozen)
        boxes = planned(dossier, chapters, covered, evidence_files, frozen)
    templates = Templates(workspace.templates, workspace.cache / "templates.json")
    inspection = Inspection(
        workspace=workspace,
        dossier=dossier,
        evidence_files=evidence_files,
        coverage=covered,
        assessment=assessment,
        chapters=chapters,
        boxes=boxes,
        findings=(),
        templates=templates,
        faulty=frozenset(),
        forms=forms(subject) if subject else (),
        frozen=frozen,
        scans=pages,
        edited=edited_chapters(workspace, chapters, kept),
    )
    with timed("templates"):
        # what is wrong with a template hangs on which fields there are: one box has all of them
        faulty = templates.lint(
            inspection.material(boxes[:1], {}), lambda: inspection.material(boxes, {})
        )
        inspection = replace(inspection, faulty=frozenset(faulty))
    with timed("check"):
        unfed = frozenset(
            name for name, found in faulty.items() if all(follows(one, dossier) for one in found)
        )
        edits = tuple(told_of_edits(inspection))
        # what is signed is what would be bound
        inspection = replace(inspection, unfed=unfed)
        inspection = replace(inspection, boxes=with_gaps(boxes, inspection.broken))
        signatures = told_of_confirmations(inspection)
        findings = (*findings, *chain.from_iterable(faulty.values()), *edits, *signatures)
        return replace(inspection, findings=_told(findings, facts))


def _told(findings: Sequence[Finding], facts: Facts) -> tuple[Finding, ...]:
    """What is told of them: causes first, each with its owner, weighed as the workspace says."""
    first = causes(findings, facts.dossier, unheard(facts))
    return weighed(owned_all(first, facts.dossier), facts.dossier.check_rules)


def _read_scans(
    workspace: Workspace,
    dossier: Dossier,
    evidence_files: dict[str, EvidenceFile],
    progress: Progress,
) -> tuple[Mapping[str, tuple[ScannedPage, ...]], Sequence[Finding]]:
    """What stands on the pages without text of the registered evidence, and what there is to tell.

    What was seen of them is put into `evidence_files`.
    """
    from dossier.assembly.scans import read_scans, seen_on  # noqa: PLC0415 - asked for by few

    registered = {entry.file for entry in dossier.evidence}
    wanted = [one for path, one in evidence_files.items() if path in registered]
    pages, unread = read_scans(wanted, workspace, partial(progress, "read scans"))
    evidence_files |= {path: seen_on(evidence_files[path], pages[path]) for path in pages}
    return pages, unread


def _texts(
    workspace: Workspace,
    dossier: Dossier,
    evidence_files: Mapping[str, EvidenceFile],
    surveyed: Survey,
    progress: Progress,
) -> Mapping[str, Sequence[Passage]]:
    """What can be read in the registered evidence, by path."""
    registered = {entry.file for entry in dossier.evidence}
    return texts(
        [evidence_file for path, evidence_file in evidence_files.items() if path in registered],
        workspace.cache,
        lambda done, total, name: progress("read texts", done, total, name),
        surveyed.words,
    )


def build(
    inspection: Inspection,
    engine: Engine | None,
    target: Target | None = None,
    progress: Progress = silent,
) -> Built:
    """Make what `target` asks for and is not fresh.

    A target of one chapter renders that chapter alone, and binds only the boxes that hold it and
    those whose contents name it; what else is out of date is told in `stale`.
    """
    # a check needs none of what makes things, and half the time of loading goes into it
    with timed("start"):
        from dossier import disk, fonts  # noqa: PLC0415
        from dossier.assembly.build import Build  # noqa: PLC0415
        from dossier.store.pruning import prune  # noqa: PLC0415

    fonts.require()
    disk.require(inspection.workspace, (held.size for held in inspection.evidence_files.values()))
    target, began = target or Target(), time.time_ns()
    with timed("make"):
        built = Build(inspection, engine, target, progress).run()
    if target.whole:  # a part does not use all that the next build will
        with timed("prune"):
            prune(inspection.workspace.cache, began)
    return built


def settled(built: Built, began: int) -> bool:
    """Whether a build that began at that time (ns) would come to the same when run once more.

    Not where something could not be converted, for that is tried again each time; nor where a
    product is no longer as it was made, unless it is a chapter that was edited before.
    """
    if any(finding.code is Code.NOT_CONVERTED for finding in built.findings):
        return False
    kept = {finding.path for finding in built.findings if finding.code is Code.CHAPTER_EDITED}
    for product, _ in built.products.hashes():
        if built.products.edited(product):
            status = (built.products.build / product).stat()
            if f"build/{product}" not in kept or status.st_ctime_ns >= began:
                return False
    return True
