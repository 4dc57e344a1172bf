"""A text as a cell of a CSV file that no spreadsheet runs.

Names, devices and evidence come from outside. A spreadsheet runs a cell that begins with one of a
few signs, in Japanese with their wide forms, too; where the decimal sign is a comma it takes a
semicolon for the end of a cell. What would be run gets an apostrophe in front.
"""

import re
from typing import Final

_RUN: Final = re.compile('(^|;"*)([-=+@\uff1d\uff0b\uff0d\uff20])')
_BREAKS: Final = str.maketrans("\t\r\n\0", "    ")


def harmless(text: str) -> str:
    """The text on one line, as nothing but a text."""
    return _RUN.sub(r"\1'\2", text.translate(_BREAKS))
