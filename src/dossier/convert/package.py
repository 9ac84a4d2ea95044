"""Office files as zip packages of XML, copied with some of their parts changed."""

import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from dossier.damage import DAMAGED
from dossier.finding import Code, Remark
from dossier.messages import say
from dossier.pool import unless_memory

Change = Callable[[zipfile.ZipFile], tuple[Mapping[str, bytes], tuple[Remark, ...]]]
"""The parts of a package that are to be others, or new, by name, and what there is to say of that.

Parts that stay may be among them.
"""

_UNPREPARED = Remark(
    Code.CONTENT_UNCHECKED,
    say("it is printed without being made ready for paper: what it holds is not understood"),
    say("open it in Word, Excel or WPS and save it again, or compare its pages yourself"),
)


def copy_changed(source: Path, target: Path, change: Change) -> tuple[Remark, ...]:
    """Copy `source` to `target`, with the parts that `change` gives; its remarks are handed on.

    A file that is no readable package is copied as it is: to judge it is the engine's part. One of
    which only the contents are not understood is, too; that is told, for it may be printed badly.
    """
    try:
        with zipfile.ZipFile(source) as package:
            changed, remarks = change(package)
            if changed:
                _rewrite(package, target, changed)
                return remarks
    except DAMAGED as error:
        unless_memory(error)
        if isinstance(error, OSError) and error.errno:
            raise  # the disk's
        remarks = (_UNPREPARED,) if isinstance(error, LookupError | ValueError) else ()
    shutil.copyfile(source, target)
    return remarks


def parsed(content: bytes) -> etree._Element:
    """The root of an XML part; nothing that it refers to is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def written(root: etree._Element) -> bytes:
    """A part again."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rewrite(package: zipfile.ZipFile, target: Path, changed: Mapping[str, bytes]) -> None:
    # stored: a copy lives for a second, and packing its photos would take longer than all else
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys((*package.namelist(), *changed)):
            copy.writestr(name, changed.get(name) or package.read(name))
