"""The press: a template and facts go in, a PDF comes out, the same bytes every time."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from dossier import fonts
from dossier.errors import OutputError
from dossier.files import written_aside
from dossier.media.pdf import page_count
from dossier.messages import say

_SHARED = "shared.typ"


@cache
def _compiler(folder: Path) -> typst.Compiler:
    # kept: reading the fonts takes far longer than setting a page
    return typst.Compiler(font_paths=[folder], ignore_system_fonts=True)


def press(
    template: str, facts: Any, out: Path, files: Mapping[str, bytes | Path] | None = None
) -> int:
    """Set `template` (a ``.typ`` file of this package) with `facts` and write it to `out`.

    `facts` is anything JSON can say and reaches the template as data, so that no text in it can
    be taken for markup; `files` are what the template may show, by name. Returns the page count.
    Raises :class:`~dossier.errors.OutputError` where a picture cannot be read.
    """
    # typst reads nothing outside its root, and takes only text from memory: hence the folder
    with tempfile.TemporaryDirectory(prefix="dossier-") as root, written_aside(out) as aside:
        for name, content in {
            _SHARED: _source(_SHARED),
            "main.typ": _source(template),
            **(files or {}),
        }.items():
            target = Path(root, name)
            if isinstance(content, Path):
                shutil.copyfile(content, target)
            else:
                target.write_bytes(content)
        try:
            _compiler(fonts.require()).compile(
                input=Path(root, "main.typ"),
                output=aside,
                root=root,
                sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
                format="pdf",
                timestamp=0,
                pdf_tags=False,
            )
        except typst.TypstError as error:
            raise OutputError(
                say("'{name}' cannot be set: {reason}", name=out.name, reason=error)
            ) from error
        return page_count(aside)


def _source(name: str) -> bytes:
    return (resources.files("dossier.typeset") / name).read_bytes()
