from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from client.api.decoding import decode
from client.api.schedule_values import Schedule
from client.formats import Formats
from client.models.schedules import ScheduleTable, last, state, what, when, where
from tests.helpers.fake_schedules import schedule

RUN = {"at": "2026-11-23T00:00:05.000Z", "status": "failed", "detail": "the disk is full"}


def row(**changes: Any) -> Schedule:
    return decode(Schedule, schedule(**changes))


@pytest.mark.parametrize(
    ("changes", "tone"),
    [
        ({"running": True}, "accent"),
        ({"enabled": False}, "neutral"),
        ({}, "neutral"),
        ({"last": RUN}, "bad"),
        ({"last": RUN | {"status": "done"}}, "ok"),
    ],
)
def test_the_state_is_a_word_and_a_tone(
    qapp: QApplication, changes: dict[str, Any], tone: str
) -> None:
    pill = state(row(**changes))
    assert (pill.tone, bool(pill.word)) == (tone, True)


def test_a_schedule_in_words(qapp: QApplication) -> None:
    daily = row(recipients=["a@example.org", "b@example.org"])
    assert what(daily) == "Evidence report, PDF, yesterday"
    assert when(daily) == "daily at 06:00 (Asia/Dhaka)"
    assert "06:00" in when(replace(daily, frequency="weekly"))
    assert when(replace(daily, frequency="monthly", day=31)).startswith("day 31")
    assert where(daily) == "audit; a@example.org, b@example.org"
    formats = Formats("UTC")
    assert last(daily, formats) == "–"
    assert last(row(last=RUN), formats).endswith("the disk is full")


def test_every_column_has_a_text(qapp: QApplication) -> None:
    table = ScheduleTable(Formats("UTC"))
    table.set_rows([row(last=RUN)])
    texts = [table.index(0, place).data() for place in range(table.columnCount())]
    assert all(texts)
