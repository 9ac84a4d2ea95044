"""Files of every health, made on the spot."""

import io
import zipfile
from pathlib import Path

import pikepdf
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def pdf(path: Path, pages: int = 3, **save) -> Path:
    with pikepdf.new() as document:
        for number in range(pages):
            page = document.add_blank_page(page_size=(595, 842))
            # not to be compressed away: a cut through the file must hit something
            noise = bytes((number * 31 + n * n) % 251 for n in range(4000)).hex().encode()
            page.Contents = document.make_stream(b"q Q % " + noise)
        document.save(path, **({"compress_streams": False} | save))
    return path


def office(path: Path, content_type: str = WORD, body: bytes = b"<document/>", **parts) -> Path:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/main/part.xml" ContentType="{content_type}"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="main/part.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", rels)
        package.writestr("main/part.xml", body)
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def compound(path: Path, stream: str) -> Path:
    """A compound file as far as its recognition goes."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
    path.write_bytes(head + stream.encode("utf-16-le") + bytes(512))
    return path


def picture(path: Path, size=(60, 40), mode="RGB", color=None, **save) -> Path:
    """A picture whose left upper corner is black, so that its orientation shows."""
    paper = {"RGB": (200, 30, 30), "CMYK": (0, 200, 200, 0), "RGBA": (0, 0, 0, 0)}
    image = Image.new(mode, size, paper.get(mode, 1) if color is None else color)
    black = {"RGB": (0, 0, 0), "CMYK": (0, 0, 0, 255), "RGBA": (0, 0, 0, 255)}.get(mode, 0)
    image.paste(black, (0, 0, size[0] // 3, size[1] // 3))
    image.save(path, **save)
    return path


def turned(path: Path, orientation: int, size=(60, 40)) -> Path:
    """A JPEG as a camera stores it: turned back, with the EXIF tag that turns it upright."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = io.BytesIO()
    picture(upright, size, format="PNG")
    image = Image.open(upright)
    if orientation in undo:
        image = image.transpose(undo[orientation])
    exif = Image.Exif()
    exif[274] = orientation
    image.save(path, "JPEG", quality=95, exif=exif)
    return path


def tiff(path: Path, pages: int = 3, mode: str = "1", size=(400, 300), **save) -> Path:
    frames = [Image.new(mode, size, 255) for _ in range(pages)]
    for number, frame in enumerate(frames, 1):
        frame.paste(0, (0, 0, 30 * number, 30))
    frames[0].save(path, save_all=True, append_images=frames[1:], **save)
    return path
