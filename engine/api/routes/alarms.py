"""Alarms that stand now. They come from memory, so they are answered while the switch is away."""

import msgspec

from engine.api.models.alarms import AlarmItem, AlarmPage
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine
from engine.api.services import Services
from engine.api.wire import stamp
from engine.control.alarms import Alarm
from engine.errors import StoreError
from engine.store.alarm_rules import Acknowledgement

router = resource("/alarms", tag="system", needs=SIGNED_IN)


@router.get("", responses=refusals(401, 503))
def get_alarms(services: Engine) -> AlarmPage:
    """What stands now; changes come as `alarm` events with `action` raised, changed or cleared."""
    taken = _taken(services)
    return AlarmPage(items=[_item(each, taken.get(each.id)) for each in services.alarms.all()])


def _taken(services: Services) -> dict[str, Acknowledgement]:
    """Who has taken what on; alarms are shown also when the store cannot be read."""
    try:
        return services.config.alarm_rules.acknowledged()
    except StoreError:
        return {}


def _item(each: Alarm, taken: Acknowledgement | None) -> AlarmItem:
    """An alarm; one that came back after it was over is nobody's."""
    mine = taken is not None and taken.since == each.since
    return AlarmItem(
        **{**msgspec.structs.asdict(each), "since": stamp(each.since)},
        acknowledged_by=taken.by if taken is not None and mine else "",
        acknowledged_at=stamp(taken.at) if taken is not None and mine else None,
    )
