"""The encoding of file names and files: UTF-8 under every locale; the console keeps its own."""

import os
import sys


def require_utf8() -> None:
    """Begin this process anew in Python's UTF-8 mode where the locale has another encoding.

    Under a locale such as zh_CN.GBK, Python would read the UTF-8 names in evidence/ as GBK and find
    none of them. Processes that are started from here inherit the mode. What is printed keeps the
    encoding of the console.
    """
    if sys.platform == "win32" or sys.flags.utf8_mode or sys.getfilesystemencoding() == "utf-8":
        return
    os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
