from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.api.services import JournalState
from engine.management import syslog_export
from engine.management.syslog_export import ALARM, CEF, FACT, TARGET, SyslogExport
from engine.management.syslog_sender import SyslogError, SyslogSender
from engine.parameters.syslog import Target
from tests.helpers.api_app import Stage
from tests.helpers.stores import block, suspension


class FakeSender(SyslogSender):
    """Remembers what it was to send."""

    sent: list[str] = []  # noqa: RUF012 - one list for all of them
    dead = False

    def __init__(self, target: Target, authorities: Path | None = None) -> None:
        super().__init__(target, authorities)

    def send(self, messages: object) -> None:
        if FakeSender.dead:
            raise SyslogError("nobody is there")
        FakeSender.sent += [each.decode() for each in messages]  # type: ignore[attr-defined]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    FakeSender.sent, FakeSender.dead = [], False
    made = Stage(tmp_path)
    yield made
    made.close()


def set_to(stage: Stage, name: str, value: int | str) -> None:
    stage.config.parameters.set(name, value, actor="alice", address="192.0.2.7")


def started(stage: Stage) -> SyslogExport:
    export = SyslogExport(stage.services, stage.alarms, "0.1.0", None, FakeSender)
    export.sweep()
    set_to(stage, TARGET, "tcp://siem.example.org")
    export.sweep()
    return export


def kinds() -> list[str]:
    return [line.split(" ")[5] for line in FakeSender.sent]


def test_only_what_happens_from_now_on_is_sent_once(stage: Stage) -> None:
    export = started(stage)
    assert FakeSender.sent == []
    at = int(stage.clock.wall() * 1000)
    stage.ingest("blk", block("203.0.113.9", at=at))
    stage.ingest("sus", suspension(at=at + 1))
    set_to(stage, CEF, 1)
    export.sweep()
    assert kinds() == ["parameter.set"], "what may still come before others is waited for"
    assert "CEF:0|" in FakeSender.sent[0]
    stage.clock.advance(10)
    stage.journal.state = JournalState(1, 0.5)
    export.sweep()
    assert len(kinds()) == 1
    stage.journal.state = JournalState(0, 0.0)
    export.sweep()
    export.sweep()
    assert kinds() == ["parameter.set", "block.added", "lockout.suspended"]
    SyslogExport(stage.services, stage.alarms, "0.1.0", None, FakeSender).sweep()
    assert len(kinds()) == 3, "a restart sends nothing twice"


def test_a_dead_server_is_an_alarm_and_loses_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syslog_export, "AT_ONCE", 2)
    export = started(stage)
    FakeSender.dead = True
    for number in range(5):
        set_to(stage, CEF, number % 2)
    export.sweep()
    assert [each.kind for each in stage.alarms.all()] == [ALARM]
    FakeSender.dead = False
    export.sweep()
    assert FakeSender.sent == [], "not before it is time"
    stage.clock.advance(60)
    export.sweep()
    assert len(FakeSender.sent) == 5
    assert stage.alarms.all() == []


def test_without_a_target_nothing_waits(stage: Stage) -> None:
    export = started(stage)
    set_to(stage, TARGET, "")
    export.sweep()
    assert stage.config.facts.get(FACT) == {}
    assert FakeSender.sent == []
