"""What is told of fonts that had to be substituted."""

from dossier.assembly.conversion import asked_for, once_each
from dossier.finding import Code, Finding
from dossier.messages import say

OTHER = Finding(Code.NOT_CONVERTED, say("'{file}' could not be made into a PDF", file="x"))


def test_a_font_is_told_once_with_its_files() -> None:
    """This test ensures that each font is one finding, where the first document asked for it."""
    findings = [
        *asked_for("a.docx", ["方正舒体", "Comic Sans"]),
        OTHER,
        *asked_for("b.docx", ["方正舒体"]),
        *asked_for("a.docx", ["方正舒体"]),
    ]
    assert [str(one.text.spoken("en")) for one in once_each(findings)] == [
        "the font '方正舒体' is not there; another stands for it in a.docx、b.docx",
        "the font 'Comic Sans' is not there; another stands for it in a.docx",
        "'x' could not be made into a PDF",
    ]


def test_many_files_are_counted() -> None:
    """This test ensures that a font that every document asks for stays one line."""
    (told,) = once_each([one for n in range(40) for one in asked_for(f"{n}.docx", ["方正舒体"])])
    assert told.text.spoken("en") == (
        "the font '方正舒体' is not there; another stands for it in 40 files, among them "
        "0.docx、1.docx、2.docx"
    )
    assert told.path == "0.docx"
