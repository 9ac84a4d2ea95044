"""The record of what stands in build/: what is fresh, what is swept, what is remembered."""

from pathlib import Path

import pytest

from dossier.assembly.products import Account, Cause, Products, remembered_account
from dossier.files import sha256_of

A, B = "boxes/a.pdf", "cache/b.docx"


def write(build: Path, product: str, text: str = "text") -> None:
    path = build / product
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder whose memory knows A and B, made from one input each."""
    products = Products.remembered(tmp_path)
    for product in (A, B):
        write(tmp_path, product)
        products.made(product, {"field 甲": "1", "template": "t"}, ("new",))
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
    """This test ensures that unwanted products go, edited ones stay, and others are not seen."""
    products = Products.remembered(build)
    write(build, A, "edited by hand")
    write(build, "boxes/mine.pdf")
    products.sweep()
    assert (build / A).exists()
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
    again.made(A, {}, ("gone",))
    assert again.noted(A, "pages") is None


def test_only_a_build_that_makes_something_is_accounted_for(build: Path) -> None:
    """This test ensures that the account names changed sources and causes, and outlives no-ops."""
    first = Products.remembered(build)
    first.compare({"inputs/a.xlsx": "1", "inputs/b.xlsx": "1"})
    first.save()
    second = Products.remembered(build)
    second.compare({"inputs/a.xlsx": "2", "inputs/c.xlsx": "1"})
    assert second.changed == ("inputs/a.xlsx", "inputs/b.xlsx", "inputs/c.xlsx")
    second.made(A, {}, ("field 甲",))
    second.made(A, {}, ("again",))
    second.save()
    Products.remembered(build).save()
    assert remembered_account(build) == Account(second.changed, (Cause(A, ("field 甲",)),))


def test_a_first_build_has_no_changed_sources(tmp_path: Path) -> None:
    """This test ensures that nothing is called changed where nothing was known."""
    products = Products.remembered(tmp_path)
    products.compare({"inputs/a.xlsx": "1"})
    assert products.changed == ()
    assert remembered_account(tmp_path) == Account()
