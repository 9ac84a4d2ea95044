"""What the operating system refuses, in the reader's words."""

import errno
from collections.abc import Mapping

from dossier.messages import Text, say

_WHY: Mapping[int, Text] = {
    errno.EACCES: say("access to it is denied"),
    errno.EPERM: say("access to it is denied"),
    errno.ENOENT: say("it is not there"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("what stands above it is no folder"),
    errno.ELOOP: say("it is a link that leads round in a circle"),
    errno.EEXIST: say("there is one of that name already"),
    errno.ENOTEMPTY: say("the folder is not empty"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.EROFS: say("what it lies on can only be read"),
    errno.EBUSY: say("another program is using it"),
    errno.ENOSPC: say("no space is left on the disk"),
    errno.EDQUOT: say("the space that this account may use is used up"),
    errno.EFBIG: say("it is larger than the file system takes"),
    errno.EIO: say("the disk gives no answer, or a wrong one"),
    errno.EMFILE: say("too many files are open at once"),
    errno.ENFILE: say("too many files are open at once"),
    errno.ENXIO: say("it is no file that can be read"),
    errno.ENOLCK: say("the file system keeps no locks"),
    errno.ENODEV: say("it is no file that can be read"),
}


def refusal(error: OSError) -> Text:
    """Why the system did not do it; its own number where that says nothing to a person."""
    number = error.errno or 0
    return _WHY.get(number) or say("the system refuses it (error {number})", number=number)
