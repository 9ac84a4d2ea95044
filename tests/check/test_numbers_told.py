"""ID and mobile numbers in the evidence."""

from sound_school import FILES, facts

from dossier.check.personal import numbers_of_persons
from dossier.facts import replace
from dossier.finding import Code, Severity
from dossier.media.passage import Passage, clean
from dossier.messages import say


def test_numbers_of_persons_are_told_masked_with_file_and_page():
    """this test ensures that who registers a file learns of them, and nobody reads them there."""
    said = (
        Passage(say("page {page}", page="1"), clean("名单")),
        Passage(say("page {page}", page="2"), clean("周明 510107200901011230 13812345678")),
    )
    (told,) = numbers_of_persons(replace(facts(), texts={FILES[0].path: said}))
    assert (told.code, told.code.severity) == (Code.PERSONAL_DATA, Severity.WARNING)
    assert str(told.text) == (
        "'a.pdf' shows ID, card or mobile numbers (2): 5101**********1230 (page 2)"
    )
