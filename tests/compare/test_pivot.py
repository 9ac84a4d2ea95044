"""Pivot tables, of which the cells hold what a person saw."""

from office_files import book, with_parts

from dossier.compare.run import compare
from dossier.media.shown import shown
from dossier.model.evidence_file import FileKind

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHARED = '<sharedItems count="2"><s v="一班"/><s v="二班"/></sharedItems>'
CACHE = f"""<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="1" recordCount="3">
<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="表"/></cacheSource>
<cacheFields count="2"><cacheField name="班级">{SHARED}</cacheField>
<cacheField name="人数"><sharedItems containsSemiMixedTypes="0" containsString="0"
containsNumber="1" containsInteger="1" minValue="3" maxValue="5"/></cacheField></cacheFields>
</pivotCacheDefinition>"""
PIVOT = f"""<pivotTableDefinition xmlns="{MAIN}" name="透视表" cacheId="1" dataCaption="值">
<location ref="D1:E4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>
<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/>
<item x="1"/><item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/>
</pivotFields><rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i><x/></i>
<i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>
<dataFields count="1">
<dataField name="求和项：人数" fld="1" baseField="0" baseItem="0"/></dataFields>
</pivotTableDefinition>"""


def relations(kind: str, target: str):
    def add(content: bytes) -> bytes:
        text = content.decode() or f'<Relationships xmlns="{PACKAGE}"></Relationships>'
        one = f'<Relationship Id="rIdP" Type="{RELATED}/{kind}" Target="{target}"/>'
        return text.replace("</Relationships>", f"{one}</Relationships>").encode()

    return add


def types(content: bytes) -> bytes:
    made = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{TYPES}.{kind}+xml"/>'
        for part, kind in (("cache1.xml", "pivotCacheDefinition"), ("pivot1.xml", "pivotTable"))
    )
    return content.replace(b"</Types>", made.encode() + b"</Types>")


def caches(content: bytes) -> bytes:
    named = f'<pivotCaches xmlns:r="{RELATED}"><pivotCache cacheId="1" r:id="rIdP"/></pivotCaches>'
    return content.replace(b"</workbook>", named.encode() + b"</workbook>")


def pivoted(path, *shown_rows):
    """Three rows of figures, and the pivot table of them with what is stored of it."""
    rows = [("班级", "人数"), ("一班", 3), ("二班", 5), ("一班", 4)]
    shown_rows = shown_rows or [()] * 4
    office = book(path, *((*row, None, *more) for row, more in zip(rows, shown_rows, strict=True)))
    return with_parts(
        office,
        {
            "xl/cache1.xml": lambda _: CACHE.encode(),
            "xl/pivot1.xml": lambda _: PIVOT.encode(),
            "xl/_rels/pivot1.xml.rels": relations("pivotCacheDefinition", "cache1.xml"),
            "xl/worksheets/_rels/sheet1.xml.rels": relations("pivotTable", "../pivot1.xml"),
            "xl/_rels/workbook.xml.rels": relations("pivotCacheDefinition", "cache1.xml"),
            "xl/workbook.xml": caches,
            "[Content_Types].xml": types,
        },
    )


def test_a_pivot_table_is_printed_as_it_was_stored(tmp_path, printed):
    """Its labels and figures are those of the file, though its source says something else."""
    stored = (("行标签", "求和项：人数"), ("一班", 7), ("二班", 6), ("总计", 13))
    office = pivoted(tmp_path / "透视.xlsx", *stored)
    (pdf,) = printed(office)
    assert compare(office, FileKind.SHEET, pdf) == ()
    words = "".join(shown(pdf).pages)
    assert "总计" in words
    assert "13" in words


def test_a_pivot_table_of_which_nothing_is_stored_is_worked_out(tmp_path, printed):
    """A program that leaves this to Excel gets its figures all the same."""
    office = pivoted(tmp_path / "透视.xlsx")
    (pdf,) = printed(office)
    assert "12" in "".join(shown(pdf).pages)
