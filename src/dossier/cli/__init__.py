"""The command `dossier`: parse, call, print. Each module holds the commands of one matter."""

from dossier.cli import (
    build_commands,
    county,
    desk,
    importing,
    new,
    package,
    printing,
    register,
    standard,
    tasks,
    template,
    watch,
)
from dossier.cli.group import main

__all__ = [
    "build_commands",
    "county",
    "desk",
    "importing",
    "main",
    "new",
    "package",
    "printing",
    "register",
    "standard",
    "tasks",
    "template",
    "watch",
]
