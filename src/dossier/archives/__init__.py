"""Archives: what .zip, .7z and .rar files among the evidence hold, and how it comes out of them.

Each is opened by a process of its own within bounds; what it holds is written under names of our
own into a folder aside, and takes its place as a whole only, never over anything, never elsewhere.
"""

from dossier.archives.run import (
    ArchiveListing,
    ListTask,
    UnpackTask,
    is_archive,
    limits,
    listed,
    unpacked,
)

__all__ = ["ArchiveListing", "ListTask", "UnpackTask", "is_archive", "limits", "listed", "unpacked"]
