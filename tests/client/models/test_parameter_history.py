"""Who changed what, from a parameter's history and from the audit."""

from __future__ import annotations

from typing import cast

from client.api.client import ApiClient
from client.api.values import ParameterChange
from client.formats import Formats
from client.models.parameter_history import (
    ChangeEntry,
    byline,
    from_audit,
    headline,
    of_parameter,
    overall,
)
from tests.helpers.client_samples import NOON
from tests.helpers.client_stubs import StubApi


def test_the_history_of_one_parameter_has_before_after_who_and_why() -> None:
    api = StubApi()
    api.changes = (ParameterChange(NOON, 6, 5, "admin", "192.0.2.4", "scanner wave"),)
    (entry,) = of_parameter(cast("ApiClient", api), "SS_X")
    assert headline(entry, named=False) == "6 → 5"
    assert byline(entry, Formats("UTC")) == (
        "admin from 192.0.2.4 · 2026-11-23 12:00:00 · scanner wave"
    )


def test_the_overall_history_is_the_audit_s_part_about_parameters() -> None:
    api = StubApi()
    api.audited = [
        {"object": "parameter:SS_X", "before": {"value": 6}, "after": 5, "at": NOON.isoformat(),
         "actor": "mona", "address": "", "reason": None}
    ]  # fmt: skip
    (entry,) = overall(cast("ApiClient", api))
    assert api.asked[-1] == ("audit", {"action": "parameter.set"})
    assert headline(entry, named=True) == "SS_X  6 → 5"
    assert byline(entry, Formats("UTC")) == "mona · 2026-11-23 12:00:00"


def test_a_line_of_the_audit_without_sense_is_still_a_line() -> None:
    (entry,) = from_audit([{}])
    assert entry == ChangeEntry("", "", "", None)
    assert headline(entry, named=False) == "? → ?"
    assert byline(entry, Formats("UTC")) == "somebody"
