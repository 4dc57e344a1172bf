"""The engine as a child process: found, started, refused, stopped in order."""

import sys
from pathlib import Path

import pytest

from client.session.local_engine import EngineFailedError, LocalEngine, default_data
from tests.helpers.fake_api import FakeApi

READY = "print('ready sip=udp:127.0.0.1:5060 http=http://127.0.0.1:9099', flush=True)"
WAIT = "import signal, sys; signal.signal(15, lambda *_: sys.exit(0)); "


def program(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_started_engine_says_where_it_is_and_ends_in_order(tmp_path: Path) -> None:
    (tmp_path / "admin-password").write_text("first-password\n")
    code = WAIT + READY + "; signal.pause()"
    engine = LocalEngine(tmp_path, program=program(code))
    place = engine.ensure()
    assert place.url == "http://127.0.0.1:9099"
    assert (place.user, place.password) == ("admin", "first-password")
    assert "first-password" not in repr(place)
    assert engine.started_here
    assert engine.stop()
    assert not engine.started_here


def test_an_engine_that_does_not_start_says_why(tmp_path: Path) -> None:
    code = "import sys; sys.stderr.write('first\\nport 5060 of 127.0.0.1 is taken\\n'); sys.exit(2)"
    engine = LocalEngine(tmp_path, program=program(code))
    with pytest.raises(EngineFailedError) as raised:
        engine.ensure()
    assert raised.value.detail == "port 5060 of 127.0.0.1 is taken"
    assert not engine.started_here


def test_the_reason_is_that_of_this_start(tmp_path: Path) -> None:
    (tmp_path / "engine.log").write_text("an old error\n")
    engine = LocalEngine(tmp_path, program=program("raise SystemExit(1)"))
    with pytest.raises(EngineFailedError) as raised:
        engine.ensure()
    assert "old" not in raised.value.detail


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineFailedError) as raised:
        LocalEngine(tmp_path / "file" / "data").ensure()
    assert "file" in raised.value.detail


def test_a_running_engine_is_used_and_never_stopped(tmp_path: Path, fake: FakeApi) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "http").write_text(fake.url + "\n")
    engine = LocalEngine(tmp_path, program=program("raise SystemExit(1)"))
    assert engine.ensure().url == fake.url
    assert not engine.started_here
    assert engine.stop()


def test_an_engine_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.session.local_engine.STOP_S", 0.3)
    code = "import signal; signal.signal(15, signal.SIG_IGN); " + READY + "; signal.pause()"
    engine = LocalEngine(tmp_path, program=program(code))
    engine.ensure()
    assert engine.stop() is False
    assert not engine.started_here


def test_the_log_is_for_this_user_alone(tmp_path: Path) -> None:
    with pytest.raises(EngineFailedError):
        LocalEngine(tmp_path, program=program("raise SystemExit(1)")).ensure()
    assert (tmp_path / "engine.log").stat().st_mode & 0o077 == 0


def test_the_data_folder_is_that_of_the_user() -> None:
    assert default_data().name == "switchwarden"
