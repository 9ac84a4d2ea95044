from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

WHOLE = "tests/whole/"


class _ByFile(LoadScopeScheduling):
    """A file goes to one worker, for its fixtures' sake, and all of tests/whole to the same one.

    --dist loadgroup would say so with marks; pytest-xdist 3.8 does not see them in pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return WHOLE if nodeid.startswith(WHOLE) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _ByFile(config, log)
