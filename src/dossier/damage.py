"""What reading a file raises where it is damaged, locked or made to harm."""

import struct
import zipfile
import zlib

try:
    from lzma import LZMAError
except ImportError:  # a Python without it does not unpack what is packed so
    LZMAError = EOFError  # type: ignore[misc, assignment]

UNREADABLE = (
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    RuntimeError,
    LookupError,
    ValueError,
)
"""What readers of any format raise, whatever the bytes are.

RuntimeError: a password, a packing that the reader does not know, a tree without bottom.
LookupError: a part or an encoding that is not there. ValueError: names that are in no encoding, and
numbers that are none.
"""

DAMAGED = (*UNREADABLE, zipfile.BadZipFile, SyntaxError, OSError)
"""What :mod:`zipfile` and the readers of XML raise.

SyntaxError: XML that is none, by lxml and by ElementTree alike. OSError: what is no packing by bz2,
without a number; the disk's own have one.
"""
