"""Locales made for a test, for few are installed: in a folder of their own, by ``localedef``."""

import subprocess
from collections.abc import Mapping
from pathlib import Path


def made(folder: Path, *names: str) -> Mapping[str, str]:
    """Make the locales (``zh_CN.UTF-8``) in `folder`; the environment in which they are found."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        language, _, charset = name.partition(".")
        subprocess.run(
            ["localedef", "-i", language, "-f", charset, str(folder / name)],
            check=True,
            capture_output=True,
        )
    return {"LOCPATH": str(folder)}
