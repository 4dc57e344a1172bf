"""What crosses the control socket about gateways and calls comes back as it was."""

from __future__ import annotations

import pytest

from engine.control.frames import Decoder, encode
from engine.control.gateways import (
    CallInfo,
    GatewayConfig,
    GatewayLive,
    RouteAnalysis,
    RouteStep,
)
from engine.control.messages import convert
from engine.errors import ControlError

GATEWAY = GatewayConfig(
    "carrier-a", "routing", ("192.0.2.9:5070",), prefixes=("0044",), callee_rewrite=("00:",)
)
LIVE = GatewayLive("carrier-a", 3, 100, 42, asr=0.42, last_failure="503 from 192.0.2.9")
CALL = CallInfo(
    "id", "1001", "0044", "192.0.2.1", "", "", "carrier-a", "1001", "ringing", 1.5, None, "", "c"
)
STEP = RouteStep("carrier-a", "no prefix", "none of its prefixes fits", "", 1, 1, "", "")
ROUTE = RouteAnalysis("1001", "0044", steps=(STEP,))


@pytest.mark.parametrize("value", [GATEWAY, LIVE, CALL, ROUTE])
def test_a_value_survives_the_wire(
    value: GatewayConfig | GatewayLive | CallInfo | RouteAnalysis,
) -> None:
    (message,) = Decoder().feed(encode({"id": 1, "value": value}))
    assert convert(message["value"], type(value)) == value


def test_a_gateway_of_no_kind_is_refused() -> None:
    with pytest.raises(ControlError, match="kind"):
        convert({"name": "a", "kind": "both", "addresses": ["192.0.2.9"]}, GatewayConfig)
