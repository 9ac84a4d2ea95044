"""What is told of a task that came to nothing: a bound that a file exceeds, or an unforeseen fault.

The technical text of the latter goes to the log (:mod:`dossier.log`).
"""

import traceback

from dossier import log
from dossier.finding import Code
from dossier.messages import Text, say
from dossier.pool import Failure, Why

IN_THE_LOG = say(
    "an unexpected fault of the program, told in build/cache/log.txt: make the file anew in "
    "another way, or take it out, and send the log to who mends the program"
)
"""What to do about a fault that nobody foresaw."""


CHANGED = say("its file has changed during the build: run it again")
"""What to do about a file that is another by now, or gone."""


def told_of(name: str, failure: Failure) -> tuple[Code, Text]:
    """The code and the remedy of something called `name` that came to nothing."""
    if failure.why is Why.TIME:
        return Code.FILE_TOO_DEMANDING, say(
            "it takes more than {seconds} s to open: split it, or print it to PDF anew",
            seconds=round(failure.limits.seconds),
        )
    if failure.why is Why.MEMORY:
        return Code.FILE_TOO_DEMANDING, say(
            "it takes more than {megabytes} MB of memory to open: split it, make its pictures "
            "smaller, or print it to PDF anew",
            megabytes=failure.limits.most,
        )
    log.note(name, failure.detail)
    if failure.why is Why.GONE:
        return Code.NOT_MADE, CHANGED
    return Code.NOT_MADE, IN_THE_LOG


def noted(name: str, error: BaseException) -> Text:
    """What to do about an exception that nobody foresaw; its traceback goes to the log."""
    log.note(name, "".join(traceback.format_exception(error)))
    return IN_THE_LOG
