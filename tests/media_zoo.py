"""Files of every health, made on the spot."""

import io
import itertools
import struct
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


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    path.write_bytes(of_streams(streams))
    return path


def of_streams(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams in its root, in sectors of 512 bytes."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    chains, body = [], b""
    for content in streams.values():
        chains.append(len(body) // sector)
        # streams of less than 4096 bytes would lie elsewhere
        body += content.ljust(4096, b"\0") + bytes(-max(len(content), 4096) % sector)
    starts = [*chains, len(body) // sector]
    count = len(streams) + 1
    directory, tables = -(-count // 4), 1
    table = []
    for first, last in itertools.pairwise(starts):
        table += [*range(first + 1, last), end]
    base = len(table)
    table += [*range(base + 1, base + directory), end, 0xFFFFFFFD]
    table += [free] * (sector // 4 * tables - len(table))

    def entry(name, kind, start, size, child=free, right=free):
        spelt = (name + "\0").encode("utf-16-le")
        return (
            spelt.ljust(64, b"\0") + struct.pack("<HBBIII", len(spelt), kind, 1, free, right, child)
            + bytes(36) + struct.pack("<IQ", start, size)
        )  # fmt: skip

    entries = entry("Root Entry", 5, end, 0, child=1 if streams else free)
    for number, (name, content) in enumerate(streams.items(), 1):
        after = number + 1 if number < len(streams) else free
        entries += entry(name, 2, starts[number - 1], max(len(content), 4096), right=after)
    entries = entries.ljust(directory * sector, b"\0")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, base, 0, 4096, end, 0,
                      end, 0)
        + struct.pack("<I", base + directory) + b"\xff" * 432
    )  # fmt: skip
    return head + body + entries + struct.pack(f"<{len(table)}I", *table)


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
