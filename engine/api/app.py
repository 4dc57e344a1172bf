"""The application: routers, the layers around them, and the description of it all.

Knows nothing of the server it runs in. Interactive documentation is left out on purpose: it loads
scripts from elsewhere; the description itself is at ``/api/v1/openapi.json``.
"""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from engine.api import problems
from engine.api.audit_checks import AuditChecks
from engine.api.body_limit import MEGABYTE, BodyLimit
from engine.api.edge import Edge
from engine.api.http_gate import ClosedDoor, HttpGate
from engine.api.problems import Problem
from engine.api.reason_header import GivenReason, describe_reason
from engine.api.routes import (
    alarm_rules,
    alarms,
    allowlist,
    attack_picture,
    audit,
    blacklist,
    block_import,
    call_trace,
    calls,
    cdr_attacks,
    cdr_exports,
    cdrs,
    checklist,
    dry_run,
    endpoint_import,
    endpoints,
    events,
    firewall,
    flood,
    gateways,
    health,
    history,
    holds,
    limits,
    mail,
    metrics,
    operators,
    parameters,
    passwords,
    reports,
    retention,
    routing,
    schedules,
    seals,
    self_proof,
    session,
    sessions,
    suspensions,
    throttles,
    timed_changes,
    trials,
    views,
)
from engine.api.routing import PREFIX, serve
from engine.api.services import Services
from engine.api.stats import HttpStats
from engine.api.throttle import Throttle
from engine.api.web import router as web

MAX_BODY: Final = MEGABYTE
MAX_IMPORT: Final = 10 * MEGABYTE
_TITLE: Final = "Switchwarden"
_DESCRIPTION: Final = (
    "Administration of the Switchwarden softswitch engine. Sign in with `POST /api/v1/session` "
    "and send the token as `Authorization: Bearer`. Every error is an RFC 9457 problem. Times are "
    "RFC 3339 in UTC. Lists page by `limit` and `cursor`; a page may be shorter than `limit` and "
    "still have a next one. Unknown fields and unknown query names are refused. Whatever changes "
    "something takes the header `X-Reason`: why, for the audit."
)
# Fixed paths first: "/cdrs/summary" must not be taken for the record "summary".
_ROUTERS: Final = (
    session.router,
    health.router,
    alarm_rules.router,
    alarms.router,
    flood.router,
    parameters.router,
    timed_changes.router,
    dry_run.router,
    endpoint_import.router,
    endpoints.router,
    suspensions.router,
    block_import.router,
    self_proof.router,
    blacklist.router,
    firewall.router,
    allowlist.router,
    limits.router,
    history.router,
    throttles.router,
    gateways.router,
    trials.router,
    call_trace.router,
    calls.router,
    routing.router,
    cdr_attacks.router,
    cdr_exports.router,
    reports.router,
    schedules.router,
    mail.router,
    cdrs.router,
    retention.router,
    holds.router,
    seals.router,
    views.router,
    events.router,
    audit.router,
    operators.router,
    sessions.router,
    passwords.router,
    checklist.router,
    attack_picture.router,
)


def create_app(services: Services, *, heartbeat_s: float = events.HEARTBEAT_S) -> FastAPI:
    """The HTTP interface over these services.

    Args:
        services: what it works with.
        heartbeat_s: seconds between two signs of life of an event stream.
    """
    app = FastAPI(
        title=_TITLE,
        description=_DESCRIPTION,
        version=health.product_version(),
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    stats = HttpStats()
    app.state.services = services
    app.state.stats = stats
    app.state.gate = gate = HttpGate(services)
    app.state.sign_ins = session.SignIns(services, Throttle(), stats)
    app.state.audit_checks = AuditChecks(services.config, services.clock.wall)
    app.state.heartbeat_s = heartbeat_s
    problems.install(app)
    serve(app, (*_ROUTERS, metrics.router, web))
    # The latest added is the outermost.
    app.add_middleware(GivenReason)
    app.add_middleware(
        BodyLimit,
        default=MAX_BODY,
        larger={f"{PREFIX}{each.PATH}": MAX_IMPORT for each in (endpoint_import, block_import)},
    )
    app.add_middleware(ClosedDoor, gate=gate)
    app.add_middleware(Edge, stats=stats, now=services.clock.now)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, made once, with the shape of problems among its components."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
        )
        describe_reason(schema["paths"])
        parts = schema.setdefault("components", {}).setdefault("schemas", {})
        own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        parts |= own.pop("$defs", {}) | {"Problem": own}
        app.openapi_schema = schema
    return app.openapi_schema
