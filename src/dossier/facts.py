"""What facts are made of: frozen records, compared and shown by their fields.

Python compiles the methods of a dataclass anew each time a program starts, a millisecond for each
of two hundred: as long as all the rest of a small command. Those of a Struct are there already.
To load the library takes as long as twenty of them, so the few that every command needs, even one
that finds nothing to do, are dataclasses.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct as Fact
from msgspec import field
from msgspec.structs import astuple, fields, replace

__all__ = ["Fact", "asdict", "astuple", "field", "fields", "replace"]


def asdict(fact: Fact) -> dict[str, Any]:
    """The fields of a fact by name, and so of all facts in it."""
    return {name: _plain(getattr(fact, name)) for name in fact.__struct_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, Fact):
        return asdict(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
