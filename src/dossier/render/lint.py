"""What is wrong with a template, before anything is rendered: every fault, each with its place."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from docx.opc.exceptions import OpcError

from dossier.damage import DAMAGED
from dossier.facts import Fact
from dossier.files import not_a_file
from dossier.finding import Code, Finding
from dossier.media import UnusableError
from dossier.media.kind import kind_of
from dossier.messages import Text, say
from dossier.model.evidence_file import FileKind
from dossier.render.blocks import TemplateFault
from dossier.render.fields import Value
from dossier.render.names import FILTER, TEST, Reading, Unknown
from dossier.render.passages import TAG, Paragraph, passages
from dossier.render.trial import tried

# what python-docx adds to that, wherever it meets with damage
_NOT_WORD = (*DAMAGED, OpcError, TypeError, AttributeError, AssertionError)
_NEAR = 4


class NamedFields(Fact, frozen=True):
    """The fields that a template names, dotted: ``学校名称``, ``本年.学生数.全校``.

    It `multiplies` where a loop goes through a whole table for each row of another one.
    """

    names: frozenset[str] = frozenset()
    multiplies: bool = False


def names_used(template: Path) -> frozenset[str]:
    """The names of :func:`named_in`."""
    return named_in(template).names


def named_in(template: Path) -> NamedFields:
    """What a template names.

    A template that cannot be read names nothing; :func:`lint` says why.
    """
    if not template.is_file():
        return NamedFields()
    try:
        reading = Reading(None)
        for part in passages(template):
            reading.read(part)
    except _NOT_WORD:
        return NamedFields()
    return NamedFields(frozenset(reading.used), reading.multiplies)


def lint(template: Path, fields: Mapping[str, Value]) -> tuple[Finding, ...]:
    """Everything that would keep `template` from being filled in with `fields`, or falsify it.

    Unknown fields are found in branches and loops that do not run, too: a table knows its columns
    even where it has no rows. What is found depends on which fields there are, not on their texts;
    but where loops multiply, all rows count, for the document may be too long.
    """
    path = f"templates/{template.name}"
    if not template.is_file():
        return (_missing(template, path),)
    try:
        parts = tuple(passages(template))
    except PermissionError:
        return (
            Finding(
                Code.TEMPLATE_MISSING,
                say("the template may not be read"),
                path=path,
                hint=say("look at its permissions"),
            ),
        )
    except _NOT_WORD:
        return (_no_template(template, path),)
    findings: list[Finding] = []
    told: list[Paragraph] = []
    used: set[str] = set()
    multiplies = spoils = False
    for part in parts:
        for passage in part:
            findings.extend(_braces(passage, path))
        reading = Reading(fields)
        reading.read(part)
        used |= reading.used
        multiplies |= reading.multiplies
        spoils |= reading.spoils
        told += [fault.passage for fault in reading.faults]
        findings.extend(
            _unknown(fault, path) if isinstance(fault, Unknown) else _fault(fault, path)
            for fault in reading.faults
        )
    if spoils:
        return tuple(findings)
    heads = {name.partition(".")[0] for name in used}
    values = {head: fields[head] for head in heads if head in fields}
    for tag, fault in tried(parts, values, whole=multiplies):
        if tag is None and not findings:
            findings.append(Finding(Code.TEMPLATE_SYNTAX, fault.text, path=path, hint=fault.hint))
        elif tag is not None and fault.passage not in told:
            findings.append(_fault(fault, path))
    return tuple(findings)


def _no_template(template: Path, path: str) -> Finding:
    """A file that is no Word document, or a damaged one: what it is, where that can be told."""
    hint = say("save it as .docx in Word or WPS")
    with suppress(OSError):
        try:
            kind = kind_of(template)
        except UnusableError as unusable:
            hint = unusable.remedy
        else:
            if kind is not FileKind.WORD:
                hint = say("it is: {kind}; save it as .docx in Word or WPS", kind=kind.title)
    return Finding(Code.TEMPLATE_SYNTAX, say("this is not a Word document"), path=path, hint=hint)


def _missing(template: Path, path: str) -> Finding:
    others = sorted(p.name for p in template.parent.glob("[!.]*.docx"))
    near = get_close_matches(template.name, others, _NEAR, 0.5)
    return Finding(
        Code.TEMPLATE_MISSING,
        say("there is no template '{name}'", name=template.name),
        path=path,
        hint=not_a_file(template)
        or _did_you_mean(near)
        or say("the templates are: {names}", names=", ".join(others)),
    )


def _braces(passage: Paragraph, path: str) -> Iterator[Finding]:
    for braces in dict.fromkeys(fullwidth(passage.text)):
        yield Finding(
            Code.TEMPLATE_FULLWIDTH_BRACE,
            say("{place}: '{braces}' is full-width", place=passage.place, braces=braces),
            path=path,
            hint=say("type {{{{ }}}} and {{% %}} with the input method set to English"),
        )
    for brace in lonely(passage.text):
        yield Finding(
            Code.TEMPLATE_SYNTAX,
            say("{place}: '{brace}' has no partner", place=passage.place, brace=brace),
            path=path,
            hint=say("a tag begins and ends in one paragraph"),
        )


def _fault(fault: TemplateFault, path: str) -> Finding:
    return Finding(
        Code.TEMPLATE_SYNTAX,
        say("{place}: {fault}", place=fault.passage.place, fault=fault.text),
        path=path,
        hint=fault.hint,
    )


def _unknown(fault: Unknown, path: str) -> Finding:
    near = get_close_matches(fault.name, list(fault.known), _NEAR, 0.4)
    if fault.holder in {FILTER, TEST}:
        what = (
            say("{place}: there is no filter '{name}'", place=fault.passage.place, name=fault.name)
            if fault.holder == FILTER
            else say(
                "{place}: there is no test '{name}'", place=fault.passage.place, name=fault.name
            )
        )
        known = say("there are: {names}", names=", ".join(fault.known))
        return Finding(
            Code.TEMPLATE_FIELD_UNKNOWN, what, path=path, hint=_did_you_mean(near) or known
        )
    holder = f"{fault.holder}." if fault.holder else ""
    return Finding(
        Code.TEMPLATE_FIELD_UNKNOWN,
        say(
            "{place}: there is no field '{name}'",
            place=fault.passage.place,
            name=holder + fault.name,
        ),
        path=path,
        hint=_did_you_mean([holder + name for name in near]) or _known(fault),
    )


def _known(fault: Unknown) -> Text:
    if fault.holder and not fault.known:
        return say("'{holder}' is a text: print it as it is", holder=fault.holder)
    if fault.holder:
        return say("'{holder}' has: {names}", holder=fault.holder, names=", ".join(fault.known))
    return say("docs/templates.md lists the fields of each template")


def _did_you_mean(near: list[str]) -> Text | None:
    if not near:
        return None
    return say("did you mean {names}?", names=", ".join(f"'{name}'" for name in near))


_FULL = re.compile(r"[{｛]{2}|[}｝]{2}|[{｛][%％#]|[%％#][}｝]")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def fullwidth(text: str) -> Iterator[str]:
    """Marks of the template language that were typed with full-width signs, as typed."""
    for found in _FULL.finditer(text):
        if any(sign in found[0] for sign in "｛｝％"):
            yield found[0]


def lonely(text: str) -> Iterator[str]:
    """Braces of tags that have no partner in the same paragraph."""
    yield from _HALF.findall(TAG.sub("", text))
