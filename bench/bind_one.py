"""The process that bench/binding.py and bench/memory.py measure: it binds one box, and no more.

    python bench/bind_one.py ASKED OUT

ASKED is JSON: ``files`` and how many ``pages`` each has, as a plan knows it.
"""

# ruff: noqa: INP001 - a program, not a package
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dossier.bind.binding import Binding, Part


def binding(files: Sequence[Path], pages: int, box: int = 1) -> Binding:
    """The box with this number, of `files` that have so many `pages` each."""
    parts, first = [], 1
    for number, file in enumerate(files, 1):
        labels = tuple(str(first + n) for n in range(pages))
        code = f"{number:04d}"
        mark = f"{box:02d}盒{code}件"
        parts.append(Part(file, labels, number, code, file.stem, "B01", "", mark))
        first += pages
    return Binding("测试盒", f"{box:02d}", "学校", ("B01",), (), tuple(parts), (), "0" * 64)


if __name__ == "__main__":
    from dossier.bind.box import bind

    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    bind(binding([Path(name) for name in asked["files"]], asked["pages"]), Path(sys.argv[2]))
