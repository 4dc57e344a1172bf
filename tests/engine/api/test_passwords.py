import pytest

from engine.api.passwords import policy, require_strong
from engine.api.problems import Refused
from tests.helpers.api_app import PASSWORD, Stage
from tests.helpers.stores import BY


def test_a_weak_password_is_refused_with_every_missing_thing(stage: Stage) -> None:  # req 142
    with pytest.raises(Refused) as caught:
        require_strong(stage.services, "short")
    assert caught.value.status == 422
    fields = [field for field, _ in caught.value.errors]
    assert fields == ["password"] * 4
    assert "short" not in caught.value.detail
    require_strong(stage.services, PASSWORD)


def test_the_policy_follows_its_parameters(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_PASSWORD_LENGTH", 4, **BY)
    stage.config.parameters.set("SERVER_PASSWORD_COMPLEXITY", "Off", **BY)
    assert policy(stage.services)("abcd") == []
    assert len(policy(stage.services)("abc")) == 1
