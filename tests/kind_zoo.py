"""A folder with files of every kind, as schools have them, and what should come of each.

Old kinds are written by the real LibreOffice, pictures by Pillow, archives by py7zr; what no
program here writes is written byte by byte.
"""

import io
import struct
import wave
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pillow_heif
import py7zr
from PIL import Image

from dossier.finding import Code
from media_zoo import compound, picture
from office_zoo import letter, ofd, roster, saved_as, slides
from tiny_workspace import write_pdf

NOTICE = ("关于开展控辍保学工作的通知", "一、摸清底数。")
NAMES = ("李芳", "王伟")
CELLS = ("姓名", "得分", "李芳", "95.5", "王伟", "96.5")
SLIDES = ("校园安全教育", "防溺水六不准")
DUTY = "值班安排：\n一、张老师，周一；\n二、镕、喆两位老师。\n"
DUTIES = tuple(DUTY.split())
RED = (200, 30, 30)


class Bound(NamedTuple):
    """Pages that stand in the box, the words on them, and what is told of the file besides."""

    pages: int = 1
    words: tuple[str, ...] = ()
    told: tuple[Code, ...] = ()


class Gap(NamedTuple):
    """The finding, and what placeholder and 备考表 say."""

    code: Code
    said: str


class Recorded(NamedTuple):
    """A film or sound: its page says for how long it lasts."""

    kind: str
    length: str = ""


Outcome = Bound | Gap | Recorded

_LETTER = Bound(1, (*NOTICE, "班级", "人数", "42", "（完）"))
_ROSTER = Bound(1, CELLS)
_SLIDES = Bound(2, SLIDES)
_TEXT = Bound(1, DUTIES)
_MACROS = (Code.CONTENT_ADAPTED,)
_DAMAGED = Gap(Code.FILE_DAMAGED, "损坏，待补")
_LOCKED = Gap(Code.FILE_ENCRYPTED, "设有密码，待补")
_STRANGE = Gap(Code.FILE_TYPE, "的格式不能装订，待补")

_VBA = "application/vnd.ms-office.vbaProject"
_MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def zoo(folder: Path) -> dict[str, Outcome]:
    """Write all files into `folder`, and tell by their names what should come of them."""
    folder.mkdir(parents=True, exist_ok=True)
    found = (
        _documents(folder)
        | _workbooks(folder)
        | _presentations(folder)
        | _texts(folder)
        | _pictures(folder)
        | _recordings(folder)
    )
    return found | _misnamed(folder) | _refused(folder) | _cut(folder)


def _documents(folder: Path) -> dict[str, Outcome]:
    source = letter(folder / "通知.docx", *NOTICE)
    made = {suffix: saved_as(source, suffix) for suffix in ("doc", "dot", "rtf", "odt", "xml")}
    (folder / "通知.wps").write_bytes(made["doc"].read_bytes())
    (folder / "通知.wpt").write_bytes(made["dot"].read_bytes())
    (folder / "新版通知.wps").write_bytes(source.read_bytes())
    _retyped(source, folder / "通知.dotx", "document.main", "template.main")
    _with_macros(source, folder / "通知.docm", "word", _MACRO_WORD)
    names = [*(path.name for path in made.values()), source.name]
    names += ["通知.wps", "通知.wpt", "新版通知.wps", "通知.dotx"]
    write_pdf(folder / "方案.pdf", "plan", "plan")
    return dict.fromkeys(names, _LETTER) | {
        "通知.docm": _LETTER._replace(told=_MACROS),
        "方案.pdf": Bound(2, ("plan",)),
    }


def _workbooks(folder: Path) -> dict[str, Outcome]:
    source = roster(folder / "名单.xlsx", *NAMES)
    made = {suffix: saved_as(source, suffix) for suffix in ("xls", "ods")}
    (folder / "名单.et").write_bytes(made["xls"].read_bytes())
    (folder / "新版名单.et").write_bytes(source.read_bytes())
    _with_macros(source, folder / "名单.xlsm", "xl", _MACRO_BOOK)
    table = "姓名,得分\r\n李芳,95.5\r\n王伟,96.5\r\n"
    (folder / "名单.csv").write_bytes(table.encode("gb18030"))
    (folder / "名单.tsv").write_text(table.replace(",", "\t"), encoding="utf-8-sig")
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(','))}</tr>"
        for line in table.splitlines()
    )
    (folder / "导出的名单.xls").write_text(
        f"<html><head><meta charset=utf-8></head><body><table>{cells}</table></body></html>",
        encoding="utf-8",
    )
    (folder / "名单.xml").write_text(_sheet_xml(table), encoding="utf-8")
    names = [*(path.name for path in made.values()), source.name, "名单.xml"]
    names += ["名单.et", "新版名单.et", "名单.csv", "名单.tsv", "导出的名单.xls"]
    return dict.fromkeys(names, _ROSTER) | {"名单.xlsm": _ROSTER._replace(told=_MACROS)}


