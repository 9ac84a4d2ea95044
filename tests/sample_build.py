"""The committed sample, copied, built with the real engine, and read by a second library."""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dossier.convert.engines import find
from dossier.pipeline import Inspection, Target, build, inspect
from dossier.workspace import Workspace

ROOT = Path(__file__).parents[1]


def workspace_in(folder: Path) -> Workspace:
    """A copy of the sample's workbooks, evidence and templates in `folder`."""
    for name in ("inputs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return Workspace(folder)


def make(workspace: Workspace, target: Target | None = None) -> tuple[Inspection, Any]:
    """Inspect and build with the real engine."""
    seen = inspect(workspace)
    engine = find(workspace.cache / "engine")
    assert engine is not None, "run 'make setup'"
    return seen, build(seen, engine, target)


def manifest(workspace: Workspace) -> dict[str, str]:
    """File → hash, as the manifest has them."""
    lines = (workspace.build / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


@dataclass
class Sample:
    """The finished package, read by a second library."""

    workspace: Workspace
    seen: Inspection
    built: Any

    @cached_property
    def report(self) -> dict[str, Any]:
        return json.loads((self.workspace.build / "report.json").read_text(encoding="utf-8"))
