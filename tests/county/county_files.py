"""What a county's folder holds, to be compared."""

from pathlib import Path


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but what is only kept for later."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "cache" not in path.relative_to(folder).parts
    }
