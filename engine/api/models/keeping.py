"""How long call records are kept: retention, legal holds and seals."""

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.api.models.cdr_filters import ExportFilters
from engine.api.models.cdrs import MissingDays
from engine.api.models.common import WHOLE, Answer, Body, Moment, Stamp, Text

Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-11-23"])]
"""A day of UTC."""


class RetentionMode(Answer):
    """What becomes of one billing mode.

    ``keep_days`` 0 keeps for ever, and ``cutoff`` is null then; otherwise records that began
    before it go, except those under a hold.
    """

    billing_mode: int
    billing_mode_name: str
    keep_days: int
    cutoff: Stamp | None
    records: int
    held: int


class RetentionFile(Answer):
    """A file of the archive that a run writes anew or removes."""

    file: str
    action: Literal["rewrite", "remove"]
    records: int
    remaining: int
    bytes: int


class RetentionPreview(Answer):
    """What a run would remove now. ``missing`` are files that it would have to leave alone."""

    modes: list[RetentionMode]
    records: int
    held: int
    files: list[RetentionFile]
    missing: list[MissingDays]


class RemovedRecords(Answer):
    """Records of one billing mode that a run removed."""

    billing_mode: int
    billing_mode_name: str
    records: int


class RetentionRun(Answer):
    """What a run removed; ``error`` says why it ended early, "" if it did not."""

    id: str
    at: Stamp
    by: str
    records: int
    removed: list[RemovedRecords]
    files_rewritten: int
    files_removed: int
    bytes_freed: int
    skipped_files: list[str]
    error: str


class RunsQuery(Body):
    """How many runs at most."""

    limit: Annotated[int, Field(strict=True, ge=1, le=1000), WHOLE] = 100


class RetentionRuns(Answer):
    """The last runs, newest first."""

    items: list[RetentionRun]


class NewHold(Body):
    """Records that nobody may remove before ``until``; null until it is lifted.

    Without a filter it is all of them. A range without an end has also what is still to come.
    """

    filters: ExportFilters = ExportFilters()
    until: Moment | None = None
    reason: Annotated[Text, Field(min_length=1, max_length=500, examples=["Case 4711"])]


class HoldItem(Answer):
    """A hold; not ``active`` once its time is over."""

    id: str
    filters: dict[str, Any]
    until: Stamp | None
    reason: str
    by: str
    at: Stamp
    active: bool


class HoldList(Answer):
    """All holds, the oldest first."""

    items: list[HoldItem]


class HoldLifted(Answer):
    """The hold that was."""

    lifted: HoldItem


class SealState(Answer):
    """The chain of seals; write the head down elsewhere to notice that its end was cut off."""

    links: int
    head: str


class SealRange(Body):
    """Days to check, both included; without them all there are."""

    first_day: Day | None = None
    last_day: Day | None = None


class SealedPart(Answer):
    """The records of one UTC day and billing mode.

    ``removed`` and ``thinned`` are those of which retention removed all or some, the rest being
    intact; ``unsealed`` has no seal yet. ``missing`` and ``changed`` are findings. ``late`` counts
    how often records came in after the first seal and were sealed by themselves.
    """

    day: Day
    billing_mode: int
    status: Literal["intact", "removed", "thinned", "unsealed", "missing", "changed"]
    sealed: int
    removed: int
    found: int
    late: int


class SealReport(Answer):
    """What a check found; ``sound`` if there is no finding of any kind.

    ``broken_links`` do not fit the one before. ``foreign_links`` are not those that the audit
    names, or are gone: the chain was rewritten, or its end cut off.
    """

    sound: bool
    links: int
    head: str
    broken_links: list[int]
    foreign_links: list[int]
    missing: list[MissingDays]
    items: list[SealedPart]
