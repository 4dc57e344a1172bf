"""Many endpoints out of one CSV file, at once or as a rehearsal.

The good lines are created in one transaction though others are bad; every bad line is named. A
rehearsal (``dry_run``) answers the same and changes nothing. The file never touches the disk.
"""

from typing import Annotated, Final

from fastapi import Depends, Query, Request

from engine.api.changes import Outcome
from engine.api.endpoint_csv import Line, parse
from engine.api.models.common import Body, Flag, Reason
from engine.api.models.endpoints import ImportReport, LineFault
from engine.api.passwords import policy
from engine.api.problems import Refused, refusals
from engine.api.routes.endpoints import put
from engine.api.routing import resource
from engine.api.security import OPERATOR, Engine, Identity, Operator
from engine.api.services import Services
from engine.registrar.digest import ha1_pair
from engine.store.rows import NewEndpoint

PATH: Final = "/endpoints/import"
_MAX_EVENT: Final = 200
_EXAMPLE: Final = "extension,password,display_name\r\n1001,Correct-Horse-7!,Reception\r\n"
router = resource(tag="endpoints", needs=OPERATOR)


class ImportQuery(Body):
    """How to import."""

    dry_run: Flag = False
    reason: Reason = ""


async def _csv_body(request: Request) -> bytes:
    """The file, read only for somebody who may import it.

    Raises:
        Refused: 415 for another type than text/csv in UTF-8.
    """
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip(' "')
    if kind.strip() != "text/csv" or charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, "The body must be text/csv in UTF-8.")
    return await request.body()


@router.post(
    PATH,
    responses=refusals(401, 403, 413, 415, 422, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        }
    },
)
def import_endpoints(
    content: Annotated[bytes, Depends(_csv_body)],
    query: Annotated[ImportQuery, Query()],
    identity: Operator,
    services: Engine,
) -> ImportReport:
    """Create the endpoints of a CSV file; those that exist are skipped."""
    parsed = parse(content, policy(services))
    if query.dry_run:
        known = services.config.endpoints.known([line.extension for line in parsed.lines])
        created, skipped, outcome = len(parsed.lines) - len(known), len(known), Outcome(None, None)
    else:
        created, skipped, outcome = _create(services, identity, parsed.lines, query.reason)
    return ImportReport(
        created=created,
        skipped=skipped,
        errors=[LineFault(line=fault.line, detail=fault.detail) for fault in parsed.faults],
        dry_run=query.dry_run,
        **outcome._asdict(),
    )


def _create(
    services: Services, identity: Identity, lines: list[Line], reason: str
) -> tuple[int, int, Outcome]:
    """Store them and tell the switch: how many were created and skipped, and since when."""
    new = [
        NewEndpoint(
            line.extension,
            *ha1_pair(line.extension, services.realm, line.password),
            line.display_name,
            password_score=line.score,
        )
        for line in lines
    ]
    with services.changes:
        created, skipped = services.config.endpoints.create_many(
            new, actor=identity.name, address=identity.address, reason=reason
        )
        # One message, however many: part of a version must never pass for the whole of it.
        outcome = Outcome(None, None)
        if created:
            outcome = put(services, *services.config.endpoints.known(created).values())
    _publish(services, created)
    return len(created), len(skipped), outcome


def _publish(services: Services, created: list[str]) -> None:
    if len(created) > _MAX_EVENT:
        services.events.publish("resync", [])
    elif created:
        items = [{"extension": name, "action": "created"} for name in created]
        services.events.publish("endpoint", items)
