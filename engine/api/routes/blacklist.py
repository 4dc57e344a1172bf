"""Sources that are not listened to: seen, blocked and let in again (requirements 124-132).

The list lives in the switch, so nothing of this can be answered while it is away. Whoever would
cut off phones, gateways or himself is told so first and has to insist.
"""

from typing import Annotated, Any, Final

import msgspec
from fastapi import Query, Response

from engine.api.block_requests import inside, note, read_place, read_until, refusal_of_engine
from engine.api.block_view import block_item
from engine.api.models.blacklist import (
    BehindItem,
    BlacklistQuery,
    BlockChange,
    BlockItem,
    BlockPage,
    CountedItem,
    NewBlock,
    PlaceQuery,
    RemovedLayer,
    Unblocking,
    UnblockQuery,
)
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator, Reader
from engine.api.services import Services
from engine.api.wire import encoded, read_cursor, stamp_or_none, write_cursor
from engine.control.blocks import Behind, BlockInfo
from engine.control.messages import Undone
from engine.defence.number_entries import number_of
from engine.defence.places import as_network
from engine.errors import Conflict, Invalid, NotFound

_GONE: Final = "There is no entry of this id on the blacklist; it may have ended meanwhile."
router = resource("/blacklist", tag="blacklist", needs=SIGNED_IN)


@router.get(
    "", response_model=None, responses={200: {"model": BlockPage}, **refusals(401, 422, 503)}
)
def get_blacklist(query: Annotated[BlacklistQuery, Query()], services: Engine) -> Response:
    """What is blocked now, the newest first."""
    found = services.switch.blocks(
        read_cursor(query.cursor), query.limit + 1, kind=query.kind or "", q=query.q
    )
    page, now = found[: query.limit], services.clock.wall()
    cursor = write_cursor(page[-1].id) if len(found) > query.limit else None
    return encoded({"items": [block_item(info, now) for info in page], "next_cursor": cursor})


@router.get("/preview", responses=refusals(401, 422, 503))
def preview(
    query: Annotated[PlaceQuery, Query()], identity: Reader, services: Engine
) -> BehindItem:
    """Who would be cut off if this address or network were blocked (requirement 132)."""
    found = services.switch.behind(read_place(query.value).value)
    return _behind_item(found, identity)


@router.post("", status_code=201, responses=refusals(400, 401, 403, 409, 413, 415, 422, 503))
def block(asked: NewBlock, identity: Operator, services: Engine) -> BlockItem:
    """Drop everything from an address or a network, or refuse a number, from this moment on."""
    if asked.kind == "number":
        return _block_number(asked, identity, services)
    wanted = read_place(asked.value)
    if wanted.kind != asked.kind:
        raise Invalid("kind", f"{wanted.value} is of the kind '{wanted.kind}'")
    until = read_until(asked.until, services)
    behind = services.switch.behind(wanted.value)
    if behind.engine:
        raise Invalid("value", refusal_of_engine(wanted.value))
    if not asked.force:
        _refuse_own(behind, identity)
    info = services.switch.block(wanted.value, asked.reason, identity.name, until)
    item = block_item(info, services.clock.wall())
    note(services, identity, "blacklist.add", f"blacklist:{wanted.value}", None, item, asked.reason)
    return BlockItem(**item)


def _block_number(asked: NewBlock, identity: Identity, services: Services) -> BlockItem:
    try:
        number = number_of(asked.value)
    except ValueError as error:
        raise Invalid("value", f"no number: {error}") from error
    until = read_until(asked.until, services)
    info = services.switch.block(number, asked.reason, identity.name, until, "number")
    item = block_item(info, services.clock.wall())
    note(services, identity, "blacklist.add", f"blacklist:{number}", None, item, asked.reason)
    return BlockItem(**item)


