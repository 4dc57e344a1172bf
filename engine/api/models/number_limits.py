"""What a mapping gateway may have of its own in the dynamic blacklist of numbers."""

from typing import Annotated, Literal

from pydantic import Field

from engine.control.number_limits import INHERIT, MAX_LIMIT

Watch = Annotated[
    Literal["inherit", "on", "off"],
    Field(
        description="Of a mapping gateway: whether the dynamic blacklist of numbers watches its "
        "calls: as the run mode says, always, or never"
    ),
]
NumberLimit = Annotated[
    int,
    Field(
        ge=INHERIT,
        le=MAX_LIMIT,
        description="Of a mapping gateway: its own limit of this rule, counted for itself; -1 for "
        "the one of the system, 0 for off",
    ),
]
