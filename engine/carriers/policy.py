"""What an operator decides about all registrations with carriers, as one small value."""

from typing import NamedTuple


class CarrierPolicy(NamedTuple):
    """The defaults are those of a fresh installation.

    Attributes:
        expires_s: Seconds asked of every carrier, 0 for what each gateway says.
        retry_s: Most seconds between two tries of a registration that fails.
    """

    expires_s: int = 0
    retry_s: int = 60
