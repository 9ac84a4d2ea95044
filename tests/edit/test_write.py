"""Rows and cells are written into a person's workbook, and nothing else in it changes."""

import re
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
from edited_books import NAME, parts_of, rich_book, seen
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table

import raw_workbook as raw
from dossier.edit import CellChange, Edit, NotWrittenError, write
from dossier.edit.book import edited
from dossier.read.grid import read_grids

SHEET = "登记"

# one of the things that this library loses
pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")


def grid(path, sheet=SHEET):
    return read_grids(path)[0][sheet]


def appended(path, *rows, **more):
    after = more.pop("after", 3)
    return write(path, seen(path), {SHEET: Edit(rows=rows, after=after, **more)}).rows[SHEET]


def test_a_row_is_read_back_and_all_other_parts_are_the_same_bytes(tmp_path):
    """a row put beneath the others is read as it was given, and one part alone has changed."""
    path = rich_book(tmp_path)
    before = parts_of(path)

    rows = appended(path, {1: "A-3", 2: "第三份", 3: date(2023, 9, 1), 4: "=1+1"})

    after = parts_of(path)
    assert rows == (4,)
    assert list(after) == list(before)
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    values = grid(path).values
    assert (values[4, 1], values[4, 2], values[4, 4]) == ("A-3", "第三份", "=1+1")
    assert values[4, 3].date() == date(2023, 9, 1)


def test_a_row_looks_like_the_one_above(tmp_path):
    """fonts, formats and the height of the last row stand in the new one, and it is not hidden."""
    path = rich_book(tmp_path)
    appended(path, {1: "A-3", 2: "第三份"})
    page = openpyxl.load_workbook(path)[SHEET]
    assert page["B4"].font.bold
    assert page["C4"].number_format == "yyyy-mm-dd"
    assert page.row_dimensions[4].height == 19
    assert not page.row_dimensions[4].hidden
    assert page.row_dimensions[2].hidden
    assert page.column_dimensions["D"].hidden


def test_the_first_row_does_not_look_like_its_header(tmp_path):
    """beneath a header alone a row is plain, and what marks the header does not reach down."""
    path = rich_book(tmp_path)
    made = openpyxl.load_workbook(path)
    made[SHEET].delete_rows(2, 2)
    made[SHEET]["B1"].font = openpyxl.styles.Font(bold=True)
    made.save(path)
    appended(path, {2: "第一份"}, after=1, headed=True)
    assert not openpyxl.load_workbook(path)[SHEET]["B2"].font.bold


