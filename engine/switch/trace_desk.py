"""What operators may ask about traces: one page of one call, with credentials covered.

Covering costs some 20 microseconds a message, on the loop that answers phones; so a page is short,
and whoever wants all of a call asks again.
"""

from bisect import bisect_right
from typing import Any, Final

import msgspec

from engine.control.messages import convert
from engine.control.traces import TraceAnswer, TraceLeg, TraceMessage, TracePage
from engine.sip.grammar import bracket
from engine.sip.masking import mask
from engine.sip.nat import Source
from engine.switch.reach import Reach
from engine.switch.trace import Trace
from engine.switch.trace_calls import Kept, TracedCall

PAGE_MESSAGES: Final = 100
"""Messages of one page: about 2 ms."""

PAGE_BYTES: Final = 128 * 1024
"""Bytes after which a page ends, which is what two of the longest messages have."""


class _Asked(msgspec.Struct):
    """Which call, by its id or a Call-ID, and after which message."""

    call: str
    after: int = 0


class TraceDesk:
    """Reads traces.

    Args:
        trace: What is kept.
        reach: Knows our own addresses.
    """

    def __init__(self, trace: Trace, reach: Reach) -> None:
        self._trace = trace
        self._reach = reach

    def __call__(self, arguments: dict[str, Any]) -> TraceAnswer:
        """Answer the operation.

        Raises:
            ControlError: the arguments are not what they should be.
        """
        asked = convert(arguments, _Asked)
        policy = self._trace.policy
        found = self._trace.find(asked.call)
        page = None if found is None else self._page(found, asked.after)
        return TraceAnswer(policy.enabled, policy.minutes, page)

    def _page(self, call: TracedCall, after: int) -> TracePage:
        waiting = call.messages[bisect_right(call.messages, after, key=_number) :]
        shown: list[TraceMessage] = []
        room = PAGE_BYTES
        for kept in waiting[:PAGE_MESSAGES]:
            if room <= 0:
                break
            shown.append(self._message(kept))
            room -= len(kept.data)
        return TracePage(
            call.id,
            call.legs[0].call_id if call.legs else "",
            call.caller,
            call.callee,
            bool(call.id) and self._trace.running(call.id),
            call.dropped,
            [
                TraceLeg(leg.call_id, leg.name, leg.gateway, _text(leg.peer), leg.peer.transport)
                for leg in call.legs
            ],
            shown,
            len(shown) < len(waiting),
        )

    def _message(self, kept: Kept) -> TraceMessage:
        peer, ours = _text(kept.peer), self._reach.local(kept.peer)
        ends = (peer, ours) if kept.incoming else (ours, peer)
        transport, size = kept.peer.transport, len(kept.data)
        data = mask(kept.data)
        return TraceMessage(
            kept.number, kept.at, kept.incoming, kept.leg, *ends, transport, size, data
        )


def _number(kept: Kept) -> int:
    return kept.number


def _text(peer: Source) -> str:
    return f"{bracket(peer.ip)}:{peer.port}"
