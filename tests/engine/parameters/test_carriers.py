"""The parameters of registrations with carriers: VOS3000's values, and an effect for each."""

import pytest

from engine.errors import ParameterError
from engine.parameters.carriers import CARRIERS
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.values import parse
from engine.switch.policies import policies


@pytest.mark.parametrize(
    ("name", "default", "maximum", "field"),
    [
        ("SS_SIP_USER_AGENT_EXPIRE", 0, 7200, "expires_s"),
        ("SS_SIP_USER_AGENT_RETRY_DELAY", 60, 600, "retry_s"),
    ],
)
def test_each_has_the_values_of_vos3000_and_is_obeyed(
    name: str, default: int, maximum: int, field: str
) -> None:
    parameter = CATALOGUE[name]
    assert parameter in CARRIERS
    assert (parameter.default, parameter.maximum, parameter.section) == (
        default,
        maximum,
        "4.3.5.2",
    )
    assert getattr(policies({name: maximum}).carriers, field) == maximum
    assert getattr(policies({}).carriers, field) == default


def test_a_registration_for_seconds_is_refused() -> None:
    parameter = CATALOGUE["SS_SIP_USER_AGENT_EXPIRE"]
    assert [parse(parameter, value) for value in (0, 20)] == [0, 20]
    with pytest.raises(ParameterError) as caught:
        parse(parameter, 19)
    assert "from 20 to 7200" in caught.value.detail
