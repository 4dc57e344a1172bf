"""What one end sends, the other end reads as the same value."""

import msgspec
import pytest

from engine.control.messages import (
    BindingInfo,
    CounterSample,
    EndpointConfig,
    EndpointState,
    Hello,
    SuspensionInfo,
    convert,
)
from engine.errors import ControlError

BINDING = BindingInfo("sip:1001@192.0.2.1", "192.0.2.1:5060", "udp", "phone", 1.5, 2.5)
SUSPENSION = SuspensionInfo("1001", True, 1.0, 181.0, 100.0, "6 wrong passwords", ["::1"], 2, 6)


@pytest.mark.parametrize(
    "value",
    [
        EndpointConfig("1001", "a" * 32, "b" * 64, False),
        BINDING,
        SUSPENSION,
        EndpointState("1001", "suspended", [BINDING], 6, 1.0, SUSPENSION),
        EndpointState("1001", "unregistered", [], 0),
        CounterSample("sip_requests_total", 7, "counter", "Requests.", {"method": "REGISTER"}),
        Hello(3, 1, 2.0, ["udp:127.0.0.1:5060"]),
    ],
)
def test_a_value_survives_the_wire(value: msgspec.Struct) -> None:
    wire = msgspec.msgpack.decode(msgspec.msgpack.encode(value))
    assert convert(wire, type(value)) == value


def test_a_list_of_structs_converts_in_one_go() -> None:
    wire = [{"extension": "1", "ha1_md5": "", "ha1_sha256": ""}]
    assert convert(wire, list[EndpointConfig]) == [EndpointConfig("1", "", "")]


@pytest.mark.parametrize("wire", [None, {}, {"extension": 7}, [1]])
def test_an_unexpected_shape_is_a_control_error(wire: object) -> None:
    with pytest.raises(ControlError):
        convert(wire, EndpointConfig)


def test_hashes_never_appear_in_the_text_of_an_endpoint() -> None:
    text = repr(EndpointConfig("1001", "secretmd5", "secretsha"))
    assert "1001" in text
    assert "secret" not in text
