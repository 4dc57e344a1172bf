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
    assert require_strong(stage.services, PASSWORD) == 4


def test_the_policy_follows_its_parameters(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_PASSWORD_LENGTH", 4, **BY)
    stage.config.parameters.set("SERVER_PASSWORD_COMPLEXITY", "Off", **BY)
    assert policy(stage.services)("abcd") == ([], 0)
    assert len(policy(stage.services)("abc").problems) == 1


def test_the_names_it_belongs_to_count(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_PASSWORD_STRENGTH", 4, **BY)
    with pytest.raises(Refused, match="easily guessed"):
        require_strong(stage.services, "Kowalczyk-2077!", "2077", "Kowalczyk")
    assert require_strong(stage.services, "Kowalczyk-2077!") == 4


def test_the_strength_wanted_is_a_parameter(stage: Stage) -> None:
    stage.config.parameters.set("SERVER_PASSWORD_STRENGTH", 0, **BY)
    assert require_strong(stage.services, "Password123!") == 1
