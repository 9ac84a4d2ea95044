"""A run that cannot go on, and the exit codes that tell why.

A wrong *dossier* is not an error: it gives findings (:mod:`dossier.finding`).
"""

from enum import IntEnum

from dossier.messages import Text


class ExitCode(IntEnum):
    """What the command tells its caller; documented in docs/exit-codes.md."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    ENGINE = 4
    OUTPUT = 5
    SETUP = 6
    DISK_FULL = 7
    UNEXPECTED = 70
    INTERRUPTED = 130


class DossierError(Exception):
    """A wrong run. `text` says what failed and why, `hint` what to do about it."""

    exit_code = ExitCode.INPUT

    def __init__(self, text: Text, hint: Text | None = None) -> None:
        super().__init__(text, hint)
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        return str(self.text)


class WorkspaceError(DossierError):
    """The workspace folder is not one, or lacks its inputs."""


class UnknownTargetError(DossierError):
    """The command line names a chapter or box that the workbooks do not know."""

    exit_code = ExitCode.USAGE


class EngineError(DossierError):
    """The office engine cannot be used at all."""

    exit_code = ExitCode.ENGINE


class OutputError(DossierError):
    """A product cannot be written."""

    exit_code = ExitCode.OUTPUT


class DiskFullError(DossierError):
    """There is no room for what is to be made."""

    exit_code = ExitCode.DISK_FULL


class UnexpectedError(DossierError):
    """A fault of the program that nobody foresaw."""

    exit_code = ExitCode.UNEXPECTED


class MissingToolError(DossierError):
    """A tool or font that set-up installs is not there."""

    exit_code = ExitCode.SETUP
