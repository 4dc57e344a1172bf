"""A small plot of a rate."""

from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.rate_plot import HEADROOM, LEAST_TOP, RatePlot


def test_it_is_as_high_as_its_highest_rate(theme: Theme, qtbot: QtBot) -> None:
    plot = RatePlot(theme, "Lockouts", "bad", ZoneInfo("UTC"), times=False)
    qtbot.addWidget(plot)
    plot.resize(300, 100)
    plot.show()
    assert plot.top() == LEAST_TOP
    plot.show_curve([0.0, 1.0, 2.0], [0.0, 40.0, 10.0], (0.0, 10.0), "10 a second")
    assert plot.top() == 40 * HEADROOM
    (low, high), (bottom, top) = plot.plot.getViewBox().viewRange()
    assert (low, high, bottom, top) == (0.0, 10.0, 0.0, 40 * HEADROOM)
    assert plot.accessibleName() == "Lockouts: 10 a second"
    theme.changed.emit()
