"""Items given back by a bound box, against the files that were bound."""

from collections.abc import Callable
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name
from PIL import Image, ImageChops

from dossier.bind.box import bind
from dossier.bind.unpack import Unpacked, unpack
from dossier.errors import OutputError, WorkspaceError
from dossier.facts import replace


def looks(path: Path) -> list[tuple[str, Image.Image]]:
    """Each page as words and picture."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            (page.get_textpage().get_text_bounded(), page.render(scale=0.5).to_pil().convert("L"))
            for page in pdf
        ]


def shapes(path: Path) -> list[tuple[list[float], list[float], int]]:
    with pikepdf.open(path) as pdf:
        return [
            (
                [float(one) for one in page.mediabox],
                [float(one) for one in page.cropbox],
                int(page.obj.get("/Rotate", 0)) % 360,
            )
            for page in pdf.pages
        ]


def jumps(path: Path) -> list[list[int]]:
    """The pages (0-based) that the links of each page lead to."""
    with pikepdf.open(path) as pdf:
        index = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            [index[link.A.D[0].objgen] for link in page.obj.get("/Annots", [])]
            for page in pdf.pages
        ]


def picture(path: Path) -> Path:
    """A page that is one image, as a scanner makes it."""
    with pikepdf.Pdf.new() as pdf:
        page = zoo.add_page(pdf, b"q 595 0 0 842 0 0 cm /Im1 Do Q")
        image = pikepdf.Stream(pdf, bytes(range(256)))
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        image.Width = image.Height = 16
        image.BitsPerComponent = 8
        page.Resources.XObject = pikepdf.Dictionary(Im1=pdf.make_indirect(image))
        pdf.save(path)
    return path


def streams(path: Path) -> Path:
    with pikepdf.Pdf.new() as pdf:
        page = zoo.add_page(pdf, None)
        page.Contents = Array([pdf.make_stream(zoo.text("one")), pdf.make_stream(b"0 g")])
        pdf.save(path)
    return path


MADE: dict[str, Callable[[Path], Path]] = {
    "plain": lambda path: zoo.plain(path, 3, "words"),
    "turned": lambda path: zoo.single(path, zoo.text("turned"), Rotate=90),
    "cropped": lambda path: zoo.single(
        path, zoo.text("cropped"), CropBox=Array([50, 100, 500, 700]), Rotate=270
    ),
    "elsewhere": lambda path: zoo.single(path, zoo.text("away"), box=(-300, 400, 295, 1242)),
    "unsound": lambda path: zoo.single(path, b"q q 0.5 0 0 0.5 0 0 cm " + zoo.text("left open")),
    "empty": lambda path: zoo.single(path, None),
    "several streams": streams,
    "scan": picture,
    "form": lambda path: zoo.form(path, "value"),
    "layered": zoo.layered,
    "shared": zoo.shared,
}


def unpacked(tmp_path: Path, *parts: Path) -> tuple[Unpacked, ...]:
    """Bind `parts` with a cover, a catalogue that leads to each, and remarks; unpack the box."""
    addresses = [f"dossier:item/{number:04d}" for number in range(1, len(parts) + 1)]
    catalogue = zoo.catalogue(tmp_path / "rows.pdf", *addresses)
    cover = zoo.plain(tmp_path / "cover.pdf", 1, "cover")
    binding = zoo.binding(
        *parts, front=(("封面", cover), ("卷内目录", catalogue)), back=(("备考表", cover),)
    )
    bind(binding, tmp_path / "box.pdf")
    return unpack(tmp_path / "box.pdf", tmp_path / "items")


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_an_item_comes_back_as_it_was(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """This test ensures that words, look, size and turn of every page are those of the source."""
    source = make(tmp_path / "source.pdf")
    other = zoo.plain(tmp_path / "other.pdf", 2, "other")
    given = unpacked(tmp_path, other, source, other)[1].file
    assert shapes(given) == shapes(source)
    for (words, look), (expected, image) in zip(looks(given), looks(source), strict=True):
        assert words == expected
        assert ImageChops.difference(look, image).getbbox() is None


def test_every_item_has_its_file(tmp_path: Path) -> None:
    """This test ensures that files are named by number and title, and that no page is lost."""
    parts = [zoo.plain(tmp_path / f"{n}.pdf", n, f"item{n}") for n in (1, 3, 2)]
    given = unpacked(tmp_path, *parts)
    assert [(one.file.name, one.pages) for one in given] == [
        ("0001 材料1.pdf", 1),
        ("0002 材料2.pdf", 3),
        ("0003 材料3.pdf", 2),
    ]
    assert sorted(file.name for file in (tmp_path / "items").iterdir()) == [
        one.file.name for one in given
    ]


def test_items_are_found_beneath_years_and_named_missing(tmp_path: Path) -> None:
    """This test ensures that both depths of the outline are read, and a gap is told as one."""
    page = zoo.plain(tmp_path / "a.pdf")
    box = zoo.binding(page, page, page, back=(("备考表", page),))
    years = ("", "2020—2021学年度", "2020—2021学年度")
    parts = tuple(
        replace(part, subheading=year, missing=part.number == 3, title="0007 a/b")
        for part, year in zip(box.parts, years, strict=True)
    )
    bind(replace(box, parts=parts), tmp_path / "box.pdf")
    given = unpack(tmp_path / "box.pdf", tmp_path / "items")
    assert [one.file.name for one in given] == [
        "0001 0007 a_b.pdf",
        "0002 0007 a_b.pdf",
        "0003 0007 a_b（缺）.pdf",
    ]


def test_links_and_outline_of_the_item_stay(tmp_path: Path) -> None:
    """This test ensures that what led within the item does, and the way back to the box is gone."""
    named, own = zoo.named_links(tmp_path / "n.pdf", "named"), zoo.outlined(tmp_path / "o.pdf")
    first, second = (one.file for one in unpacked(tmp_path, named, own))
    assert jumps(tmp_path / "box.pdf")[1:5] == [[2, 4], [3, 1], [], [1]]
    assert jumps(first) == [[1], []]
    assert jumps(second) == [[], [], []]
    with pikepdf.open(second) as pdf, pdf.open_outline() as outline:
        index = {page.objgen: number for number, page in enumerate(pdf.pages)}
        (chapter,) = outline.root
        (section,) = chapter.children
        assert (chapter.title, index[chapter.destination[0].objgen]) == ("第一章", 1)
        assert (section.title, index[section.destination[0].objgen]) == ("第一节", 2)
        assert str(pdf.docinfo["/Title"]) == "材料2"


def test_layers_and_fields_come_along(tmp_path: Path) -> None:
    """This test ensures that a hidden layer stays hidden, and a field keeps its value."""
    hidden, filled = zoo.layered(tmp_path / "l.pdf"), zoo.form(tmp_path / "f.pdf", "周明")
    first, second = (one.file for one in unpacked(tmp_path, hidden, filled))
    with pikepdf.open(first) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1
        assert "/AcroForm" not in pdf.Root
    with pikepdf.open(second) as pdf:
        assert [str(field.V) for field in pdf.Root.AcroForm.Fields] == ["周明"]


def test_nothing_of_the_box_is_left_in_an_item(tmp_path: Path) -> None:
    """This test ensures that stamp, stamp font and other items are not carried along."""
    parts = [zoo.plain(tmp_path / f"{n}.pdf", 1, f"item{n}") for n in (1, 2)]
    with pikepdf.open(unpacked(tmp_path, *parts)[0].file) as pdf:
        assert [one for one in pdf.objects if b"Dossier" in one.unparse()] == []
        (contents,) = [page.obj.Contents for page in pdf.pages]
        assert contents.read_bytes() == zoo.text("item1 1")
        drawn = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"item2" in one for one in drawn)


def test_the_same_box_gives_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that unpacking again gives what it gave."""
    once = [one.file.read_bytes() for one in unpacked(tmp_path, zoo.outlined(tmp_path / "o.pdf"))]
    again = [one.file.read_bytes() for one in unpack(tmp_path / "box.pdf", tmp_path / "again")]
    assert once == again


