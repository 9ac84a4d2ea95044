"""Files that vouch for themselves: whole, unaltered, and of one edition; anything else is absent.

What is kept in them saves time and nothing else. So one that is half-written, damaged, edited by
hand or of another program is as good as none, and one that cannot be written is gone without.
"""

import hashlib
from pathlib import Path

_TAIL = b"}\n"


def sealed(file: Path, edition: str) -> bytes | None:
    """The JSON text that :func:`seal` wrote to `file` under the same `edition`; else None."""
    try:
        content = file.read_bytes()
    except OSError:  # there is none, or a folder in its place, or it is not for us
        return None
    body = content[len(_head("", b"")) : -len(_TAIL)]
    return body if content == _head(edition, body) + body + _TAIL else None


def seal(file: Path, edition: str, body: bytes, *, private: bool = False) -> None:
    """Write the JSON text `body` to `file`, whole or not at all.

    `edition` names all that it hangs on. What is `private` can be read by its owner alone. Raises
    OSError where the disk is full; a place that cannot be written to is put into the log.
    """
    from dossier.files import written_aside  # noqa: PLC0415 - not for those who only read

    try:
        with written_aside(file, private=private) as aside:
            aside.write_bytes(_head(edition, body) + body + _TAIL)
    except OSError as error:
        from dossier import disk, log  # noqa: PLC0415 - asked for by few runs

        if error.errno in disk.FULL:
            raise
        log.note(str(file), f"it cannot be kept: {error}")


def _head(edition: str, body: bytes) -> bytes:
    digest = hashlib.sha256(edition.encode() + b"\0" + body).hexdigest()
    return f'{{"digest":"{digest}","value":'.encode()
