"""Photos that are sampled while they are looked at, which saves decoding them twice."""

from pathlib import Path

import pytest
from PIL import Image

import dossier.survey.folder
from dossier.media.samples import Samples
from dossier.survey import Survey, survey


@pytest.fixture(autouse=True)
def _worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are many."""
    monkeypatch.setattr(dossier.survey.folder, "_MANY", 2)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """Two photos, one of them cut off, and a scan."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name, shade in (("photo.jpg", 90), ("scan.jpg", 160), ("torn.JPG", 120), ("plan.png", 30)):
        Image.effect_noise((300, 200), shade).save(folder / name)
    torn = folder / "torn.JPG"
    torn.write_bytes(torn.read_bytes()[:-2000])
    return folder


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    return Samples(tmp_path / "photos", 120, "code")


def test_a_photo_is_sampled_and_told_as_without(evidence: Path, samples: Samples, tmp_path: Path):
    """the same is found, and the sample is the one that would be made later."""
    asked = Survey(evidence, tmp_path / "one.json", photos_wait=True)
    assert asked.photos_wait
    asked.sample({"photo.jpg", "torn.JPG", "plan.png"}, samples)
    held = asked.evidence_files()
    assert held == survey(evidence, tmp_path / "other.json")
    assert [one.fault is None for one in held] == [True, True, True, False]
    (made,) = samples.folder.iterdir()
    (photo,) = (one for one in held if one.path == "photo.jpg")
    assert made == samples.place(photo.sha256)
    later = Samples(tmp_path / "later", samples.longest, samples.code)
    later.make(evidence / "photo.jpg", photo.sha256)
    assert later.place(photo.sha256).read_bytes() == made.read_bytes()
    with Image.open(made) as image:
        assert image.size == (120, 80)


def test_who_is_told_of_no_photos_sees_all_the_same(evidence: Path, tmp_path: Path):
    """what waits is looked at in the end."""
    asked = Survey(evidence, tmp_path / "one.json", photos_wait=True)
    assert asked.evidence_files() == survey(evidence, tmp_path / "other.json")


def test_what_is_known_waits_for_nothing(evidence: Path, samples: Samples, tmp_path: Path):
    """a second survey opens nothing, and samples nothing."""
    memory = tmp_path / "one.json"
    held = survey(evidence, memory)
    asked = Survey(evidence, memory, photos_wait=True)
    assert not asked.photos_wait
    assert asked.evidence_files() == held
    assert not samples.folder.exists()


def test_few_files_wait_for_nothing(
    evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """where one process looks at all of them, photos are shared out later."""
    monkeypatch.setattr(dossier.survey.folder, "_MANY", 5)
    assert not Survey(evidence, tmp_path / "one.json", photos_wait=True).photos_wait