@router.patch("/{entry_id}", responses=refusals(400, 401, 403, 404, 413, 415, 422, 503))
def change_block(
    entry_id: str, asked: BlockChange, identity: Operator, services: Engine
) -> BlockItem:
    """Give an entry another end; null makes it permanent."""
    before = _known(services, entry_id)
    until = read_until(asked.until, services)
    info = services.switch.block_change(entry_id, until, identity.name, asked.reason)
    if info is None:
        raise NotFound(_GONE)
    now = services.clock.wall()
    item = block_item(info, now)
    note(
        services,
        identity,
        "blacklist.change",
        f"blacklist:{info.value}",
        block_item(before, now),
        item,
        asked.reason,
    )
    return BlockItem(**item)


@router.delete("/{entry_id}", responses=refusals(401, 403, 404, 422, 503))
def unblock(
    entry_id: str,
    query: Annotated[UnblockQuery, Query()],
    identity: Operator,
    services: Engine,
) -> Unblocking:
    """Let a source in again, and take back what else is held against it; 404 when it is in.

    Its counters and rate limits begin anew. Lockouts and counted failures of extensions that nobody
    but it caused are taken back, those of existing extensions also when others attacked them as
    well. What was removed in which layer is answered.
    """
    done = services.switch.unblock(entry_id, identity.name, float(query.trust_s))
    if done.block is None:
        raise NotFound(_GONE)
    removed = [RemovedLayer(layer="blacklist", what=done.block.value)]
    if done.enforced:
        removed.append(RemovedLayer(layer="kernel", what=done.block.value))
    if done.counted:
        removed.append(RemovedLayer(layer="counters", what=done.block.value))
    if done.limited:
        removed.append(RemovedLayer(layer="rate", what=done.block.value))
    undone = Undone([], 0)
    if done.block.kind != "number":
        undone = services.switch.undo(done.block.value, identity.name)
    removed += [
        RemovedLayer(layer="suspension" if one.was_suspended else "counters", what=one.extension)
        for one in undone.removed
    ]
    trusted = None if done.trust is None else done.trust.until
    after: dict[str, Any] = {
        "removed": [each.model_dump() for each in removed],
        "extensions": undone.count,
        "trusted_until": stamp_or_none(trusted),
    }
    before = block_item(done.block, services.clock.wall())
    note(services, identity, "blacklist.remove", f"blacklist:{done.block.value}", before, after, "")
    return Unblocking(
        removed=removed, extensions=undone.count, trusted_until=stamp_or_none(trusted)
    )


def _refuse_own(found: Behind, identity: Identity) -> None:
    """Say whom a block would hit.

    Raises:
        Conflict: somebody of ours.
    """
    hit = []
    if _is_own(found, identity):
        hit.append("your own address")
    if found.machine:
        hit.append(f"the engine's own machine ({', '.join(found.machine)}), local programs on it")
    if found.live_endpoints:
        some = ", ".join(found.extensions[:5])
        hit.append(f"{found.live_endpoints} registered extensions ({some})")
    if found.gateways:
        hit.append(f"the gateways {', '.join(found.gateways[:5])}")
    if hit:
        raise Conflict(
            f"Blocking {found.value} would cut off {'; '.join(hit)}. Send force to do it all the "
            "same."
        )


def _is_own(found: Behind, identity: Identity) -> bool:
    return inside(identity.address, as_network(found.value))


def _behind_item(found: Behind, identity: Identity) -> BehindItem:
    return BehindItem(
        value=found.value,
        kind=found.kind,
        live_endpoints=found.live_endpoints,
        extensions=found.extensions,
        gateways=found.gateways,
        own_address=_is_own(found, identity),
        machine=found.machine,
        already=found.already or None,
        allowed=found.allowed or None,
        counted=[CountedItem(**msgspec.structs.asdict(each)) for each in found.counted],
    )


def _known(services: Services, entry_id: str) -> BlockInfo:
    found = services.switch.block_of(entry_id)
    if found is None:
        raise NotFound(_GONE)
    return found
