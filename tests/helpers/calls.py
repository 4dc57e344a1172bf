"""What a test of calls does over HTTP: gateways to and fro, records, and that nothing is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tests.helpers.api import Api, wait_for

Record = dict[str, Any]
MAPPING = "customer"


def configure(api: Api, caller: str = "127.0.0.1") -> None:
    """Calls come from the address of ``caller``, and failed ones are recorded too."""
    api.set("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 1)
    body = {"name": MAPPING, "kind": "mapping", "addresses": [caller]}
    assert api.call("POST", "/gateways", body, 201)["effective_at"]


@contextmanager
def carriers(
    api: Api, prefix: str, *ports: int, at: str = "127.0.0.1", **more: Any
) -> Iterator[list[str]]:
    """Routing gateways for numbers with a prefix, tried in the order of their ports."""
    names: list[str] = []
    for place, port in enumerate(ports, 1):
        name = f"carrier-{prefix}-{place}"
        body = {"name": name, "kind": "routing", "priority": place, "prefixes": [prefix]}
        body |= {"addresses": [f"{at}:{port}"], **more}
        assert api.call("POST", "/gateways", body, 201)["effective_at"]
        names.append(name)
    try:
        yield names
    finally:
        for name in names:
            api.call("DELETE", f"/gateways/{name}", reason="the test is over")


def records(
    api: Api, number: str, count: int, each_makes: int = 1, seconds: float = 15.0
) -> list[Record]:
    """The records of calls to a number, when there are as many; oldest first."""
    total = count * each_makes

    def read() -> list[Record]:
        return [each for each in api.cdrs() if each["callee"] == number]

    found = wait_for(read, lambda now: len(now) >= total, seconds)
    assert len(found) == total, f"{len(found)} records of {count} calls"
    assert len({each["call_id"] for each in found}) == count
    return sorted(found, key=lambda each: str(each["start"]))


def left_over(api: Api, names: Iterable[str]) -> None:
    """Assert that no call runs any more and that no gateway counts one."""
    calls = wait_for(lambda: api.call("GET", "/calls")["items"], lambda now: not now)
    assert calls == []
    for name in (MAPPING, *names):
        wait_for(lambda name=name: _live(api, name), lambda now: now == 0)  # type: ignore[misc]


def held_ms(record: Record) -> float:
    """Milliseconds from answer to end, 0 for a call that was not answered."""
    if record["answer"] is None:
        return 0.0
    return (moment(record["stop"]) - moment(record["answer"])) * 1000


def moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _live(api: Api, name: str) -> int:
    return int(api.call("GET", f"/gateways/{name}")["live"]["calls"])
