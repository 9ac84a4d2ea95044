"""照片页: photos two to a page, each with its six elements."""

from collections.abc import Sequence
from pathlib import Path

from dossier.facts import Fact
from dossier.media import UnusableError
from dossier.media.image import as_svg
from dossier.typeset.press import press, unset


class PhotoPage(Fact, frozen=True):
    """A photo as its page shows it: an upright JPEG and the six elements of its caption.

    Where there is no image (None) an empty frame says so in its place.
    事由 时间 地点 人物 背景 摄影者, as text; one that is '' is printed as （未填）.
    """

    image: Path | None
    event: str
    dated: str
    place: str
    people: str
    background: str
    photographer: str


def photo_sheet(title: str, photos: Sequence[PhotoPage], out: Path) -> int:
    """Write `photos` beneath `title` (X年X月X日XX活动图片) to `out`, two a page; the page count.

    Raises :class:`~dossier.errors.OutputError` where a picture cannot be shown.
    """
    names = [f"{number}.svg" if photo.image else "" for number, photo in enumerate(photos)]
    facts = {
        "title": title,
        "photos": [
            {
                "image": name,
                "event": photo.event,
                "dated": photo.dated,
                "place": photo.place,
                "people": photo.people,
                "background": photo.background,
                "photographer": photo.photographer,
            }
            for name, photo in zip(names, photos, strict=True)
        ],
    }
    shown = zip(names, photos, strict=True)
    try:
        # typst decodes each picture that it is given, megabytes of them, only to look at it
        files = {name: as_svg(photo.image) for name, photo in shown if photo.image}
    except UnusableError as error:
        raise unset(out, error.remedy) from error
    return press("photos.typ", facts, out, files)
