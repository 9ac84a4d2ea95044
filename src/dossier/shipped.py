"""The Word templates that come along with the program."""

from pathlib import Path

from dossier.errors import OutputError
from dossier.installed import CHECKOUT
from dossier.messages import say
from dossier.workspace import is_litter

_FOLDER = "templates"


def templates() -> list[Path]:
    """Their files, in order of name; OutputError where the program has lost them."""
    found = sorted(one for one in _folder().glob("*.docx") if not is_litter(one.name))
    if not found:
        raise OutputError(
            say("the templates that come along are not there: '{folder}'", folder=_folder()),
            say("install the program again"),
        )
    return found


def template(name: str) -> Path:
    """Where the template of that name is, or would be."""
    return _folder() / f"{name}.docx"


def _folder() -> Path:
    """Those of the repository, where this runs from one.

    A package that is installed has them in a folder of its own; in the repository that holds links,
    which a system without links would take for texts.
    """
    return Path(__file__).parents[2 if CHECKOUT else 0] / _FOLDER
