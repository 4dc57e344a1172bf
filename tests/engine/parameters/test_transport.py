"""Repetitions, priority and relays: VOS3000's values, and nothing that would break the network."""

import pytest

from engine.errors import ParameterError
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.transport import TOS, TRANSPORT
from engine.parameters.values import parse


def test_each_is_in_the_catalogue() -> None:
    for parameter in TRANSPORT:
        assert CATALOGUE[parameter.name] is parameter
        assert parameter.section == "4.3.5.2"


@pytest.mark.parametrize("name", ["SS_QOS_SIGNAL", "SS_QOS_RTP"])
def test_a_priority_leaves_the_bits_of_the_network_alone(name: str) -> None:
    parameter = CATALOGUE[name]
    assert parameter.default == TOS == 0xA0
    assert [parse(parameter, value) for value in (0, 184, 252)] == [0, 184, 252]
    for value in (1, 46, 186, 255):
        with pytest.raises(ParameterError) as caught:
            parse(parameter, value)
        assert "multiple of 4" in caught.value.detail


@pytest.mark.parametrize("text", ["0.4", "2,1", "17", "0.5,x", "", "8,8,8,8", ",".join("1" * 11)])
def test_waits_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse(CATALOGUE["SS_SIP_RESEND_INTERVAL"], text)
    assert "0.5 to 16 seconds" in caught.value.detail


def test_who_does_not_say_otherwise_leaves_relays_to_the_gateways() -> None:
    assert CATALOGUE["SS_MEDIAPROXYMODE"].default == 2
