"""Call trace: the messages of one call, shown to all who see call records, exported by operators.

They live in the memory of the switch for some minutes, so nothing of this can be answered while it
is away. Passwords, keys and digests are covered before they leave it. An export goes out of the
house, so it is audited.
"""

from typing import Annotated, Any, Final

from fastapi import Query, Response

from engine.api.models.traces import CallName, TraceItem, TraceQuery
from engine.api.pcap import write_pcap
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator
from engine.api.services import Services
from engine.api.trace_reading import read
from engine.api.trace_view import file_name, trace_item, trace_text
from engine.api.wire import encoded
from engine.control.traces import TracePage
from engine.logs import safe

PCAP: Final = "application/vnd.tcpdump.pcap"
TEXT: Final = "text/plain; charset=utf-8"
_TEXT_ANSWER: Final[dict[str, Any]] = {"content": {"text/plain": {"schema": {"type": "string"}}}}
_PCAP_ANSWER: Final[dict[str, Any]] = {
    "content": {PCAP: {"schema": {"type": "string", "format": "binary"}}}
}
router = resource("/calls", tag="calls", needs=SIGNED_IN)


@router.get(
    "/{call:path}/trace",
    response_model=None,
    responses={200: {"model": TraceItem}, **refusals(401, 404, 422, 503)},
)
def get_call_trace(
    call: CallName, query: Annotated[TraceQuery, Query()], services: Engine
) -> Response:
    """The messages of a running call, or of one that ended some minutes ago."""
    return encoded(trace_item(read(services, call, query.after)))


@router.get(
    "/{call:path}/trace.txt",
    response_class=Response,
    responses={200: _TEXT_ANSWER, **refusals(401, 403, 404, 422, 503)},
)
def get_call_trace_text(call: CallName, identity: Operator, services: Engine) -> Response:
    """The same as a text to send to somebody."""
    trace = read(services, call).trace
    _audit(services, identity, trace, "txt")
    text = trace_text(trace, identity.name, services.clock.wall())
    return _file(text.encode(), TEXT, trace, "txt")


@router.get(
    "/{call:path}/trace.pcap",
    response_class=Response,
    responses={200: _PCAP_ANSWER, **refusals(401, 403, 404, 422, 503)},
)
def get_call_trace_pcap(call: CallName, identity: Operator, services: Engine) -> Response:
    """The same as a capture file, for Wireshark and its like."""
    trace = read(services, call).trace
    _audit(services, identity, trace, "pcap")
    return _file(write_pcap(trace.messages), PCAP, trace, "pcap")


def _file(content: bytes, kind: str, trace: TracePage, suffix: str) -> Response:
    name = file_name(trace, suffix)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)


def _audit(services: Services, identity: Identity, trace: TracePage, kind: str) -> None:
    """Write down who took what; nothing leaves when that cannot be done."""
    call_id = safe(trace.call_id)
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="call.trace_export",
        object=f"call:{trace.id or call_id}",
        after={"format": kind, "call_id": call_id, "messages": len(trace.messages)},
    )
