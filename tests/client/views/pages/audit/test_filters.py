from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.audit_values import AuditChoices, AuditTerms
from client.views.pages.audit.filters import DAY_S, OWN, AuditFilters
from client.views.widgets.filter_line import FilterLine
from tests.helpers.page_stage import PageStage


@pytest.fixture
def filters(stage: PageStage, qtbot: QtBot) -> AuditFilters:
    line = FilterLine(stage.theme)
    qtbot.addWidget(line)
    made = AuditFilters(stage.theme, stage.formats, line, line)
    qtbot.addWidget(made.panel)
    made.offer(AuditChoices(("bob", "maria"), ("call.test", "endpoint.create"), ("endpoint:",)))
    return made


def test_choices_keep_what_is_chosen(filters: AuditFilters) -> None:
    texts = [filters.action.itemText(at) for at in range(filters.action.count())]
    assert texts == ["All actions", "Calls", "    Test call", "Endpoints", "    Endpoint created"]
    filters.action.set_value("endpoint.")
    filters.offer(AuditChoices(("bob",), ("call.test",), ()))
    assert filters.terms() == AuditTerms(action="endpoint.")
    filters.clear()
    assert not filters.active()


def test_a_time_is_a_span_or_two_moments(filters: AuditFilters, qtbot: QtBot) -> None:
    filters.time.set_value(DAY_S)
    since = filters.terms().since
    assert since is not None
    assert abs(datetime.now(UTC) - since - timedelta(days=1)) < timedelta(hours=1)
    filters.time.set_value(OWN)
    filters.time.chosen.emit(OWN)
    first, last = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
    with qtbot.waitSignal(filters.changed):
        filters.panel.chosen.emit(first, last)
    assert (filters.terms().since, filters.terms().until) == (first, last)
    filters.time.chosen.emit(0)
    assert filters.panel.isHidden()


def test_one_object_entry_or_operator_is_a_chip_or_a_choice(filters: AuditFilters) -> None:
    changed: list[Any] = []
    filters.changed.connect(lambda: changed.append(1))
    filters.only(object_="endpoint:1001", actor="eve")
    assert filters.terms() == AuditTerms(object="endpoint:1001", actor="eve")
    assert filters._chip is not None
    filters._chip.closed.emit()
    filters.only(number=7)
    assert (filters.terms().number, filters.terms().object) == (7, "")
    assert len(changed) == 3
    assert isinstance(filters.parent(), QWidget)
