import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from engine.datapaths import DataPaths
from tests.helpers.fake_switch import FakeSwitch, until
from tests.helpers.ports import taken_port
from tests.helpers.stores import cdr, segment


@contextmanager
def management(data: Path, http: str = "127.0.0.1:0") -> Iterator[tuple[Any, str]]:
    """The process without a supervisor; its Popen and the URL it reported, "" when it ended."""
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "engine", "management-process", "--data", str(data)]
    command += ["--http", http, "--realm", "switchwarden", "--ready-fd", str(writer)]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.PIPE) as process:
        os.close(writer)
        try:
            with os.fdopen(reader, "r") as reports:
                line = reports.readline()
            yield process, str(json.loads(line).get("http", "")) if line else ""
        finally:
            if process.poll() is None:
                process.kill()


def call(url: str, path: str, token: str = "", method: str = "GET", body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.request(method, f"{url}/api/v1{path}", headers=headers, json=body, timeout=10)
    assert answer.ok, answer.text
    return answer.json()


@pytest.mark.slow
def test_it_serves_without_a_switch_ingests_and_stops_in_order(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "data")
    with management(paths.root) as (process, url):
        health = call(url, "/health")
        assert health["status"] == "degraded"
        assert health["modules"]["switch"]["state"] == "stopped"
        assert health["modules"]["management"]["pid"] == process.pid
        token = paths.local_token.read_text().strip()
        assert paths.http_address.read_text().strip() == url
        segment(paths.journal, "cdr", cdr(start=int(time.time() * 1000)))
        deadline = time.monotonic() + 10
        span = "from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z"
        assert call(url, f"/cdrs?{span}", token)["items"] == []
        while list(paths.journal.glob("*.ndjson")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        headers = {"Authorization": f"Bearer {token}"}
        asked = {"format": "pdf", "reason": "test"}
        drawn = requests.post(
            f"{url}/api/v1/reports/security", headers=headers, json=asked, timeout=30
        )
        assert drawn.content.startswith(b"%PDF"), drawn.text
        with requests.get(f"{url}/api/v1/events", headers=headers, stream=True, timeout=10):
            late = segment(paths.journal, "cdr", cdr())
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        assert not late.exists()
    assert list(paths.run.iterdir()) == []
    assert paths.admin_password.exists()


@pytest.mark.slow
def test_a_taken_port_ends_it_with_its_name(tmp_path: Path) -> None:
    with taken_port() as port, management(tmp_path, f"127.0.0.1:{port}") as (process, _):
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 2
        assert f"port {port} is taken" in errors.decode()


@pytest.mark.slow
def test_a_foreign_database_ends_it_with_advice(tmp_path: Path) -> None:
    (tmp_path / "cdr.duckdb").write_bytes(b"something else " * 1000)
    with management(tmp_path) as (process, _):
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 1
        assert "move it away or restore a backup" in errors.decode()
    assert (tmp_path / "cdr.duckdb").read_bytes().startswith(b"something else")


@pytest.mark.slow
def test_a_change_says_honestly_whether_the_switch_has_it(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)

    def change(url: str, value: int) -> Any:
        token = paths.local_token.read_text().strip()
        path = "/parameters/SS_ENDPOINTREGISTERRETRY"
        return call(url, path, token, "PUT", {"value": value})

    async def play(url: str) -> None:
        away = await asyncio.to_thread(change, url, 5)
        assert (away["value"], away["effective_at"]) == (5, None)
        switch = FakeSwitch(paths.switch_socket)
        await switch.start()
        await until(lambda: switch.version == 1)
        assert switch.told("configure")[0]["parameters"]["SS_ENDPOINTREGISTERRETRY"] == 5
        there = await asyncio.to_thread(change, url, 4)
        assert there["effective_at"] == "1970-01-01T00:02:03.500Z"
        assert switch.told("parameters")[-1]["values"]["SS_ENDPOINTREGISTERRETRY"] == 4
        await switch.stop()

    with management(tmp_path) as (process, url):
        asyncio.run(play(url))
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
