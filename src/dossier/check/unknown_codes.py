"""A code that no row has, told once for all the cells that name it.

Where a code is typed wrong in the sheet that declares it, or its row was lost, each row elsewhere
that names it is right: ten findings would have one cause.
"""

from collections.abc import Iterable, Sequence

from dossier.check.sources import DECLARED
from dossier.facts import replace
from dossier.finding import Code, Finding
from dossier.messages import Text, say

_NAMED = 8  # cells that are told
_Unknown = dict[Text, list[Finding]]


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` with one for each code that is unknown in several cells, at the first of them.

    Where a row of the declaring sheet has the code of another one, and one code alone is wanting,
    the former is told to be the latter, and nothing else of it.
    """
    every = tuple(findings)
    unknown: _Unknown = {}
    for one in every:
        if one.code is Code.CODE_UNKNOWN and one.at is not None:
            unknown.setdefault(one.text, []).append(one)
    meant = _meant(every, unknown)
    absent = {str(dict(text.values).get("code")) for text, same in unknown.items() if same[1:]}
    told: list[Finding] = []
    for one in every:
        same = unknown.get(one.text, []) if one.code is Code.CODE_UNKNOWN else []
        if one in meant:
            told.append(replace(one, hint=_is_meant(unknown[meant[one]])))
        elif one.text in meant.values() or _follows(one, absent):
            continue
        elif len(same) > 1:
            if one is same[0]:
                told.append(_gathered(same))
        else:
            told.append(one)
    return tuple(told)


def _meant(findings: Sequence[Finding], unknown: _Unknown) -> dict[Finding, Text]:
    """Duplicates of a sheet's codes, each with the only wanting code that it can be meant for."""
    found: dict[Finding, Text] = {}
    for kind, sheet in DECLARED.items():
        twice = [one for one in findings if one.code is Code.VALUE_DUPLICATE and one.at is not None
                 and one.at.sheet == sheet]  # fmt: skip
        wanting = [text for text, same in unknown.items() if _kind(text) == kind and same[1:]]
        if len(twice) == len(wanting) == 1:
            found[twice[0]] = wanting[0]
    return found


def _follows(finding: Finding, absent: set[str]) -> bool:
    """Whether it only says that what is not there has no rule."""
    if finding.code is not Code.JUDGEMENT_INVALID:
        return False
    named = dict(finding.text.values)
    return set(named) == {"indicator"} and str(named["indicator"]) in absent


def _gathered(same: Sequence[Finding]) -> Finding:
    first = same[0]
    sheet = DECLARED.get(_kind(first.text))
    remedy = sheet and say("correct them, or add it to the sheet '{sheet}'", sheet=sheet)
    text = say(
        "{problem}; {count} cells name it: {cells}",
        problem=first.text,
        count=len(same),
        cells=_cells(same),
    )
    return replace(first, text=text, hint=first.hint or remedy or None)


def _is_meant(same: Sequence[Finding]) -> Text:
    return say(
        "is it to be '{code}'? No row has that code, and {count} cells name it: {cells}",
        code=dict(same[0].text.values)["code"],
        count=len(same),
        cells=_cells(same),
    )


def _cells(same: Sequence[Finding]) -> str:
    """The cells by sheet: ``材料要求!B27、材料要求!B28…``."""
    places = [f"{one.at.sheet}!{one.at.ref}" for one in same if one.at is not None]
    return "、".join(places[:_NAMED]) + ("…" if len(places) > _NAMED else "")


def _kind(text: Text) -> object:
    return dict(text.values).get("kind")
