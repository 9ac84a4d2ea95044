"""What an archive does not keep, and what it does."""

from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest

from dossier.bind.clean import Removed, clean


def test_active_content_is_taken_out_and_counted(tmp_path: Path):
    """scripts, programs, files and media go, each is counted, and plain hyperlinks stay."""
    with pikepdf.open(zoo.active(tmp_path / "a.pdf")) as pdf:
        found = clean(pdf)
        page = pdf.pages[0].obj
        assert found == {Removed.SCRIPT: 2, Removed.LAUNCH: 2, Removed.MEDIA: 1, Removed.FILE: 1}
        assert "/AA" not in page
        assert "/Thumb" not in page
        addresses = [str(a.A.URI) for a in page.Annots if "/A" in a]
        assert addresses == ["https://moe.gov.cn/"]
        assert clean(pdf) == {Removed.SCRIPT: 1, Removed.FILE: 1}  # document level: not bound


@pytest.mark.parametrize(
    "make", [zoo.plain, zoo.outlined, zoo.layered, zoo.named_links, zoo.shared]
)
def test_an_honest_document_is_left_alone(tmp_path: Path, make):
    """nothing is found where nothing is wrong."""
    path = tmp_path / "a.pdf"
    if make is zoo.named_links:
        make(path, "a")
    else:
        make(path)
    with pikepdf.open(path) as pdf:
        assert not clean(pdf)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "dossier:item/0001", ""]
)
def test_only_web_addresses_are_hyperlinks(tmp_path: Path, address: str):
    """an address that runs or opens something is an action like any other."""
    with pikepdf.open(zoo.catalogue(tmp_path / "a.pdf", address)) as pdf:
        assert clean(pdf) == {Removed.LAUNCH: 1}
        assert "/A" not in pdf.pages[0].obj.Annots[0]


def test_a_seal_stays_to_be_seen(tmp_path: Path):
    """an electronic signature keeps its look as a stamp; an invisible one goes; both are told."""
    with pikepdf.open(zoo.signed(tmp_path / "a.pdf")) as pdf:
        assert clean(pdf) == {Removed.SIGNATURE: 2}
        (seal,) = pdf.pages[0].obj.Annots
        assert seal.Subtype == "/Stamp"
        assert seal.AP.N.read_bytes().startswith(b"1 0 0 rg")
        assert "/V" not in seal
        assert "/FT" not in seal


def test_form_fields_without_scripts_stay(tmp_path: Path):
    """what was written into a form is part of the document."""
    with pikepdf.open(zoo.form(tmp_path / "a.pdf", "周明")) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.AA = pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript))
        assert clean(pdf) == {Removed.SCRIPT: 1}
        assert field.V == "周明"
        assert "/AA" not in field
