"""What an engine says that cannot start as asked, and what a killed supervisor leaves behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.disks import make_read_only, small_disk
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import alarms, log_lines, pids, refused_start
from tests.helpers.phone import Phone
from tests.helpers.ports import taken_port

pytestmark = pytest.mark.slow
FREE = ("--sip", "127.0.0.1:0", "--http", "127.0.0.1:0")


def sentence(data: Path, *arguments: str) -> str:
    """The one line for a person that a refused start ends with."""
    ended = refused_start(data, *arguments)
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == "", "nothing is ready"
    assert "Traceback" not in ended.stderr
    return ended.stderr.splitlines()[-1]


def test_an_unknown_key_of_the_configuration_is_named_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "switchwarden.toml"
    path.write_text('realm = "voip"\nhtttp = "127.0.0.1:0"\n')
    said = sentence(tmp_path, *FREE)
    for part in ("htttp", str(path), "known keys are sip, http, realm"):
        assert part in said
    assert sorted(each.name for each in tmp_path.iterdir()) == ["switchwarden.toml"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("sip = 5060", "sip"),
        ('http = "localhost:9090"', "localhost:9090"),
        ('log_level = "loud"', "loud"),
        ("realm = [", "not valid TOML"),
        ("\x00\x1b[31m", "not valid TOML"),
    ],
)
def test_a_wrong_value_of_the_configuration_is_named(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "switchwarden.toml").write_text(text)
    said = sentence(tmp_path, *FREE) if "http" not in text else sentence(tmp_path, *FREE[:2])
    assert part in said
    assert "\x1b" not in said


def test_a_taken_sip_port_is_named(tmp_path: Path) -> None:
    with taken_port() as port:
        said = sentence(tmp_path / "data", "--sip", f"127.0.0.1:{port}", *FREE[2:])
    assert f"127.0.0.1:{port}" in said
    assert "taken" in said


def test_a_taken_http_port_is_named(tmp_path: Path) -> None:
    with taken_port() as port:
        said = sentence(tmp_path / "data", *FREE[:2], "--http", f"127.0.0.1:{port}")
    assert f"127.0.0.1:{port}" in said
    assert "taken" in said


@pytest.mark.parametrize("used_before", [False, True])
def test_a_read_only_data_folder_is_named(tmp_path: Path, used_before: bool) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "16m"):
        if used_before:
            # The log beside the folder, so that nothing is open on the disk any more.
            with EngineProcess(disk / "data"):
                pass
        make_read_only(disk)
        said = sentence(disk / "data", *FREE)
    assert str(disk / "data") in said
    assert "Read-only file system" in said


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a letter")
    assert str(tmp_path / "data") in sentence(tmp_path / "data", *FREE)


def test_a_second_engine_on_the_same_folder_is_refused_and_harms_nothing(
    engine: EngineProcess, api: Api
) -> None:
    before = pids(engine)
    said = sentence(engine.paths.root, *FREE)
    assert "in use" in said
    assert str(engine.paths.root) in said
    assert str(engine.pid) in said
    assert pids(engine) == before
    api.add("1001")


def test_a_killed_supervisor_takes_its_children_along_and_the_next_start_works(
    engine: EngineProcess,
) -> None:
    children = [psutil.Process(pid) for pid in pids(engine).values()]
    with Phone("100", "x", engine.sip_port, source="127.0.0.66") as caller:
        assert caller.invite("0044").status == 403
    os.kill(engine.pid, signal.SIGKILL)
    engine.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    engine.start()
    api = Api(engine.http_url, "admin", engine.admin_password)
    assert api.call("GET", "/alarms")["items"] == [], "a start is no alarm"
    wait_for(lambda: len(api.cdrs(billing_mode=9)), lambda count: count == 1)
    api.close()
    assert alarms(engine) == {}
    assert [line for line in log_lines(engine) if line["level"] == "error"] == []
