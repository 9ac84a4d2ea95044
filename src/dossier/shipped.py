"""What comes along with the program: the Word templates, and the sample school."""

from pathlib import Path

from dossier.errors import OutputError
from dossier.installed import CHECKOUT
from dossier.messages import say
from dossier.workspace import is_litter

_TEMPLATES = "templates"
# A package that is installed has folders of its own; in the repository these hold links, which a
# system without links would take for texts.
_HOME = Path(__file__).parents[2 if CHECKOUT else 0]


def templates() -> list[Path]:
    """Their files, in order of name; OutputError where the program has lost them."""
    found = sorted(one for one in _folder().glob("*.docx") if not is_litter(one.name))
    if not found:
        raise OutputError(
            say("the templates that come along are not there: '{folder}'", folder=_folder()),
            say("install the program again"),
        )
    return found


def sample() -> Path:
    """The folder of the sample's workbooks and evidence."""
    return _HOME / ("inputs" if CHECKOUT else "sample")


def template(name: str) -> Path:
    """Where the template of that name is, or would be."""
    return _folder() / f"{name}.docx"


def _folder() -> Path:
    return _HOME / _TEMPLATES
