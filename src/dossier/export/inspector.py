"""Copies for inspectors: what a package proves, without what tells how it was made.

The index of a school lists what is still to be mended, and by whom, and is marked 内部; that of
inspectors lists what there is and what is missing. Findings, tasks, the record of the inputs and
office files stay behind, so that these copies are no package that could be verified: that is kept
at home.
"""

import json
from pathlib import Path

from dossier.errors import OutputError
from dossier.export.package import MANIFEST, REPORT, Exported, manifest_lines, new_folder
from dossier.files import sha256_of, within
from dossier.messages import say

_INDEX = "index.html"
_OWN = '"internal":'  # the part of the index that is the school's alone
_BEHIND = frozenset({REPORT, "missing.xlsx", "inputs-sha256.txt"})
_FOLDERS_BEHIND = ("chapters/", "labels", "tasks/")


def export_inspector(build: Path, folder: Path) -> Exported:
    """Copy what inspectors see of the package in `build` to the new folder `folder`.

    Raises :class:`~dossier.errors.WorkspaceError` where there is no package, and
    :class:`~dossier.errors.OutputError` where a file is not what the manifest says.
    """
    listed = manifest_lines(build)
    with new_folder(folder, build) as aside:
        for digest, name in listed:
            source = within(build, name)
            if source is not None and _is_shown(name):
                _copy(source, aside / name, name, digest)
        made = sorted(one for one in aside.rglob("*") if one.is_file())
        told = [f"{sha256_of(one)}  {one.relative_to(aside).as_posix()}\n" for one in made]
        (aside / MANIFEST).write_text("".join(told), encoding="utf-8", newline="\n")
        size = sum(one.stat().st_size for one in (*made, aside / MANIFEST))
    return Exported(folder, len(made) + 1, size)


def _is_shown(name: str) -> bool:
    return name not in _BEHIND and not name.startswith(_FOLDERS_BEHIND)


def _copy(source: Path, target: Path, name: str, digest: str) -> None:
    data = source.read_bytes()
    if sha256_of(source) != digest:
        raise OutputError(
            say("'{name}' has changed while it was copied", name=name),
            say("build it again; what was changed by hand is not kept in build/"),
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    if name == _INDEX:
        data = for_inspectors(data.decode("utf-8")).encode("utf-8")
    target.write_bytes(data)


def for_inspectors(page: str) -> str:
    """The index with null in place of what is internal: it knows by that whose edition it is.

    That are findings, tasks and cells. What a page of another version does not have stays away.
    """
    at = page.find(_OWN)
    if at < 0:
        return page
    begin = at + len(_OWN)
    begin += len(page[begin:]) - len(page[begin:].lstrip())
    _, end = json.JSONDecoder().raw_decode(page, begin)
    return f"{page[:begin]}null{page[end:]}"
