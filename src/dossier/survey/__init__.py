"""Survey: what the evidence folder really holds, remembered from build to build."""

from dossier.survey.folder import survey

__all__ = ["survey"]
