"""What a build keeps and shows of ID and mobile numbers in the evidence."""

from pathlib import Path

from tiny_workspace import tiny

ID, MOBILE = "510107200901011230", "13812345678"


def test_no_file_but_the_box_has_a_number_of_a_person(tmp_path: Path) -> None:
    """This test ensures that index and caches have them masked, and searchable."""
    here = tiny(tmp_path / "workspace")
    here.evidence("方案2020.pdf", f"list {ID}", f"call {MOBILE} today")
    here.evidence("办法.docx", f"联系人电话{MOBILE}", f"身份证号{ID}")
    here.build()
    texts = [
        path
        for path in here.made.rglob("*")
        if path.is_file() and path.suffix not in {".pdf", ".docx", ".xlsx"}
    ]
    assert [path for path in texts if ID.encode() in path.read_bytes()] == []
    assert [path for path in texts if MOBILE.encode() in path.read_bytes()] == []
    index = (here.made / "index.html").read_text(encoding="utf-8")
    assert "5101**********1230" in index
    assert "138****5678" in index
