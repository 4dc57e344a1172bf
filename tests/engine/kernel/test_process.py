"""The helper as a process: its rights, its readiness, its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.capabilities import NET_ADMIN, held
from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.kernel import process
from tests.helpers.engine_process import ROOT

_RUN = (
    "import sys; from engine.app import run_process; "
    "sys.exit(run_process('kernel-process', sys.argv[1:]))"
)


def test_it_is_ready_keeps_one_right_at_most_and_ends_well(tmp_path: Path) -> None:
    DataPaths(tmp_path).prepare()
    reading, writing = os.pipe()
    arguments = ["--data", str(tmp_path), "--realm", "x", "--ready-fd", str(writing)]
    with (tmp_path / "log").open("wb") as log:
        helper = subprocess.Popen(
            [sys.executable, "-c", _RUN, *arguments],
            pass_fds=(writing,), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT,
        )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as ready:
            assert json.loads(ready.readline()) == {}
        status = Path(f"/proc/{helper.pid}/status").read_text(encoding="ascii")
        mine = {line[:6]: int(line[8:], 16) for line in status.splitlines() if line[:3] == "Cap"}
        wanted = held()["Prm"] & 1 << NET_ADMIN
        assert {mine["CapPrm"], mine["CapEff"], mine["CapAmb"]} == {wanted}
        assert mine["CapBnd"] & ~(1 << NET_ADMIN) == 0
        assert "NoNewPrivs:\t1" in status
    finally:
        helper.send_signal(signal.SIGTERM)
        code = helper.wait(30.0)
    assert code == 0
    assert ("CAP_NET_ADMIN" in (tmp_path / "log").read_text(encoding="utf-8")) is not bool(wanted)


def test_what_is_missing_is_said_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "keep_only_net_admin", lambda: None)
    monkeypatch.setattr(process, "may_change_firewall", lambda: True)
    assert process.confined() == ""
    monkeypatch.setattr(process, "may_change_firewall", lambda: False)
    assert process.confined() == process.NOT_ALLOWED

    def refuse() -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(process, "keep_only_net_admin", refuse)
    with pytest.raises(ConfigError, match="not permitted"):
        process.confined()
