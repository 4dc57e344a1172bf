"""From what the switch says of its lists to what a client gets."""

from typing import Any

import msgspec

from engine.api.wire import stamp, stamp_or_none
from engine.control.blocks import BlockInfo, TrustInfo


def block_item(info: BlockInfo, now: float) -> dict[str, Any]:
    """One entry of the blacklist, see :class:`engine.api.models.blacklist.BlockItem`.

    Args:
        info: What the switch says.
        now: Epoch seconds, from which what remains is counted.
    """
    left = None if info.until is None else round(max(info.until - now, 0.0), 3)
    return {
        **msgspec.to_builtins(info),
        "rule": info.rule or None,
        "source": "rule" if info.rule else "operator",
        "since": stamp(info.since),
        "until": stamp_or_none(info.until),
        "last_hit": stamp_or_none(info.last_hit),
        "remaining_s": left,
    }


def trust_item(info: TrustInfo) -> dict[str, Any]:
    """One entry of the trusted, see :class:`engine.api.models.blacklist.TrustItem`."""
    return {
        **msgspec.to_builtins(info),
        "since": stamp(info.since),
        "until": stamp_or_none(info.until),
    }
