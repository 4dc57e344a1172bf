"""The trace of a call, put together from pages of the switch, or the reason why there is none.

A call is named by its id, which its record has too, or by the Call-ID of any leg. The record of an
attempt that was refused has an id that the switch never knew; it is found by the Call-ID in the
record, if that is about the same time.
"""

from typing import Final

import msgspec

from engine.api.services import Services
from engine.api.switch_port import SwitchPort
from engine.control.traces import TraceAnswer, TracePage
from engine.errors import NotFound
from engine.store.cdr_rows import CdrRow

MAX_PAGES: Final = 400
"""Asked for at most: twice as many as the longest trace has, so a call that goes on ends too."""

_APART_S: Final = 60.0
"""Seconds between a record and messages that may still be of the same call."""


class Found(msgspec.Struct, frozen=True):
    """A trace.

    Attributes:
        trace: All of its messages in one page.
        minutes: How long traces are kept.
    """

    trace: TracePage
    minutes: int


def read(services: Services, name: str, after: int = 0) -> Found:
    """The trace of the call ``name``, from the message after ``after`` on.

    Raises:
        NotFound: nothing is kept of it; says how long traces are kept, and where to change that.
        ControlError: the switch is away.
    """
    switch = services.switch
    answer = switch.trace(name, after)
    if answer.page is None:
        record = _record(services, name)
        if record is not None and record.call_id:
            name = record.call_id
            answer = switch.trace(name, after)
            if answer.page is not None and not _same(answer.page, record):
                answer = msgspec.structs.replace(answer, page=None)
    if answer.page is None:
        raise NotFound(_missing(answer))
    return Found(_whole(switch, name, answer.page), answer.minutes)


def _whole(switch: SwitchPort, name: str, page: TracePage) -> TracePage:
    messages = list(page.messages)
    for _ in range(MAX_PAGES):
        if not page.more or not page.messages:
            break
        further = switch.trace(name, messages[-1].number).page
        if further is None or (further.id, further.call_id) != (page.id, page.call_id):
            break
        page = further
        messages += page.messages
    return msgspec.structs.replace(page, messages=messages, more=False)


def _record(services: Services, name: str) -> CdrRow | None:
    try:
        return services.cdrs.get(name)
    except NotFound:
        return None


def _same(page: TracePage, record: CdrRow) -> bool:
    if not page.messages:
        return True
    first, last = page.messages[0].at, page.messages[-1].at
    begin, end = record.start / 1000 - _APART_S, record.stop / 1000 + _APART_S
    return first <= end and last >= begin


def _missing(answer: TraceAnswer) -> str:
    if not answer.enabled:
        return (
            "Call traces are switched off, so nothing is kept. Set SS_SIP_TRACE to 1: calls that "
            "begin after that can be looked at."
        )
    return (
        "Nothing is kept of this call. Its messages are kept while it runs and for "
        f"{answer.minutes} minutes after the last one (SS_SIP_TRACE_MINUTES), as long as there is "
        "memory for them (SS_SIP_TRACE_MEMORY) and the switch is not restarted."
    )
