"""What the checklist judges is what the engine knows."""

from engine.api.checklist_facts import REPORT_FACT, gather, security_names
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY, endpoint


def test_the_parameters_that_security_rests_on() -> None:
    names = security_names()
    assert names == sorted(names)
    assert {"SS_ENDPOINTREGISTERRETRY", "SS_BLACK_LIST_IP", "SERVER_PASSWORD_LENGTH"} <= set(names)
    assert "SS_SIP_TRACE" not in names


def test_facts_are_gathered(stage: Stage) -> None:
    before = gather(stage.services)
    assert (before.documented, before.changed, before.last_lockout) == (None, None, None)
    assert before.unjudged == 3  # the operators of the stage
    stage.config.endpoints.create(endpoint("1001", password_score=1), **BY)
    stage.config.parameters.set("SS_BLACK_LIST_IP", 1, **BY)
    stage.config.facts.put(REPORT_FACT, {"at": 5.0})
    after = gather(stage.services)
    assert (after.weak, after.documented, after.changed) == (1, 5.0, stage.clock.wall())
    assert after.number("SS_BLACK_LIST_IP") == 1


def test_what_the_switch_cannot_say_is_left_open(stage: Stage) -> None:
    stage.switch.away = True
    assert gather(stage.services).trusted is None
