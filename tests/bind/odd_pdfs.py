"""PDFs with links, bookmarks, fields and boxes of every odd shape, each made by one function."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pdf_zoo as zoo
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

Change = Callable[[Pdf], None]


def two_pages(path: Path, change: Change) -> Path:
    """Two pages that say "page 1" and "page 2", with a change."""
    with Pdf.new() as pdf:
        for number in (1, 2):
            zoo.add_page(pdf, zoo.text(f"page {number}"))
        change(pdf)
        pdf.save(path)
    return path


def linked(**entries) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(zoo.link(**entries))])

    return change


def to_a_page_that_is_gone(pdf: Pdf) -> None:
    gone = zoo.add_page(pdf, zoo.text("gone"))
    pdf.pages[0].obj.Annots = Array(
        pdf.make_indirect(zoo.link(**one))
        for one in (
            {"Dest": Array([gone, Name.Fit])},
            {"A": Dictionary(S=Name.GoTo, D=Array([gone, Name.Fit]))},
            {"Dest": String("gone")},
        )
    )
    tree = NameTree.new(pdf)
    tree["gone"] = Array([gone, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=tree.obj)
    del pdf.pages[2]


def named(place: object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), place])))
        linked(Dest=String("a"))(pdf)

    return change


def of_names(tree: object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.Names = Dictionary(Dests=tree)
        linked(A=Dictionary(S=Name.GoTo, D=String("a")))(pdf)

    return change


def bookmarked(*entries: Dictionary) -> Change:
    """An outline of raw entries, one after the other."""

    def change(pdf: Pdf) -> None:
        made = [pdf.make_indirect(entry) for entry in entries]
        for one, after in pairwise(made):
            one.Next = after
        pdf.Root.Outlines = pdf.make_indirect(
            Dictionary(First=made[0], Last=made[-1], Count=len(made))
        )

    return change


def entry(**keys) -> Dictionary:
    return Dictionary(Title=String("第一章"), **keys)


def bookmark_of_a_page_that_is_gone(pdf: Pdf) -> None:
    zoo.add_page(pdf, zoo.text("gone"))
    with pdf.open_outline() as outline:
        outline.root.extend([OutlineItem("第一章", 0), OutlineItem("第三章", 2)])
    del pdf.pages[2]


def boxed(**boxes) -> Change:
    def change(pdf: Pdf) -> None:
        for key, box in boxes.items():
            pdf.pages[0].obj[f"/{key}"] = box

    return change


def widget(pdf: Pdf, y: int, **more) -> Dictionary:
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([9, y, 99, y + 9]), F=4, **more)
    )


def one_field_in_three_places(pdf: Pdf) -> None:
    """One field whose widgets all repeat its name: three objects in /Fields, one field."""
    widgets = [widget(pdf, 20 * n, FT=Name.Tx, T=String("姓名"), V=String("周")) for n in range(3)]
    pdf.pages[0].obj.Annots = Array(widgets)
    pdf.Root.AcroForm = Dictionary(Fields=Array(widgets))


def three_fields_of_three_widgets(pdf: Pdf) -> None:
    fields = []
    for number in range(3):
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(f"f{number}")))
        field.Kids = Array(widget(pdf, 100 * number + 20 * n, Parent=field) for n in range(3))
        fields.append(field)
    pdf.pages[0].obj.Annots = Array(one for field in fields for one in field.Kids)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))


def fields_two_levels_deep(pdf: Pdf) -> None:
    """Widgets below a node without a name, below the field."""
    field = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=32768, T=String("性别")))
    middle = pdf.make_indirect(Dictionary(Parent=field))
    middle.Kids = Array(widget(pdf, 20 * n, Parent=middle) for n in range(3))
    field.Kids = Array([middle])
    pdf.pages[0].obj.Annots = Array(list(middle.Kids))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def one_widget_on_two_pages(pdf: Pdf) -> None:
    one = widget(pdf, 20, FT=Name.Tx, T=String("a"))
    for page in pdf.pages:
        page.obj.Annots = Array([one])
    pdf.Root.AcroForm = Dictionary(Fields=Array([one]))


def unlisted_fields(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array(
        widget(pdf, 20 * n, FT=Name.Tx, T=String(f"u{n}")) for n in range(3)
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array())


def names_with_dots(pdf: Pdf) -> None:
    widgets = [widget(pdf, 20 * n, FT=Name.Tx, T=String(f"表.{n % 2}")) for n in range(3)]
    pdf.pages[0].obj.Annots = Array(widgets)
    pdf.Root.AcroForm = Dictionary(Fields=Array(widgets))


def page_of(number: int) -> Change:
    return linked(Dest=Array([number, Name.Fit]))


LINKS: dict[str, Change] = {
    "gone": to_a_page_that_is_gone,
    "null": linked(Dest=Array([None, Name.Fit])),
    "null in an action": linked(A=Dictionary(S=Name.GoTo, D=Array([None, Name.Fit]))),
    "empty": linked(Dest=Array()),
    "a number beyond": page_of(9),
    "a negative number": page_of(-1),
    "a fraction": linked(Dest=Array([Decimal("0.5"), Name.Fit])),
    "a name for a page": linked(Dest=Array([Name.Page1, Name.Fit])),
    "a text for a page": linked(Dest=Array([String("1"), Name.Fit])),
    "a number alone": linked(Dest=1),
    "a dictionary": linked(Dest=Dictionary(D=Array([None, Name.Fit]))),
    "a dictionary without": linked(Dest=Dictionary()),
    "no page": linked(Dest=Array([Dictionary(Type=Name.Font), Name.Fit])),
    "a name for nothing": linked(Dest=String("a")),
    "an old name for nothing": linked(Dest=Name.a),
    "a name in GBK": linked(Dest=String(b"\xb5\xda\xd2\xbb")),
    "a name for null": named(Array([None, Name.Fit])),
    "a name for a number": named(7),
    "a name for a dictionary of nothing": named(Dictionary()),
    "names no tree": of_names(Array([1])),
    "names of odd number": of_names(Dictionary(Names=Array([String("a")]))),
    "names that are numbers": of_names(Dictionary(Names=Array([1, 2]))),
    "kids no nodes": of_names(Dictionary(Kids=Array([1, None]))),
    "an action no dictionary": linked(A=Array([1])),
    "an action without kind": linked(A=Dictionary(D=Array([None]))),
    "an action whose place is missing": linked(A=Dictionary(S=Name.GoTo)),
    "an action that follows itself": linked(A=Dictionary(S=Name.GoTo, Next=Array([None, 3]))),
    "annotations no array": lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", 3),
    "annotations null": lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([None, 3])),
}

BOOKMARKS: dict[str, Change] = {
    "heading": bookmarked(entry()),
    "address": bookmarked(entry(A=Dictionary(S=Name.URI, URI=String("https://a.cn")))),
    "address no text": bookmarked(entry(A=Dictionary(S=Name.URI, URI=3))),
    "named action": bookmarked(entry(A=Dictionary(S=Name.Named, N=Name.NextPage))),
    "gone": bookmark_of_a_page_that_is_gone,
    "null": bookmarked(entry(Dest=Array([None, Name.Fit])), entry()),
    "a number": bookmarked(entry(Dest=5)),
    "a number for a page": bookmarked(entry(Dest=Array([0, Name.Fit]))),
    "no title": bookmarked(Dictionary(Dest=Array([None]))),
    "title no text": bookmarked(Dictionary(Title=3)),
    "action no dictionary": bookmarked(entry(A=3)),
    "outline no dictionary": lambda pdf: pdf.Root.__setitem__("/Outlines", 3),
    "outline empty": lambda pdf: pdf.Root.__setitem__("/Outlines", Dictionary(First=None)),
    "first no dictionary": lambda pdf: pdf.Root.__setitem__("/Outlines", Dictionary(First=3)),
}

FIELDS: dict[str, Change] = {
    "one in three places": one_field_in_three_places,
    "three of three": three_fields_of_three_widgets,
    "two levels": fields_two_levels_deep,
    "on two pages": one_widget_on_two_pages,
    "unlisted": unlisted_fields,
    "dots": names_with_dots,
    "form no dictionary": lambda pdf: pdf.Root.__setitem__("/AcroForm", 3),
    "fields no array": lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=3)),
}

BOXES: dict[str, Change] = {
    "crop outside": boxed(CropBox=Array([2000, 2000, 2500, 2500])),
    "crop of no size": boxed(CropBox=Array([10, 10, 10, 10])),
    "crop no array": boxed(CropBox=3),
    "crop of three": boxed(CropBox=Array([1, 2, 3])),
    "crop of names": boxed(CropBox=Array([Name.a, Name.b, Name.c, Name.d])),
    "trim outside": boxed(TrimBox=Array([2000, 2000, 2500, 2500])),
    "media inverted": boxed(MediaBox=Array([595, 842, 0, 0])),
    "media of no size": boxed(MediaBox=Array([0, 0, 0, 0])),
    "media of names": boxed(MediaBox=Array([Name.a, 0, String("x"), 842])),
    "media of three": boxed(MediaBox=Array([0, 0, 595])),
    "media beside crop": boxed(MediaBox=Array([0, 0, 0, 0]), CropBox=Array([2000, 0, 2595, 842])),
}
