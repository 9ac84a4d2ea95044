"""Files of evidence: what each is by its content, and whether it can be used.

The package itself imports nothing heavy; its parts do: :mod:`~dossier.media.pdf` (pikepdf),
:mod:`~dossier.media.image` (Pillow), and :mod:`~dossier.media.examine` all of them.
"""

from dossier.finding import Code
from dossier.messages import Text, say

SAVED_AGAIN = say(
    "open it in Word, Excel or WPS and save it again, or copy it again from where it came from"
)
"""What to do about a damaged office file."""


class UnusableError(Exception):
    """A file that cannot be bound: `fault` says why, `remedy` what a person can do about it.

    `detail` is what a library says of it, which is for the log alone.
    """

    def __init__(self, fault: Code, remedy: Text, detail: str = "") -> None:
        super().__init__(fault, remedy, detail)
        self.fault = fault
        self.remedy = remedy
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.fault}: {self.remedy}"


def damaged(remedy: Text, detail: object = "", reason: Text | None = None) -> UnusableError:
    """The fault of a file whose reader came upon damage, for a `reason` that a person knows."""
    text = say("it is damaged ({reason}): {remedy}", reason=reason, remedy=remedy)
    return UnusableError(
        Code.FILE_DAMAGED,
        text if reason else say("it is damaged: {remedy}", remedy=remedy),
        str(detail),
    )


def defines_entities(part: str) -> UnusableError:
    """The fault of an office file with a document type definition (ECMA-376-2, 9.1.4).

    By these a few words become gigabytes, so no program of an office writes them.
    """
    return UnusableError(
        Code.FILE_TOO_DEMANDING,
        say(
            "its part '{part}' defines abbreviations, which no office program writes and which "
            "could fill the memory: it is not opened; get the document from where it came from",
            part=part,
        ),
    )


def unpacks_too_far(part: str, size: int) -> UnusableError:
    """The fault of a package of which one part is larger than any document's."""
    return UnusableError(
        Code.FILE_TOO_DEMANDING,
        say(
            "its part '{part}' unpacks to {megabytes} MB: it is not opened; save it anew, with "
            "smaller pictures or in several files",
            part=part,
            megabytes=size >> 20,
        ),
    )
