"""Every sentence that a person reads, ready to be said in the person's language.

A message is made with :func:`say` where it is known and turned into words only where it is
printed, so that the console follows the locale while missing.xlsx has the language that its school
asks for, and report.json English, on every machine.
"""

import gettext
import os
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Self

_DOMAIN = "dossier"
_CATALOGUES = Path(__file__).parent / "locale"

CHINESE, ENGLISH = "zh_CN", "en"
"""The languages that there are; documents are Chinese."""


@cache
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _CATALOGUES, languages=[language], fallback=True)


def locale_language() -> str:
    """The language that the environment asks for, as gettext reads it (LANGUAGE, LC_ALL, …)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return CHINESE if value.lower().startswith("zh") else ENGLISH
    return ENGLISH


def speak_for_click() -> None:
    """Let click say its own words (``Usage:``, ``No such option``) in that language as well.

    click asks gettext's default domain, and gettext reads the environment itself.
    """
    if locale_language() == CHINESE:
        gettext.bindtextdomain("click", str(_CATALOGUES))
        gettext.textdomain("click")


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named places, and what goes into them.

    JSON can keep it as it is: see :class:`dossier.store.memo.Memo`.
    """

    msgid: str
    values: tuple[tuple[str, "Text | str | int | float"], ...] = ()

    def spoken(self, language: str) -> str:
        """The sentence in `language` ('zh_CN'; anything without a catalogue is English)."""
        sentence = _translations(language).gettext(self.msgid)
        return sentence.format(
            **{
                name: value.spoken(language) if isinstance(value, Text) else value
                for name, value in self.values
            }
        )

    def __str__(self) -> str:
        return self.spoken(locale_language())


class Worded(Enum):
    """Members that are a value, by which they are written down, and the `text` that says them."""

    def __new__(cls, value: str, text: Text) -> Self:
        """A member with that value and text."""
        member = object.__new__(cls)
        member._value_ = value
        member.text = text
        return member

    text: Text


def say(msgid: str, **values: object) -> Text:
    """A message; `msgid` is the English sentence, with {places} for `values`."""
    return Text(msgid, tuple((name, _plain(value)) for name, value in values.items()))


def _plain(value: object) -> Text | str | int | float:
    return value if isinstance(value, Text | str | int | float) else str(value)
