"""Survey: what the evidence folder really holds, remembered from build to build."""

from dossier.survey.folder import Survey, survey
from dossier.workspace import Workspace

__all__ = ["Survey", "begun", "survey"]


def begun(workspace: Workspace) -> Survey:
    """The survey of a workspace, with the words of its files, as far as other processes do it."""
    return Survey(workspace.evidence, workspace.cache / "survey.json", words=True)
