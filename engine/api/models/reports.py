"""Reports: what may be asked for."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.cdr_filters import ExportFilters, Zone
from engine.api.models.common import Body, Moment
from engine.api.services import Language


class NewIllegalCallReport(Body):
    """A report on unauthorised calls.

    ``from`` and ``to`` are the period; without ``to`` it ends now, without ``from`` it reaches back
    as far as one question may. ``filters`` restrict the records further, with their own names but
    without a range. ``csv`` are the records, ``json`` the figures for programs, ``pdf`` is the
    document, in ``language``; without one in that of ``Accept-Language``.
    """

    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None
    timezone: Zone = "UTC"
    filters: ExportFilters = ExportFilters()
    format: Literal["csv", "pdf", "json"] = "pdf"
    language: Language | None = None
