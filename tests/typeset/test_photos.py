"""Photo sheets."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from dossier import fonts
from dossier.errors import OutputError
from dossier.typeset import press
from dossier.typeset.photos import PhotoPage, photo_sheet

TITLE = "2021年9月1日开学典礼活动图片"


@pytest.fixture
def photo(tmp_path: Path) -> PhotoPage:
    Image.new("RGB", (640, 480), (200, 30, 30)).save(tmp_path / "p.jpg")
    return PhotoPage(
        tmp_path / "p.jpg", "开学典礼", "2021年9月1日", "操场", "全体师生", "新学年", "陈映"
    )


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (2, 1), (3, 2), (6, 3)])
def test_two_photos_stand_on_a_page(tmp_path: Path, photo: PhotoPage, count: int, pages: int):
    """no photo is lost, and every page has the title."""
    assert photo_sheet(TITLE, [photo] * count, tmp_path / "a.pdf") == pages
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        shown = [sum(o.type == 3 for o in page.get_objects(max_depth=9)) for page in pdf]
    assert shown == [2] * (count // 2) + [1] * (count % 2)
    assert all(TITLE in words for words in texts(tmp_path / "a.pdf"))


def test_a_caption_has_its_six_elements(tmp_path: Path, photo: PhotoPage):
    """事由 时间 地点 人物 背景 摄影者 are printed with what is known of each."""
    photo_sheet(TITLE, [photo], tmp_path / "a.pdf")
    (words,) = texts(tmp_path / "a.pdf")
    for element in ("事由开学典礼", "时间2021年9月1日", "地点操场", "人物全体师生", "背景新学年",
                    "摄影者陈映"):  # fmt: skip
        assert element in words
    assert "未填" not in words


def test_a_blank_element_is_seen(tmp_path: Path, photo: PhotoPage):
    """what the register leaves out is printed as （未填）, once for each."""
    bare = PhotoPage(photo.image, "开学典礼", "", "", "全体师生", "新学年", "")
    photo_sheet(TITLE, [bare], tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf")[0].count("（未填）") == 3


@pytest.mark.parametrize("size", [(4000, 300), (300, 4000), (10, 10)])
def test_a_photo_of_any_shape_keeps_it(tmp_path: Path, photo: PhotoPage, size: tuple[int, int]):
    """pictures are neither stretched nor cut."""
    Image.new("RGB", size).save(photo.image)
    assert photo_sheet(TITLE, [photo, photo], tmp_path / "a.pdf") == 1
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        for shown in (o for o in pdf[0].get_objects(max_depth=9) if o.type == 3):
            left, bottom, right, top = shown.get_bounds()
            assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
            assert 89 <= left < right <= 507


def test_a_photo_is_handed_on_as_it_is(tmp_path: Path, photo: PhotoPage):
    """the JPEG stands in the PDF byte by byte, in grey or in colour."""
    Image.effect_noise((60, 80), 50).save(tmp_path / "grey.jpg")
    grey = PhotoPage(tmp_path / "grey.jpg", "", "", "", "", "", "")
    photo_sheet(TITLE, [photo, grey], tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        found = {
            stream.read_raw_bytes()
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Image"
        }
    assert found == {photo.image.read_bytes(), grey.image.read_bytes()}


def test_long_captions_make_no_further_page(tmp_path: Path, photo: PhotoPage):
    """a wordy caption is set small, and the photo stays above it."""
    wordy = PhotoPage(photo.image, "活动说明，" * 30, "", "操场，" * 20, "师生，" * 30, "", "")
    assert photo_sheet(TITLE, [wordy] * 2, tmp_path / "a.pdf") == 1


@pytest.mark.parametrize("broken", ["none", "half", "other"])
def test_a_picture_that_cannot_be_shown_is_named(tmp_path: Path, photo: PhotoPage, broken: str):
    """a file that cannot be shown ends in an error, not in a page without it."""
    if broken == "none":
        photo.image.write_bytes(b"no picture")
    elif broken == "half":
        photo.image.write_bytes(photo.image.read_bytes()[:-400])
    else:
        Image.new("RGB", (64, 48)).save(photo.image, "PNG")
    with pytest.raises(OutputError, match=r"a\.pdf"):
        photo_sheet(TITLE, [photo], tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_the_same_photos_give_the_same_bytes(tmp_path: Path, photo: PhotoPage):
    """nothing but title and photos is in the file."""
    for name in ("1.pdf", "2.pdf"):
        photo_sheet(TITLE, [photo], tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_pictures_are_forgotten_when_they_are_many(
    tmp_path: Path, photo: PhotoPage, monkeypatch: pytest.MonkeyPatch
):
    """empty pages follow the sheet that makes them many, and change nothing in the next one."""
    pages = []
    real = press._Press._set

    def spy(self: press._Press, source: Path, *rest: object) -> bytes:
        pages.append(source.stem)
        return real(self, source, *rest)

    monkeypatch.setattr(press._Press, "_set", spy)
    monkeypatch.setattr(press, "_MANY_PICTURES", 3)
    monkeypatch.setattr(press._press(fonts.require()), "_pictures", 0)
    for name in "abc":
        photo_sheet(TITLE, [photo, photo], tmp_path / f"{name}.pdf")
    assert pages == ["main", "main", *["empty"] * 11, "main"]
    assert len({(tmp_path / f"{name}.pdf").read_bytes() for name in "abc"}) == 1
