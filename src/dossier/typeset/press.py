"""The press: a template and facts go in, a PDF comes out, the same bytes every time."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dossier import fonts
from dossier.errors import OutputError
from dossier.files import passing_folder, written_aside
from dossier.media.pdf import page_count
from dossier.messages import say
from dossier.pool import give_back

_SHARED = "shared.typ"


# typst keeps what it has drawn until ten more pages are set: a megabyte for a printed photo. So
# many pictures are worth the tenth of a second that empty pages take, which make it forget them.
_MANY_PICTURES = 32
_FORGOTTEN_AFTER = 11


class _Press:
    """A compiler, and the number of pictures that it may still hold."""

    def __init__(self, folder: Path) -> None:
        import typst  # noqa: PLC0415 - megabytes, and most runs find all their pages set

        self._compiler = typst.Compiler(font_paths=[folder], ignore_system_fonts=True)
        self._pictures = 0

    def run(self, root: str, facts: str, out: Path, pictures: int) -> None:
        """Set main.typ of the folder `root`, which shows so many `pictures`."""
        # typst's own errors of writing carry no number by which a full disk is known
        out.write_bytes(self._set(Path(root, "main.typ"), facts))
        self._pictures += pictures
        if self._pictures >= _MANY_PICTURES:
            self.forget()

    def forget(self) -> None:
        """Let go of what was drawn, and with that of the fonts it was drawn in."""
        with passing_folder() as root:
            empty = Path(root, "empty.typ")
            empty.touch()
            for _ in range(_FORGOTTEN_AFTER):
                self._set(empty, "")
        self._pictures = 0
        give_back()

    def _set(self, source: Path, facts: str) -> bytes:
        made = self._compiler.compile(
            input=source,
            root=source.parent,
            sys_inputs={"facts": facts},
            format="pdf",
            timestamp=0,
            pdf_tags=False,
        )
        assert isinstance(made, bytes)  # of other formats each page is one
        return made


@cache
def _press(folder: Path) -> _Press:
    # kept: reading the fonts takes far longer than setting a page
    return _Press(folder)


def put_away() -> None:
    """Let go of the fonts, a hundred megabytes, and of what was drawn; the next page reads anew."""
    if _press.cache_info().currsize:
        _press(fonts.require()).forget()
        _press.cache_clear()
        give_back()


def press(template: str, facts: Any, out: Path, files: Mapping[str, bytes] | None = None) -> int:
    """Set `template` (a ``.typ`` file of this package) with `facts` and write it to `out`.

    `facts` is anything JSON can say and reaches the template as data, so that no text in it can
    be taken for markup; `files` are what the template may show, by name. Returns the page count.
    Raises :class:`~dossier.errors.OutputError` where a picture cannot be read.
    """
    import typst  # noqa: PLC0415 - as above

    # typst reads nothing outside its root, and takes only text from memory: hence the folder
    with passing_folder() as root, written_aside(out) as aside:
        for name, content in {
            _SHARED: _source(_SHARED),
            "main.typ": _source(template),
            **(files or {}),
        }.items():
            Path(root, name).write_bytes(content)
        try:
            told = json.dumps(facts, ensure_ascii=False)
            _press(fonts.require()).run(root, told, aside, len(files or {}))
        except typst.TypstError as error:
            raise unset(out, error) from error
        return page_count(aside)


def unset(out: Path, reason: object) -> OutputError:
    """What to raise where `out` cannot be set."""
    return OutputError(say("'{name}' cannot be set: {reason}", name=out.name, reason=reason))


def _source(name: str) -> bytes:
    return (resources.files("dossier.typeset") / name).read_bytes()
