"""Whether a page's content leaves the graphics state as it found it.

A page that pops more than it pushed would move the stamp that follows; one that leaves a hidden
layer open would hide it.
"""

import re

_APART = rb"\x00\t\n\f\r ()<>\[\]{}"  # what parts one word of content from the next
_ENDS = rb"(?![^" + _APART + rb"/%])"


def _word(letters: bytes) -> bytes:
    """These letters as an operator, and not as the end of a word or a name."""
    return letters + rb"(?<![^" + _APART + rb"]" + letters + rb")"


# Each alternative begins with a letter and none is a group: only then does `re` run in C over all
# that begins none of them, three times as fast.
_TOKEN = re.compile(
    b"|".join(
        (
            rb"%[^\r\n]*",  # a comment
            # a string; of nested ones the innermost, which will do
            rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)",
            _word(b"ID") + rb"[\x00\t\n\f\r ].*?[\x00\t\n\f\r ]EI" + _ENDS,
            *(_word(one) + _ENDS for one in (b"q", b"Q", b"BT", b"ET", b"BMC", b"BDC", b"EMC")),
        )
    ),
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
    for token in _TOKEN.findall(content):
        if token in _OPENS:
            depth[_OPENS[token]] += 1
        elif token in _CLOSES:
            depth[_CLOSES[token]] -= 1
            if depth[_CLOSES[token]] < 0:
                return False
    return not any(depth)
