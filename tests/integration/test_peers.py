"""Real SIP programs against a real engine: what phones, testers and attackers see."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
SCENARIOS = Path(__file__).parent / "sipp"
BARESIP = """\
poll_method epoll
sip_listen 127.0.0.1:0
audio_player aubridge,nil
audio_source aubridge,nil
module_path /usr/lib/baresip/modules
module g711.so
module_app account.so
module_app menu.so
"""


@pytest.fixture(scope="module")
def engine(standing: EngineProcess) -> EngineProcess:
    return standing


def run(*words: object, cwd: Path, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    command = [str(word) for word in words]
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds,
        check=False,
    )


def attacked(api: Api) -> None:
    api.set("SS_ENDPOINTREGISTERRETRY", 5)
    api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 600)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)


@pytest.mark.parametrize(("transport", "first"), [("u1", 20_000), ("t1", 30_000)])
def test_sipp_registers_a_thousand_users(
    engine: EngineProcess, api: Api, tmp_path: Path, transport: str, first: int
) -> None:
    users = range(first, first + 1000)
    before = api.call("GET", "/endpoints", limit=1)["counts"]["registered"]
    rows = "".join(f"{user},{PASSWORD}\n" for user in users)
    assert api.import_csv(f"extension,password\n{rows}")["created"] == 1000
    field = "".join(
        f"{user};[authentication username={user} password={PASSWORD}]\n" for user in users
    )
    (tmp_path / "users.csv").write_text(f"SEQUENTIAL\n{field}")
    done = run(
        *(need("sipp"), f"127.0.0.1:{engine.sip_port}", "-i", "127.0.0.1", "-t", transport),
        *("-sf", SCENARIOS / "register.xml", "-inf", "users.csv", "-m", 1000, "-r", 250),
        *("-l", 200, "-nostdin", "-timeout", 50, "-trace_err"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    counts = api.call("GET", "/endpoints", limit=1)["counts"]
    assert counts["registered"] == before + 1000
    state = api.endpoint(str(users[500]))
    assert state["status"] == "registered"
    assert state["bindings"][0]["source"].startswith("127.0.0.1:")


def test_svcrack_fails_although_the_password_is_in_its_list(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:  # req 82, 85, 95, 109-111
    secret = "Bc7!kLm9Qw#x"
    api.add("1101", secret)
    attacked(api)
    words = [f"guess{number:03}" for number in range(49)] + [secret]
    (tmp_path / "words.txt").write_text("\n".join([*words, "tail"]) + "\n")
    command = [need("svcrack"), "-u", "1101", "-d", "words.txt", "-p", str(engine.sip_port)]
    with (tmp_path / "svcrack.out").open("wb") as out:
        # It does not give up by itself when it hears nothing but 403.
        attack = subprocess.Popen([*command, "127.0.0.1"], cwd=tmp_path, stdout=out, stderr=out)
        try:
            attack.wait(timeout=8)
        except subprocess.TimeoutExpired:
            attack.kill()
            attack.wait()
    assert secret not in (tmp_path / "svcrack.out").read_text(errors="replace")
    state = wait_for(lambda: api.endpoint("1101"), lambda now: now["status"] == "suspended")
    assert state["suspension"]["sources"] == ["127.0.0.1"]
    assert 590 <= state["suspension"]["remaining_s"] <= 600


def test_svcrack_finds_the_password_while_the_lockout_is_off(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    """The attack of the other test is a real one: without the lockout it succeeds (req 65)."""
    secret = "Bc7!kLm9Qw#x"
    api.add("1201", secret)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 0)
    words = [f"guess{number:03}" for number in range(49)] + [secret]
    (tmp_path / "words.txt").write_text("\n".join(words) + "\n")
    done = run(
        *(need("svcrack"), "-u", "1201", "-d", "words.txt", "-p", engine.sip_port, "127.0.0.1"),
        cwd=tmp_path,
    )
    assert secret in done.stdout + done.stderr


def test_svwar_learns_no_extension(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:  # req 93, 94
    existing = {"1001", "1005", "1009"}
    for extension in existing:
        api.add(extension)
    attacked(api)
    for method in ("REGISTER", "INVITE", "OPTIONS"):
        for _ in range(3):  # on a busy machine it goes home before it has all answers
            found = scan(engine, tmp_path, method)
            scanned = {extension for extension in found if extension.startswith("10")}
            if not scanned & existing or len(scanned) == 11:
                break
        assert not scanned & existing or len(scanned) == 11, f"{method} tells them apart: {found}"


def scan(engine: EngineProcess, folder: Path, method: str) -> dict[str, str]:
    """What svwar says it found; asserts that it is the same of all."""
    done = run(
        *(need("svwar"), "-e", "1000-1010", "-m", method, "--force", "-p", engine.sip_port),
        "127.0.0.1",
        cwd=folder,
    )
    found = dict(re.findall(r"^\|\s*(\d+)\s*\|\s*(\S+)", done.stdout, re.MULTILINE))
    assert len(set(found.values())) <= 1, done.stdout
    return found


def test_sipsak_gets_an_answer_to_options(engine: EngineProcess, tmp_path: Path) -> None:
    target = f"sip:127.0.0.1:{engine.sip_port}"
    # Its own name need not be in the hosts file of a bare machine.
    done = run(need("sipsak"), "-vv", "-H", "127.0.0.1", "-s", target, cwd=tmp_path, seconds=20)
    assert done.returncode == 0, done.stdout
    assert "200 OK" in done.stdout
    assert re.search(r"^Server: Switchwarden\s*$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(("transport", "extension"), [("udp", "1301"), ("tcp", "1302")])
def test_baresip_registers(
    engine: EngineProcess, api: Api, tmp_path: Path, transport: str, extension: str
) -> None:
    api.add(extension)
    home = tmp_path / "baresip"
    home.mkdir()
    (home / "config").write_text(BARESIP)
    address = f"<sip:{extension}@127.0.0.1:{engine.sip_port};transport={transport}>"
    (home / "accounts").write_text(
        f"{address};auth_user={extension};auth_pass={PASSWORD};regint=60\n"
    )
    phone = subprocess.Popen([need("baresip"), "-f", str(home), "-t", "20"])
    try:
        state = wait_for(lambda: api.endpoint(extension), lambda now: now["status"] == "registered")
        assert state["bindings"][0]["transport"].lower() == transport
        assert state["bindings"][0]["user_agent"].startswith("baresip")
    finally:
        phone.terminate()
        phone.wait(timeout=15)
    wait_for(lambda: api.endpoint(extension), lambda now: now["status"] == "unregistered")
