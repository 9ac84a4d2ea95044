"""Pictures beyond JPEG, PNG and TIFF: what phones, browsers and chats leave in a folder."""

import io
import sys
from pathlib import Path

import pillow_heif
import pypdfium2
import pytest
from PIL import Image

from dossier.convert import convert
from dossier.files import sha256_of
from dossier.finding import Code
from dossier.media import heic
from dossier.media.examine import examine
from dossier.media.image import upright
from dossier.model.evidence_file import EvidenceFile, FileKind, SourceFile
from media_zoo import picture

RED, GREEN = (200, 30, 30), (20, 160, 60)


def taken(path: Path, form: str, **save) -> Path:
    """A picture of 120 × 80 pixels, red, with a black corner on its upper left."""
    pillow_heif.register_heif_opener()
    made = io.BytesIO()
    picture(made, (120, 80), format="PNG")
    Image.open(made).save(path, form, **save)
    return path


KINDS = [
    ("HEIF", FileKind.HEIC, {}),
    ("AVIF", FileKind.AVIF, {}),
    ("WEBP", FileKind.WEBP, {"lossless": True}),
    ("GIF", FileKind.GIF, {}),
    ("BMP", FileKind.BMP, {}),
    ("JPEG2000", FileKind.JPEG2000, {}),
]


def pixel(path: Path, place: tuple[float, float]) -> tuple[int, ...]:
    """The colour at a place of the picture on the page, told in parts of its sides."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        (shown,) = page.get_objects(filter=[3])
        left, bottom, right, top = shown.get_bounds()
        image = page.render(scale=2).to_pil().convert("RGB")
        across, down = place
        x = 2 * (left + (right - left) * across)
        y = 2 * (page.get_height() - top + (top - bottom) * down)
        return image.getpixel((round(x), round(y)))


@pytest.mark.parametrize(("form", "kind", "save"), KINDS)
@pytest.mark.parametrize("name", ["照片.jpg", "照片.dat"])
def test_each_is_bound_whatever_it_is_called(tmp_path, form, kind, save, name):
    """A picture is known by its content, and stands on its page as it was seen."""
    path = taken(tmp_path / name, form, **save)
    examined = examine(path)
    assert (examined.kind, examined.pages, examined.fault, examined.remarks) == (kind, 1, None, ())
    source = SourceFile(path.name, kind, sha256_of(path), str(path), pages=1)
    made = convert([source], tmp_path / "cache", None)[path]
    assert (made.fault, made.item_pdf.pages) == (None, 1)
    assert max(pixel(made.item_pdf.pdf, (0.1, 0.1))) < 40
    assert all(
        abs(a - b) < 30 for a, b in zip(pixel(made.item_pdf.pdf, (0.8, 0.8)), RED, strict=True)
    )
    again = convert([source], tmp_path / "other", None)[path]
    assert made.item_pdf.sha256 == again.item_pdf.sha256


@pytest.mark.parametrize(("form", "kind", "save"), KINDS)
def test_each_may_stand_on_a_photo_sheet(tmp_path, form, kind, save):
    """All pictures serve as photos, made JPEGs of the size that is printed."""
    path = taken(tmp_path / "a", form, **save)
    evidence_file = EvidenceFile("a", kind, "0" * 64, "a", 1, size=1)
    assert evidence_file.is_picture
    with Image.open(io.BytesIO(upright(path, 60))) as sample:
        assert (sample.format, sample.size) == ("JPEG", (60, 40))
        assert max(sample.getpixel((4, 4))) < 60


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_the_turn_of_the_camera_is_undone(tmp_path, form):
    """The orientation that a camera tells is applied: 6 is a quarter to the right."""
    exif = Image.Exif()
    exif[274] = 6
    path = taken(tmp_path / "a", form, exif=exif)
    with Image.open(io.BytesIO(upright(path, 1000))) as sample:
        assert sample.size == (80, 120)
        assert max(sample.getpixel((75, 4))) < 60


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_of_moving_pictures_the_first_is_bound_and_the_rest_told(tmp_path, form):
    """What moves is bound as it begins; that there is more is a note."""
    first, second = Image.new("RGB", (60, 40), RED), Image.new("RGB", (60, 40), GREEN)
    path = tmp_path / "a.gif"
    first.save(path, form, save_all=True, append_images=[second])
    examined = examine(path)
    assert (examined.fault, examined.pages) == (None, 1)
    (remark,) = examined.remarks
    assert remark.code is Code.CONTENT_ADAPTED
    assert "2" in str(remark.text)
    with Image.open(io.BytesIO(upright(path, 60))) as sample:
        assert sample.getpixel((30, 20))[0] > 150


def test_a_live_photo_is_its_picture(tmp_path):
    """A JPEG behind which a phone has put a film is one page without a fault."""
    path = picture(tmp_path / "a.jpg", (120, 80), format="JPEG")
    film = b"\0\0\0\x18ftypmp42\0\0\0\0" + bytes(range(256)) * 40
    path.write_bytes(path.read_bytes() + film)
    assert (examine(path).fault, examine(path).pages) == (None, 1)
    source = SourceFile(path.name, FileKind.JPEG, sha256_of(path), str(path))
    made = convert([source], tmp_path / "cache", None)[path]
    assert max(pixel(made.item_pdf.pdf, (0.1, 0.1))) < 40


@pytest.mark.parametrize(("form", "kind", "save"), KINDS)
def test_what_was_cut_off_is_damaged(tmp_path, form, kind, save):
    """Half a picture is FILE_DAMAGED, and no grey area is ever bound."""
    path = tmp_path / "a"
    pillow_heif.register_heif_opener()
    Image.effect_noise((300, 300), 90).convert("RGB").save(path, form, **save)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    examined = examine(path)
    assert (examined.kind, examined.fault) == (kind, Code.FILE_DAMAGED)


def test_too_many_pixels_are_refused_before_they_are_unpacked(tmp_path, monkeypatch):
    """A bomb is told by its size, as with every picture."""
    monkeypatch.setattr("dossier.media.image.LARGEST", 1000)
    for form, _, save in KINDS:
        path = taken(tmp_path / form, form, **save)
        assert examine(path).fault is Code.FILE_TOO_DEMANDING


def test_without_what_opens_them_pictures_of_phones_are_told(tmp_path, monkeypatch):
    """Where pillow-heif is not installed, the finding says what to do."""
    path = taken(tmp_path / "a.heic", "HEIF")
    heic.teach_pillow.cache_clear()
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    examined = examine(path)
    heic.teach_pillow.cache_clear()
    assert examined.fault is Code.FILE_TYPE
    assert "pillow-heif" in str(examined.remedy)
