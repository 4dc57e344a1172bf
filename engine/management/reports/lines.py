"""Breaks running text into lines, also where nobody writes spaces.

The library breaks at spaces alone, and loses the typeface at a break within a text that has two.
Here Chinese may break between any two characters, except that no line begins with a closing sign;
everything else keeps its words whole while they fit into a line.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_WIDE: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES: Final = re.compile(rf"[{_WIDE}]|[^ {_WIDE}]+| +")
_CLOSING: Final = frozenset("，。；：、！？）》”’…")


def broken(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The lines of a text; at least one.

    Args:
        text: On one line.
        room: Width of a line.
        width: Measures a text.
    """
    lines, line = [], ""
    for piece in _pieces(text, room, width):
        if line and piece not in _CLOSING and width((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    """What stays together; a word wider than a line comes in characters."""
    for piece in _PIECES.findall(text):
        if len(piece) > 1 and width(piece) > room:
            yield from piece
        else:
            yield piece
