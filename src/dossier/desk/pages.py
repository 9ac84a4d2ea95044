"""The pages, filled in on the server; whatever stands in a workbook or a file name is escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dossier.desk.words import WORDS
from dossier.finding import Severity
from dossier.messages import CHINESE, locale_language

HERE = Path(__file__).parent
STATIC = HERE / "static"

_pages = Environment(
    loader=FileSystemLoader(HERE / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(name: str, **values: Any) -> str:
    """The page or piece of a page `name`, with `values`."""
    return _pages.get_template(name).render(
        words=WORDS,
        language="zh-CN" if locale_language() == CHINESE else "en",
        severities=Severity,
        **values,
    )
