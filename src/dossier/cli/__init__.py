"""The command `dossier`: parse, call, print. Each module holds the commands of one matter."""

import gc

# Loading libraries makes tens of thousands of objects that stay: to look for garbage among them
# takes a tenth of the time of a small command.
gc.set_threshold(50_000)

from dossier.cli import (  # noqa: E402
    build_commands,
    county,
    export,
    new,
    printing,
    register,
    scans,
    standard,
    verify,
    watch,
)
from dossier.cli.group import main  # noqa: E402

__all__ = [
    "build_commands",
    "county",
    "export",
    "main",
    "new",
    "printing",
    "register",
    "scans",
    "standard",
    "verify",
    "watch",
]
