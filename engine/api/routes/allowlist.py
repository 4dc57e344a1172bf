"""Sources that no rule blocks; empty at first, loopback is not special (design section 3.2)."""

from typing import Annotated, Final

from fastapi import Depends, Query, Response

from engine.api.block_requests import note, read_place, read_until
from engine.api.block_view import trust_item
from engine.api.http_gate import HttpGate, gate_of
from engine.api.models.blacklist import BlacklistQuery, NewTrust, TrustItem, TrustPage
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.self_lockout import Put, must_stay_served
from engine.api.wire import encoded, read_cursor, write_cursor
from engine.errors import NotFound

_GONE: Final = "There is no entry of this id on the allow list; it may have ended meanwhile."
Gate = Annotated[HttpGate, Depends(gate_of)]
router = resource("/allowlist", tag="blacklist", needs=SIGNED_IN)


@router.get(
    "", response_model=None, responses={200: {"model": TrustPage}, **refusals(401, 422, 503)}
)
def get_allowlist(query: Annotated[BlacklistQuery, Query()], services: Engine) -> Response:
    """Who is trusted now, the newest first."""
    found = services.switch.trusted(
        read_cursor(query.cursor), query.limit + 1, kind=query.kind or "", q=query.q
    )
    page = found[: query.limit]
    cursor = write_cursor(page[-1].id) if len(found) > query.limit else None
    return encoded({"items": [trust_item(info) for info in page], "next_cursor": cursor})


@router.post("", status_code=201, responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def trust(asked: NewTrust, identity: Operator, services: Engine, gate: Gate) -> TrustItem:
    """Let no rule block an address or a network, in place of the entry of the same place.

    What rules hold against it is taken back; what an operator blocked stays blocked. Refused is
    what would shut you out of management.
    """
    wanted = read_place(asked.value)
    until = read_until(asked.until, services)
    must_stay_served(services, gate, identity, put=Put(wanted.value, until))
    info = services.switch.trust(wanted.value, asked.comment, identity.name, until)
    item, named = trust_item(info), f"allowlist:{wanted.value}"
    note(services, identity, "allowlist.add", named, None, item, asked.comment)
    return TrustItem(**item)


@router.delete("/{entry_id}", status_code=204, responses=refusals(401, 403, 404, 409, 422, 503))
def distrust(entry_id: str, identity: Operator, services: Engine, gate: Gate) -> None:
    """Take an entry back; 404 when there is none. Refused is what would shut you out."""
    must_stay_served(services, gate, identity, without=entry_id)
    info = services.switch.distrust(entry_id, identity.name)
    if info is None:
        raise NotFound(_GONE)
    named, before = f"allowlist:{info.value}", trust_item(info)
    note(services, identity, "allowlist.remove", named, before, None, "")