def _sheet_xml(table: str) -> str:
    """A table as Excel 2003 writes it as XML."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"Number" if cell[0].isdigit() else "String"}">{cell}</Data>'
            "</Cell>"
            for cell in line.split(",")
        )
        + "</Row>"
        for line in table.splitlines()
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
    )


def _presentations(folder: Path) -> dict[str, Outcome]:
    source = slides(folder / "课件.odp", *SLIDES)
    ppt, pptx = (saved_as(source, suffix) for suffix in ("ppt", "pptx"))
    (folder / "课件.dps").write_bytes(ppt.read_bytes())
    (folder / "新版课件.dps").write_bytes(pptx.read_bytes())
    names = (source.name, ppt.name, pptx.name, "课件.dps", "新版课件.dps")
    return dict.fromkeys(names, _SLIDES)


_ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF-8有标记": "utf-8-sig",
    "GB18030": "gb18030",
    "UTF-16": "utf-16",
    "UTF-16无标记": "utf-16-le",
    "UTF-16大端无标记": "utf-16-be",
}


def _texts(folder: Path) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for name, encoding in _ENCODINGS.items():
        (folder / f"{name}.txt").write_bytes(DUTY.encode(encoding))
        found[f"{name}.txt"] = _TEXT
    page = "<html><head><title>校网</title></head><body><h1>开学典礼</h1><p>九月一日。</p>{}</body>"
    (folder / "校网.html").write_text(page.format("<script>a()</script>"), encoding="utf-8")
    image = io.BytesIO()
    Image.new("RGB", (200, 100), RED).save(image, "PNG")
    (folder / "校网.mht").write_bytes(_envelope(page.format('<img src="cid:p1">'), image))
    words = ("开学典礼", "九月一日。")
    return found | {"校网.html": Bound(1, words), "校网.mht": Bound(1, words)}


def _envelope(page: str, image: io.BytesIO) -> bytes:
    """A page with its picture in one file (RFC 2557), as browsers save it."""
    from email.mime.image import MIMEImage
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    whole = MIMEMultipart("related", type="text/html", boundary="----=_Part")
    whole.attach(MIMEText(page, "html", "utf-8"))
    shown = MIMEImage(image.getvalue(), "png")
    shown["Content-ID"] = "<p1>"
    whole.attach(shown)
    return b"From: <Saved by Browser>\r\n" + whole.as_bytes()


def _pictures(folder: Path) -> dict[str, Outcome]:
    pillow_heif.register_heif_opener()
    found: dict[str, Outcome] = {}
    for name, form in {
        "照片.jpg": "JPEG",
        "照片.png": "PNG",
        "照片.heic": "HEIF",
        "照片.heif": "HEIF",
        "手机照片.jpg": "HEIF",
        "照片.avif": "AVIF",
        "照片.webp": "WEBP",
        "照片.bmp": "BMP",
        "照片.gif": "GIF",
        "照片.jp2": "JPEG2000",
    }.items():
        picture(folder / name, (120, 80), format=form)
        found[name] = Bound()
    first, *others = (Image.new("RGB", (60, 40), (n * 60, 90, 30)) for n in range(3))
    first.save(folder / "动图.gif", save_all=True, append_images=others)
    first.save(folder / "传真.tif", save_all=True, append_images=others)
    first.save(folder / "双镜头.jpg", "MPO", save_all=True, append_images=others[:1])
    live = (folder / "照片.jpg").read_bytes() + film(3)
    (folder / "动态照片.jpg").write_bytes(live)
    return found | {
        "动图.gif": Bound(told=(Code.CONTENT_ADAPTED,)),
        "传真.tif": Bound(3),
        "双镜头.jpg": Bound(),
        "动态照片.jpg": Bound(),
    }


def film(seconds: int) -> bytes:
    """The head of an MP4 (ISO/IEC 14496-12) that lasts so long; it holds no picture."""
    head = bytes(4) + struct.pack(">IIII", 0, 0, 1000, seconds * 1000) + bytes(80)
    movie = struct.pack(">I4s", 8 + len(head), b"mvhd") + head
    return (
        struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0)
        + struct.pack(">I4s", 8 + len(movie), b"moov")
        + movie
    )


def _recordings(folder: Path) -> dict[str, Outcome]:
    (folder / "专题片.mp4").write_bytes(film(205))
    frame = b"\xff\xfb\x90\x00"  # layer III, 128 kbit/s
    (folder / "校歌.mp3").write_bytes(frame + bytes(16_000 * 61 - len(frame)))
    with wave.open(str(folder / "铃声.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 3))
    return {
        "专题片.mp4": Recorded("视频", "3分25秒"),
        "校歌.mp3": Recorded("录音", "1分1秒"),
        "铃声.wav": Recorded("录音", "3秒"),
    }


def _misnamed(folder: Path) -> dict[str, Outcome]:
    """Sound files under the names of other kinds: what a file is, its content says."""
    copies: dict[str, tuple[str, Outcome]] = {
        "其实是Word.pdf": ("通知.docx", _LETTER),
        "其实是PDF.docx": ("方案.pdf", Bound(2, ("plan",))),
        "其实是表格.doc": ("名单.xlsx", _ROSTER),
        "其实是照片.pdf": ("照片.jpg", Bound()),
        "其实是旧版.docx": ("通知.doc", _LETTER),
        "其实是课件.docx": ("课件.pptx", _SLIDES),
        "其实是视频.jpg": ("专题片.mp4", Recorded("视频", "3分25秒")),
        "没有扩展名": ("通知.docx", _LETTER),
    }
    for name, (source, _) in copies.items():
        (folder / name).write_bytes((folder / source).read_bytes())
    return {name: outcome for name, (_, outcome) in copies.items()}


def _refused(folder: Path) -> dict[str, Outcome]:
    """What has a password, is empty, or is of no kind that has pages."""
    with pikepdf.open(folder / "方案.pdf") as pdf:
        pdf.save(folder / "加密.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    compound(folder / "加密.docx", {"EncryptionInfo": b"", "EncryptedPackage": bytes(5000)})
    flags = bytes(10) + struct.pack("<H", 0x0100) + bytes(5000)  # [MS-DOC], 2.5.1: fEncrypted
    compound(folder / "加密.doc", {"WordDocument": flags})
    passed = struct.pack("<HHH", 0x2F, 54, 1) + bytes(52) + bytes(5000)  # [MS-XLS], 2.4.117
    compound(folder / "加密.xls", {"Workbook": passed})
    _encrypted_odf(folder / "通知.odt", folder / "加密.odt")
    ofd(folder / "公文.ofd", "关于招生的通知", "学生1286人")
    with zipfile.ZipFile(folder / "同事的材料.zip", "w") as archive:
        archive.write(folder / "通知.docx", "通知.docx")
    with py7zr.SevenZipFile(folder / "同事的材料.7z", "w") as archive:
        archive.write(folder / "通知.docx", "通知.docx")
    contents = {
        "同事的材料.rar": b"Rar!\x1a\x07\x01\0" + bytes(100),
        "图纸.dwg": b"AC1032" + bytes(200),
        "标志.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "程序.exe": b"MZ" + bytes(200),
        "空文件.docx": b"",
        "不明.bin": bytes(range(256)),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    locked = ("加密.pdf", "加密.docx", "加密.doc", "加密.xls", "加密.odt")
    strange = [*contents, "同事的材料.zip", "同事的材料.7z"]
    return (
        dict.fromkeys(strange, _STRANGE)
        | dict.fromkeys(locked, _LOCKED)
        | {
            "空文件.docx": Gap(Code.FILE_EMPTY, "为空，待补"),
            "公文.ofd": Gap(Code.FILE_TYPE, "版式文件（OFD）原件另存，纸质件待补"),
        }
    )


_CUT = (
    "通知.docx 通知.doc 通知.odt 通知.rtf 名单.xlsx 名单.xls 名单.ods 课件.pptx 课件.ppt 方案.pdf "
    "照片.png 照片.heic 照片.webp 照片.bmp 照片.jp2 公文.ofd"
)


def _cut(folder: Path) -> dict[str, Outcome]:
    """The first half of files, as a copy that was broken off leaves it."""
    for name in _CUT.split():
        content = (folder / name).read_bytes()
        (folder / f"半个{name}").write_bytes(content[: len(content) // 2])
    return {f"半个{name}": _DAMAGED for name in _CUT.split()}


def _retyped(source: Path, target: Path, old: str, new: str) -> None:
    """A copy whose main part is said to be of another type."""
    _copied(source, target, {"[Content_Types].xml": lambda said: said.replace(old, new)}, {})


def _with_macros(source: Path, target: Path, folder: str, main: str) -> None:
    """A copy that holds programs (ECMA-376 packages of [MS-OFFMACRO2])."""

    def typed(said: str) -> str:
        for usual in ("document", "sheet"):
            kind = "wordprocessingml" if usual == "document" else "spreadsheetml"
            said = said.replace(
                f"application/vnd.openxmlformats-officedocument.{kind}.{usual}.main+xml", main
            )
        return said.replace("</Types>", f'<Default Extension="bin" ContentType="{_VBA}"/></Types>')

    _copied(
        source, target, {"[Content_Types].xml": typed}, {f"{folder}/vbaProject.bin": bytes(100)}
    )


def _encrypted_odf(source: Path, target: Path) -> None:
    """A copy whose manifest says that its parts are encrypted (OpenDocument 1.3, part 2, 3.4)."""

    def locked(said: str) -> str:
        place = said.index(">", said.index("content.xml"))
        closed = place - (said[place - 1] == "/")
        return (
            said[:closed]
            + "><manifest:encryption-data/></manifest:file-entry>"
            + said[place + 1 :].removeprefix("</manifest:file-entry>")
        )

    _copied(source, target, {"META-INF/manifest.xml": locked}, {})


def _copied(source: Path, target: Path, change: Mapping, added: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in change:
                content = change[name](content.decode()).encode()
            new.writestr(name, content)
        for name, content in added.items():
            new.writestr(name, content)
