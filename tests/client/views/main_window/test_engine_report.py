"""The state of an engine in words."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication

from client.api.values import Alarm, Health, JournalState, ModuleState
from client.formats import Formats
from client.views.main_window.engine_report import report

SINCE = datetime(2026, 11, 23, 11, 2, 14, tzinfo=UTC)


def test_modules_journal_and_alarms_are_told(qapp: QApplication) -> None:
    health = Health(
        "degraded",
        {"switch": ModuleState("stopped", None, SINCE, 3), "management": ModuleState("running", 7)},
        JournalState(4, 40.0),
        (Alarm("switch.down", "the switch does not run"),),
        "0.1.0",
    )
    text = report(health, Formats("UTC"))
    assert "switch: stopped, since 2026-11-23 11:02:14, restarted 3 times" in text
    assert "management: running, process 7" in text
    assert "4 segments wait, the oldest for 40 s" in text
    assert "switch.down: the switch does not run" in text
    assert "0.1.0" in text


def test_a_calm_engine_needs_few_words(qapp: QApplication) -> None:
    text = report(Health("ok", {"switch": ModuleState("running")}), Formats("UTC"))
    assert "everything is written" in text
    assert "Alarms" not in text


def test_without_an_answer_there_is_no_state(qapp: QApplication) -> None:
    assert "does not answer" in report(None, Formats("UTC"))
