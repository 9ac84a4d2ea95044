"""The record of what stands in build/: what is fresh, what is swept, what is remembered."""

import os
from pathlib import Path

import pytest

from dossier.files import sha256_of
from dossier.store.products import Products
from dossier.store.records import BuildRecord, Cause, remembered_account

A, B = "boxes/a.pdf", "cache/b.docx"


def write(build: Path, product: str, text: str = "text") -> None:
    path = build / product
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def place(
    products: Products, product: str, inputs: dict[str, str], reasons: tuple[str, ...],
    text: str = "text", **notes: object,
) -> None:  # fmt: skip
    aside = products.aside(product)
    aside.write_text(text, encoding="utf-8")
    products.place(product, inputs, reasons, aside, **notes)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder whose memory knows A and B, made from one input each."""
    products = Products.remembered(tmp_path)
    for product in (A, B):
        place(products, product, {"field 甲": "1", "template": "t"}, ("new",))
    products.save()
    return tmp_path


def test_what_was_never_made_is_new(tmp_path: Path) -> None:
    """This test ensures that a file of the same name that we did not make does not count."""
    write(tmp_path, A)
    assert Products.remembered(tmp_path).reasons(A, {}) == ("new",)


def test_reasons_name_the_inputs(build: Path) -> None:
    """This test ensures that changed, added and dropped inputs are reasons, in that order."""
    products = Products.remembered(build)
    assert products.reasons(A, {"field 甲": "1", "template": "t"}) == ()
    assert products.reasons(A, {"template": "u", "field 乙": "1"}) == (
        "template", "field 乙", "field 甲",
    )  # fmt: skip


def test_a_file_is_known_by_its_bytes(build: Path) -> None:
    """This test ensures that a new time alone is forgiven, and other bytes of one size are not."""
    products = Products.remembered(build)
    (build / A).touch()
    assert not products.edited(A)
    write(build, A, "tEXT")
    assert products.edited(A)
    assert products.reasons(A, {"field 甲": "1", "template": "t"}) == ("edited",)


def test_sweeping_takes_only_what_we_made(build: Path) -> None:
    """This test ensures that unwanted products go, edited ones aside, and others are not seen."""
    products = Products.remembered(build)
    write(build, A, "edited by hand")
    write(build, "boxes/mine.pdf")
    products.sweep()
    ((product, copy),) = products.kept
    assert product == A
    assert (build / copy).read_text(encoding="utf-8") == "edited by hand"
    assert not (build / A).exists()
    assert (build / "boxes/mine.pdf").exists()
    assert not (build / B).exists()
    assert list(products.hashes()) == []


def test_what_is_asked_for_is_not_swept(build: Path) -> None:
    """This test ensures that asking after a product is wanting it."""
    products = Products.remembered(build)
    assert products.has(A)
    products.reasons(B, {})
    products.sweep()
    assert (build / A).exists()
    assert (build / B).exists()


def test_hashes_are_of_the_files_as_they_are(build: Path) -> None:
    """This test ensures that the manifest is true of an edited file, and leaves the cache out."""
    write(build, A, "edited by hand")
    assert list(Products.remembered(build).hashes()) == [(A, sha256_of(build / A))]


def test_notes_last_until_the_product_is_made_again(build: Path) -> None:
    """This test ensures that what was learnt while making is kept with what was made."""
    products = Products.remembered(build)
    products.note(A, "pages", 3)
    products.save()
    again = Products.remembered(build)
    assert again.noted(A, "pages") == 3
    place(again, A, {}, ("gone",))
    assert again.noted(A, "pages") is None


def test_only_a_build_that_makes_something_is_accounted_for(build: Path) -> None:
    """This test ensures that the account names changed sources and causes, and outlives no-ops."""
    first = Products.remembered(build)
    first.compare({"inputs/a.xlsx": "1", "inputs/b.xlsx": "1"})
    first.save()
    second = Products.remembered(build)
    second.compare({"inputs/a.xlsx": "2", "inputs/c.xlsx": "1"})
    assert second.changed == ("inputs/a.xlsx", "inputs/b.xlsx", "inputs/c.xlsx")
    place(second, A, {}, ("field 甲",))
    place(second, A, {}, ("again",))
    second.save()
    account = remembered_account(build)
    causes = (Cause(A, ("field 甲",)),)
    assert account == BuildRecord(second.changed, causes, account.ended, idle=0)
    Products.remembered(build).save()
    later = remembered_account(build)
    assert later == BuildRecord(second.changed, causes, account.ended, later.idle)
    assert later.idle >= later.ended > 0


def test_a_first_build_has_no_changed_sources(tmp_path: Path) -> None:
    """This test ensures that nothing is called changed where nothing was known."""
    products = Products.remembered(tmp_path)
    products.compare({"inputs/a.xlsx": "1"})
    assert products.changed == ()
    assert remembered_account(tmp_path) == BuildRecord()


def killed(build: Path, text: str = "new", *, renamed: bool = True) -> None:
    """Make A anew as a build does that is killed before its end, or before it renames A."""
    products = Products.remembered(build)
    before = (build / A).read_bytes()
    place(products, A, {"field 甲": "2"}, ("field 甲",), text, pages=7)
    if not renamed:
        (build / A).write_bytes(before)


@pytest.mark.parametrize("renamed", [True, False])
def test_what_a_killed_build_made_is_on_record(build: Path, renamed: bool) -> None:
    """This test ensures that the file is known for what it is, whether it was renamed or not."""
    killed(build, renamed=renamed)
    products = Products.remembered(build)
    inputs = {"field 甲": "2"} if renamed else {"field 甲": "1", "template": "t"}
    assert products.reasons(A, inputs) == ()
    assert products.noted(A, "pages") == (7 if renamed else None)
    products.save()
    assert Products.remembered(build).reasons(A, inputs) == ()


def test_a_line_of_the_journal_that_is_cut_off_is_none(build: Path) -> None:
    """This test ensures that a power cut in the middle of a line costs that line alone."""
    killed(build)
    journal = build / ".dossier/journal"
    journal.write_bytes(journal.read_bytes() + b'{"product": "boxes/a')
    products = Products.remembered(build)
    assert products.reasons(A, {"field 甲": "2"}) == ()
    place(products, B, {}, ("new",))
    assert Products.remembered(build).reasons(B, {}) == ()


def test_an_edit_after_a_kill_is_known(build: Path) -> None:
    """This test ensures that a person's change is told from what a killed build made."""
    killed(build)
    write(build, A, "edited by hand")
    assert Products.remembered(build).reasons(A, {"field 甲": "2"}) == ("edited",)


