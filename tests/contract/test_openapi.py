"""The interface keeps what its own description promises, also for input nobody meant.

Schemathesis reads the description, makes requests of every operation that fit it and requests that
do not, and compares the answers with what is promised: status codes, content types, bodies.
``SWITCHWARDEN_CONTRACT_EXAMPLES=60`` makes that many requests of each operation in the long run.
"""

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest import SkipTest

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.hypothesis import builder
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.api.app import create_app
from tests.helpers.api_app import LOCAL_TOKEN, Stage
from tests.helpers.clock import ManualClock
from tests.helpers.stores import START, aggregate, block, cdr, connected, suspension
from tests.helpers.switch_port import call, trace

REFUSED = ["400", "413", "415", "422"]
CONFIG = {
    "checks": {
        # What a description cannot say (a range by parameter, an open time range) ends in 422.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422", "429"]
        },
        "negative_data_rejection": {
            "expected-statuses": [
                "400",
                "401",
                "403",
                "404",
                "405",
                "409",
                "413",
                "415",
                "422",
                "429",
            ]
        },
    },
    "generation": {"database": "none", "deterministic": True},
}
LEFT_OUT = (
    builder.InvalidHeadersExampleMark,
    builder.MissingPathParameters,
    builder.UnserializablePayloadMark,
)
"""What says that some of an operation could not be tested."""
HEADERS = {"Authorization": f"Bearer {LOCAL_TOKEN}"}


class Switchable:
    """An application that can be replaced: operations are collected before stores exist."""

    def __init__(self, target: ASGIApp) -> None:
        self.target = target

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.target(scope, receive, send)


_OFF = SimpleNamespace(get=lambda _name: SimpleNamespace(value=0))
WITHOUT_STORES: Any = SimpleNamespace(clock=ManualClock(), config=SimpleNamespace(parameters=_OFF))
application = Switchable(create_app(WITHOUT_STORES))
schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json", application, config=SchemathesisConfig.from_dict(CONFIG)
).exclude(path="/api/v1/events")  # it does not end; it has tests of its own


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fifth of each request was looking for proxies, which a call in the process has none of."""
    monkeypatch.setattr("requests.sessions.get_environ_proxies", lambda *_args, **_more: {})


@pytest.fixture(scope="module", autouse=True)
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    built = Stage(tmp_path_factory.mktemp("contract") / "data")
    fill(built)
    application.target = built.app
    yield built
    built.close()


def fill(stage: Stage) -> None:
    """Something of everything, so that lists are not empty."""
    stage.clock.set_wall(START / 1000 + 3600)
    stage.add("1001", "1002")
    stage.switch.register("1001")
    stage.switch.suspend("1002")
    stage.switch.suspend("7777", known=False)
    carrier = {"name": "carrier-a", "kind": "routing", "addresses": ["192.0.2.9:5070"]}
    stage.expect("POST", "/gateways", 201, json=carrier)
    view = {"name": "Today", "filters": {"caller": ["8801*"]}}
    stage.expect("PUT", "/views/0192f3a4-5b6c-7d8e-9f01-23456789abcd", 201, json=view)
    stage.switch.add_calls(call(1), call(2, state="ringing", answer=None))
    stage.switch.traces["call"] = trace(call(1))
    stage.alarms.put("relay.gone", "critical", "it is gone", "127.0.0.1:2223")
    stage.ingest("cdr", cdr(), connected(12_000))
    stage.ingest("agg", aggregate())
    stage.ingest("sus", suspension())
    stage.ingest("blk", block("198.51.100.0/24"))


OPERATIONS = {
    found.ok().label: found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)
}
"""Such as ``GET /api/v1/health`` -> what the description says of it."""


@settings(
    max_examples=int(os.environ.get("SWITCHWARDEN_CONTRACT_EXAMPLES", "3")),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def check(case: Case[Any]) -> None:
    """Send it and apply every check there is to the answer."""
    case.call_and_validate(headers=HEADERS)


@pytest.mark.slow
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_operation_keeps_its_description(label: str) -> None:
    """Its requests are thought out here.

    ``schema.parametrize`` does that at collection: for half a minute, and in each worker.
    """
    load_all_checks()
    made = build_operation_test(
        config=schema.config,
        operation=OPERATIONS[label],
        test_func=check,
        given_kwargs={},
        feedback=FeedbackSources(constants_value_source=make_constants_value_source(schema)),
    )
    try:
        made()
    except SkipTest as nothing:
        raise AssertionError(f"no request could be made for {label}") from nothing
    assert not any(mark.is_set(made) for mark in LEFT_OUT)
