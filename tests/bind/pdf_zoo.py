"""PDFs of every awkward kind, made on the spot."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, Stream, String

from dossier.bind.binding import Binding, Part

IDENTITY = "0123456789abcdef" * 4
A4 = (0, 0, 595, 842)
DARK = b"0 g -9999 -9999 29999 29999 re f\n"


def text(words: str) -> bytes:
    return f"BT /F1 12 Tf 72 400 Td ({words}) Tj ET\n".encode()


def add_page(pdf: Pdf, content: bytes | None = b"", box=A4, **entries) -> Dictionary:
    """Append a page with Helvetica as F1; `entries` are further keys of the page."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(
        Type=Name.Page, MediaBox=Array(list(box)), Resources=Dictionary(Font=Dictionary(F1=font))
    )
    if content is not None:
        page.Contents = pdf.make_indirect(Stream(pdf, content))
    for key, value in entries.items():
        page[f"/{key}"] = value
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def plain(path: Path, pages: int = 1, words: str = "page") -> Path:
    """`pages` pages that say `words` and their own number."""
    with Pdf.new() as pdf:
        for number in range(1, pages + 1):
            add_page(pdf, text(f"{words} {number}"))
        pdf.save(path)
    return path


def single(path: Path, content: bytes | None = b"", box=A4, **entries) -> Path:
    with Pdf.new() as pdf:
        add_page(pdf, content, box, **entries)
        pdf.save(path)
    return path


def catalogue(path: Path, *addresses: str) -> Path:
    """A page with a link annotation to each address, as the office engine writes them."""
    with Pdf.new() as pdf:
        page = add_page(pdf, text("catalogue"))
        page.Annots = Array(
            pdf.make_indirect(link(A=Dictionary(S=Name.URI, URI=String(address)), y=700 - 20 * n))
            for n, address in enumerate(addresses)
        )
        pdf.save(path)
    return path


def link(y: float = 700, **entries) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, y, 200, y + 14]), F=4, **entries
    )


def named_links(path: Path, words: str, *, old: bool = False) -> Path:
    """Two pages; a link on the first leads to the second by the name ``_Toc100``."""
    with Pdf.new() as pdf:
        first = add_page(pdf, text(f"{words} 1"))
        second = add_page(pdf, text(f"{words} 2"))
        place = Array([second, Name.Fit])
        if old:
            pdf.Root.Dests = Dictionary({"/_Toc100": place})
            first.Annots = Array([pdf.make_indirect(link(Dest=Name("/_Toc100")))])
        else:
            tree = NameTree.new(pdf)
            tree["_Toc100"] = pdf.make_indirect(Dictionary(D=place))
            pdf.Root.Names = Dictionary(Dests=tree.obj)
            jump = Dictionary(S=Name.GoTo, D=String("_Toc100"))
            first.Annots = Array([pdf.make_indirect(link(A=jump))])
        pdf.save(path)
    return path


def form(path: Path, value: str) -> Path:
    """A text field called 姓名 with `value`."""
    with Pdf.new() as pdf:
        page = add_page(pdf)
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("姓名"),
                V=String(value), Rect=Array([72, 500, 200, 520]), F=4,
            )
        )  # fmt: skip
        page.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.save(path)
    return path


def layered(path: Path) -> Path:
    """A layer that is switched off."""
    with Pdf.new() as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("secret")))
        page = add_page(pdf, b"/OC /L1 BDC " + text("hidden") + b" EMC")
        page.Resources.Properties = Dictionary(L1=layer)
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        pdf.save(path)
    return path


def outlined(path: Path) -> Path:
    """Three pages; the outline has a chapter on page 2 and in it a section on page 3."""
    with Pdf.new() as pdf:
        for number in (1, 2, 3):
            add_page(pdf, text(f"outlined {number}"))
        with pdf.open_outline() as outline:
            chapter = OutlineItem("第一章", 1)
            chapter.children.append(OutlineItem("第一节", 2))
            outline.root.append(chapter)
        pdf.save(path)
    return path


def shared(path: Path) -> Path:
    """One page object that stands twice in the page tree."""
    with Pdf.new() as pdf:
        page = add_page(pdf, text("shared"))
        page.Annots = Array([])
        pdf.Root.Pages.Kids = Array([page, page])
        pdf.Root.Pages.Count = 2
        pdf.save(path)
    return path


def active(path: Path) -> Path:
    """Scripts, a program to start, an embedded file, a video and a thumbnail; and a hyperlink."""
    with Pdf.new() as pdf:
        page = add_page(pdf, text("active"))
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.OpenAction = script
        page.AA = Dictionary(O=script)
        page.Thumb = pdf.make_indirect(Stream(pdf, b"thumb"))
        launch = Dictionary(S=Name.Launch, F=String("run.exe"))
        chained = Dictionary(S=Name.URI, URI=String("https://x.cn/"), Next=launch)
        harmless = Dictionary(S=Name.URI, URI=String("https://moe.gov.cn/"))
        film = Dictionary(
            Type=Name.Annot, Subtype=Name.Movie, Rect=Array([0, 0, 9, 9]),
            Movie=Dictionary(F=String("film.avi")),
        )  # fmt: skip
        page.Annots = Array([link(A=launch), link(A=chained), link(A=harmless), film])
        pdf.attachments["名单.xlsx"] = b"attached"
        pdf.save(path)
    return path


def signed(path: Path) -> Path:
    """A signature field with the look of a seal, and an invisible one."""
    with Pdf.new() as pdf:
        page = add_page(pdf, text("signed"))
        look = Stream(pdf, b"1 0 0 rg 0 0 90 90 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 90])
        value = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3])))
        fields = [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(name), V=value,
                    Rect=Array(rect), F=132, **look_,
                )
            )
            for name, rect, look_ in (
                ("seal", [300, 300, 390, 390], {"AP": Dictionary(N=pdf.make_indirect(look))}),
                ("ghost", [0, 0, 0, 0], {}),
            )
        ]  # fmt: skip
        page.Annots = Array(fields)
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=3)
        pdf.save(path)
    return path


def binding(*parts: Path, front=(), back=(), identity: str = IDENTITY, **fields) -> Binding:
    """A box of the PDFs `parts`; every item beneath one heading, without a year."""
    planned, first = [], 1
    for number, path in enumerate(parts, 1):
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        planned.append(
            Part(path, tuple(map(str, range(first, first + pages))), number, f"{number:04d}",
                 f"材料{number}", "B01 入学机会", "", f"03盒{number:04d}件")
        )  # fmt: skip
        first += pages
    given = dict(
        title="03盒 入学机会", number="03", author="星光实验学校", keywords=("均衡", "B01"),
        front=front, parts=tuple(planned), back=back, identity=identity,
    )  # fmt: skip
    return Binding(**(given | fields))
