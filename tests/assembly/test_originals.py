"""What binding altered lies beside the boxes as it came, and the report tells of it."""

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest

from dossier.errors import OutputError
from tiny_workspace import Tiny

KEPT = "originals/02-0004-方案2021.pdf"


def alter(here: Tiny) -> Path:
    """Make the plan of 2021 run a script as it is opened."""
    path = here.root / "inputs/evidence/方案2021.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = script
        pdf.save(path, deterministic_id=True)
    return path


def reported(here: Tiny) -> dict:
    """The boxes of report.json by number."""
    boxes = json.loads((here.made / "report.json").read_text(encoding="utf-8"))["boxes"]
    return {box["number"]: box for box in boxes}


def test_the_original_of_an_altered_item_is_kept(fresh: Tiny) -> None:
    """This test ensures that the file lies there byte for byte, and the manifest vouches for it."""
    path = alter(fresh)
    assert [finding.code.slug for finding in fresh.build().findings] == ["content-removed"]
    assert [str(p.relative_to(fresh.made)) for p in (fresh.made / "originals").iterdir()] == [KEPT]
    assert (fresh.made / KEPT).read_bytes() == path.read_bytes()
    line = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {KEPT}\n"
    assert line in (fresh.made / "manifest-sha256.txt").read_text(encoding="utf-8")


def test_nothing_is_kept_of_what_is_whole(built: Tiny) -> None:
    """This test ensures that there is no folder of originals where nothing was taken out."""
    assert not (built.made / "originals").exists()


def test_an_original_goes_when_its_item_is_mended(built: Tiny) -> None:
    """This test ensures that it stays over a build without a change, and goes with its reason."""
    path = built.root / "inputs/evidence/方案2021.pdf"
    sound = path.read_bytes()
    alter(built)
    built.build()
    assert built.build().products.causes == []
    assert (built.made / KEPT).is_file()
    path.write_bytes(sound)
    built.build()
    assert not (built.made / KEPT).exists()
    assert KEPT not in (built.made / "manifest-sha256.txt").read_text(encoding="utf-8")


def test_a_lost_original_is_made_again(built: Tiny) -> None:
    """This test ensures that a deleted copy comes back without its box being bound again."""
    alter(built)
    built.build()
    (built.made / KEPT).unlink()
    assert [cause.product for cause in built.build().products.causes] == [KEPT]
    assert (built.made / KEPT).is_file()


def test_an_original_that_changes_meanwhile_is_not_kept(
    built: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a copy is of the file that was bound, or there is none."""
    from dossier.assembly import outputs

    alter(built)
    copy = outputs.shutil.copyfile

    def late(source: Path, out: Path) -> None:
        copy(source, out)
        with out.open("ab") as file:
            file.write(b"more")

    with monkeypatch.context() as patched:
        patched.setattr(outputs.shutil, "copyfile", late)
        with pytest.raises(OutputError, match=r"方案2021\.pdf"):
            built.build()
    assert not (built.made / KEPT).exists()


def test_the_report_tells_the_census_of_each_item(built: Tiny) -> None:
    """This test ensures that counts and reasons are there after a build that binds nothing."""
    alter(built)
    first = [finding.code for finding in built.build().findings]
    told = reported(built)
    assert built.build().products.causes == []
    assert reported(built) == told
    assert [finding.code for finding in built.build().findings] == first
    items = told["02"]["items"]
    assert [item["census"]["before"]["pages"] for item in items] == [
        len(item["pages"]) for item in items
    ]
    assert all(item["census"]["before"] == item["census"]["after"] for item in items)
    assert told["02"]["pdfa"] == (not told["02"]["pdfa_reasons"]) or any(
        item["pdfa_reasons"] for item in items
    )
