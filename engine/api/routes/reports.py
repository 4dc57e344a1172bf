"""Reports for auditors (requirement 55), made in the background.

A report is a job like an export: it is listed, watched, fetched and cancelled under
``/cdrs/exports``, and its file lies there under the same limits.
"""

from typing import Annotated, Final

from fastapi import Header, Response

from engine.api.cdr_range import closed, to_filter
from engine.api.checklist_words import is_chinese
from engine.api.models.cdr_filters import ExportFilters
from engine.api.models.cdrs import ExportItem
from engine.api.models.reports import NewIllegalCallReport
from engine.api.problems import refusals
from engine.api.routes.cdr_exports import LOCATION, start_job
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.services import ExportRequest, Services
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from engine.store.csv_columns import check_timezone

_STARTING: Final = refusals(400, 401, 403, 409, 413, 415, 422, 503)
router = resource("/reports", tag="reports", needs=SIGNED_IN)


@router.post("/illegal-calls", status_code=202, responses={**LOCATION, **_STARTING})
def create_illegal_call_report(
    asked: NewIllegalCallReport,
    identity: Operator,
    services: Engine,
    response: Response,
    spoken: Annotated[str, Header(alias="Accept-Language", max_length=200)] = "",
) -> ExportItem:
    """Start a report; ask for its state until it is done, then fetch the file."""
    check_timezone(asked.timezone)
    filters = report_filter(services, asked)
    given = asked.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    request = ExportRequest(
        filters,
        (),
        asked.timezone,
        identity.name,
        asked.format,
        "illegal-calls",
        language=asked.language or ("zh" if is_chinese(spoken) else "en"),
    )
    return start_job(services, identity, request, given, response)


def report_filter(services: Services, asked: NewIllegalCallReport) -> CdrFilter:
    """Which records: unauthorised calls of the period, whatever else is asked for.

    Raises:
        Invalid: the filters have a range of their own, or exclude unauthorised calls.
    """
    if asked.filters.from_ or asked.filters.to:
        raise Invalid("filters", "the period of a report is given beside its filters, not in them")
    if asked.filters.illegal is False:
        raise Invalid("filters", "a report on unauthorised calls cannot leave them out")
    ranged = {"from_": asked.from_, "to": asked.to, "illegal": True}
    wanted: ExportFilters = asked.filters.model_copy(update=ranged)
    return closed(services, to_filter(services, wanted))
