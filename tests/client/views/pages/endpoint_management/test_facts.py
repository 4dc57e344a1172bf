"""Bindings, lockout and history as widgets."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from client.api.values import SuspensionEvent
from client.formats import Formats
from client.models.endpoint_rows import from_endpoint, from_suspension
from client.theme import Theme
from client.views.pages.endpoint_management.facts import (
    BindingFacts,
    Facts,
    HistoryFacts,
    LockFacts,
)
from tests.helpers.client_samples import NOON, binding, endpoint, suspension

FORMATS = Formats("UTC")


def test_every_binding_is_listed_with_source_and_transport(theme: Theme, qtbot: QtBot) -> None:
    facts = BindingFacts(theme, "Registrations")
    qtbot.addWidget(facts)
    bindings = (binding("192.0.2.1:5060"), binding("192.0.2.2:5062", transport="tcp"))
    facts.show_row(from_endpoint(endpoint(status="registered", bindings=bindings)), FORMATS)
    texts = facts.texts()
    assert "192.0.2.2:5062 · TCP" in texts
    assert texts.count("Contact") == 2
    facts.show_row(from_endpoint(endpoint()), FORMATS)
    assert facts.texts() == ["Registered nowhere."]


def test_a_lockout_names_reason_sources_and_how_often(theme: Theme, qtbot: QtBot) -> None:
    facts = LockFacts(theme, "Suspension")
    qtbot.addWidget(facts)
    facts.show_row(from_suspension(suspension(repeats=2)), FORMATS, "wrong password")
    assert {"wrong password", "203.0.113.24", "2 times", "6"} <= set(facts.texts())
    facts.show_row(from_suspension(suspension(repeats=0)), FORMATS, "x")
    assert "never" in facts.texts()
    facts.show_row(from_endpoint(endpoint()), FORMATS, "")
    assert facts.texts() == []


def test_the_history_says_how_often_and_what_happened(theme: Theme, qtbot: QtBot) -> None:
    facts = HistoryFacts(theme, "History")
    qtbot.addWidget(facts)
    event = SuspensionEvent(NOON, "suspended", "1001", failures=6, sources=("203.0.113.24",))
    facts.show_events([event], NOON, FORMATS)
    assert facts.facts.texts()[0].startswith("Suspended once")
    assert "6 wrong passwords · 203.0.113.24" in facts.facts.texts()
    facts.say("not now")
    assert facts.facts.texts() == ["not now"]


def test_what_came_from_outside_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    facts = Facts(theme, "Facts")
    qtbot.addWidget(facts)
    facts.add_value("Device", "<img src=x>")
    assert "<img src=x>" in facts.texts()
