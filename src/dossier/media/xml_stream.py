"""A part of an office file, parsed as it streams by."""

from collections.abc import Iterator
from xml.parsers import expat

from dossier.media.package import OfficePackage
from dossier.media.passage import Passage
from dossier.media.xml_handlers import Reader, XmlHandler, local
from dossier.pool.memory import unless_memory


def parsed(package: OfficePackage, part: str, handler: XmlHandler) -> Iterator[None]:
    """Parse a part piece by piece, pausing after each; names come without their prefix."""

    def refuse(*_: object) -> None:  # ECMA-376-2, 9.1.4: a part has no document type definition
        raise ValueError(part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: handler.opened(local(name), given)
    parser.EndElementHandler = lambda name: handler.closed(local(name))
    parser.CharacterDataHandler = handler.heard
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        unless_memory(error)
        raise ValueError(part) from error


def read(package: OfficePackage, part: str, reader: Reader) -> Iterator[Passage]:
    """What a reader hears in a part, as soon as it does. Raises ValueError where it is no XML."""
    for _ in parsed(package, part, reader):
        yield from reader.taken()
    yield from reader.taken()
