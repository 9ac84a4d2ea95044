"""Colour profiles (ICC.1:2022) of pictures: whether they can be used, and pictures without them."""

import io
from functools import lru_cache

from PIL import Image, ImageCms

_SPACES = {"1": "GRAY", "L": "GRAY", "RGB": "RGB", "RGBA": "RGB", "P": "RGB", "CMYK": "CMYK"}
_GREY = {"1", "L", "LA"}
_START, _MARKERS = 2, range(0xD0, 0xDA)  # ITU-T T.81, table B.1: markers that stand alone
_SCAN, _PROFILE = 0xDA, 0xE2
_NAME = b"ICC_PROFILE\0"  # ICC.1:2022, B.4


def fits(image: Image.Image) -> bool:
    """Whether a picture has no profile, or one that can be read and is for its kind of colours."""
    if "icc_profile" not in image.info:
        return True
    return _space_of(image) == _SPACES.get(image.mode, "RGB")


def is_idle(image: Image.Image) -> bool:
    """Whether a grey picture has a sound profile for colours, as many scanners write: no loss."""
    return image.mode in _GREY and _space_of(image) == "RGB"


def _space_of(image: Image.Image) -> str:
    profile = image.info.get("icc_profile")
    return _space(profile) if isinstance(profile, bytes) else ""


@lru_cache(maxsize=32)  # a camera writes the same into each of its pictures
def _space(profile: bytes) -> str:
    """The colours that a profile is for; '' for one that cannot be read."""
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip()
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return ""


def without_profile(content: bytes) -> bytes:
    """The bytes of a JPEG or PNG without its profile; all else is as it was."""
    return _jpeg(content) if content.startswith(b"\xff\xd8") else _png(content)


def _jpeg(content: bytes) -> bytes:
    """Without its segments APP2 of that name, as far as the picture's data."""
    kept, at = [content[:_START]], _START
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - begins each marker
        marker = content[at + 1]
        if marker == _SCAN:
            break
        if marker == 0xFF:  # noqa: PLR2004 - filling
            at += 1
            continue
        length = 0 if marker in _MARKERS else int.from_bytes(content[at + 2 : at + 4])
        segment = content[at : at + 2 + length]
        if not (marker == _PROFILE and segment[4:].startswith(_NAME)):
            kept.append(segment)
        at += 2 + length
    return b"".join((*kept, content[at:]))


def _png(content: bytes) -> bytes:
    """Without its chunk iCCP (ISO/IEC 15948, 11.3.3.3)."""
    kept, at = [content[:8]], 8
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        if content[at + 4 : at + 8] != b"iCCP":
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
