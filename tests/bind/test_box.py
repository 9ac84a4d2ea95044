"""A bound box, judged by what a reader finds in it."""

from datetime import date
from pathlib import Path

import pdf_zoo as zoo
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name
from PIL import Image, ImageChops, ImageStat

from dossier.bind.box import bind
from dossier.bind.clean import Removed
from dossier.errors import DossierError
from dossier.facts import replace
from dossier.finding import Code

DPI = 144


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf))]


def picture(path: Path, index: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[index].render(scale=DPI / 72).to_pil().convert("L")


def plate_of(image: Image.Image) -> tuple[int, int, int, int]:
    """The bright rectangle on a dark page."""
    found = image.point(lambda value: 255 if value > 128 else 0).getbbox()
    assert found
    return found


def bound(tmp_path: Path, *parts: Path, **fields) -> Path:
    bind(zoo.binding(*parts, **fields), tmp_path / "box.pdf")
    return tmp_path / "box.pdf"


def targets(pdf: pikepdf.Pdf, page: int) -> list[int]:
    """The pages (0-based) that the links of a page lead to."""
    index = {one.obj.objgen: n for n, one in enumerate(pdf.pages)}
    found = []
    for annotation in pdf.pages[page].obj.get("/Annots", []):
        action = annotation.get("/A")
        place = action.get("/D") if action is not None else annotation.get("/Dest")
        if place is not None:
            assert isinstance(place, pikepdf.Array)
            found.append(index[place[0].objgen])
    return found


def outline(items, pages, depth: int = 0) -> list[tuple[int, str, int]]:
    lines = []
    for item in items:
        lines.append((depth, item.title, pages[item.destination[0].objgen]))
        lines += outline(item.children, pages, depth + 1)
    return lines


AWKWARD = {
    "plain": dict(),
    "turned": dict(Rotate=90),
    "upside down": dict(Rotate=180),
    "turned back": dict(Rotate=-90),
    "origin elsewhere": dict(box=(-300, 400, 295, 1242)),
    "corners swapped": dict(box=(595, 842, 0, 0)),
    "cropped": dict(CropBox=pikepdf.Array([50, 100, 500, 700])),
    "cropped and turned": dict(
        CropBox=pikepdf.Array([150, 200, 650, 800]), Rotate=90, box=(100, 100, 695, 942)
    ),
    "cropped beyond": dict(CropBox=pikepdf.Array([-50, -50, 900, 900]), Rotate=270),
    "A3": dict(box=(0, 0, 1191, 842)),
    "A3 turned": dict(box=(0, 0, 842, 1191), Rotate=270),
}


@pytest.mark.parametrize("page", AWKWARD.values(), ids=AWKWARD)
def test_the_number_is_readable_at_the_upper_right(tmp_path: Path, page):
    """mark and number stand upright, of true size, over a dark scan, where a reader looks."""
    reference = picture(bound(tmp_path, zoo.single(tmp_path / "r.pdf", zoo.DARK)))
    image = picture(bound(tmp_path, zoo.single(tmp_path / "a.pdf", zoo.DARK, **page)))
    x0, y0, x1, y1 = plate_of(image)
    assert image.width - x1 == pytest.approx(18 * DPI / 72, abs=2)
    assert y0 == pytest.approx(18 * DPI / 72, abs=2)
    expected = reference.crop(plate_of(reference))
    assert (x1 - x0, y1 - y0) == pytest.approx(expected.size, abs=1)
    difference = ImageChops.difference(image.crop((x0, y0, x1, y1)).resize(expected.size), expected)
    assert ImageStat.Stat(difference).mean[0] < 12  # upside down it would be above 30
    assert ImageStat.Stat(expected).extrema[0][0] < 60  # dark digits on the plate
    assert texts(tmp_path / "box.pdf")[0].split() == ["03盒", "0001件", "1"]


def test_a_tiny_page_still_shows_its_number(tmp_path: Path):
    """on a page as small as a ticket the plate shrinks until it fits."""
    small = zoo.single(tmp_path / "a.pdf", zoo.DARK, box=(10, 10, 80, 50))
    image = picture(bound(tmp_path, small, small), 1)
    x0, y0, x1, y1 = plate_of(image)
    assert 0 < x0 < x1 < image.width
    assert 0 < y0 < y1 < image.height / 2
    assert x1 > image.width * 0.9


def test_a_page_in_large_units_shows_the_number_in_its_true_size(tmp_path: Path):
    """UserUnit scales the page and not the number."""
    path = zoo.single(tmp_path / "a.pdf", zoo.DARK, box=(0, 0, 297.5, 421), UserUnit=2)
    image = picture(bound(tmp_path, path))
    x0, _, x1, _ = plate_of(image)
    reference = picture(bound(tmp_path, zoo.single(tmp_path / "r.pdf", zoo.DARK)))
    left, _, right, _ = plate_of(reference)
    assert (x1 - x0) / image.width == pytest.approx((right - left) / reference.width, rel=0.03)


UNSOUND = {
    "state closed too often": b"Q Q 0 0 0 rg " + zoo.DARK + b"Q 0.1 0 0 0.1 0 0 cm",
    "state left open": b"q q 0.1 0 0 0.1 0 0 cm " + zoo.DARK,
    "text left open": zoo.DARK + b"BT /F1 12 Tf",
    "state changed": zoo.DARK + b"0.1 0 0 0.1 0 0 cm 0 0 1 1 re W n",
}


@pytest.mark.parametrize("content", UNSOUND.values(), ids=UNSOUND)
def test_content_that_does_not_clean_up_moves_nothing(tmp_path: Path, content: bytes):
    """whatever state a page leaves behind, its number stands where it belongs."""
    image = picture(bound(tmp_path, zoo.single(tmp_path / "a.pdf", content)))
    x0, y0, x1, y1 = plate_of(image)
    assert image.width - x1 == pytest.approx(18 * DPI / 72, abs=2)
    assert (x1 - x0, y1 - y0) == pytest.approx((141, 32), abs=2)


def test_a_page_without_content_or_resources_is_numbered(tmp_path: Path):
    """an empty page is a page."""
    with pikepdf.Pdf.new() as pdf:
        page = zoo.add_page(pdf, None)
        del page.Resources
        pdf.save(tmp_path / "a.pdf")
    assert texts(bound(tmp_path, tmp_path / "a.pdf"))[0].split()[-1] == "1"


def test_a_page_that_stands_twice_gets_two_numbers(tmp_path: Path):
    """pages that are one object in the source are stamped apart."""
    found = texts(bound(tmp_path, zoo.shared(tmp_path / "a.pdf")))
    assert [sorted(words.split()) for words in found] == [
        ["0001件", "03盒", "1", "shared"],
        ["2", "shared"],
    ]


def test_the_same_file_twice_is_two_items(tmp_path: Path):
    """a document bound under two indicators is numbered in each."""
    path = zoo.plain(tmp_path / "a.pdf", 2)
    found = texts(bound(tmp_path, path, path))
    assert ["0002件" in words for words in found] == [False, False, True, False]


def test_front_and_back_matter_carry_no_number(tmp_path: Path):
    """cover, catalogue and remarks are not counted, and labels equal what is printed."""
    cover, remarks = zoo.plain(tmp_path / "c.pdf", 2, "front"), zoo.plain(tmp_path / "b.pdf")
    box = bound(
        tmp_path, zoo.plain(tmp_path / "a.pdf", 3, "item"),
        front=(("封面", cover),), back=(("备考表", remarks),),
    )  # fmt: skip
    assert ["件" in words for words in texts(box)] == [False, False, True, False, False, False]
    assert texts(box)[0].split() == ["front", "1"]
    with pikepdf.open(box) as pdf:
        assert [page.label for page in pdf.pages] == ["i", "ii", "1", "2", "3", "备考表"]


def test_catalogue_rows_and_items_lead_to_each_other(tmp_path: Path):
    """each row jumps to its item's first page, which jumps back; other links stay as they are."""
    cover = zoo.plain(tmp_path / "c.pdf")
    first = zoo.catalogue(tmp_path / "k1.pdf", "dossier:item/0001", "https://moe.gov.cn/")
    second = zoo.catalogue(tmp_path / "k2.pdf", "dossier:item/0002", "dossier:item/0002")
    items = [zoo.plain(tmp_path / "a.pdf", 3), zoo.single(tmp_path / "b.pdf", Rotate=90)]
    front = (("封面", cover), ("卷内目录", first), ("续", second))
    with pikepdf.open(bound(tmp_path, *items, front=front)) as pdf:
        assert targets(pdf, 1) == [3]
        assert str(pdf.pages[1].obj.Annots[1].A.URI) == "https://moe.gov.cn/"
        assert targets(pdf, 2) == [6, 6]
        assert targets(pdf, 3) == [1]
        assert targets(pdf, 6) == [2]
        place = pdf.pages[2].obj.Annots[0].A.D
        assert [place[1], *map(float, list(place)[2:4])] == [Name.XYZ, 0, 0]  # its seen top left


def test_a_row_without_its_item_is_refused(tmp_path: Path):
    """no link is ever left that leads nowhere."""
    rows = zoo.catalogue(tmp_path / "k.pdf", "dossier:item/0002")
    with pytest.raises(ValueError, match="item/0002"):
        bound(tmp_path, zoo.plain(tmp_path / "a.pdf"), front=(("卷内目录", rows),))
    assert not (tmp_path / "box.pdf").exists()


@pytest.mark.parametrize("old", [False, True])
def test_named_links_stay_within_their_item(tmp_path: Path, old: bool):
    """two items with the same names inside lead each to its own page."""
    items = [zoo.named_links(tmp_path / f"{w}.pdf", w, old=old) for w in ("one", "two")]
    with pikepdf.open(bound(tmp_path, *items)) as pdf:
        assert targets(pdf, 0) == [1]
        assert targets(pdf, 2) == [3]


def test_form_fields_of_one_name_keep_their_values(tmp_path: Path):
    """two forms with the same field stay two forms."""
    items = [zoo.form(tmp_path / f"{name}.pdf", name) for name in ("周明", "李芳")]
    with pikepdf.open(bound(tmp_path, *items)) as pdf:
        fields = pdf.Root.AcroForm.Fields
        assert [str(field.V) for field in fields] == ["周明", "李芳"]
        assert len({str(field.T) for field in fields}) == 2


def test_a_layer_that_was_off_stays_off(tmp_path: Path):
    """what a document hides is not shown by binding it."""
    box = bound(tmp_path, zoo.layered(tmp_path / "a.pdf"))
    body = picture(box).crop((100, 700, 900, 1000))
    assert body.getextrema() == (255, 255)
    with pikepdf.open(box) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_the_outline_nests_what_the_sources_bring(tmp_path: Path):
    """封面, 卷内目录, indicator, year, item, the item's own outline, 备考表, in this order."""
    plain, own = zoo.plain(tmp_path / "a.pdf", 2), zoo.outlined(tmp_path / "o.pdf")
    box = zoo.binding(
        plain, own, plain, plain, front=(("封面", plain),), back=(("备考表", plain),)
    )  # fmt: skip
    changes = [("", "B01 入学机会"), ("2020—2021学年度", "B01 入学机会"),
               ("2020—2021学年度", "B01 入学机会"), ("2020—2021学年度", "B02 保障")]  # fmt: skip
    parts = tuple(
        replace(part, subheading=year, heading=heading, missing=part.number == 3)
        for part, (year, heading) in zip(box.parts, changes, strict=True)
    )
    bind(replace(box, parts=parts), tmp_path / "box.pdf")
    with pikepdf.open(tmp_path / "box.pdf") as pdf, pdf.open_outline() as found:
        pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        assert outline(found.root, pages) == [
            (0, "封面", 0),
            (0, "B01 入学机会", 2),
            (1, "0001 材料1", 2),
            (1, "2020—2021学年度", 4),
            (2, "0002 材料2", 4),
            (3, "第一章", 5),
            (4, "第一节", 6),
            (2, "0003 材料3（缺）", 7),
            (0, "B02 保障", 9),
            (1, "2020—2021学年度", 9),
            (2, "0004 材料4", 9),
            (0, "备考表", 11),
        ]


def test_the_box_says_what_it_is(tmp_path: Path):
    """title, author and language are told, in the dictionary and in XMP alike, and no date."""
    path = bound(tmp_path, zoo.plain(tmp_path / "a.pdf"), title="03盒 A & B <C>")
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "03盒 A & B <C>"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "03盒 A & B <C>"
            assert xmp["dc:creator"] == ["星光实验学校"]
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.PageMode == Name.UseOutlines
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/CreationDate" not in pdf.docinfo


def test_the_box_bears_the_day_of_the_work(tmp_path: Path):
    """the day that it was put in order stands in the dictionary and in XMP, the same in both."""
    box = replace(zoo.binding(zoo.plain(tmp_path / "a.pdf")), dated=date(2023, 8, 28))
    bind(box, tmp_path / "box.pdf")
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20230828000000+08'00'"
        with pdf.open_metadata() as xmp:
            told = {xmp["xmp:CreateDate"], xmp["xmp:ModifyDate"]}
        assert told == {"2023-08-28T00:00:00+08:00"}


def test_the_same_binding_gives_the_same_bytes(tmp_path: Path):
    """nothing but the inputs is in a box, and its /ID comes from their key."""
    box = zoo.binding(zoo.outlined(tmp_path / "a.pdf"), zoo.named_links(tmp_path / "b.pdf", "b"))
    bind(box, tmp_path / "1.pdf")
    bind(box, tmp_path / "2.pdf")
    bind(replace(box, identity="f" * 64), tmp_path / "3.pdf")
    once, again, other = ((tmp_path / f"{n}.pdf").read_bytes() for n in (1, 2, 3))
    assert once == again
    assert once != other
    with pikepdf.open(tmp_path / "1.pdf") as pdf:
        assert bytes(pdf.trailer.ID[0]).hex() == zoo.IDENTITY[:32]


def test_what_is_left_out_is_told(tmp_path: Path):
    """each kind of content that is taken out is a finding that names the item."""
    path = zoo.active(tmp_path / "a.pdf")
    found = bind(zoo.binding(zoo.plain(tmp_path / "b.pdf"), path), tmp_path / "box.pdf").findings
    assert {finding.code for finding in found} == {Code.CONTENT_REMOVED}
    assert {finding.path for finding in found} == {"材料2"}
    assert [finding.text.spoken("en") for finding in found] == [
        "'材料2' holds scripts (JavaScript), left out of the box: 2",
        f"'材料2' holds {Removed.LAUNCH.text.spoken('en')}, left out of the box: 2",
        "'材料2' holds sound, video or 3D content, left out of the box: 1",
        "'材料2' holds embedded files, left out of the box: 1",
    ]
    content = (tmp_path / "box.pdf").read_bytes()
    with pikepdf.open(tmp_path / "box.pdf") as pdf:
        objects = b"".join(one.unparse() for one in pdf.objects)
    for word in (b"JavaScript", b"Launch", b"EmbeddedFile", b"film.avi", b"Thumb"):
        assert word not in objects
        assert word not in content


def test_a_page_that_cannot_be_decoded_is_told(tmp_path: Path):
    """damage within a page is a finding, and the page keeps its place and number."""
    with pikepdf.Pdf.new() as pdf:
        page = zoo.add_page(pdf, b"not compressed at all")
        page.Contents.Filter = Name.FlateDecode
        pdf.save(tmp_path / "a.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    (found,) = bind(zoo.binding(tmp_path / "a.pdf"), tmp_path / "box.pdf").findings
    assert found.code is Code.FILE_DAMAGED
    assert found.text.spoken("en").startswith("page 1 of '材料1'")


def test_a_lost_page_stops_the_box(tmp_path: Path):
    """an item that has not the pages planned for it is never bound, and no box is left behind."""
    box = zoo.binding(zoo.plain(tmp_path / "a.pdf", 2), zoo.plain(tmp_path / "b.pdf"))
    zoo.plain(tmp_path / "b.pdf", 2)
    with pytest.raises(DossierError, match=r"材料2.*2.*1"):
        bind(box, tmp_path / "box.pdf")
    assert not list(tmp_path.glob("*box*"))


def test_an_item_that_went_bad_stops_the_box(tmp_path: Path):
    """a file that was sound when the box was planned, and is not now, is named."""
    box = zoo.binding(zoo.plain(tmp_path / "a.pdf"))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut off")
    with pytest.raises(DossierError, match="材料1"):
        bind(box, tmp_path / "box.pdf")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(0, 3), st.integers(0, 2))
def test_no_page_is_lost_or_moved(tmp_path: Path, sizes: list[int], front: int, back: int):
    """every page of every item is there once, in order, under the number that it shows."""
    items = [zoo.plain(tmp_path / f"{n}.pdf", size, f"item{n}") for n, size in enumerate(sizes)]
    extra = {
        name: ((name, zoo.plain(tmp_path / f"{name}.pdf", count, name)),) if count else ()
        for name, count in (("front", front), ("back", back))
    }
    found = [words.split() for words in texts(bound(tmp_path, *items, **extra))]
    expected = [(f"item{n}", page) for n, size in enumerate(sizes) for page in range(1, size + 1)]
    assert len(found) == front + len(expected) + back
    for number, (name, page) in enumerate(expected, 1):
        mark = ["03盒", f"{int(name[4:]) + 1:04d}件"] if page == 1 else []
        words = found[front + number - 1]
        assert sorted(words) == sorted([name, str(page), str(number), *mark])
