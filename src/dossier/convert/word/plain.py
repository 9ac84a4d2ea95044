"""What is taken out of every part: hanging punctuation, and comments.

A mark that hangs beyond the end of a justified line is left out of the PDF now and then (seen
with 7.4: about one Chinese paragraph in a hundred that has figures in it). Hanging is the default,
and w:overflowPunct (ECMA-376-1, 17.3.1.21) is read the wrong way round: "on" turns it off. So the
copy that is converted says "on" throughout, and the mark takes its character to the next line.

Comments are not printed, but LibreOffice opens a margin for them, which it has no windows for where
it was installed without any: a soffice ends of that. The copy has none.
"""

from lxml import etree

from dossier.convert.word.about import About, space_of

ASKED = "overflowPunct"
"""The name of the element that is to say "on"."""

_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

TRACES = tuple(name.encode() for name in (ASKED, *_REMARKS))


def mend(root: etree._Element, about: About) -> None:  # noqa: ARG001 - one step of several
    """Have "on" be all that is said of hanging punctuation, and nothing refer to a comment."""
    space = unhang(root)
    for one in [one for name in _REMARKS for one in root.iter(f"{space}{name}")]:
        parent = one.getparent()
        if parent is not None:  # a hostile part may be nothing else
            parent.remove(one)


def unhang(root: etree._Element) -> str:
    """Say "on" wherever anything is said; the namespace of the part."""
    space = space_of(root)
    for asked in root.iter(f"{space}{ASKED}"):
        asked.attrib.clear()
    return space
