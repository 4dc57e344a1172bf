"""The lamp of a gateway says the state that matters most."""

from typing import Any

import pytest

from client.api.carrier_values import ProbeLive, RegistrationLive
from client.models.gateway_state import (
    LOOKS,
    ORDER,
    GatewayState,
    load_of,
    state_of,
    state_pill,
)
from tests.helpers.call_stubs import NOON, gateway, live


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"live": live(3)}, GatewayState.WORKING),
        ({"live": live(0)}, GatewayState.IDLE),
        ({"live": live(3, quarantined_until=NOON)}, GatewayState.QUARANTINED),
        ({"live": live(3, probe=ProbeLive("unreachable"))}, GatewayState.UNREACHABLE),
        ({"live": live(3, registration=RegistrationLive("failed"))}, GatewayState.UNREGISTERED),
        ({"live": live(3, registration=RegistrationLive("registered"))}, GatewayState.WORKING),
        ({"live": None}, GatewayState.NO_DATA),
        ({"live": live(3), "enabled": False}, GatewayState.DISABLED),
        ({"live": None, "enabled": False}, GatewayState.DISABLED),
    ],
)
def test_the_state_follows_from_configuration_and_figures(
    changes: dict[str, Any], state: GatewayState
) -> None:
    assert state_of(gateway(**changes)) is state


def test_every_state_has_icon_word_tone_and_a_place() -> None:
    pills = [state_pill(state) for state in GatewayState]
    assert all(pill.icon and pill.word and pill.tone for pill in pills)
    assert len({pill.word for pill in pills}) == len(pills)
    assert set(LOOKS) == set(ORDER) == set(GatewayState)


def test_the_load_is_a_share_of_the_capacity() -> None:
    assert load_of(gateway(capacity=60, live=live(45))) == 0.75
    assert load_of(gateway(capacity=60, live=live(90))) == 1.0
    assert load_of(gateway(capacity=0, live=live(45))) is None
    assert load_of(gateway(capacity=60, live=None)) is None
