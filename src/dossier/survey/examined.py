"""One file of evidence, examined in a process of its own kind: see :mod:`dossier.pool`."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from dossier.files import taken_in
from dossier.finding import Code
from dossier.media.samples import Samples
from dossier.messages import say
from dossier.personal import masked
from dossier.pool import Limits, by_size
from dossier.refusal import refusal
from dossier.survey.memory import Known

_LONGEST = 2000  # characters of what a library says


class FileTask(NamedTuple):
    """A file to be examined: where it is, its size, the hash that it had, and what is wanted."""

    place: str
    size: int
    known: str
    words: bool
    samples: Samples | None


Answer = tuple[Known, bytes | None]
"""What there is to know of a file, and its words, as the notes keep them."""


def examined(task: FileTask) -> Answer:
    """What there is to remember of a file, and its words where they are wanted.

    Where its content is what was known, only its hash is told.
    """
    path, samples = Path(task.place), task.samples
    try:
        sha256, content = taken_in(path)
        if sha256 == task.known:
            return Known(sha256), None
        # heavy imports, and an unchanged folder needs none of them
        from dossier.media.examine import examine  # noqa: PLC0415
        from dossier.store.memo import to_json  # noqa: PLC0415

        sample = partial(samples.make, path, sha256, content) if samples else None
        examined = examine(path, content, words=task.words, sample=sample)
        known = Known(
            sha256,
            examined.kind,
            examined.pages,
            examined.fault,
            examined.remedy,
            tuple(remark.masked() for remark in examined.remarks),
            examined.seconds,
            examined.look,
            masked(examined.detail[:_LONGEST]),
        )
        return known, None if examined.passages is None else to_json(examined.passages)
    except OSError as error:
        remedy = say(
            "it cannot be read ({reason}): look at the permissions, or copy it again",
            reason=refusal(error),
        )
        return Known("", fault=Code.FILE_DAMAGED, remedy=remedy), None


def limits(task: FileTask) -> Limits:
    """What it may take to examine a file."""
    return by_size(task.size)
