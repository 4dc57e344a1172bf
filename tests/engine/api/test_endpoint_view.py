from collections.abc import Callable

from engine.api.endpoint_view import Seen, endpoint_item, look, suspension_item
from engine.api.models.endpoints import EndpointItem, SuspensionItem
from tests.helpers.api_app import Stage
from tests.helpers.switch_port import lockout


def test_an_item_fits_its_model_in_every_state(stage: Stage) -> None:
    stage.add("1001")
    row = stage.config.endpoints.get("1001")
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: stage.switch.register("1001"),
        lambda: stage.switch.suspend("1001"),
        lambda: setattr(stage.switch, "away", True),
    ]
    for step in steps:
        step()
        item = endpoint_item(row, look(stage.services, ["1001"]))
        assert EndpointItem(**item).model_dump() == item


def test_an_extension_the_switch_does_not_mention_is_unregistered(stage: Stage) -> None:
    stage.add("1001")
    item = endpoint_item(stage.config.endpoints.get("1001"), Seen({}, None))
    assert (item["status"], item["failures"]) == ("unregistered", 0)


def test_nobody_is_asked_for_nothing(stage: Stage) -> None:
    stage.switch.away = True
    assert look(stage.services, []) == Seen({}, None)


def test_a_lockout_in_the_list_names_its_extension() -> None:
    item = suspension_item(lockout("7777", known=False))
    assert SuspensionItem(**item).known is False
    assert item["extension"] == "7777"
