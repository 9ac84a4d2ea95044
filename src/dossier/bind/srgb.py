"""The colour profile of a box: sRGB as a version 2 ICC profile, made from its formulas.

Sources: IEC 61966-2-1 for primaries and transfer curve, ICC.1:2001-04 for the file. The primaries
are those adapted to D50 (Bradford), as the profile connection space asks for.
"""

import struct
from functools import cache

_WHITE = (0.9642, 1.0, 0.8249)  # D50
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 1024  # points of the curve: what is between them differs by less than 8 bits can show
_NAME = b"sRGB IEC61966-2.1"
_HEADER = 128
_ENTRY = 12


@cache
def profile() -> bytes:
    """The profile, the same bytes every time (about 2.5 KB)."""
    curve = b"curv\0\0\0\0" + struct.pack(
        f">I{_STEPS}H", _STEPS, *(round(65535 * _linear(n / (_STEPS - 1))) for n in range(_STEPS))
    )
    blocks: dict[bytes, bytes] = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(_NAME) + 1) + _NAME + b"\0" + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(primary) for tag, primary in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, places = b"", b"", dict[bytes, int]()
    start = _HEADER + 4 + _ENTRY * len(blocks)
    for tag, block in blocks.items():
        if block not in places:  # the three curves are one
            places[block] = start + len(body)
            body += block + bytes(-len(block) % 4)
        table += tag + struct.pack(">II", places[block], len(block))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI12s4s44s",
        start + len(body), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        2000, 1, 1, 0, 0, 0, b"acsp", b"", 0, b"", b"", 0, 0, _xyz(_WHITE)[8:], b"", b"",
    )  # fmt: skip
    return header + struct.pack(">I", len(blocks)) + table + body


def _linear(value: float) -> float:
    """A value of sRGB (0 to 1) in light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(65536 * part) for part in value))
