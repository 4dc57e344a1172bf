"""One typed palette, light or dark, and everything that is drawn from it.

The client owns its look: Fusion, a ``QPalette`` of ours and style templates filled from the same
palette, because the colour scheme of the system is not delivered on every platform. ``AUTO``
follows the system where it says something and is light elsewhere. With a high contrast setting
of the system the palette moves to black on white or white on black.

This is the only module that sets a style sheet. Widgets say what they are by the properties
``role`` and ``tone``; icons are bound to a tone and redrawn when the palette changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Protocol
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from client.resources import font_files, style_templates
from client.resources.icons import IconShelf, coloured_svg

FAMILIES = ["Inter", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"]
TEXT_SIZE = 13
STYLE_IMAGES = (
    "chevron-down",
    "chevron-up",
    "chevron-left",
    "chevron-right",
    "check",
    "minus",
    "x",
)


class Mode(StrEnum):
    """What the operator chose for the look of the client."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the client, as ``#RRGGBB``; the tones have a ground to stand on."""

    dark: bool
    background: str
    surface: str
    rail: str
    stripe: str
    line: str
    field_line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_ground: str
    accent_strong: str
    accent_press: str
    on_accent: str
    selection: str
    ok: str
    ok_ground: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    neutral: str
    neutral_ground: str


LIGHT = Palette(
    dark=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    rail="#FBFBFC",
    stripe="#FAFBFC",
    line="#E3E6EB",
    field_line="#C9CFD8",
    text="#1B2330",
    muted="#5C6675",
    faint="#68717E",
    accent="#1F5FD6",
    accent_ground="#E8F0FE",
    accent_strong="#1F5FD6",
    accent_press="#194EB3",
    on_accent="#FFFFFF",
    selection="#DCE8FD",
    ok="#187A48",
    ok_ground="#E4F5EC",
    warning="#8F5300",
    warning_ground="#FDF1DC",
    bad="#B3261E",
    bad_ground="#FCE8E6",
    neutral="#4A5568",
    neutral_ground="#EEF1F5",
)

DARK = Palette(
    dark=True,
    background="#12161D",
    surface="#191F29",
    rail="#151A22",
    stripe="#1C232E",
    line="#2A3240",
    field_line="#3A4557",
    text="#E6EAF0",
    muted="#9AA5B5",
    faint="#8C97A8",
    accent="#6EA1FF",
    accent_ground="#1E2C48",
    accent_strong="#6EA1FF",
    accent_press="#8DB5FF",
    on_accent="#0B1220",
    selection="#22365C",
    ok="#5BD197",
    ok_ground="#15301F",
    warning="#F0B454",
    warning_ground="#33270F",
    bad="#FF8A80",
    bad_ground="#3A1B1A",
    neutral="#AEB8C6",
    neutral_ground="#232B37",
)

TONES = ("accent", "ok", "warning", "bad", "neutral")


