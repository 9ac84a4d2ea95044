"""Boxes too large for memory say the same and show the same as others."""

from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pytest

from dossier.bind import giant, pages
from dossier.bind.binding import Binding, Part
from dossier.bind.box import bind
from dossier.errors import OutputError


def box(*files: Path) -> Binding:
    """A box of these files, of one page each."""
    parts = [
        Part(file, (str(n),), n, f"{n:04d}", f"第{n}件", "B01", "", f"03盒{n:04d}件")
        for n, file in enumerate(files, 1)
    ]
    return Binding("盒", "03", "学校", (), (), tuple(parts), (), "ab" * 32)


def linked(path: Path) -> Path:
    """A page with an annotation, which a giant box does not take over unseen."""
    with pikepdf.new() as pdf:
        page = zoo.add_page(pdf, zoo.DARK)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link,
            Rect=pikepdf.Array([0, 0, 9, 9]), F=4,
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.com")),
        )  # fmt: skip
        page.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save(path)
    return path


def shown(path: Path) -> list[tuple[bytes, int, object, int]]:
    """What the pages of a box hold: content, annotations, sizes, and keys of their resources."""
    with pikepdf.open(path) as pdf:
        return [
            (
                b"|".join(one.read_bytes() for one in page.obj.Contents),
                len(page.obj.get("/Annots", ())),
                [float(side) for side in page.mediabox],
                len(page.obj.Resources.keys()),
            )
            for page in pdf.pages
        ]


def files(tmp_path: Path) -> list[Path]:
    """Two scans, one of them used twice, between them a page with a link."""
    one, two = zoo.single(tmp_path / "1.pdf"), zoo.single(tmp_path / "2.pdf", Rotate=90)
    return [one, linked(tmp_path / "3.pdf"), two, one]


def test_a_giant_box_is_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the way a box is laid changes neither its pages nor its account."""
    binding = box(*files(tmp_path))
    told = bind(binding, tmp_path / "held.pdf")
    monkeypatch.setattr(giant, "MOST_BYTES", 1)
    assert bind(binding, tmp_path / "lazy.pdf") == told
    assert shown(tmp_path / "lazy.pdf") == shown(tmp_path / "held.pdf")
    once = (tmp_path / "lazy.pdf").read_bytes()
    bind(binding, tmp_path / "lazy.pdf")
    assert (tmp_path / "lazy.pdf").read_bytes() == once


def test_plain_scans_alone_go_the_lazy_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that what has links or fields is copied with all that belongs to it."""
    one, link, two, _ = files(tmp_path)
    monkeypatch.setattr(giant, "MOST_BYTES", 1)
    pdf, waiting = giant.begun(box(one, link, two, one).parts)
    with pdf:
        assert {path: len(uses) for path, uses in waiting.items()} == {one: 2, two: 1}
        assert len(pages.BoxPages(pdf, waiting).add(pdf, two)) == 1
        assert not waiting[two]


def test_a_damaged_scan_is_told_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a giant box names the item that cannot be read."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nbroken")
    monkeypatch.setattr(giant, "MOST_BYTES", 1)
    with pytest.raises(OutputError, match="'第2件' cannot be bound"):
        bind(box(zoo.single(tmp_path / "1.pdf"), broken), tmp_path / "box.pdf")
