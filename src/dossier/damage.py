"""What reading an office file raises where it is damaged, locked or made to harm."""

import struct
import zipfile
import zlib

try:
    from lzma import LZMAError
except ImportError:  # a Python without it does not unpack what is packed so
    LZMAError = EOFError  # type: ignore[misc, assignment]

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    OSError,
    struct.error,
    EOFError,
    SyntaxError,
    RuntimeError,
    LookupError,
    ValueError,
)
"""What :mod:`zipfile` and the readers of XML raise, whatever the bytes are.

SyntaxError: XML that is none, by lxml and by ElementTree alike. RuntimeError: a password, a packing
that office programs do not write, a tree without bottom. LookupError: a part or an encoding that is
not there. ValueError: names that are in no encoding, and numbers that are none. OSError: what
is no packing by bz2, without a number; the disk's own have one.
"""
