from typing import Any

import pytest

from engine.defence.rules import Rule
from engine.switch import refusal_log
from engine.switch.refusal_log import MAX_LINES, MAX_LINES_OF_SOURCE, SWEEPS, RefusalLog


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was logged: kind and source."""
    logged: list[tuple[str, str]] = []
    monkeypatch.setattr(
        refusal_log, "refused", lambda kind, source, **_: logged.append((kind, source))
    )
    return logged


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was said of refusals without a line."""
    said: list[Any] = []
    monkeypatch.setattr(refusal_log._log, "warning", lambda _event, **more: said.append(more))
    return said


def minute(log: RefusalLog) -> None:
    for _ in range(SWEEPS):
        log.sweep()


def test_a_source_gets_a_bounded_number_of_lines_a_minute(
    lines: list[tuple[str, str]], left: list[Any]
) -> None:
    log = RefusalLog()
    for _ in range(MAX_LINES_OF_SOURCE):
        log.note(Rule.SCANNER, "203.0.113.9")
    minute(log)
    assert (len(lines), left) == (MAX_LINES_OF_SOURCE, [])
    for _ in range(MAX_LINES_OF_SOURCE + 1):
        log.note(Rule.ILLEGAL_CALLS, "203.0.113.9", "1001")
    log.sweep()
    assert left == [], "told once a minute"
    minute(log)
    assert (len(lines), left) == (2 * MAX_LINES_OF_SOURCE, [{"count": 1}])


def test_a_flood_of_many_sources_gets_a_bounded_number_of_lines(
    lines: list[tuple[str, str]], left: list[Any]
) -> None:
    log = RefusalLog()
    for number in range(MAX_LINES + 7):
        log.note(Rule.MALFORMED, f"2001:db8::{number:x}")
    minute(log)
    assert (len(lines), left) == (MAX_LINES, [{"count": 7}])


def test_a_call_as_such_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(refusal_log, "refused", lambda kind, _source, **_: lines.append(kind))
    for rule in Rule:
        RefusalLog().note(rule, "203.0.113.9")
    assert lines == ["failed_registrations", "illegal_calls", "malformed", "scanner"]
