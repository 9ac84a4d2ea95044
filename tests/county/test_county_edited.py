"""What a person has made of the county's files is kept, and told."""

import shutil
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from dossier.county.run import Asked, run
from dossier.finding import Code
from dossier.model.county import County


def told(county: County) -> list[str]:
    """What is said of edited files, in order."""
    return [one.text.spoken("en") for one in county.findings if one.code is Code.CHAPTER_EDITED]


def test_an_edited_report_is_kept_and_told(
    made: tuple[County, Path], ten: Path, tmp_path: Path
) -> None:
    """This test ensures that a report edited by hand outlives the next run, which says so."""
    assert told(made[0]) == []
    into = shutil.copytree(made[1], tmp_path / "into")
    report = into / "county-report.docx"
    document = Document(str(report))
    document.add_paragraph("县教育局补记：以上数据已经核对。")
    document.save(str(report))
    edited = report.read_bytes()
    county, written = run(Asked(into, ten))
    assert told(county) == ["'county-report.docx' was edited by hand and is kept as it is"]
    assert (report.read_bytes(), "county-report.docx" in written) == (edited, True)
    assert "was edited by hand" in (into / "report.json").read_text(encoding="utf-8")
    report.unlink()
    assert told(run(Asked(into, ten))[0]) == []
    assert report.read_bytes() == (made[1] / "county-report.docx").read_bytes()


def test_an_edited_workbook_is_put_aside(
    made: tuple[County, Path], ten: Path, tmp_path: Path
) -> None:
    """This test ensures that notes in county.xlsx, and what is no file of ours, are not lost."""
    into = shutil.copytree(made[1], tmp_path / "into")
    book = load_workbook(into / "county.xlsx")
    book.worksheets[0]["Z1"] = "批注"
    book.save(into / "county.xlsx")
    Document().save(str(into / "county-report.docx"))
    county, _ = run(Asked(into, ten))
    (report,) = into.glob("county-report.bak-*.docx")
    (kept,) = into.glob("county.bak-*.xlsx")
    assert load_workbook(kept).worksheets[0]["Z1"].value == "批注"
    assert told(county) == [
        f"'county-report.docx' was changed by hand: that is kept as '{report.name}'",
        f"'county.xlsx' was changed by hand: that is kept as '{kept.name}'",
    ]
    assert told(run(Asked(into, ten))[0]) == []
