"""Damaged files: what is good is used, what is bad is kept and counted, and health says so."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from engine.billing.journal import encode
from engine.identifiers import uuid7
from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import alarms, health, log_lines, refused_start
from tests.helpers.phone import Phone
from tests.helpers.stores import cdr

pytestmark = pytest.mark.slow

BAD_LINES = [
    b"\x00\xff\x1b[31m not a record\n",
    b'{"id": "cut in the middle\n',
    b"[]\n",
    b'{"id": 7, "flow_no": "seven"}\n',
    b"x" * 1_000_000 + b"\n",
]


def good(callee: str) -> bytes:
    now = int(time.time() * 1000)
    return encode(cdr(start=now, stop=now, callee=callee, id=uuid7(now)))


def segment(engine: EngineProcess, suffix: str) -> Path:
    return engine.paths.journal / f"cdr-{uuid7(int(time.time() * 1000))}{suffix}"


def callees(api: Api) -> list[str]:
    return sorted(row["callee"] for row in api.cdrs())


def lines(path: Path) -> int:
    """Lines of a file, a torn last one included."""
    return path.read_bytes().removesuffix(b"\n").count(b"\n") + 1


def test_damaged_lines_of_the_journal_cost_themselves_and_nothing_else(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        engine.stop()
        sealed = segment(engine, ".ndjson")
        sealed.write_bytes(good("001") + b"".join(BAD_LINES) + good("002"))
        spoiled = segment(engine, ".ndjson")
        spoiled.write_bytes(bytes(range(256)) * 40)
        torn = segment(engine, ".open")
        torn.write_bytes(good("003") + b'{"id": "01a2')
        engine.start()
        api = Api(engine.http_url, "admin", engine.admin_password)
        assert wait_for(lambda: callees(api), lambda found: len(found) >= 3) == [
            "001",
            "002",
            "003",
        ]
        rejected = engine.paths.journal / "rejected"
        assert (rejected / f"{sealed.name}.bad").read_bytes() == b"".join(BAD_LINES)
        assert (rejected / f"{torn.name}.torn").read_bytes() == b'{"id": "01a2'
        kept = sum(lines(path) for path in rejected.iterdir())
        wait_for(lambda: health(engine)["journal"]["rejected"], lambda count: count == kept)
        assert health(engine)["status"] == "ok"
        assert f"{kept} journal lines" in alarms(engine)["journal.rejected"]
        wait_for(lambda: list(engine.paths.journal.glob("*.ndjson")), lambda found: not found)
        api.close()
    said = {(line["event"], line.get("segment")): line for line in log_lines(engine)}
    assert said["journal lines were put aside", sealed.name]["lines"] == len(BAD_LINES)
    assert ("journal lines were put aside", spoiled.name) in said
    assert said["a torn journal line was set aside", torn.name]["bytes"] == 12


def damage_state(folder: Path) -> None:
    """Make the stored line of 1002 unreadable, put nonsense behind it, tear the last line."""
    (snapshot,) = folder.glob("*.snapshot")
    stored = snapshot.read_bytes().splitlines(keepends=True)
    (spot,) = (n for n, line in enumerate(stored) if line.startswith(b'["loc",["1002"'))
    stored[spot] = stored[spot].replace(b"[", b"\xfe", 2)
    nonsense = [b'["loc", 7]\n', b'["unheard of", 1]\n', b'["flow", "many"]\n', b"[]\n", b"\x00\n"]
    snapshot.write_bytes(b"".join([*stored, *nonsense, b'["loc",["10']))


def test_a_damaged_state_and_a_damaged_copy_of_the_configuration_are_survived(
    tmp_path: Path,
) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        for extension in ("1001", "1002"):
            api.add(extension)
        api.set("SS_ENDPOINTREGISTERRETRY", 1)
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        with (
            Phone("1001", PASSWORD, engine.sip_port) as first,
            Phone("1002", PASSWORD, engine.sip_port) as second,
            Phone("7777", "Wrong-Password-1", engine.sip_port) as guesser,
        ):
            assert [first.register().status, second.register().status] == [200, 200]
            assert guesser.register().status == 403
        api.close()
        engine.stop()
        folder = engine.paths.switch_state
        damage_state(folder)
        sealed = folder / "config.sealed"
        sealed.write_bytes(sealed.read_bytes()[:-1] + b"?")
        (folder / "config.changes").write_bytes(b"no base64 at all\n\x00\n")
        engine.start()
        api = Api(engine.http_url, "admin", engine.admin_password)
        assert api.endpoint("1001")["status"] == "registered"
        assert api.endpoint("1002")["status"] == "unregistered"
        assert "7777" in api.suspensions()
        with (
            Phone("1002", PASSWORD, engine.sip_port) as second,
            Phone("7777", "Wrong-Password-1", engine.sip_port) as guesser,
        ):
            assert second.register().status == 200, "management gave the configuration anew"
            assert guesser.register().status == 403
        assert health(engine)["status"] == "ok"
        assert (folder / "config.sealed.damaged").exists()
        (bad,) = (folder / "rejected").glob("*.bad")
        assert len(bad.read_bytes().splitlines()) == 6
        api.close()
    said = {line["event"]: line for line in log_lines(engine) if line["level"] == "error"}
    assert said["damaged lines of the stored state were set aside"]["lines"] == 6
    assert said["a torn line of the stored state was set aside"]["bytes"] == 11
    assert "set aside" in said["the stored configuration has a fault"]["detail"]
    assert "Traceback" not in json.dumps(said)


@pytest.mark.parametrize("name", ["config.sqlite", "secret.key"])
def test_a_store_that_is_none_is_named_and_nothing_is_overwritten(
    tmp_path: Path, name: str
) -> None:
    """Starting anyway would mean an empty configuration, or losing the records there were."""
    data = tmp_path / "data"
    data.mkdir()
    damaged = b"these are not the bytes you are looking for" * 100
    (data / name).write_bytes(damaged)
    ended = refused_start(data, "--sip", "127.0.0.1:0", "--http", "127.0.0.1:0", seconds=60)
    assert ended.returncode != 0
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (data / name).read_bytes() == damaged
