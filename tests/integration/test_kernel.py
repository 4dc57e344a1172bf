"""The blacklist in the kernel, with a real engine in a network of its own (req 134, 135, 137)."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.netns import in_own_network, need_nft

pytestmark = [pytest.mark.peer, pytest.mark.slow]
LISTED, OTHER = "127.0.0.9", "127.0.0.10"
LONG = 30.0


def test_a_listed_source_costs_the_switch_nothing(tmp_path: Path) -> None:  # req 57
    need_nft()

    def work() -> None:
        with EngineProcess(tmp_path / "data") as engine:
            api = Api(engine.http_url, "admin", engine.admin_password)
            try:
                costs_nothing(engine, api)
                survives_its_helper(engine, api)
            finally:
                api.close()
        assert not engine.paths.kernel_table.exists()  # taken out at the end

    in_own_network(work)


def costs_nothing(engine: EngineProcess, api: Api) -> None:
    block(api, LISTED)
    before = read_datagrams(api)
    send(engine, LISTED, 20)
    wait_for(lambda: entry(api)["hits"], lambda hits: hits == 20, LONG)  # the switch drops them
    api.set("SS_BLACK_LIST_KERNEL", 1)
    wait_for(lambda: entry(api)["kernel"], lambda state: state == "enforced", LONG)
    wait_for(lambda: health(api), lambda now: now == {"state": "enforced", "reason": ""}, LONG)
    send(engine, LISTED, 200)
    send(engine, OTHER, 1)
    wait_for(lambda: kernel(api)["dropped_packets"], lambda count: count == 200, LONG)
    assert entry(api)["hits"] == 20
    probes = read_datagrams(api) - before - 20
    assert probes < 100  # the health's own and the one of the other source, but not the 200


def survives_its_helper(engine: EngineProcess, api: Api) -> None:
    """Killed, it is started again and takes up what changed meanwhile."""
    pid = engine.kill_module("kernel")
    block(api, "198.51.100.0/24")
    engine.wait_until_running("kernel", other_than=pid)
    wait_for(lambda: kernel(api), lambda now: now["elements"] == 2 and now["restarts"] == 1, LONG)
    assert kernel(api)["state"] == "enforced"
    api.set("SS_BLACK_LIST_KERNEL", 0)
    wait_for(lambda: "kernel" in engine.modules(), lambda runs: not runs, LONG)
    send(engine, LISTED, 5)
    wait_for(lambda: entry(api)["hits"], lambda hits: hits == 25, LONG)
    api.set("SS_BLACK_LIST_KERNEL", 1)
    wait_for(lambda: kernel(api)["state"], lambda state: state == "enforced", LONG)


def block(api: Api, value: str) -> None:
    kind = "network" if "/" in value else "ip"
    body = {"kind": kind, "value": value, "until": None, "force": True}
    api.call("POST", "/blacklist", body)


def entry(api: Api) -> dict[str, Any]:
    found: list[dict[str, Any]] = api.call("GET", f"/blacklist?q={LISTED}")["items"]
    return found[0]


def kernel(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.call("GET", "/firewall/kernel")
    return found


def health(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.call("GET", "/health")["kernel"]
    return found


def read_datagrams(api: Api) -> int:
    page = api.session.get(f"{api.url}/metrics", timeout=30).text
    (line,) = [one for one in page.splitlines() if one.startswith("switchwarden_udp_datagrams_")]
    return int(float(line.split()[1]))


def send(engine: EngineProcess, source: str, count: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.bind((source, 0))
        for _ in range(count):
            there.sendto(b"no SIP at all\r\n\r\n", ("127.0.0.1", engine.sip_port))
