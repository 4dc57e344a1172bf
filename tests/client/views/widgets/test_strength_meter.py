"""The bars that fill while a password is typed."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.strength_meter import StrengthMeter


@pytest.mark.parametrize(
    ("score", "bars", "tone"),
    [(None, 0, "line"), (0, 1, "bad"), (1, 1, "bad"), (2, 2, "warning"), (4, 4, "ok")],
)
def test_as_many_bars_are_filled_as_the_score_is_worth(
    theme: Theme, qtbot: QtBot, score: int | None, bars: int, tone: str
) -> None:
    meter = StrengthMeter(theme)
    qtbot.addWidget(meter)
    meter.resize(100, 4)
    meter.show_score(score)
    assert meter.filled() == bars
    picture = meter.grab().toImage()
    ratio = picture.width() / meter.width()
    colour = QColor(picture.pixel(round(10 * ratio), round(2 * ratio)))
    assert colour == QColor(theme.colour(tone))
    assert meter.accessibleName().startswith("Strength: ")