@pytest.mark.parametrize(
    "make", [zoo.plain, zoo.outlined, lambda path: path.write_bytes(b"%PDF-1.7 cut off")]
)
def test_what_is_no_box_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """This test ensures that no pages are cut where a bookmark only looks like an item's."""
    make(tmp_path / "a.pdf")
    with pytest.raises(WorkspaceError, match=r"a\.pdf"):
        unpack(tmp_path / "a.pdf", tmp_path / "items")
    assert not (tmp_path / "items").exists()


def test_a_full_folder_is_not_written_to(tmp_path: Path) -> None:
    """This test ensures that nobody's files are mixed with the items."""
    given = unpacked(tmp_path, zoo.plain(tmp_path / "a.pdf"))
    with pytest.raises(OutputError, match="there already"):
        unpack(tmp_path / "box.pdf", given[0].file.parent)


def test_equal_and_long_titles_come_out_whole(tmp_path: Path) -> None:
    """This test ensures that no item takes the file of another, and every name is short enough."""
    parts = [zoo.plain(tmp_path / f"{n}.pdf", pages=n) for n in (1, 2, 3)]
    binding = zoo.binding(*parts)
    titles = ("题" * 200, "题" * 200, "题" * 200 + "末")
    same = tuple(
        replace(part, title=title) for part, title in zip(binding.parts, titles, strict=True)
    )
    bind(replace(binding, parts=same), tmp_path / "box.pdf")
    given = unpack(tmp_path / "box.pdf", tmp_path / "out")
    assert [one.pages for one in given] == [1, 2, 3]
    assert len({one.file for one in given}) == 3
    assert all(one.file.is_file() and len(one.file.name.encode()) <= 255 for one in given)
