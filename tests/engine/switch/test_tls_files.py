"""A certificate is read again when its files are new; what cannot be used changes nothing."""

import os
import ssl
import time
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from engine.certificates import facts
from engine.control.alarms import AlarmSet
from engine.errors import ConfigError
from engine.switch import tls_files as module
from engine.switch.counters import Counters
from engine.switch.tls_files import (
    CRITICAL_BEFORE,
    ENDING,
    FAILED,
    LOOK_INTERVAL,
    WARN_BEFORE,
    TlsFiles,
    TlsPaths,
)
from engine.switch.tls_trust import TlsTrust
from tests.helpers.certificates import certified

ALARMS = AlarmSet("switch", time.time)


@pytest.fixture(autouse=True)
def _no_alarm() -> None:
    for kind in (ENDING, FAILED):
        ALARMS.clear(kind)


def files(folder: Path, *, required: bool = True) -> tuple[TlsFiles, Counters]:
    counters = Counters()
    paths = TlsPaths(folder / "certificate.pem", folder / "key.pem")
    return TlsFiles(paths, TlsTrust(), counters, ALARMS, required=required), counters


def test_it_says_when_it_ends(tmp_path: Path) -> None:
    made = certified(tmp_path)
    found, counters = files(tmp_path)
    found.load()
    assert counters.tls_certificate_expires_seconds == facts(made.certificate).not_after
    assert found.context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_without_one_it_is_said_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="certificate create"):
        files(tmp_path)[0].load()
    found, counters = files(tmp_path, required=False)
    found.load()
    assert counters.tls_certificate_expires_seconds == 0


def test_new_files_are_used_and_half_of_them_are_not(tmp_path: Path) -> None:
    certified(tmp_path)
    found, counters = files(tmp_path)
    found.load()
    before, ends = found.context, counters.tls_certificate_expires_seconds
    found.look(0.0, time.time())
    assert found.context is before
    renewed = certified(tmp_path / "new", days=60)
    os.replace(renewed.certificate, tmp_path / "certificate.pem")
    found.look(LOOK_INTERVAL, time.time())
    assert found.context is before, "its key is not there yet"
    assert counters.tls_certificate_failed == 1
    assert ALARMS.holds(FAILED)
    assert counters.tls_certificate_expires_seconds == ends
    os.replace(renewed.key, tmp_path / "key.pem")
    found.look(LOOK_INTERVAL + 1.0, time.time())
    assert found.context is before, "it is not looked at each second"
    found.look(2 * LOOK_INTERVAL, time.time())
    assert found.context is not before
    assert counters.tls_certificate_failed == 0
    assert not ALARMS.holds(FAILED)
    assert counters.tls_certificate_expires_seconds > ends


def test_a_file_that_is_gone_takes_nothing_away(tmp_path: Path) -> None:
    made = certified(tmp_path)
    found, counters = files(tmp_path)
    found.load()
    before = found.context
    made.key.unlink()
    found.look(0.0, time.time())
    assert found.context is before
    assert counters.tls_certificate_failed == 1


def test_an_end_that_is_near_is_said_once_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified(tmp_path, days=30, now=time.time())
    found, counters = files(tmp_path)
    found.load()
    soon = counters.tls_certificate_expires_seconds - WARN_BEFORE

    monkeypatch.setattr(module, "_log", structlog.get_logger())

    def said(now: float, wall: float) -> int:
        with capture_logs() as logs:
            found.look(now, wall)
        return [each["event"] for each in logs].count("the certificate of SIP over TLS ends")

    assert said(0.0, soon - 1) == 0
    assert said(100.0, soon + 1) == 1
    assert said(200.0, soon + 100) == 0
    assert said(100.0 + 86_400, soon + 86_400) == 1


def test_an_end_that_is_near_is_an_alarm_until_there_is_a_new_one(tmp_path: Path) -> None:
    certified(tmp_path, days=30, now=time.time())
    found, counters = files(tmp_path)
    found.load()
    ends = counters.tls_certificate_expires_seconds
    told = []
    for number, before in enumerate((WARN_BEFORE + 1, WARN_BEFORE - 1, CRITICAL_BEFORE - 1, -1)):
        found.look(number * LOOK_INTERVAL, ends - before)
        told.append([(each.severity, "ended" in each.detail) for each in ALARMS.all()])
    assert told == [[], [("warning", False)], [("critical", False)], [("critical", True)]]
    renewed = certified(tmp_path / "new", days=60)
    os.replace(renewed.certificate, tmp_path / "certificate.pem")
    os.replace(renewed.key, tmp_path / "key.pem")
    found.look(10 * LOOK_INTERVAL, time.time())
    assert ALARMS.all() == []
