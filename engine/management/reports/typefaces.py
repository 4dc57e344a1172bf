r"""Which typefaces a document is set in, and what becomes of characters that none of them has.

Latin, Greek and Cyrillic come with the engine (Noto Sans). For everything else the machine is
asked for a typeface with Chinese characters; there is one wherever Chinese is read. A character
that nothing can draw, and every invisible or control character, is written as its code
(``\u202e``): a name of an attacker neither breaks a page nor hides on it.
"""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fpdf import FPDF
from fpdf.errors import FPDFException
from fpdf.fonts import TTFFont

from engine.logs import get_logger

FAMILY: Final = "text"
FALLBACK: Final = "more"

_FOLDER: Final = Path(__file__).with_name("fonts")
_OWN: Final = (("", "NotoSans-Regular.ttf"), ("B", "NotoSans-Bold.ttf"))


class Typeface(NamedTuple):
    """A file on this machine, and which of the typefaces in it."""

    path: Path
    number: int = 0


CHINESE: Final = (
    Typeface(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2),
    Typeface(Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"), 2),
    Typeface(Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"), 2),
    Typeface(Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")),
    Typeface(Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")),
    Typeface(Path("/System/Library/Fonts/STHeiti Light.ttc")),
    Typeface(Path("C:/Windows/Fonts/msyh.ttc")),
    Typeface(Path("C:/Windows/Fonts/simsun.ttc")),
)
"""Where typefaces with Chinese characters usually lie, the best first."""

PACKAGE: Final = "fonts-noto-cjk"
"""The Debian package of the best."""

NO_CHINESE: Final = (
    "this machine has no typeface with Chinese characters: install the Debian package "
    f"{PACKAGE} (apt-get install {PACKAGE}) and make the report again"
)

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are not to be seen, or that turn others around."""

_SIGNATURES: Final = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")

_log = get_logger(__name__)


class Typefaces:
    """The typefaces of one document; the second is loaded when the first lacks a character.

    Args:
        document: Where they are added.
        others: Candidates for what the first cannot draw.
    """

    def __init__(self, document: FPDF, others: Sequence[Typeface] = CHINESE) -> None:
        self._document = document
        self._others = [face for face in others if _is_typeface(face.path)]
        self._looked = False
        for style, name in _OWN:
            document.add_font(FAMILY, style, _FOLDER / name)
        self._drawable = _characters(document, FAMILY) & _characters(document, FAMILY + "B")
        self._more: frozenset[int] = frozenset()

    def close(self) -> None:
        """Close the files; a document that was written has done so itself."""
        for font in self._document.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def shown(self, text: str, limit: int = 200) -> str:
        """The text as it can be drawn, on one line, cut to ``limit`` characters."""
        cut = text if len(text) <= limit else text[: limit - 1] + "…"
        return "".join(map(self._shown, cut))

    def _shown(self, char: str) -> str:
        if unicodedata.category(char) in _HIDDEN:
            return _code(char)
        if ord(char) in self._drawable:
            return char
        if not self._looked:
            self._look()
        return char if ord(char) in self._more else _code(char)

    def _look(self) -> None:
        """Add the first typeface that can be read."""
        self._looked = True
        for face in self._others:
            try:
                self._document.add_font(FALLBACK, "", face.path, collection_font_number=face.number)
                self._document.set_fallback_fonts([FALLBACK], exact_match=False)
                self._more = _characters(self._document, FALLBACK)
            except (FPDFException, OSError, ValueError, KeyError, NotImplementedError) as error:
                _log.warning("a typeface cannot be read", file=str(face.path), reason=str(error))
            else:
                return


def chinese_there(others: Sequence[Typeface] = CHINESE) -> bool:
    """Whether this machine has a typeface in which Chinese can be written."""
    return any(_is_typeface(face.path) for face in others)


def _is_typeface(path: Path) -> bool:
    """Whether the file can be read and begins like one."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _SIGNATURES
    except OSError:
        return False


def _characters(document: FPDF, key: str) -> frozenset[int]:
    return frozenset(getattr(document.fonts[key], "cmap", ()))


def _code(char: str) -> str:
    number = ord(char)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
