from engine.api.changes import push, push_parameters
from engine.parameters.model import Group
from tests.helpers.api_app import Stage
from tests.helpers.switch_port import NOW


def test_the_switch_hears_the_version_and_says_since_when(stage: Stage) -> None:
    heard: list[int] = []

    def tell(version: int) -> float:
        heard.append(version)
        return NOW + 1

    outcome = push(stage.services, tell)
    assert outcome.effective_at == "2026-09-21T14:13:21.000Z"
    assert outcome.warning is None
    assert heard == [stage.config.version]


def test_a_switch_that_is_away_leaves_a_warning(stage: Stage) -> None:
    stage.switch.away = True
    outcome = push_parameters(stage.services, Group.SOFTSWITCH)
    assert outcome.effective_at is None
    assert outcome.warning is not None
    assert "when the softswitch is back" in outcome.warning


def test_parameters_of_this_process_count_at_once_whatever_the_switch_says(stage: Stage) -> None:
    stage.switch.away = True
    outcome = push_parameters(stage.services, Group.SECURITY)
    assert outcome.effective_at is not None
    assert outcome.warning is None
