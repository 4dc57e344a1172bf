"""Busy sources are kept, the others are forgotten with the second."""

import pytest

from engine.sip.nat import Source
from engine.switch import busy as module
from engine.switch.busy import MANY_CALLS, MANY_REGISTRATIONS, MANY_REQUESTS, MINUTE_S, Busy
from tests.engine.switch.rig import ATTACKER, PHONE, message

PROOF = "Authorization: Digest x\r\n"


def rows(busy: Busy, now: float = 0.0) -> list[tuple[str, str, int]]:
    return list(busy.take(now))


def see(busy: Busy, data: bytes, source: Source = ATTACKER, times: int = 1) -> None:
    busy.see([(data, source)] * times)


def test_what_comes_near_a_limit_is_kept_and_the_rest_is_not() -> None:
    busy = Busy()
    see(busy, message("OPTIONS"), PHONE, MANY_REQUESTS - 1)
    see(busy, message("OPTIONS"), times=MANY_REQUESTS)
    see(busy, b"SIP/2.0 200 OK\r\n\r\n", PHONE, 99)
    see(busy, message("ACK"), PHONE, 99)
    assert rows(busy) == [("asked", ATTACKER.ip, MANY_REQUESTS)]
    assert rows(busy) == []


def test_new_calls_are_counted_and_what_belongs_to_one_is_not() -> None:
    busy = Busy()
    see(busy, message("INVITE", callee="9"), times=MANY_CALLS)
    see(busy, message("INVITE", callee="9", extra=PROOF), PHONE, MANY_CALLS)
    within = message("INVITE", callee="9").replace(b"\r\nCall-ID", b";tag=t\r\nCall-ID")
    see(busy, within, PHONE, MANY_CALLS)
    assert rows(busy) == [("called", ATTACKER.ip, MANY_CALLS)]


def test_registrations_with_a_password_are_counted_by_the_minute() -> None:
    busy = Busy()
    rows(busy, 100.0)
    see(busy, message("REGISTER"), PHONE, MANY_REGISTRATIONS - 1)
    for second in range(MANY_REGISTRATIONS):
        see(busy, message("REGISTER", extra=PROOF))
        assert rows(busy, 101.0 + second) == []
    assert rows(busy, 100.0 + MINUTE_S) == [("signed_in", ATTACKER.ip, MANY_REGISTRATIONS)]
    assert rows(busy, 100.0 + 2 * MINUTE_S) == []


def test_the_table_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SOURCES", 2)
    busy = Busy()
    for last in range(3):
        see(busy, message("OPTIONS"), Source(f"192.0.2.{last}", 5060), MANY_REQUESTS)
    assert [ip for _, ip, _ in rows(busy)] == ["192.0.2.0", "192.0.2.1"]
