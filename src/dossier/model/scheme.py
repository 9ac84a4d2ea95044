"""Which boxes are made of the items: the settings 组盒方案, 机构代码 and 自动调盒."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum

from dossier.facts import Fact
from dossier.finding import Code, Finding
from dossier.messages import Text, say

SCHEME, OFFICES, PARTING = "组盒方案", "机构代码", "自动调盒"
"""The names of the settings, in the sheet 设置 of standard.xlsx; each may be absent or blank."""

_OFFICE = re.compile(r"([^=]+)=([A-Z0-9]{1,8})")


class Scheme(Enum):
    """组盒方案: by what items are put into boxes."""

    INSPECTION = "迎检"  # by indicator: the rows of 档案盒
    ARCHIVE = "DA/T 22"  # by 年度, 保管期限 and 机构（问题）, as an archive takes them over


# however it is written: in half width, without blanks, and with the year of the edition or not
_SCHEMES = {
    "迎检": Scheme.INSPECTION,
    "DA/T22": Scheme.ARCHIVE,
    "DA/T22-2015": Scheme.ARCHIVE,
}


class Parting(Fact, frozen=True):
    """自动调盒: whether boxes that are too thick are split, and thin neighbours put together."""

    splits: bool = True
    joins: bool = False


_PARTINGS = {
    "拆分": Parting(),
    "合并": Parting(splits=False, joins=True),
    "拆合": Parting(joins=True),
    "否": Parting(splits=False),
}


def parting_of(settings: Mapping[str, str]) -> Parting:
    """What `settings` ask for; 拆分 where they ask for nothing that is known."""
    return _PARTINGS.get(folded(settings.get(PARTING, "")), Parting())


def scheme_of(settings: Mapping[str, str]) -> Scheme:
    """The scheme that `settings` ask for; 迎检 where they ask for none that is known."""
    return _SCHEMES.get(folded(settings.get(SCHEME, "")), Scheme.INSPECTION)


def office_codes(settings: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Office, :func:`folded`, → its code in 档号, in order: ``办公室=BGS、教导处=JDC``.

    A code that is `taken` (those of indicators, which stand in 档号 as 问题) is none.
    """
    codes: dict[str, str] = {}
    for part in _parts(settings):
        found = _OFFICE.fullmatch(part)
        # one code for two offices, or for an office and a subject, would give one 档号 twice
        if found and found[1] not in codes and found[2] not in (*codes.values(), *taken):
            codes[found[1]] = found[2]
    return codes


def senseless(settings: Mapping[str, str], taken: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What of these settings cannot be understood, and is not taken."""
    findings = []
    named = folded(settings.get(SCHEME, ""))
    if named and named not in _SCHEMES:
        findings.append(_finding(SCHEME, settings[SCHEME], say("write 迎检 or DA/T 22")))
    if folded(settings.get(PARTING, "")) not in {"", *_PARTINGS}:
        hint = say("write 拆分, 合并, 拆合 or 否")
        findings.append(_finding(PARTING, settings[PARTING], hint))
    if len(office_codes(settings, taken)) != len(_parts(settings)):
        hint = say(
            "write each office once with a code of its own that is no indicator's, "
            "such as 办公室=BGS、教导处=JDC"
        )
        findings.append(_finding(OFFICES, settings[OFFICES], hint))
    return tuple(findings)


def _parts(settings: Mapping[str, str]) -> list[str]:
    return [part for part in re.split("[、,;。]", folded(settings.get(OFFICES, ""))) if part]


def folded(text: str) -> str:
    """`text` as settings are compared: in half width and capitals, without blanks."""
    # the dashes that people type between number and year of a standard are one
    return re.sub(r"[‐-―]+", "-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text))).upper()


def _finding(name: str, found: str, hint: Text) -> Finding:
    # settings are text without cells; the sheet is known, and the name finds the row
    return Finding(
        Code.RULE_INCOMPLETE,
        say("setting '{name}' cannot be '{found}'", name=name, found=found),
        path="standard.xlsx",
        hint=hint,
    )
