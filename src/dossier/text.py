"""Words of the workbooks and of documents that more than one place reads or prints."""

import re
import unicodedata
from functools import lru_cache

YES, NO = "是", "否"
YES_NO = "是/否"
"""The unit of what is yes or no."""

UNVERIFIED = "（未核实）"
"""Stands behind everything that no source confirms."""

MET, UNMET = "达标", "未达标"
UNSET = "（未填）"
"""Stands where a person was to fill something in and did not."""


def nfkc(text: str) -> str:
    """`text` in one width and one form of each character (UAX #15): ``（Ａ）`` → ``(A)``."""
    return unicodedata.normalize("NFKC", text)


# a column says 是, or the same school year, thousands of times
@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """`text` without what a person does not see: width forms, spaces and line breaks."""
    return re.sub(r"\s+", "", nfkc(text))


def yes_no(value: object) -> str:
    """是 or 否."""
    return YES if value else NO


def verified_mark(verified: bool) -> str:
    """What stands behind a text: nothing, or 未核实 where no source confirms it."""
    return "" if verified else UNVERIFIED
