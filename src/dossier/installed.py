"""The libraries that this program works with, as they are installed."""

from functools import cache


@cache
def version(library: str) -> str:
    """The version of a library, for the names of what is made with it."""
    # it reads as mail what a library says of itself, and loads as much for it as for a workbook
    from importlib import metadata  # noqa: PLC0415

    return metadata.version(library)
