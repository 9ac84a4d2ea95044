from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from dossier.convert.engines import opened
from dossier.convert.libreoffice import LibreOffice

# how long an example takes says how busy the machine is
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

WHOLE = "tests/whole/"
LONG = (WHOLE, "tests/cli/test_kills.py", "tests/survey/test_hostile_files.py", "tests/sample/")
"""What takes longest begins first, so that no process is left alone with it at the end."""


class _ByFile(LoadScopeScheduling):
    """A file goes to one worker, for its fixtures' sake, and all of tests/whole to the same one.

    --dist loadgroup would say so with marks; pytest-xdist 3.8 does not see them in pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return WHOLE if nodeid.startswith(WHOLE) else nodeid.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _ByFile(config, log)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOffice]:
    """The real engine, started once, whose workers wait from test to test."""
    with opened(tmp_path_factory.mktemp("office")) as engine:
        assert engine is not None, "LibreOffice is missing: run 'make setup'"
        yield engine
