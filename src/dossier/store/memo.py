"""Values kept in JSON files from run to run, by their types: what does not fit is absent."""

from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from dossier import log
from dossier.store.sealed import seal, sealed

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """A value of facts, enums and plain types as JSON; UnicodeError where it is no text at all."""
    return msgspec.json.encode(value)


def from_json(body: bytes, kind: type[T]) -> T | None:
    """The value of type `kind` that :func:`to_json` told of; None where it is not one."""
    try:
        value: T = _decoder(kind).decode(body)  # type: ignore[arg-type]
    except (msgspec.MsgspecError, ValueError):
        return None
    return value


def to_plain(value: object) -> Any:
    """A value as dicts, lists and plain types, to be kept within other JSON."""
    return msgspec.to_builtins(value)


def from_plain(plain: Any, kind: type[T]) -> T | None:
    """The value of type `kind` that :func:`to_plain` told of; None where it is not one."""
    try:
        return msgspec.convert(plain, kind)
    except (msgspec.MsgspecError, ValueError):
        return None


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)


class Memo(Generic[T]):
    """One value of type `kind` in a file, which is absent where anything in it is not as written.

    `edition` names all that the value hangs on besides what it is asked for by: the code that makes
    it (:func:`~dossier.store.source_hash.source_hash`), libraries, bytes. A memo of another edition
    is absent. What is `private` can be read by its owner alone.
    """

    def __init__(
        self, file: Path, kind: type[T], edition: str = "", *, private: bool = False
    ) -> None:
        self._file, self._kind, self._edition = file, kind, edition
        self._private = private

    def read(self) -> T | None:
        """The value; None where there is none that can be taken."""
        body = sealed(self._file, self._edition)
        return None if body is None else from_json(body, self._kind)

    def write(self, value: T) -> None:
        """Keep a value, whole or not at all. Raises OSError where the disk is full."""
        try:
            body = to_json(value)
        except UnicodeError as error:  # half a character, which no file can hold
            log.note(str(self._file), f"it cannot be kept: {error}")
            return
        seal(self._file, self._edition, body, private=self._private)

    def remove(self) -> None:
        """Forget the value."""
        self._file.unlink(missing_ok=True)


class KeyedMemo(Generic[T]):
    """Values by key in one memo; what nobody asked for is forgotten when it is saved."""

    def __init__(self, file: Path, kind: type[T], edition: str = "") -> None:
        self._memo: Memo[dict[str, T]] = Memo(file, dict[str, kind], edition)  # type: ignore[valid-type]
        self._kept: dict[str, T] | None = None
        self._used: dict[str, T] = {}

    @property
    def _old(self) -> dict[str, T]:
        if self._kept is None:
            self._kept = self._memo.read() or {}
        return self._kept

    def get(self, key: str) -> T | None:
        """What is kept under a key, which thereby stays."""
        if key not in self._used:
            if key not in self._old:
                return None
            self._used[key] = self._old[key]
        return self._used[key]

    def peek(self, key: str) -> T | None:
        """What was kept under a key; it does not stay for that."""
        return self._old.get(key)

    def put(self, key: str, value: T) -> None:
        """Keep a value under a key; nothing is written yet."""
        self._used[key] = value

    def save(self, *, forget: bool = True) -> None:
        """Write what has changed; `forget` what nobody asked for, unless the run was cut short."""
        new = self._used if forget else self._old | self._used
        if new != self._old:
            self._memo.write(new)
            self._kept = dict(new)
