"""A list of places for the blacklist: what was found in it, whom it hits, what was done."""

from typing import Literal

from engine.api.models.blacklist import Why
from engine.api.models.common import Answer, Body, Flag, Moment


class ListImportQuery(Body):
    """How to import.

    ``dry_run`` only says what would happen. ``on_hit`` says what becomes of places that would hit a
    phone, a gateway, somebody trusted or the operator himself: refuse the whole list, skip them, or
    block them all the same.
    """

    dry_run: Flag = False
    on_hit: Literal["refuse", "skip", "block"] = "refuse"
    until: Moment | None = None
    reason: Why = ""


class ListFault(Answer):
    """A line that was not taken."""

    line: int
    detail: str


class ListHit(Answer):
    """A place that would hit somebody."""

    line: int
    value: str
    live_endpoints: int
    extensions: list[str]
    gateways: list[str]
    trusted: list[str]
    own_address: bool
    machine: list[str]


class ListImportReport(Answer):
    """What a list is worth.

    ``entries`` are its places, ``already`` those that are listed, ``added`` those that were put
    there (with ``dry_run``: would be), ``skipped`` those left out because they hit somebody. Of
    hits and faults the first 1,000 are named; ``hit_count`` and ``fault_count`` are all.
    """

    dry_run: bool
    entries: int
    already: int
    added: int
    skipped: int
    hits: list[ListHit]
    hit_count: int
    errors: list[ListFault]
    fault_count: int
