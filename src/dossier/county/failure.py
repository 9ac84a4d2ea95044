"""Why a school could not be assessed, in words that are the same on every machine."""

from dossier.errors import DossierError
from dossier.faults import noted
from dossier.messages import Text, say
from dossier.model.county import Listed, SchoolFailure


def failure_of(school: Listed, error: BaseException) -> SchoolFailure:
    """What became of a school whose task ended with `error`.

    A folder that is none is the school's fault, a disk the machine's; anything else is ours, and
    is told with its kind, so that it can be reported. No other school suffers for it.
    """
    if isinstance(error, DossierError):
        return SchoolFailure(_near(school, error.text))
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        named = say("'{file}': {reason}", file=error.filename or school.folder, reason=reason)
        return SchoolFailure(_near(school, named))
    noted(school.folder, error)
    kind = type(error).__name__
    return SchoolFailure(
        say("the program failed: {kind}: {problem}", kind=kind, problem=str(error) or kind)
    )


def _near(school: Listed, text: Text) -> Text:
    """The message with the school's folder as it was written, not as it is on this machine."""
    return Text(
        text.msgid,
        tuple(
            (
                name,
                _near(school, value)
                if isinstance(value, Text)
                else str(value).replace(school.place, school.folder),
            )
            for name, value in text.values
        ),
    )
