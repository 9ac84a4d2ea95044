"""The cache: a PDF for each key, with a small JSON file that vouches for it."""

import json
from pathlib import Path

from dossier.facts import Fact
from dossier.files import sha256_of, write_note
from dossier.finding import Remark

_VERSION = 2


class Entry(Fact, frozen=True):
    """What is known of a converted file; `size` is 0 where the PDF is the source itself."""

    pages: int
    sha256: str
    size: int
    substituted: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


class Shelf:
    """The folder of the cache. An entry is whole or absent: its JSON file is written last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pdf(self, key: str) -> Path:
        """Where the PDF of a key stands, or is to stand."""
        return self._folder / f"{key}.pdf"

    def find(self, key: str) -> Entry | None:
        """The entry of a key, if it is there and its PDF still has the size it had."""
        try:
            known = json.loads(self._note(key).read_text(encoding="utf-8"))
            if known["version"] != _VERSION:
                return None
            entry = Entry(
                known["pages"],
                known["sha256"],
                known["size"],
                tuple(known["substituted"]),
                tuple(Remark.recalled(one) for one in known["remarks"]),
            )
            if entry.size and self.pdf(key).stat().st_size != entry.size:
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return entry

    def keep(
        self, key: str, pages: int, substituted: tuple[str, ...], remarks: tuple[Remark, ...] = ()
    ) -> Entry:
        """Vouch for the PDF that stands in its place now."""
        pdf = self.pdf(key)
        entry = Entry(pages, sha256_of(pdf), pdf.stat().st_size, substituted, remarks)
        self._write(key, entry)
        return entry

    def keep_source(self, key: str, pages: int, sha256: str) -> Entry:
        """Remember what is known of a source that is a PDF already."""
        entry = Entry(pages, sha256, 0, ())
        self._write(key, entry)
        return entry

    def _note(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _write(self, key: str, entry: Entry) -> None:
        write_note(
            self._note(key),
            {
                "version": _VERSION,
                "pages": entry.pages,
                "sha256": entry.sha256,
                "size": entry.size,
                "substituted": list(entry.substituted),
                "remarks": [remark.kept() for remark in entry.remarks],
            },
        )
