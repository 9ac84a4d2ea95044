"""Which pictures of a file its pages lack, and which are broken in the file itself."""

from collections import Counter

from dossier.compare.held import Held, HeldPicture
from dossier.compare.package import OfficeParts
from dossier.damage import DAMAGED
from dossier.facts import Fact
from dossier.media.embedded import Measured, measured
from dossier.media.shown import Shown
from dossier.pool import unless_memory

_DOT = 2  # pixels; what is no larger keeps a place, and is not seen


class PictureLack(Fact, frozen=True):
    """A picture that is not printed, or `broken` so that half of it may be."""

    picture: HeldPicture
    broken: bool


def lacking_pictures(parts: OfficeParts, held: Held, shown: Shown) -> list[PictureLack]:
    """Each must be drawn with as many pixels as it has, or, where it is cropped, with any."""
    known: dict[str, Measured | None] = {}
    have = Counter(shown.pictures)
    found: list[PictureLack] = []
    unsized: list[HeldPicture] = []
    for picture in held.pictures:
        if picture.part not in known:
            known[picture.part] = _measured(parts, picture.part)
        size = known[picture.part]
        if not picture.part:
            found.append(PictureLack(picture, broken=True))
        elif size is None:  # of a kind that only the engine may know
            unsized.append(picture)
        elif max(size.width, size.height) <= _DOT:
            continue
        elif not size.is_whole:
            found.append(PictureLack(picture, broken=True))
            have[size.width, size.height] -= 1
        elif have[size.width, size.height] > 0:
            have[size.width, size.height] -= 1
        elif picture.exact:
            found.append(PictureLack(picture, broken=False))
        else:
            unsized.append(picture)
    left = sum(count for count in have.values() if count > 0)
    return found + [PictureLack(picture, broken=False) for picture in unsized[left:]]


def _measured(parts: OfficeParts, part: str) -> Measured | None:
    """Size and soundness of a part; None where there is no picture in it."""
    try:
        return measured(parts.read(part)) if part else None
    except DAMAGED as error:
        unless_memory(error)
        return None
