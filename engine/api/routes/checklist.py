"""How safe the engine is set up: nine points, and a report of it (requirements 143, 144)."""

from dataclasses import asdict
from typing import Annotated, Any, Final

from fastapi import Header, Response

from engine.api.checklist import evaluate, worst
from engine.api.checklist_facts import REPORT_FACT, gather
from engine.api.models.checklist import Checklist, NewSecurityReport
from engine.api.problems import refusals
from engine.api.routes.health import product_version
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.security_report import compose, point_item
from engine.api.wire import encoded, stamp

Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The report",
        "content": {
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {"type": "object"}},
        },
    }
}
router = resource(tag="security", needs=SIGNED_IN)


@router.get("/checklist", responses=refusals(401, 422, 503))
def get_checklist(services: Engine, language: Language = "") -> Checklist:
    """The nine points as they stand now, in English or Chinese."""
    facts = gather(services)
    points = evaluate(facts)
    return Checklist(
        state=worst(points),
        checked_at=stamp(facts.now),
        items=[point_item(point, facts, language) for point in points],  # type: ignore[misc]
    )


@router.post(
    "/reports/security",
    response_model=None,
    responses={**_FILE, **refusals(400, 401, 403, 409, 413, 415, 422, 503)},
)
def create_security_report(
    asked: NewSecurityReport, identity: Operator, services: Engine, language: Language = ""
) -> Response:
    """All security settings with who set them, when and why, as PDF or JSON.

    That the settings were written down is noted, and satisfies the last point of the checklist.
    """
    report = compose(services, identity.name, language, product_version())
    now = services.clock.wall()
    name = f"security-{report.made_at[:10]}.{asked.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    body = services.security_document(report) if asked.format == "pdf" else b""
    services.config.facts.put(REPORT_FACT, {"at": now, "by": identity.name})
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="report.security",
        object="report:security",
        after={"format": asked.format, "state": report.state},
        reason=asked.reason,
    )
    if asked.format == "pdf":
        return Response(body, 200, headers, "application/pdf")
    return encoded(asdict(report), headers=headers)