@pytest.mark.parametrize("content", [b"", bytes(100)])
def test_a_file_without_content_is_nobodys(build: Path, content: bytes) -> None:
    """This test ensures that what a power cut leaves of a file is not taken for an edit."""
    (build / A).write_bytes(content)
    products = Products.remembered(build)
    assert products.reasons(A, {}) == ("gone",)
    place(products, A, {}, ("gone",))
    assert products.kept == []


def test_what_stands_in_the_way_is_put_aside(build: Path) -> None:
    """This test ensures that a file that may be a person's is kept, by its time, each one."""
    for text in ("first", "second"):
        write(build, "labels.pdf", text)
        os.utime(build / "labels.pdf", (1681975800, 1681975800))
        place(products := Products.remembered(build), "labels.pdf", {}, ("new",))
        ((_, copy),) = products.kept
        assert (build / copy).read_text(encoding="utf-8") == text
        (build / ".dossier/journal").unlink()
    assert len(list(build.glob("labels.bak-2023*-*.pdf"))) == 2


def test_the_manifest_vouches_where_the_record_is_lost(build: Path) -> None:
    """This test ensures that without a record our own files are not taken for a person's."""
    manifest = build / "manifest-sha256.txt"
    manifest.write_text(f"{sha256_of(build / A)}  {A}\n", encoding="utf-8")
    (build / ".dossier/products.json").unlink()
    products = Products.remembered(build)
    assert products.reasons(A, {}) == ("new",)
    place(products, A, {}, ("new",))
    assert products.kept == []


@pytest.mark.parametrize(
    "whole",
    [
        "",
        "[]",
        '{"version": 2, "products": {"boxes/a.pdf": {"inputs": {}, "sha256": "", "stat": []}}}',
        '{"version": 1, "products": {"boxes/a.pdf": 3}}',
        '{"version": 1, "products": {"boxes/a.pdf": {"inputs": {}, "stat": []}}}',
        '{"version": 1, "products": {"boxes/a.pdf": {"inputs": 1, "sha256": "", "stat": []}}}',
    ],
)
def test_a_broken_record_loses_nothing(build: Path, whole: str) -> None:
    """This test ensures that a file of which nothing sound is on record is kept when it is made."""
    (build / ".dossier/products.json").write_text(whole, encoding="utf-8")
    write(build, A, "edited by hand")
    products = Products.remembered(build)
    assert products.reasons(A, {}) == ("new",)
    place(products, A, {}, ("new",))
    ((product, copy),) = products.kept
    assert (product, (build / copy).read_text(encoding="utf-8")) == (A, "edited by hand")
