import shutil
from pathlib import Path

import pytest

from tiny_workspace import Tiny, tiny


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny workspace, built once."""
    here = tiny(tmp_path_factory.mktemp("pristine") / "workspace")
    here.build()
    return here.root


@pytest.fixture
def fresh(tmp_path: Path, pristine: Path) -> Tiny:
    """A copy in which nothing has been built."""
    root = tmp_path / "fresh"
    shutil.copytree(pristine, root, ignore=lambda _, names: {"build"} & set(names))
    return Tiny(root)


@pytest.fixture
def built(tmp_path: Path, pristine: Path) -> Tiny:
    """A copy in which everything has been built, times and all."""
    root = tmp_path / "built"
    shutil.copytree(pristine, root)
    return Tiny(root)