def test_lists_and_colours_reach_down_to_the_new_rows(tmp_path):
    """what offered or coloured the last row does so with the new ones, in either notation."""
    path = rich_book(tmp_path)
    appended(path, {1: "A-3"}, {1: "A-4"})
    xml = parts_of(path)["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r'sqref="([A-Z0-9:]+)"', xml)[-2:] == ["B2:B5", "A2:A5"]
    assert "<xm:sqref>D2:D5</xm:sqref>" in xml
    assert 'autoFilter ref="A1:D3"' in xml
    assert '<dimension ref="A1:D5"/>' in xml


def test_a_text_stays_a_text(tmp_path):
    """what begins like a formula, an escape or with blanks is read back letter for letter."""
    path = rich_book(tmp_path)
    odd = ["=1+1", "@x", " 空白 ", "_x0041_", "两\n行", "<&>\"'", "𠮷", "a\x00b"]
    appended(path, *({2: one} for one in odd))
    values = grid(path).values
    read = [values[row, 2] for row in range(4, 12)]
    assert read == [*odd[:-1], "ab"]


def test_a_date_in_a_cell_without_such_a_format_is_words(tmp_path):
    """a date is never shown as a number of days."""
    path = rich_book(tmp_path)
    appended(path, {2: date(2023, 9, 1)})
    assert grid(path).values[4, 2] == "2023-09-01"


def test_a_blank_cell_is_set_and_a_filled_one_is_not(tmp_path):
    """what a person filled in is never written over, a formula least of all."""
    path = rich_book(tmp_path)
    write(path, seen(path), {SHEET: Edit(changes=(CellChange(2, 5, "新"),))})
    assert grid(path).values[2, 5] == "新"
    for row in (2, 3):
        kept = path.read_bytes()
        with pytest.raises(NotWrittenError, match=f"D{row}"):
            write(path, seen(path), {SHEET: Edit(changes=(CellChange(row, 4, "别的"),))})
        assert path.read_bytes() == kept


def test_a_cell_is_exchanged_that_says_what_was_read(tmp_path):
    """a cell is changed on request where it still says what it said."""
    path = rich_book(tmp_path)
    write(path, seen(path), {SHEET: Edit(changes=(CellChange(3, 4, "改", instead="手写"),))})
    assert grid(path).values[3, 4] == "改"


def test_rows_go_into_blank_rows_that_are_there(tmp_path):
    """formatted blank rows are used, with their own looks; what stands beneath is let be."""
    path = raw.book(
        tmp_path / NAME,
        {
            SHEET: raw.sheet(
                raw.row(1, raw.text("A1", "代码")),
                raw.row(2, raw.text("A2", "甲")),
                raw.row(3, '<c r="A3" s="1"/>', hidden="1"),
                raw.row(4, '<c r="A4" s="1"/>'),
                raw.row(5, raw.text("A5", "填表人：李芳")),
            )
        },
        style=raw.styles(),
    )
    assert appended(path, {1: "乙"}, {1: "丙"}, after=2) == (3, 4)
    values = grid(path).values
    assert [values[row, 1] for row in range(1, 6)] == ["代码", "甲", "乙", "丙", "填表人：李芳"]
    assert appended(path, {1: "丁"}, {1: "戊"}, after=4) == (6, 7)
    assert b"hidden" not in parts_of(path)["xl/worksheets/sheet1.xml"]


def test_where_a_mark_ends_the_table_rows_stand_above_it_or_nothing_is_written(tmp_path):
    """rows beneath 以下空白 would not be read."""
    path = raw.book(
        tmp_path / NAME,
        {
            SHEET: raw.sheet(
                raw.row(1, raw.text("A1", "代码")),
                raw.row(2, raw.text("A2", "甲")),
                raw.row(4, raw.text("A4", "以下空白")),
            )
        },
    )
    kept = path.read_bytes()
    with pytest.raises(NotWrittenError, match="A4"):
        appended(path, {1: "乙"}, {1: "丙"}, after=2, before=4)
    assert path.read_bytes() == kept
    assert appended(path, {1: "乙"}, after=2, before=4) == (3,)


def test_cells_and_rows_without_a_reference_keep_their_places(tmp_path):
    """programs that leave out references mean the next place; so it stays."""
    rows = "<row><c t='inlineStr'><is><t>代码</t></is></c></row><row><c><v>1</v></c></row>"
    path = raw.book(tmp_path / NAME, {SHEET: f"<sheetData>{rows}</sheetData>"})
    assert appended(path, {1: "甲", 3: "丙"}, after=2) == (3,)
    write(path, seen(path), {SHEET: Edit(changes=(CellChange(1, 3, "列"),))})
    values = grid(path).values
    assert values == {(1, 1): "代码", (1, 3): "列", (2, 1): 1, (3, 1): "甲", (3, 3): "丙"}


def test_nothing_is_written_into_a_merged_area(tmp_path):
    """a value that no one would see is refused."""
    merged = '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'
    path = raw.book(
        tmp_path / NAME, {SHEET: raw.sheet(raw.row(1, raw.text("A1", "代码")), after=merged)}
    )
    assert appended(path, {1: "甲"}, after=1) == (4,)
    with pytest.raises(NotWrittenError, match="B3"):
        write(path, seen(path), {SHEET: Edit(changes=(CellChange(3, 2, "x"),))})


def test_a_new_column_has_a_width_and_a_list(tmp_path):
    """a column that is added can be read and chosen in."""
    path = rich_book(tmp_path)
    edit = Edit(
        after=3,
        changes=(CellChange(1, 5, "状态"),),
        widths={5: 10.0},
        offers={5: ("待确认", "已确认")},
        offered_from=2,
    )
    write(path, seen(path), {SHEET: edit})
    page = openpyxl.load_workbook(path)[SHEET]
    assert page["E1"].value == "状态"
    assert page.column_dimensions["E"].width == 10
    assert [str(one.sqref) for one in page.data_validations.dataValidation] == ["A2:A3", "E2:E600"]


@pytest.mark.parametrize(
    ("lock", "content", "who"),
    [
        ("~$evidence.xlsx", b"\x06\xe6\x9d\x8e\xe8\x8a\xb3" + b" " * 40, "李芳"),
        ("~$evidence.xlsx", "\x04李芳".encode("gb18030") + b" " * 40, "李芳"),
        ("~$evidence.xlsx", b"", ""),
        (".~evidence.xlsx", "\x04李芳".encode("gb18030") + b" " * 40, "李芳"),
        (".~lock.evidence.xlsx#", ",李芳,pc,30.11.2022 10:00,file:///x;".encode(), "李芳"),
    ],
)
def test_an_open_workbook_is_told_and_let_be(tmp_path, lock, content, who):
    """a workbook that a program has open is not written to, and who has it open is said."""
    path = rich_book(tmp_path)
    kept = path.read_bytes()
    (tmp_path / lock).write_bytes(content)
    with pytest.raises(NotWrittenError, match=f"open.*{who}"):
        appended(path, {1: "A-3"})
    assert path.read_bytes() == kept
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([NAME, lock])


def test_a_workbook_that_is_read_only_is_let_be(tmp_path):
    """who took the right to write away did so on purpose, whoever asks."""
    path = rich_book(tmp_path)
    kept = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(NotWrittenError, match="may not be written to"):
        appended(path, {1: "A-3"})
    assert path.read_bytes() == kept


@pytest.mark.parametrize(
    ("totals", "note", "ref"),
    [(None, None, "A1:D4"), (1, None, "A1:D3"), (None, "备注", "A1:D3")],
)
def test_a_table_takes_in_the_rows_put_beneath_it(tmp_path, totals, note, ref):
    """a table of Excel reaches down to new rows, but for where totals or notes close it."""
    path = rich_book(tmp_path)
    book = openpyxl.load_workbook(path)
    page = book[SHEET]
    page.auto_filter.ref = None
    page.add_table(Table(displayName="T2", ref="A1:D3", totalsRowCount=totals))
    page["A4"] = note
    book.save(path)
    before = parts_of(path)

    (row,) = appended(path, {1: "A-3", 2: "第三份"})

    book = openpyxl.load_workbook(path)
    assert book[SHEET].tables["T2"].ref == ref
    assert book["其他"].tables["T1"].ref == "A1:B2"
    assert row == (5 if note else 4)
    after = parts_of(path)
    changed = {name for name in after if after[name] != before[name]}
    assert ("xl/tables/table1.xml" in changed) == (ref == "A1:D4")
    assert len(changed) == 1 + (ref == "A1:D4")


def test_a_workbook_that_changed_since_it_was_read_is_let_be(tmp_path):
    """what somebody saved meanwhile is not lost."""
    path = rich_book(tmp_path)
    before = seen(path)
    appended(path, {1: "A-3"})
    kept = path.read_bytes()
    with pytest.raises(NotWrittenError, match="changed meanwhile"):
        write(path, before, {SHEET: Edit(rows=({1: "A-4"},), after=4)})
    assert path.read_bytes() == kept


def test_a_workbook_that_changes_while_it_is_written_is_let_be(tmp_path, monkeypatch):
    """a save between reading and renaming wins."""
    path = rich_book(tmp_path)
    before = seen(path)

    def meanwhile(content, name, edits):
        path.write_bytes(b"saved by Excel")
        return edited(content, name, edits)

    monkeypatch.setattr("dossier.edit.book.edited", meanwhile)
    with pytest.raises(NotWrittenError, match="changed meanwhile"):
        write(path, before, {SHEET: Edit(rows=({1: "A-4"},), after=3)})
    assert path.read_bytes() == b"saved by Excel"
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_a_failure_leaves_the_old_workbook_and_no_rest(tmp_path, monkeypatch):
    """an interruption before the renaming changes nothing."""
    path = rich_book(tmp_path)
    kept = path.read_bytes()

    def interrupted(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr("dossier.edit.book.written_down", interrupted)
    with pytest.raises(KeyboardInterrupt):
        appended(path, {1: "A-3"})
    assert path.read_bytes() == kept
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_permissions_and_links_stay(tmp_path):
    """a workbook that is shared by a link keeps its place and its permissions."""
    (tmp_path / "share").mkdir()
    real = rich_book(tmp_path / "share")
    real.chmod(0o640)
    link = tmp_path / NAME
    link.symlink_to(real)
    appended(link, {1: "A-3"})
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert grid(real).values[4, 1] == "A-3"


@pytest.mark.engine
def test_libreoffice_reads_the_new_row(tmp_path):
    """another program reads what was written, and what was there."""
    path = rich_book(tmp_path)
    appended(path, {1: "A-3", 2: "第三份", 3: date(2023, 9, 1), 4: "=1+1"})
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    lines = (tmp_path / "evidence.csv").read_text("utf-8").splitlines()
    assert lines[3] == "A-3,第三份,2023-09-01,=1+1"
    assert len(lines) == 4


@given(
    filled=st.lists(st.lists(st.sampled_from(["", "甲", "乙"]), max_size=4), max_size=8),
    new=st.lists(
        st.dictionaries(st.integers(1, 6), st.text(alphabet="丙丁<&= \n", min_size=1), min_size=1),
        min_size=1,
        max_size=4,
    ),
)
def test_any_rows_are_read_back_and_none_is_lost(tmp_path_factory, filled, new):
    """whatever stands in a sheet stays, and whatever is put beneath it is read."""
    path = tmp_path_factory.mktemp("any") / NAME
    rows = [
        raw.row(
            number,
            *(raw.text(f"{'ABCD'[at]}{number}", one) for at, one in enumerate(cells) if one),
        )
        for number, cells in enumerate(filled, 1)
    ]
    raw.book(path, {SHEET: raw.sheet(*rows)})
    before = grid(path).values
    numbers = appended(path, *new, after=len(filled))
    told = {
        (number, column): text
        for number, row in zip(numbers, new, strict=True)
        for column, text in row.items()
    }
    after = grid(path).values
    assert after == before | told
    assert len(after) == len(before) + len(told)
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None


def test_a_cell_is_left_blank_and_a_day_exchanged(tmp_path):
    """what says what was read can be taken out again, a day in whatever way the cell holds it."""
    path = rich_book(tmp_path)
    day = grid(path).values[2, 3].date()
    with pytest.raises(NotWrittenError, match="C2"):
        write(path, seen(path), {SHEET: Edit(changes=(CellChange(2, 3, "", date(1999, 1, 1)),))})
    changes = (
        CellChange(2, 3, date(2023, 9, 2), day),
        CellChange(2, 2, "", grid(path).values[2, 2]),
    )
    write(path, seen(path), {SHEET: Edit(changes=changes)})
    values = grid(path).values
    assert values[2, 3].date() == date(2023, 9, 2)
    assert (2, 2) not in values


def test_a_formula_is_nobodys_to_set(tmp_path):
    """a cell that is worked out keeps its formula, also where the result is what was read."""
    worked = '<c r="A2"><f>1+1</f><v>2</v></c>'
    path = raw.book(tmp_path / NAME, {SHEET: raw.sheet(raw.row(2, worked))})
    with pytest.raises(NotWrittenError, match="A2"):
        write(path, seen(path), {SHEET: Edit(changes=(CellChange(2, 1, "3", "2"),))})
