"""Alarms that stand now. They come from memory, so they are answered while the switch is away."""

import msgspec
from fastapi import APIRouter

from engine.api.models.alarms import AlarmItem, AlarmPage
from engine.api.problems import refusals
from engine.api.security import SIGNED_IN, Engine
from engine.api.wire import stamp

router = APIRouter(prefix="/alarms", tags=["system"], dependencies=[SIGNED_IN])


@router.get("", responses=refusals(401, 503))
def get_alarms(services: Engine) -> AlarmPage:
    """What stands now; changes come as `alarm` events with `action` raised, changed or cleared."""
    items = [
        AlarmItem(**{**msgspec.structs.asdict(each), "since": stamp(each.since)})
        for each in services.alarms.all()
    ]
    return AlarmPage(items=items)
