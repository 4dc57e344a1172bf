"""The figures of the status bar: rates from events, totals asked for when something changed."""

import pytest
from pytestqt.qtbot import QtBot

import client.views.main_window.figures as figures_module
from client.session import Session
from client.views.main_window.figures import LiveFigures
from tests.helpers.fake_api import FakeApi, problem


def test_rates_come_with_events(signed_in: Session, qtbot: QtBot) -> None:
    figures = LiveFigures(signed_in)
    signed_in.happened.emit("rates", [{"refused": 2.4}])
    assert figures.refused == pytest.approx(2.4)
    seen: list[object] = []
    figures.changed.connect(lambda _, refused: seen.append(refused))
    figures._no_rates()
    assert seen == [None]
    signed_in.happened.emit("rates", [{"refused": "x"}])
    signed_in.happened.emit("rates", [])
    assert figures.refused is None


def test_totals_are_asked_for(signed_in: Session, fake: FakeApi, qtbot: QtBot) -> None:
    figures = LiveFigures(signed_in)
    figures.ask()
    qtbot.waitUntil(lambda: figures.registered == 31)
    fake.answers["GET /endpoints"] = problem(503, "the switch is away")
    figures.ask()
    qtbot.waitUntil(lambda: figures.registered is None)


def test_a_burst_of_events_is_one_question(
    signed_in: Session, fake: FakeApi, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_module, "SOON_MS", 20)
    figures = LiveFigures(signed_in)
    for _ in range(50):
        signed_in.happened.emit("endpoint", [{"extension": "1001"}])
    qtbot.waitUntil(lambda: figures.registered is not None)
    assert fake.count("GET", "/endpoints") == 1
