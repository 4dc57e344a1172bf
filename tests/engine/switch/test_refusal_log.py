from typing import Any

import pytest

from engine.defence.rules import Rule
from engine.switch import refusal_log
from engine.switch.refusal_log import MAX_LINES, RefusalLog


def test_a_flood_gets_a_bounded_number_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, str]] = []
    left: list[Any] = []
    monkeypatch.setattr(
        refusal_log, "refused", lambda kind, source, **_: lines.append((kind, source))
    )
    monkeypatch.setattr(refusal_log._log, "warning", lambda _event, **more: left.append(more))
    log = RefusalLog()
    for _ in range(MAX_LINES):
        log.note(Rule.SCANNER, "203.0.113.9")
    log.sweep()
    assert (len(lines), left) == (MAX_LINES, [])
    for _ in range(MAX_LINES + 1):
        log.note(Rule.ILLEGAL_CALLS, "203.0.113.9", "1001")
    log.sweep()
    assert (len(lines), left) == (2 * MAX_LINES, [{"count": 1}])


def test_a_call_as_such_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(refusal_log, "refused", lambda kind, _source, **_: lines.append(kind))
    for rule in Rule:
        RefusalLog().note(rule, "203.0.113.9")
    assert lines == ["failed_registrations", "illegal_calls", "malformed", "scanner"]
