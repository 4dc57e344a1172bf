"""The only module that knows the names of bundled files.

Everybody else asks for an icon, a font, a style or a translation by its meaning. The files are
ordinary files beside this module, so that they work from a checkout, a wheel and a frozen folder.

Icons are tabler outline icons (MIT), the typeface is Inter (OFL 1.1); each folder holds its
licence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_ICONS = _ROOT / "icons"


class UnknownIconError(LookupError):
    """An icon name that is not bundled: a mistake in our own code."""


@cache
def icon_svg(name: str) -> str:
    """Return the SVG source of the icon *name*, drawn in ``currentColor``."""
    path = _ICONS / f"{name}.svg"
    if not path.is_file():
        raise UnknownIconError(name)
    return path.read_text(encoding="utf-8")


def icon_names() -> list[str]:
    """Return the names of all bundled icons, sorted."""
    return sorted(path.stem for path in _ICONS.glob("*.svg"))


def font_files() -> list[Path]:
    """Return the bundled font files: Inter regular, medium and semi-bold."""
    return sorted((_ROOT / "fonts").glob("*.otf"))


def style_templates() -> list[str]:
    """Return the style templates in the order in which they apply."""
    return [path.read_text(encoding="utf-8") for path in sorted((_ROOT / "qss").glob("*.qss"))]


def translation_file(language: str) -> Path:
    """Return the path of the compiled catalogue of *language*, for example ``zh_CN``."""
    return _ROOT / "i18n" / f"switchwarden_{language}.qm"


def translation_source(language: str) -> Path:
    """Return the path of the editable catalogue of *language*."""
    return _ROOT / "i18n" / f"switchwarden_{language}.ts"
