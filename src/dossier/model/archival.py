"""Whether foreign PDFs are turned into PDF/A for the boxes: the setting 转为PDF/A."""

from collections.abc import Mapping

from dossier.finding import Code, Finding
from dossier.messages import say
from dossier.model.scheme import folded

ARCHIVAL = "转为PDF/A"
"""The name of the setting, in the sheet 设置 of standard.xlsx; it may be absent or blank."""

_ANSWERS = {"是": True, "否": False, "": False}


def archival_of(settings: Mapping[str, str]) -> tuple[bool, tuple[Finding, ...]]:
    """Whether `settings` ask for it; what is neither 是 nor 否 is told, and taken as 否."""
    told = folded(settings.get(ARCHIVAL, ""))
    if told in _ANSWERS:
        return _ANSWERS[told], ()
    # settings are text without cells; the sheet is known, and the name finds the row
    finding = Finding(
        Code.RULE_INCOMPLETE,
        say("setting '{name}' cannot be '{found}'", name=ARCHIVAL, found=settings[ARCHIVAL]),
        path="standard.xlsx",
        hint=say("write 是 or 否"),
    )
    return False, (finding,)
