"""Builds whose cache is kept within bounds: nothing that they use goes, and no byte changes."""

import os
import shutil
import time

from dossier.store.pruning import FOLDERS, prune
from tiny_workspace import BOOKS, GAP, Tiny

HOUR = 3600 * 10**9


def aged(here: Tiny) -> None:
    """Have everything in the cache be used last a year ago."""
    then = time.time_ns() - 365 * 24 * HOUR
    for name in FOLDERS:
        for file in (here.made / "cache" / name).rglob("*"):
            if file.is_file():
                os.utime(file, ns=(then, then))


def blobs(here: Tiny) -> set[str]:
    """The files in the folders of blobs."""
    cache = here.made / "cache"
    files = (path.relative_to(cache) for path in cache.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if path.parts[0] in FOLDERS}


def test_a_build_prunes_what_it_does_not_use(fresh: Tiny) -> None:
    """This test ensures that documents that are gone are forgotten, and nothing is missed later."""
    fresh.draw(**GAP)
    fresh.build()
    first = blobs(fresh)
    (fresh.root / "inputs/evidence/办法.docx").unlink()
    fresh.draw(自评说明=BOOKS["school.xlsx"]["自评说明"].replace("统一", "就近"))
    aged(fresh)
    fresh.build()
    assert first - blobs(fresh)
    now = blobs(fresh)
    made = fresh.products()
    fresh.build()
    assert (blobs(fresh), fresh.products()) == (now, made)


def test_a_build_after_pruning_gives_equal_bytes(fresh: Tiny) -> None:
    """This test ensures that what was pruned is made again, byte for byte as it was."""
    fresh.draw(**GAP)
    fresh.build()
    first = fresh.products()
    cache = fresh.made / "cache"
    aged(fresh)
    prune(cache, time.time_ns() + 2 * HOUR, most_bytes=0)
    assert blobs(fresh) == set()
    for number in ("01", "02"):
        fresh.box(number).unlink()
    fresh.build()
    assert fresh.products() == first
    shutil.rmtree(cache)
    fresh.build()
    assert fresh.products() == first


def test_a_part_prunes_nothing(fresh: Tiny) -> None:
    """This test ensures that one box alone does not decide what the next build finds."""
    fresh.build()
    lost = fresh.made / "cache/pdf/lost.pdf"
    lost.write_bytes(b"of a file that is gone")
    aged(fresh)
    fresh.build(box="02")
    assert lost.exists()
    fresh.build()
    assert not lost.exists()


def test_every_folder_of_the_cache_is_known(fresh: Tiny) -> None:
    """This test ensures that no folder of blobs is left to grow: each is pruned, or is small."""
    fresh.compares = True
    fresh.draw(**GAP)
    fresh.build()
    small = {"engine", "front", "libraries", "printed", "text", "workbooks"}
    folders = {path.name for path in (fresh.made / "cache").iterdir() if path.is_dir()}
    assert folders <= small | set(FOLDERS)
