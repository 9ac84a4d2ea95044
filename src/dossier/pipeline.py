"""The stages in order: :func:`inspect` reads and judges and writes no product, :func:`build` makes.

Read this first; :class:`~dossier.assembly.build.Build` has the steps of a build.
"""

from dataclasses import replace

from dossier import fonts
from dossier.assembly.build import Build, Built
from dossier.assembly.documents import Templates
from dossier.assembly.inspection import Inspection, Progress, silent
from dossier.assembly.target import Target
from dossier.assess.run import assessed
from dossier.check.coverage import coverage
from dossier.check.facts import Facts
from dossier.check.run import check, owned
from dossier.convert import Engine
from dossier.errors import WorkspaceError
from dossier.messages import say
from dossier.plan.chapters import chapters as planned_chapters
from dossier.read.workbooks import read
from dossier.survey import survey
from dossier.workspace import Workspace

__all__ = ["Built", "Inspection", "Progress", "Target", "build", "inspect"]


def inspect(workspace: Workspace, progress: Progress = silent) -> Inspection:
    """Read, survey, check, assess and plan; WorkspaceError where there is nothing to read."""
    if not workspace.inputs.is_dir():
        raise WorkspaceError(
            say("'{folder}' has no inputs folder", folder=workspace.root),
            say("name the folder that holds 'inputs' and 'templates' with --workspace"),
        )
    dossier, faults = read(workspace.inputs)
    holdings = {
        holding.path: holding
        for holding in survey(
            workspace.evidence,
            workspace.cache / "survey.json",
            lambda done, total, name: progress("survey", done, total, name),
        )
    }
    assessment, unassessed = assessed(dossier)
    covered = coverage(dossier, holdings)
    chapters = planned_chapters(dossier.standard)
    checked = check(Facts(dossier, holdings, covered, assessment, chapters))
    templates = Templates(workspace.templates)
    seen = Inspection(
        workspace, dossier, holdings, covered, assessment, chapters, (), (), templates, frozenset()
    )
    boxes = seen.arranged({})
    template_faults, faulty = templates.lint(seen.material(boxes, {}))
    findings = (*faults, *unassessed, *checked, *template_faults)
    seen = replace(
        seen, findings=tuple(owned(finding, dossier) for finding in findings), faulty=faulty
    )
    return replace(seen, boxes=seen.arranged(seen.broken))


def build(
    seen: Inspection,
    engine: Engine | None,
    target: Target | None = None,
    progress: Progress = silent,
) -> Built:
    """Make what `target` asks for and is not fresh.

    A target of one chapter renders that chapter alone, and binds only the boxes that hold it and
    those whose contents name it; what else is out of date is told in `stale`.
    """
    fonts.require()
    return Build(seen, engine, target or Target(), progress).run()
