"""Every sentence that a person reads, ready to be said in the person's language.

A message is made with :func:`say` where it is known and turned into words only where it is
printed, so that the console follows the locale while missing.xlsx stays Chinese and
report.json English on every machine.
"""

import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DOMAIN = "dossier"
_CATALOGUES = Path(__file__).parent / "locale"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _CATALOGUES, languages=[language], fallback=True)


def locale_language() -> str:
    """The language that the environment asks for, as gettext reads it (LANGUAGE, LC_ALL, …)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "en"


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named places, and what goes into them."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

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

    def kept(self) -> list[Any]:
        """The message as JSON can keep it, still in no language; :meth:`recalled` undoes it."""
        return [
            self.msgid,
            {
                name: value.kept() if isinstance(value, Text) else str(value)
                for name, value in self.values
            },
        ]

    @classmethod
    def recalled(cls, kept: list[Any]) -> "Text":
        """The message that :meth:`kept` gave."""
        msgid, values = kept
        return cls(
            msgid,
            tuple(
                (name, cls.recalled(value) if isinstance(value, list) else value)
                for name, value in values.items()
            ),
        )


def say(msgid: str, **values: object) -> Text:
    """A message; `msgid` is the English sentence, with {places} for `values`."""
    return Text(msgid, tuple(values.items()))
