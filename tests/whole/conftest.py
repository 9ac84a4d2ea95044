"""The committed sample, built once for all tests of this folder."""

import pytest

from sample_build import Sample, make, workspace_in


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample school's dossier, built whole."""
    workspace = workspace_in(tmp_path_factory.mktemp("whole"))
    return Sample(workspace, *make(workspace))
