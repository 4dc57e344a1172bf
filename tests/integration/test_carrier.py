"""A real Kamailio as a carrier: registered with, called through, lost and found again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.calls import MAPPING, carriers, configure, left_over, records
from tests.helpers.engine_process import EngineProcess
from tests.helpers.kamailio import PASSWORD, USER, Kamailio
from tests.helpers.ports import free_port
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
NUMBER = "9007"


class Bench:
    """An engine with a routing gateway "partner" that is this Kamailio."""

    def __init__(self, engine: EngineProcess, api: Api, folder: Path) -> None:
        self.engine, self.api, self.folder = engine, api, folder
        self.callee = free_port()
        self.kamailio = Kamailio(need("kamailio"), folder, engine.sip_port, self.callee)

    @contextmanager
    def partner(self, **more: Any) -> Iterator[None]:
        """The gateway, as long as it is needed."""
        body = {
            "name": "partner", "kind": "routing", "addresses": [f"127.0.0.1:{self.kamailio.port}"],
            "prefixes": ["44"], "username": USER, "password": PASSWORD, "registers": True,
            "contact_number": NUMBER, "probe_interval_s": 1, **more,
        }  # fmt: skip
        assert self.api.call("POST", "/gateways", body, 201)["effective_at"]
        try:
            yield
        finally:
            self.api.call("DELETE", "/gateways/partner")

    def live(self, part: str) -> Any:
        return self.api.call("GET", "/gateways/partner")["live"][part]

    def wait(self, part: str, state: str) -> Any:
        found = wait_for(lambda: self.live(part), lambda now: now["state"] == state, 30.0)
        assert found["state"] == state, f"{found}\n{self.kamailio.tail()}"
        return found

    def just_renewed(self) -> None:
        """Wait for the next renewal.

        Kamailio counts whole seconds: of the four it grants it keeps three to four, and the last of
        them may be over before the renewal comes.
        """
        before = self.live("registration")["expires_at"]
        wait_for(lambda: self.live("registration")["expires_at"] or "", lambda now: now > before)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    need("sipp")
    folder = tmp_path_factory.mktemp("carrier")
    with EngineProcess(folder / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        bench = Bench(engine, api, folder)
        with bench.kamailio:
            yield bench
        api.close()


def test_a_carrier_is_registered_with_called_and_calls_and_is_left(bench: Bench) -> None:
    with bench.partner():
        first = bench.wait("registration", "registered")
        assert first["last_status"] == 200
        bench.wait("probe", "reachable")
        called(bench)
        calling(bench)
        renewed = wait_for(
            lambda: bench.live("registration"), lambda now: now["expires_at"] > first["expires_at"]
        )
        assert (renewed["state"], renewed["since"]) == ("registered", first["since"])
        lost_and_found(bench)
        assert bench.api.call("PATCH", "/gateways/partner", {"enabled": False})["effective_at"]
        bench.wait("registration", "off")


def called(bench: Bench) -> None:
    """A call to it: INVITE and BYE are challenged and proved, and nobody hears of it."""
    program, folder, port = need("sipp"), bench.folder, bench.engine.sip_port
    with (
        Sipp(program, "uas_answer", folder, "-d", 200, port=bench.callee) as callee,
        Sipp(program, "uac_call", folder, "-d", 200, to=port, number="4420") as caller,
    ):
        caller.succeeded(1)
        callee.succeeded(1)
    (record,) = records(bench.api, "4420", 1)
    assert (record["callee_gateway"], record["sip_status"]) == ("partner", 200)
    left_over(bench.api, ["partner"])


def calling(bench: Bench) -> None:
    """A call from it goes to the registered contact; its address is that of a mapping gateway."""
    program, folder, port = need("sipp"), bench.folder, bench.kamailio.port
    with (
        Sipp(program, "uas_answer", folder, "-d", 200) as callee,
        carriers(bench.api, NUMBER, callee.port) as names,
    ):
        bench.just_renewed()
        with Sipp(program, "uac_call", folder, "-d", 200, to=port, number="1") as caller:
            caller.succeeded(1)
            callee.succeeded(1)
        (record,) = records(bench.api, NUMBER, 1)
        assert (record["caller_gateway"], record["callee_gateway"]) == (MAPPING, names[0])
        left_over(bench.api, names)


def lost_and_found(bench: Bench) -> None:
    """One that lost everything is registered with again; meanwhile it gets no calls."""
    bench.kamailio.stop()
    bench.wait("probe", "unreachable")
    steps = bench.api.call("GET", "/routing?caller=1&callee=4420")["steps"]
    assert [step["verdict"] for step in steps if step["gateway"] == "partner"] == ["unreachable"]
    bench.kamailio.start()
    bench.wait("probe", "reachable")
    bench.wait("registration", "registered")


def test_a_wrong_password_waits_long_and_a_corrected_one_does_not(bench: Bench) -> None:
    with bench.partner(password="guess"):
        found = bench.wait("registration", "failed")
        assert found["detail"] == "wrong user name or password"
        assert found["expires_at"] is None
        assert found["next_try_at"] > found["since"]
        change = {"password": PASSWORD}
        assert bench.api.call("PATCH", "/gateways/partner", change)["effective_at"]
        bench.wait("registration", "registered")
    text = bench.engine.log.read_text(encoding="utf-8", errors="replace")
    assert PASSWORD not in text


def test_a_customer_proves_his_password_besides_his_address(bench: Bench) -> None:
    """Design section 3.4: a wrong answer is an illegal call with its record."""
    program, folder, port = need("sipp"), bench.folder, bench.engine.sip_port
    bench.api.set("SERVER_BILLING_RECORD_ILLEGAL_CALL", 1)
    password, path = "Correct-Horse-77!", f"/gateways/{MAPPING}"
    bench.api.call("PATCH", path, {"username": "acme", "password": password})
    try:
        with (
            Sipp(program, "uas_answer", folder, "-d", 200) as callee,
            carriers(bench.api, "45", callee.port),
        ):
            given = ("-au", "acme", "-ap", password, "-d", 200)
            with Sipp(program, "uac_proved", folder, *given, to=port, number="4501") as caller:
                caller.succeeded(1)
                callee.succeeded(1)
            wrong = ("-au", "acme", "-ap", "guess")
            with Sipp(program, "uac_denied", folder, *wrong, to=port, number="4502") as caller:
                caller.succeeded(1)
        (record,) = records(bench.api, "4501", 1)
        assert (record["caller_gateway"], record["billing_mode"]) == (MAPPING, 1)
        (record,) = records(bench.api, "4502", 1)
        assert (record["sip_status"], record["billing_mode"]) == (403, 9)
        live = bench.api.call("GET", path)["live"]
        assert live["last_failure"] == "wrong user name or password"
    finally:
        bench.api.call("PATCH", path, {"username": ""})
