"""Survey: what the evidence folder really holds, remembered from build to build."""

from dossier.survey.folder import Survey, survey

__all__ = ["Survey", "survey"]
