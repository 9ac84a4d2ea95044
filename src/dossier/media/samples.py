"""Photos at the size in which they are printed: each is made once, and kept by content."""

from pathlib import Path

from dossier.facts import Fact
from dossier.files import written_aside
from dossier.store.source_hash import content_key


class Samples(Fact, frozen=True):
    """A folder of samples, no side of which is longer than `longest` pixels.

    `code` stands for the program that makes them: what another one has made is left alone.
    """

    folder: Path
    longest: int
    code: str

    def place(self, sha256: str) -> Path:
        """Where the sample of the photo with these bytes stands, or is to stand."""
        return self.folder / f"{content_key(sha256, self.longest, self.code)}.jpg"

    def make(self, photo: Path, sha256: str, content: bytes | None = None) -> None:
        """Make the sample of `photo`, whose `content` need not be read where it is given.

        It is decoded to its end for that. Raises UnusableError where it cannot be.
        """
        from dossier.media.image import upright  # noqa: PLC0415 - loads Pillow

        made = upright(photo, self.longest, content)
        with written_aside(self.place(sha256)) as aside:
            aside.write_bytes(made)
