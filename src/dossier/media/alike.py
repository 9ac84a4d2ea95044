"""Whether two pictures are one: a perceptual hash in all eight turns.

The 64 lowest frequencies of the picture, drawn in grey at 32 × 32, each above or below their
median. Saved again, at another size, brighter, or cut a little at the edges, a photo keeps most of
these bits: measured distances are 0 to 6, and 12 and more between different photos.
"""

from math import cos, pi
from statistics import median

from PIL import Image, ImageStat

_SIDE, _LOW = 32, 8
_COSINES = [
    [cos((2 * place + 1) * wave * pi / (2 * _SIDE)) for place in range(_SIDE)]
    for wave in range(_LOW)
]
_FLAT = 6  # of 255: with less contrast a picture shows nothing that could be known again

Hashes = tuple[int, ...]
"""64 bits for each of the eight ways to turn and mirror a picture; none of an empty one."""


def hashes(picture: Image.Image) -> Hashes:
    """The hashes of a picture, the first as it stands."""
    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    if ImageStat.Stat(small).stddev[0] < _FLAT:
        return ()
    tones = small.tobytes()
    rows = [tones[start : start + _SIDE] for start in range(0, _SIDE**2, _SIDE)]
    across = [[sum(map(float.__mul__, waves, map(float, row))) for waves in _COSINES]
              for row in rows]  # fmt: skip
    waves = [
        [sum(_COSINES[down][y] * across[y][wave] for y in range(_SIDE)) for wave in range(_LOW)]
        for down in range(_LOW)
    ]
    # to mirror a picture turns the sign of each odd wave; to turn it exchanges rows and columns
    return tuple(
        _bits(
            [
                (waves[x][y] if turned else waves[y][x])
                * (-1 if mirrored and x % 2 else 1)
                * (-1 if flipped and y % 2 else 1)
                for y in range(_LOW)
                for x in range(_LOW)
            ]
        )
        for turned in (False, True)
        for mirrored in (False, True)
        for flipped in (False, True)
    )


def distance(one: Hashes, other: Hashes) -> int:
    """In how many bits two pictures differ, in the turn in which they differ least; 64 for none."""
    return min(((one[0] ^ each).bit_count() for each in other), default=64) if one else 64


def _bits(values: list[float]) -> int:
    middle = median(values)
    return sum(1 << place for place, value in enumerate(values) if value > middle)
