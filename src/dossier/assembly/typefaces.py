"""A font that had to be substituted is told once, with the files that ask for it."""

from collections.abc import Iterable, Sequence

from dossier.finding import Code, Finding
from dossier.messages import say

_NAMED = 3  # files that are named; of more, how many there are


def asked_for(file: str, fonts: Iterable[str]) -> list[Finding]:
    """A finding for each of the `fonts` that `file` asks for and that is not there."""
    return [_finding(font, [file]) for font in fonts]


def once_each(findings: Sequence[Finding]) -> list[Finding]:
    """`findings`, those of one font drawn together where the first of them stands."""
    files: dict[str, list[str]] = {}
    for finding in findings:
        if (font := _font(finding)) is not None:
            files.setdefault(font, []).append(finding.path)
    told: list[Finding] = []
    for finding in findings:
        font = _font(finding)
        if font is None:
            told.append(finding)
        elif font in files:
            told.append(_finding(font, list(dict.fromkeys(files.pop(font)))))
    return told


def _font(finding: Finding) -> str | None:
    """The font that a finding of :func:`asked_for` is about."""
    if finding.code is not Code.FONT_SUBSTITUTED:
        return None
    return next((str(value) for name, value in finding.text.values if name == "font"), None)


def _finding(font: str, files: Sequence[str]) -> Finding:
    named = "、".join(files[:_NAMED])
    text = say(
        "the font '{font}' is not there; another stands for it in {files}", font=font, files=named
    )
    if len(files) > _NAMED:
        text = say(
            "the font '{font}' is not there; another stands for it in {count} files, among them "
            "{files}",
            font=font,
            count=len(files),
            files=named,
        )
    return Finding(
        Code.FONT_SUBSTITUTED,
        text,
        path=files[0],
        hint=say("put the font into the fonts folder, or use one of the declared fonts"),
    )
