"""Exports: exactly the records of a filter, as a file, made in the background.

The filter's range is closed when the export is asked for, so the count it promises is the count it
writes. Operators make and cancel exports, every signed-in role sees and downloads them; who did
which is in the audit.
"""

from dataclasses import replace
from typing import Any, Final

from fastapi import Response
from fastapi.responses import FileResponse

from engine.api.cdr_range import bounds, closed, moved, to_filter
from engine.api.cdr_view import export_item
from engine.api.models.cdrs import ExportAgain, ExportItem, ExportList, NewExport
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Identity, Operator, Reader
from engine.api.services import ExportJob, ExportRequest, FileFormat, Services
from engine.api.wire import JSON
from engine.errors import StoreError
from engine.store.cdr_order import START
from engine.store.csv_columns import DEFAULT_COLUMNS, check_columns, check_timezone

MEDIA: Final[dict[FileFormat, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "json": JSON,
}
_KEEP: Final = "SERVER_CDR_EXPORT_KEEP_HOURS"
LOCATION: Final[dict[int | str, dict[str, Any]]] = {
    202: {"headers": {"Location": {"schema": {"type": "string"}}}}
}
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_STARTING: Final = refusals(400, 401, 403, 409, 413, 415, 422, 503)
router = resource("/cdrs/exports", tag="cdrs", needs=SIGNED_IN)


@router.post("", status_code=202, responses={**LOCATION, **_STARTING})
def create_export(
    asked: NewExport, identity: Operator, services: Engine, response: Response
) -> ExportItem:
    """Start an export; ask for its state until it is done, then fetch the file.

    ``sort`` is refused (422) for more records than are sorted so, as in the list.
    """
    columns = tuple(asked.columns) or DEFAULT_COLUMNS
    check_columns(columns)
    check_timezone(asked.timezone)
    filters = closed(services, to_filter(services, asked.filters))
    given = asked.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    services.cdrs.check_sort(filters, asked.sort)
    request = ExportRequest(
        filters,
        columns,
        asked.timezone,
        identity.name,
        asked.format,
        sort=asked.sort,
        oldest=asked.order == "oldest",
    )
    return start_job(services, identity, request, given, response)


@router.get("", responses=refusals(401, 503))
def get_exports(services: Engine) -> ExportList:
    """The exports of everybody that are queued, run or are kept, newest first."""
    return ExportList(items=[_item(services, job) for job in services.exports.all()])


@router.post(
    "/{export_id}/again",
    status_code=202,
    responses={**LOCATION, **_STARTING, **refusals(404)},
)
def repeat_export(
    export_id: str, asked: ExportAgain, identity: Operator, services: Engine, response: Response
) -> ExportItem:
    """Start the same export over another range of time, in the same order."""
    earlier = services.exports.request(export_id)
    filters = closed(services, moved(services, earlier.filters, asked.from_, asked.to))
    services.cdrs.check_sort(filters, earlier.sort)
    request = replace(earlier, filters=filters, owner=identity.name)
    return start_job(services, identity, request, {"again": export_id}, response)


@router.get("/{export_id}", responses=refusals(401, 404, 422, 503))
def get_export(export_id: str, services: Engine) -> ExportItem:
    """An export as it stands."""
    return _item(services, services.exports.get(export_id))


@router.get(
    "/{export_id}/file",
    response_class=FileResponse,
    responses={
        200: {"content": {kind.partition(";")[0]: _BINARY for kind in MEDIA.values()}},
        **refusals(401, 404, 409, 416, 422, 503),
    },
)
def get_export_file(export_id: str, identity: Reader, services: Engine) -> FileResponse:
    """The finished file; each request for it is audited.

    Takes ``Range``, so a broken download can go on; the ``ETag`` is the checksum, so ``If-Range``
    makes sure that it goes on with the same file.
    """
    job = services.exports.get(export_id)
    path = services.exports.file(export_id)
    _audit(services, identity, "export.download", job, {"file": job.filename, "rows": job.rows})
    tag = {"etag": f'"{job.sha256}"'}
    return FileResponse(path, headers=tag, media_type=MEDIA[job.file_format], filename=job.filename)


@router.get(
    "/{export_id}/meta",
    response_class=FileResponse,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **refusals(401, 404, 409, 422, 503),
    },
)
def get_export_description(export_id: str, services: Engine) -> FileResponse:
    """What the finished file is: filter, zone, columns, rows, checksum, who and when."""
    job = services.exports.get(export_id)
    path = services.exports.description(export_id)
    return FileResponse(path, media_type=JSON, filename=f"{job.filename}.meta.json")


@router.delete("/{export_id}", responses=refusals(401, 403, 404, 422, 503))
def cancel_export(export_id: str, identity: Operator, services: Engine) -> ExportItem:
    """Stop an export that runs, or remove the file of one that is done."""
    job = services.exports.cancel(export_id)
    _audit(services, identity, "export.cancel", job, None)
    return _item(services, job)


def start_job(
    services: Services,
    identity: Identity,
    request: ExportRequest,
    given: dict[str, Any],
    response: Response,
) -> ExportItem:
    """Queue an export and write down who asked for what."""
    job = services.exports.create(request)
    start, end = bounds(request.filters)
    after = {
        "format": request.file_format,
        "filters": given | {"from": start, "to": end},
        "columns": list(request.columns),
        **_particulars(request),
    }
    try:
        _audit(services, identity, "export.create", job, after)
    except StoreError:
        services.exports.cancel(job.id)  # refused means that nothing runs
        raise
    response.headers["Location"] = f"/api/v1/cdrs/exports/{job.id}"
    return _item(services, job)


def _particulars(request: ExportRequest) -> dict[str, Any]:
    """What the audit says besides, where it is not the usual."""
    if request.kind != "cdrs":
        return {"kind": request.kind, "language": request.language}
    order = "oldest" if request.oldest else "newest"
    usual = request.sort == START and not request.oldest
    return {} if usual else {"sort": request.sort, "order": order}


def _item(services: Services, job: ExportJob) -> ExportItem:
    return export_item(job, int(services.config.parameters.get(_KEEP).value))


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
