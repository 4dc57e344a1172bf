"""A running call as the interface shows it."""

from typing import Any

import msgspec

from engine.api.wire import stamp, stamp_or_none
from engine.control.gateways import CallInfo


def call_item(info: CallInfo, now: float) -> dict[str, Any]:
    """One call, see :class:`engine.api.models.calls.CallItem`.

    Args:
        info: What the switch says.
        now: Epoch seconds; the duration counts up to here.
    """
    item: dict[str, Any] = msgspec.to_builtins(info)
    since = info.start if info.answer is None else info.answer
    return {
        **item,
        "start": stamp(info.start),
        "answer": stamp_or_none(info.answer),
        "duration_s": round(max(now - since, 0.0), 3),
    }
