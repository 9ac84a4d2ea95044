"""Memory that this process has done with, given back to the system."""

from contextlib import suppress


def give_back() -> None:
    """Hand memory that this process has done with back to the system, which may have use for it.

    The C library keeps what was freed for itself; where it cannot be asked (it is not glibc's
    ``malloc_trim``), that stays so.
    """
    import ctypes  # noqa: PLC0415 - asked for by few runs

    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def clear_away() -> None:
    """Give back, too, what only refers to itself in circles: the trees of documents do.

    Looking for it takes some hundredths of a second, so it is for whoever has made much, or is
    about to.
    """
    import gc  # noqa: PLC0415 - asked for by few runs

    gc.collect()
    give_back()