def high_contrast(palette: Palette) -> Palette:
    """Return *palette* with the calm colours moved to the ends of the scale."""
    if palette.dark:
        return replace(
            palette, background="#000000", surface="#000000", rail="#000000", stripe="#000000",
            line="#8C97A8", field_line="#FFFFFF", text="#FFFFFF", muted="#FFFFFF", faint="#E6EAF0",
            neutral="#FFFFFF",
        )  # fmt: skip
    return replace(
        palette, background="#FFFFFF", surface="#FFFFFF", rail="#FFFFFF", stripe="#FFFFFF",
        line="#4A5568", field_line="#000000", text="#000000", muted="#000000", faint="#1B2330",
        neutral="#000000",
    )  # fmt: skip


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    one, two = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (one + 0.05) / (two + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TakesIcon(Protocol):
    """A button, an action or a label-like widget that shows an icon."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802
        """Show *icon*."""


class Theme(QObject):
    """The look of the application: palette, fonts, icons and style.

    Signals:
        changed: the palette is another one; repaint what was painted by hand.
    """

    changed = Signal()

    def __init__(self, application: QApplication, mode: Mode = Mode.AUTO) -> None:
        super().__init__(application)
        self._application = application
        self._mode = mode
        self._shelf = IconShelf()
        self._fonts: dict[tuple[int, int], QFont] = {}
        self._bound: WeakKeyDictionary[TakesIcon, tuple[str, str, int]] = WeakKeyDictionary()
        self._images = QTemporaryDir()
        self.palette = LIGHT
        for path in font_files():
            QFontDatabase.addApplicationFont(str(path))
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        application.screenAdded.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What the operator chose."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Change the look now, everywhere."""
        self._mode = mode
        self._apply()

    def colour(self, tone: str) -> QColor:
        """Return the colour of a tone or of any other name in the palette."""
        return QColor(getattr(self.palette, tone))

    def ground(self, tone: str) -> QColor:
        """Return the colour on which text of *tone* stands."""
        return QColor(getattr(self.palette, f"{tone}_ground"))

    def font(self, size: int = TEXT_SIZE, weight: int = 400) -> QFont:
        """Return Inter with tabular figures at *size* pixels; Chinese falls back to a CJK font."""
        font = self._fonts.get((size, weight))
        if font is None:
            font = self._fonts[size, weight] = QFont(FAMILIES)
            font.setPixelSize(size)
            font.setWeight(QFont.Weight(weight))
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return QFont(font)

    def icon(self, name: str, tone: str = "muted", room: int = 0) -> QIcon:
        """Return a bundled icon in the colour of *tone*, with *room* pixels at its right."""
        return self._shelf.icon(name, getattr(self.palette, tone), self.palette.faint, room)

    def pixmap(self, name: str, tone: str, size: int, ratio: float) -> QPixmap:
        """Return a bundled icon as a pixmap, for delegates and labels."""
        return self._shelf.pixmap(name, getattr(self.palette, tone), size, ratio)

    def bind_icon(self, target: TakesIcon, name: str, tone: str = "muted", room: int = 0) -> None:
        """Show the icon on *target* now and again whenever the palette changes.

        Args:
            target: what shows it.
            name: which icon.
            tone: in which colour.
            room: empty pixels between it and the words of a button.
        """
        self._bound[target] = (name, tone, room)
        target.setIcon(self.icon(name, tone, room))

    @staticmethod
    def set_tone(widget: QWidget, tone: str) -> None:
        """Give *widget* the property ``tone`` and restyle it."""
        Theme.set_property(widget, "tone", tone)

    @staticmethod
    def set_property(widget: QWidget, name: str, value: object) -> None:
        """Set a property that the style reads, and restyle *widget* if it changed."""
        if widget.property(name) == value:
            return
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return  # the style looks at it when the widget is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)

    def close(self) -> None:
        """Let go of every pixmap and font before the application ends."""
        self._fonts.clear()
        self._bound.clear()
        self._shelf.clear()

    def _system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        self.palette = self._choose()
        self._shelf.clear()
        scheme = Qt.ColorScheme.Dark if self.palette.dark else Qt.ColorScheme.Light
        if self._mode is not Mode.AUTO:
            _quietly(QGuiApplication.styleHints().setColorScheme, scheme)
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(self._style())
        for target, (name, tone, room) in list(self._bound.items()):
            if shiboken6.isValid(target):
                target.setIcon(self.icon(name, tone, room))
            else:
                del self._bound[target]
        self.changed.emit()

    def _choose(self) -> Palette:
        hints = QGuiApplication.styleHints()
        dark = self._mode is Mode.DARK or (
            self._mode is Mode.AUTO and hints.colorScheme() is Qt.ColorScheme.Dark
        )
        palette = DARK if dark else LIGHT
        wanted = hints.accessibility().contrastPreference()
        return high_contrast(palette) if wanted is Qt.ContrastPreference.HighContrast else palette

    def _style(self) -> str:
        values = {name: str(value) for name, value in asdict(self.palette).items()}
        values |= self._write_images()
        return "\n".join(Template(text).substitute(values) for text in style_templates())

    def _write_images(self) -> dict[str, str]:
        """Write the few images a style needs as files, in the colours of the palette."""
        result = {}
        folder = Path(self._images.path())
        for name in STYLE_IMAGES:
            for tone in ("muted", "on_accent", "accent"):
                path = folder / f"{name}-{tone}-{getattr(self.palette, tone)[1:]}.svg"
                path.write_bytes(coloured_svg(name, getattr(self.palette, tone)))
                result[f"image_{name.replace('-', '_')}_{tone}"] = path.as_posix()
        return result


def _quietly(apply: Callable[[Qt.ColorScheme], None], scheme: Qt.ColorScheme) -> None:
    """Tell the platform the scheme, so that its window frames match, without a second pass."""
    hints = QGuiApplication.styleHints()
    blocked = hints.blockSignals(True)
    apply(scheme)
    hints.blockSignals(blocked)


def qt_palette(palette: Palette) -> QPalette:
    """Return the palette for what Qt paints itself: text, selections, disabled controls, links."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    result = QPalette()
    colours = {
        role.Window: palette.background,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.stripe,
        role.Text: palette.text,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.BrightText: palette.bad,
        role.ToolTipBase: palette.surface,
        role.ToolTipText: palette.text,
        role.PlaceholderText: palette.faint,
        role.Highlight: palette.selection,
        role.HighlightedText: palette.text,
        role.Accent: palette.accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.surface,
        role.Midlight: palette.line,
        role.Mid: palette.line,
        role.Dark: palette.field_line,
        role.Shadow: palette.line,
    }
    for key, colour in colours.items():
        result.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(group.Disabled, key, QColor(palette.faint))
    return result
