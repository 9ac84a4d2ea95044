"""音像页: one page in a box for a film or a sound recording, a file beside the boxes."""

from pathlib import Path

from dossier.facts import Fact, asdict
from dossier.typeset.press import press


class Recording(Fact, frozen=True):
    """What is told of the file, in Chinese: its name, kind, length, size, and SHA-256 in full."""

    name: str
    kind: str
    length: str
    size: str
    sha256: str


def recording(facts: Recording, out: Path, still: Path | None = None) -> int:
    """Write the page for a recording to `out`, with the JPEG of a still; its page count."""
    files = {} if still is None else {"still.jpg": still.read_bytes()}
    return press("recording.typ", asdict(facts) | {"still": next(iter(files), "")}, out, files)
