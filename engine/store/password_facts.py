"""How good the passwords are, from what was noted when each was set (requirement 142).

Neither a password nor its length is kept, and its hashes tell nothing of its strength. What is kept
is the score and the moment, and that is enough to find the weak ones, those that nobody judged and
those that are still the ones of the first day.
"""

from typing import Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Table, func, literal, or_, select

from engine.parameters.password_strength import WEAK_BELOW
from engine.store.database import Database
from engine.store.schema import ENDPOINT, OPERATOR

Kind = Literal["endpoint", "operator"]
"""Whose password."""

Finding = Literal["weak", "unknown", "unchanged"]
"""Scored below :data:`WEAK_BELOW`; set before scores were kept; the one of the first day."""

FINDINGS: Final[tuple[Finding, ...]] = ("weak", "unknown", "unchanged")
_TABLES: Final[dict[Kind, Table]] = {"endpoint": ENDPOINT, "operator": OPERATOR}


class PasswordFact(NamedTuple):
    """What is known of a password.

    Attributes:
        name: extension or operator.
        display_name: "" for an operator.
        enabled: whether its owner may use it.
        score: 0 to 4, None when nobody judged it.
        created_at: when the owner was added, epoch seconds.
        changed_at: when the password was set.
    """

    name: str
    display_name: str
    enabled: bool
    score: int | None
    created_at: float
    changed_at: float

    @property
    def unchanged(self) -> bool:
        """Whether it is the first one."""
        return self.changed_at <= self.created_at


class PasswordFacts:
    """The passwords of one configuration store, as facts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self,
        kind: Kind,
        *,
        findings: tuple[Finding, ...] = (),
        q: str = "",
        after: str = "",
        limit: int = 100,
    ) -> list[PasswordFact]:
        """At most ``limit`` facts by name, all after the name ``after``.

        Args:
            kind: Whose passwords.
            findings: Those to which one of these applies; all when empty.
            q: Text within the name or the display name.
            after: Last name of the page before.
            limit: Rows at most.
        """
        table, name, display = _columns(kind)
        query = select(
            name,
            display,
            table.c.enabled,
            table.c.password_score,
            table.c.created_at,
            table.c.password_changed_at,
        ).where(name > after)
        if findings:
            wanted = [_condition(table, finding) for finding in findings]
            query = query.where(or_(*wanted))
        if q:
            query = query.where(
                or_(name.icontains(q, autoescape=True), display.icontains(q, autoescape=True))
            )
        with self._database.read() as connection:
            stored = connection.execute(query.order_by(name).limit(limit)).all()
        return [PasswordFact(*row) for row in stored]

    def counts(self, kind: Kind) -> dict[str, int]:
        """How many there are (``total``), and to how many each finding applies."""
        table = _TABLES[kind]
        sums = [func.count().filter(_condition(table, finding)) for finding in FINDINGS]
        with self._database.read() as connection:
            found = connection.execute(select(func.count(), *sums).select_from(table)).one()
        return dict(zip(("total", *FINDINGS), found, strict=True))


def _columns(kind: Kind) -> tuple[Table, ColumnElement[str], ColumnElement[str]]:
    """The table, the name and the display name."""
    table = _TABLES[kind]
    if kind == "endpoint":
        return table, table.c.extension, table.c.display_name
    return table, table.c.name, literal("")


def _condition(table: Table, finding: Finding) -> ColumnElement[bool]:
    if finding == "weak":
        return table.c.password_score < WEAK_BELOW
    if finding == "unknown":
        return table.c.password_score.is_(None)
    return table.c.password_changed_at <= table.c.created_at
