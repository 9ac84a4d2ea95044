import pytest
import small_school

from dossier.render.material import Material


@pytest.fixture
def material() -> Material:
    return small_school.material()
