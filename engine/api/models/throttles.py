"""Sign-ins of operators that are refused after too many failures."""

from engine.api.models.common import Answer, Stamp


class ThrottleItem(Answer):
    """Whose sign-ins are refused: a name from an address, or (``name`` null) the whole address."""

    id: str
    name: str | None
    address: str
    failures: int
    since: Stamp
    until: Stamp
    remaining_s: float


class ThrottlePage(Answer):
    """All of them, the latest first; ``total`` is how many there are, of which 1,000 are listed."""

    items: list[ThrottleItem]
    next_cursor: str | None
    total: int
