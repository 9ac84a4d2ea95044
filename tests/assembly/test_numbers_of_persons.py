"""What a build keeps and shows of ID and mobile numbers in evidence and workbooks."""

import os
from pathlib import Path

import pytest
from PIL import Image

from tiny_workspace import BOOKS, Tiny, tiny, told

ID, MOBILE = "510107200901011230", "13812345678"
REGISTER, PHOTOS = BOOKS["evidence.xlsx"]["佐证材料登记"], BOOKS["evidence.xlsx"]["照片"].rstrip()
CAPTION = f"| B01-2 | | a.jpg | 家访{MOBILE} | 2020-09-01 | 校门 | 李芳 | 家访 | 陈映 |"
LEADERS = f"""
    | 职务 | 姓名 | 现任职务 | 联系电话 |
    | 组长 | 周明 | 校长 | {MOBILE} |
"""


def with_numbers(folder: Path) -> Tiny:
    """A workspace with such numbers in files, titles, captions and people.xlsx."""
    here = tiny(folder)
    here.evidence("方案2020.pdf", f"list {ID}", f"call {MOBILE} today")
    here.evidence("办法.docx", f"联系人电话{MOBILE}", f"身份证号{ID}")
    Image.new("RGB", (400, 300), "white").save(here.root / "inputs/evidence/a.jpg")
    title = f"随迁子女接收办法（联系人{MOBILE}）"
    here.draw(
        佐证材料登记=REGISTER.replace("随迁子女接收办法", title),
        照片=f"{PHOTOS}\n{CAPTION}",
        领导小组=LEADERS,
    )
    return here


def in_clear(here: Tiny, *, without: tuple[str, ...]) -> list[str]:
    """The files of words in build/ that show one of the numbers."""
    return [
        path.relative_to(here.made).as_posix()
        for path in here.made.rglob("*")
        if path.is_file()
        and path.suffix not in {".pdf", ".docx", ".xlsx"}
        and not path.relative_to(here.made).as_posix().startswith(without)
        and (ID.encode() in path.read_bytes() or MOBILE.encode() in path.read_bytes())
    ]


def test_no_file_but_the_box_has_a_number_of_a_person(tmp_path: Path) -> None:
    """This test ensures that index and caches have them masked, and searchable.

    Cells of workbooks are kept as they are, for their owner alone; report.json has titles as the
    boxes print them, for verification compares the two.
    """
    here = with_numbers(tmp_path / "workspace")
    before = os.umask(0o002)
    try:
        here.build()
    finally:
        os.umask(before)
    assert in_clear(here, without=("cache/workbooks/", "report.json")) == []
    kept = list((here.made / "cache/workbooks").iterdir())
    assert [path.name for path in kept if MOBILE.encode() in path.read_bytes()] != []
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    told = [here.made / "index.html", *sorted((here.made / "index").iterdir())]
    index = "".join(one.read_text(encoding="utf-8") for one in told)
    assert "5101**********1230" in index
    assert "联系人138****5678）" in index
    assert "家访138****5678" in index


def test_numbers_are_told_where_the_standard_has_no_phrases(tmp_path: Path) -> None:
    """This test ensures that those in evidence are told once, though checks and index read it."""
    here = with_numbers(tmp_path / "workspace")
    lines = [line for line in told(here.build()) if "personal-data" in line]
    assert [line.partition(": ")[0] for line in lines] == [
        "evidence.xlsx!佐证材料登记!B4", "evidence.xlsx!照片!D2",
        "evidence.xlsx!佐证材料登记!E2", "evidence.xlsx!佐证材料登记!E4",
    ]  # fmt: skip
    assert "(2): 5101**********1230 (page 1)" in lines[-2]
    assert "(2): 138****5678 (paragraph 1)" in lines[-1]
    assert MOBILE not in "".join(lines)
    assert lines == [line for line in told(here.build()) if "personal-data" in line]


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_was_said_is_kept_for_its_owner_alone(tmp_path: Path, command: str) -> None:
    """This test ensures that the notes of findings cannot be read by others, and have no number."""
    import dossier.store.unchanged
    from dossier.workspace import Workspace

    here = with_numbers(tmp_path / "workspace")
    here.made.mkdir()
    last = dossier.store.unchanged.LastTime(Workspace(here.root), command, of=here.made)
    last.keep({"told": "a"}, last.made())
    note = here.made / f"cache/last-{command}.json"
    assert note.stat().st_mode & 0o777 == 0o600
