"""Whether a page's content leaves the graphics state as it found it.

A page that pops more than it pushed would move the stamp that follows; one that leaves a hidden
layer open would hide it.
"""

import re

_STARTS = rb"(?<![^\x00\t\n\f\r ()<>\[\]{}])"  # an operator, and not the rest of a word or a name
_ENDS = rb"(?![^\x00\t\n\f\r ()<>\[\]{}/%])"
_TOKEN = re.compile(
    rb"%[^\r\n]*"  # a comment
    rb"|\([^()\\]*(?:\\.[^()\\]*)*\)"  # a string; of nested ones the innermost, which will do
    rb"|"
    + _STARTS
    + rb"ID[\x00\t\n\f\r ].*?[\x00\t\n\f\r ]EI"
    + _ENDS
    + rb"|"
    + _STARTS
    + rb"(q|Q|BT|ET|BMC|BDC|EMC)"
    + _ENDS,
    re.DOTALL,
)
_OPENS = {b"q": 0, b"BT": 1, b"BMC": 2, b"BDC": 2}
_CLOSES = {b"Q": 0, b"ET": 1, b"EMC": 2}


def is_balanced(content: bytes) -> bool:
    """Whether every q has its Q, BT its ET and BMC or BDC its EMC, none closed before it opens.

    Reads decoded content. Odd strings may make sound content look unbalanced, which only means
    that it is wrapped without need.
    """
    depth = [0, 0, 0]
    for match in _TOKEN.finditer(content):
        operator = match[1]
        if operator is None:
            continue
        if operator in _OPENS:
            depth[_OPENS[operator]] += 1
        else:
            depth[_CLOSES[operator]] -= 1
            if depth[_CLOSES[operator]] < 0:
                return False
    return not any(depth)
