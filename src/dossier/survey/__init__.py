"""Survey: what the evidence folder really holds, remembered from build to build."""

from dossier.survey.folder import Survey, survey
from dossier.workspace import Workspace

__all__ = ["Survey", "begun", "survey"]


def begun(workspace: Workspace, *, photos_wait: bool = False) -> Survey:
    """The survey of a workspace, with the words of its files, as far as other processes do it."""
    memory = workspace.cache / "survey.json"
    return Survey(workspace.evidence, memory, words=True, photos_wait=photos_wait)
