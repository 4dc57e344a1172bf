"""The palette is readable, and everything drawn from it follows it."""

import sys
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from client.theme import DARK, LIGHT, TONES, Mode, Palette, Theme, contrast, high_contrast

PALETTES = [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)]
IDS = ["light", "dark", "light high contrast", "dark high contrast"]
GROUNDS = ("background", "surface", "rail", "stripe")


@pytest.mark.parametrize("palette", PALETTES, ids=IDS)
def test_every_text_is_readable_on_every_ground(palette: Palette) -> None:
    for text, ground in product(("text", "muted", "faint"), GROUNDS):
        assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5, (text, ground)
    for text, ground in product(("text", "muted"), ("selection", "accent_ground")):
        assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("palette", PALETTES, ids=IDS)
def test_every_tone_is_readable_on_its_ground_and_on_the_surfaces(palette: Palette) -> None:
    for tone, ground in product(TONES, ("surface", "background", "stripe")):
        assert contrast(getattr(palette, tone), getattr(palette, ground)) >= 4.5, (tone, ground)
    for tone in TONES:
        assert contrast(getattr(palette, tone), getattr(palette, f"{tone}_ground")) >= 4.5, tone
    for ground in ("accent_strong", "accent_press"):
        assert contrast(palette.on_accent, getattr(palette, ground)) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_high_contrast_is_stronger_than_the_ordinary_palette() -> None:
    for palette in (LIGHT, DARK):
        strong = high_contrast(palette)
        assert contrast(strong.muted, strong.surface) > contrast(palette.muted, palette.surface)


def test_another_mode_changes_palette_icons_and_tells(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    theme.bind_icon(button, "check", "accent")
    light = button.icon().cacheKey()
    try:
        with qtbot.waitSignal(theme.changed):
            theme.set_mode(Mode.DARK)
        assert theme.palette is DARK
        window = QApplication.palette().color(QPalette.ColorRole.Window)
        assert window.name().upper() == DARK.background
        assert button.icon().cacheKey() != light
    finally:
        theme.set_mode(Mode.LIGHT)
    assert theme.palette is LIGHT
    assert theme.colour("bad").name().upper() == LIGHT.bad
    assert theme.ground("bad").name().upper() == LIGHT.bad_ground


def test_bound_icons_do_not_keep_widgets_alive(theme: Theme) -> None:
    before = len(theme._bound)
    for _ in range(20):
        button = QPushButton()
        theme.bind_icon(button, "check")
        del button
    other = QPushButton()
    theme.bind_icon(other, "x")
    assert len(theme._bound) <= before + 1
    other.deleteLater()


def test_figures_have_one_width(theme: Theme) -> None:
    font = theme.font()
    assert font.family() == "Inter"
    assert theme.font(20, 600).weight() == 600
    assert theme.font(20).pixelSize() == 20


def test_a_property_restyles_only_when_it_changes(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("6 wrong passwords")
    qtbot.addWidget(label)
    theme.set_tone(label, "bad")
    assert label.property("tone") == "bad"
    theme.set_tone(label, "")
    assert label.property("tone") == ""


def test_auto_is_light_where_the_system_says_nothing(theme: Theme) -> None:
    theme.set_mode(Mode.AUTO)
    try:
        scheme = Qt.ColorScheme.Dark
        hints_dark = theme._application.styleHints().colorScheme() is scheme
        assert theme.palette.dark is hints_dark
    finally:
        theme.set_mode(Mode.LIGHT)


def test_qt_calls_do_not_give_back_references_they_never_had(qtbot: QtBot) -> None:
    """PySide6 6.12 on Python 3.11 loses a reference of None with every void call, and aborts."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100
