"""What attacks looked like in the last week, by minutes; see :mod:`engine.defence.picture`.

At most :data:`WEEK` rows, whatever the clock does: after a jump back sums are added to those that
are there, and the oldest rows go first.
"""

from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from engine.defence.picture import FIGURES, WEEK, Minute
from engine.store.database import Database
from engine.store.schema import ATTACK_MINUTE

_SUMS: Final = tuple(ATTACK_MINUTE.c[name] for name in FIGURES)


class AttackMinutes:
    """The minutes of one configuration store."""

    def __init__(self, database: Database, most: int = WEEK) -> None:
        self._database = database
        self._most = most

    def add(self, minute: Minute) -> None:
        """Keep a minute; its sums are added to what is there of it."""
        table = ATTACK_MINUTE
        values = dict(zip(FIGURES, minute.sums, strict=True))
        statement = insert(table).values(minute=minute.number, **values)
        grown = {name: table.c[name] + value for name, value in values.items()}
        statement = statement.on_conflict_do_update(index_elements=[table.c.minute], set_=grown)
        oldest = select(table.c.minute).order_by(table.c.minute.desc()).limit(1).offset(self._most)
        with self._database.write() as connection:
            connection.execute(statement)
            last = connection.execute(oldest).scalar()
            if last is not None:
                connection.execute(delete(table).where(table.c.minute <= last))

    def since(self, first: int, step: int = 1) -> list[Minute]:
        """Sums of ``step`` minutes each, from the minute ``first`` on; empty ones are left out."""
        bucket = (ATTACK_MINUTE.c.minute // step) * step
        sums = [func.sum(column) for column in _SUMS]
        query = select(bucket, *sums).where(ATTACK_MINUTE.c.minute >= first).group_by(bucket)
        with self._database.read() as connection:
            found = connection.execute(query.order_by(bucket)).all()
        return [Minute(int(row[0]), tuple(int(each) for each in row[1:])) for row in found]

    def count(self) -> int:
        """How many minutes are kept."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(ATTACK_MINUTE)).scalar_one()
