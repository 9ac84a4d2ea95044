"""Memory that is given back; lack of it, told as what it is; and whose it is."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# expat, zlib (Z_MEM_ERROR), libxml2, libjpeg, C++
_NO_MEMORY = re.compile(
    "out of memory|error -4 |memory allocation failed|insufficient memory|bad_alloc", re.IGNORECASE
)

_MEMORY = Path("/proc/meminfo")


_XML_ERR_NO_MEMORY = 2  # xmlParserErrors of libxml2, which lxml calls an unknown error


def unless_memory(error: BaseException) -> None:
    """Raise MemoryError where a library tells of lack of memory in an error of its own.

    What is so told of a sound file must not be taken for damage.
    """
    by_number = (
        type(error).__module__.startswith("lxml.")
        and getattr(error, "code", None) == _XML_ERR_NO_MEMORY
    )
    if by_number or _NO_MEMORY.search(str(error)):
        raise MemoryError from error


def give_back() -> None:
    """Hand memory that this process has done with back to the system, which may have use for it.

    The C library keeps what was freed for itself; where it cannot be asked (it is not glibc's
    ``malloc_trim``), that stays so.
    """
    import ctypes  # noqa: PLC0415 - asked for by few runs

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def free_memory() -> int | None:
    """The bytes that programs may still take; None where the system (not Linux) does not tell."""
    try:
        told = dict(line.split(":", 1) for line in _MEMORY.read_text(encoding="ascii").splitlines())
        return int(told["MemAvailable"].split()[0]) << 10
    except (OSError, KeyError, ValueError):
        return None


def clear_away() -> None:
    """Give back, too, what only refers to itself in circles: the trees of documents do.

    Looking for it takes some hundredths of a second, so it is for whoever has made much, or is
    about to.
    """
    import gc  # noqa: PLC0415 - asked for by few runs

    gc.collect()
    give_back()


def family(pid: int) -> Iterator[int]:
    """A process and all that it has started, which live with it; nobody tells outside of Linux."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            born = children.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in born:
            yield from family(int(child))
