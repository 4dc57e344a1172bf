"""Exports: exactly the records of a filter, as a file, made in the background.

The filter's range is closed when the export is asked for, so the count it promises is the count it
writes. Operators make and cancel exports, every signed-in role sees and downloads them.
"""

from typing import Any, Final

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from engine.api.cdr_range import bounds, closed, to_filter
from engine.api.cdr_view import export_item
from engine.api.models.cdrs import ExportItem, NewExport
from engine.api.problems import refusals
from engine.api.security import SIGNED_IN, Engine, Identity, Operator
from engine.api.services import ExportJob, ExportRequest, Services
from engine.errors import StoreError
from engine.store.cdr_export import DEFAULT_COLUMNS, check_columns, check_timezone

CSV: Final = "text/csv; charset=utf-8"
_LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    202: {"headers": {"Location": {"schema": {"type": "string"}}}}
}
router = APIRouter(prefix="/cdrs/exports", tags=["cdrs"], dependencies=[SIGNED_IN])


@router.post(
    "",
    status_code=202,
    responses={**_LOCATION, **refusals(400, 401, 403, 409, 413, 415, 422, 503)},
)
def create_export(
    asked: NewExport, identity: Operator, services: Engine, response: Response
) -> ExportItem:
    """Start an export; ask for its state until it is done, then fetch the file."""
    columns = tuple(asked.columns) or DEFAULT_COLUMNS
    check_columns(columns)
    check_timezone(asked.timezone)
    filters = closed(services, to_filter(services, asked.filters))
    job = services.exports.create(ExportRequest(filters, columns, asked.timezone, identity.name))
    start, end = bounds(filters)
    given = asked.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    after = {"filters": given | {"from": start, "to": end}, "columns": list(columns)}
    try:
        _audit(services, identity, "export.create", job, after)
    except StoreError:
        services.exports.cancel(job.id)  # refused means that nothing runs
        raise
    response.headers["Location"] = f"/api/v1/cdrs/exports/{job.id}"
    return export_item(job)


@router.get("/{export_id}", responses=refusals(401, 404, 422, 503))
def get_export(export_id: str, services: Engine) -> ExportItem:
    """An export as it stands."""
    return export_item(services.exports.get(export_id))


@router.get(
    "/{export_id}/file",
    response_class=FileResponse,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **refusals(401, 404, 409, 416, 422, 503),
    },
)
def get_export_file(export_id: str, services: Engine) -> FileResponse:
    """The finished file; takes ``Range``, so a broken download can go on."""
    job = services.exports.get(export_id)
    path = services.exports.file(export_id)
    return FileResponse(path, media_type=CSV, filename=job.filename)


@router.delete("/{export_id}", responses=refusals(401, 403, 404, 422, 503))
def cancel_export(export_id: str, identity: Operator, services: Engine) -> ExportItem:
    """Stop an export that runs, or remove the file of one that is done."""
    job = services.exports.cancel(export_id)
    _audit(services, identity, "export.cancel", job, None)
    return export_item(job)


def _audit(
    services: Services,
    identity: Identity,
    action: str,
    job: ExportJob,
    after: dict[str, Any] | None,
) -> None:
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action=action,
        object=f"export:{job.id}",
        after=after,
    )
