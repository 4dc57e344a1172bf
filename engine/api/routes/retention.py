"""Removing call records whose time is over: first what would go, then doing it (requirement 56).

How long records are kept is set by parameters, one a billing mode. A run at night does the same as
one by hand; both are in the history and in the audit.
"""

from typing import Annotated

from fastapi import Query, Response

from engine.api import retention_runs
from engine.api.asking import Ask
from engine.api.keeping_view import preview_item, run_item
from engine.api.models.keeping import RetentionPreview, RetentionRun, RetentionRuns, RunsQuery
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Admin, Engine
from engine.api.wire import encoded

router = resource("/retention", tag="retention", needs=SIGNED_IN)


@router.get(
    "", response_model=None, responses={200: {"model": RetentionPreview}, **refusals(401, 503)}
)
async def preview_retention(services: Engine, ask: Ask) -> Response:
    """What a run would remove now, by billing mode and file of the archive; changes nothing."""

    def look() -> Response:
        rules = retention_runs.rules(services.config)
        plan = services.cdrs.retention.preview(rules, int(services.clock.wall() * 1000))
        return encoded(preview_item(plan, rules))

    return await ask(look)


@router.post("/run", responses=refusals(401, 403, 409, 503))
def run_retention(identity: Admin, services: Engine) -> RetentionRun:
    """Remove what the parameters say; answers when it is done, with what was removed."""
    done = retention_runs.run(
        services.config,
        services.cdrs,
        services.journal.snapshot(),
        services.clock.wall(),
        identity.name,
        identity.address,
    )
    return run_item(done)


@router.get("/runs", responses=refusals(401, 422, 503))
def get_retention_runs(query: Annotated[RunsQuery, Query()], services: Engine) -> RetentionRuns:
    """The last runs, newest first."""
    runs = services.cdrs.retention.history(query.limit)
    return RetentionRuns(items=[run_item(each) for each in runs])
