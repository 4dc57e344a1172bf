"""A list of addresses and networks into the blacklist, at once or as a rehearsal.

Every bad line is named, and every place that would cut off a phone, a gateway, somebody trusted or
the operator himself. Nothing of the list is stored while such a place is in it, unless the operator
says what to do with them.
"""

from itertools import islice
from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request

from engine.api.block_lists import Entry, Fault, ParsedList, parse_list
from engine.api.block_requests import inside, note, read_until, refusal_of_engine
from engine.api.models.block_import import ListFault, ListHit, ListImportQuery, ListImportReport
from engine.api.problems import Refused, refusals
from engine.api.routing import resource
from engine.api.security import OPERATOR, Engine, Identity, Operator
from engine.api.services import Services
from engine.control.blocks import Hit
from engine.defence.places import as_network
from engine.errors import Conflict

PATH: Final = "/blacklist/import"
PIECE: Final = 500
"""Places in one message to the switch."""

_MAX_NAMED: Final = 1_000
_TYPES: Final = ("text/plain", "text/csv")
_EXAMPLE: Final = "# from the abuse desk\n203.0.113.7\n198.51.100.0/24 ; scans every night\n"
router = resource(tag="blacklist", needs=OPERATOR)


async def _list_body(request: Request) -> bytes:
    """The file, read only for somebody who may import it.

    Raises:
        Refused: 415 for another type than text in UTF-8.
    """
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip(' "')
    if kind.strip() not in _TYPES or charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, "The body must be text/plain or text/csv in UTF-8.")
    return await request.body()


@router.post(
    PATH,
    responses=refusals(401, 403, 409, 413, 415, 422, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                each: {"schema": {"type": "string"}, "example": _EXAMPLE} for each in _TYPES
            },
        }
    },
)
def import_blocks(
    content: Annotated[bytes, Depends(_list_body)],
    query: Annotated[ListImportQuery, Query()],
    identity: Operator,
    services: Engine,
) -> ListImportReport:
    """Block every address and network of a list, plain or CSV."""
    until = read_until(query.until, services)
    parsed = parse_list(content)
    hits, already = _look(services, identity, parsed)
    if hits and query.on_hit == "refuse" and not query.dry_run:
        some = ", ".join(list(hits)[:5])
        raise Conflict(
            f"{len(hits)} places of the list would cut off phones, gateways, trusted addresses or "
            f"yourself ({some}). Say with on_hit whether to skip or to block them."
        )
    left_out = already if query.on_hit == "block" else already | hits.keys()
    wanted = [each for each in parsed.entries if each.value not in left_out]
    added = len(wanted)
    if not query.dry_run:
        added = _import(services, identity, wanted, query.reason, until)
    return _report(query, parsed, hits, already, added)


def _look(
    services: Services, identity: Identity, parsed: ParsedList
) -> tuple[dict[str, ListHit], set[str]]:
    """The places that hit somebody, and those that are listed already.

    Addresses of the engine itself are taken out of the list, as faults of it.
    """
    hits: dict[str, ListHit] = {}
    already: set[str] = set()
    entries = list(parsed.entries)
    lines = {each.value: each.line for each in entries}
    for piece in _pieces(entries):
        found = {each.value: each for each in services.switch.blocks_look([e.value for e in piece])}
        for entry in piece:
            hit = found.get(entry.value) or Hit(entry.value)
            if hit.engine:
                parsed.entries.remove(entry)
                parsed.faults.append(Fault(entry.line, refusal_of_engine(entry.value)))
                continue
            if hit.already:
                already.add(entry.value)
                continue
            own = inside(identity.address, as_network(entry.value))
            if own or hit.live_endpoints or hit.gateways or hit.trusted or hit.machine:
                hits[entry.value] = ListHit(
                    line=lines[entry.value],
                    value=entry.value,
                    live_endpoints=hit.live_endpoints,
                    extensions=hit.extensions,
                    gateways=hit.gateways,
                    trusted=hit.trusted,
                    own_address=own,
                    machine=hit.machine,
                )
    return hits, already


def _import(
    services: Services, identity: Identity, wanted: list[Entry], reason: str, until: float | None
) -> int:
    added = 0
    try:
        for piece in _pieces(wanted):
            rows: list[dict[str, Any]] = [
                {"value": each.value, "reason": each.reason or reason, "until": until}
                for each in piece
            ]
            added += services.switch.blocks_import(rows, identity.name)
    finally:  # what was done before the switch refused is in the audit, too
        if wanted:
            after = {"places": len(wanted), "added": added, "until": until}
            note(services, identity, "blacklist.import", "blacklist", None, after, reason)
    return added


def _report(
    query: ListImportQuery,
    parsed: ParsedList,
    hits: dict[str, ListHit],
    already: set[str],
    added: int,
) -> ListImportReport:
    return ListImportReport(
        dry_run=query.dry_run,
        entries=len(parsed.entries),
        already=len(already),
        added=added,
        skipped=0 if query.on_hit == "block" else len(hits),
        hits=list(islice(hits.values(), _MAX_NAMED)),
        hit_count=len(hits),
        errors=[_fault(each) for each in parsed.faults],
        fault_count=len(parsed.faults) + parsed.more_faults,
    )


def _fault(fault: Fault) -> ListFault:
    return ListFault(line=fault.line, detail=fault.detail)


def _pieces(entries: list[Entry]) -> list[list[Entry]]:
    return [entries[at : at + PIECE] for at in range(0, len(entries), PIECE)]
