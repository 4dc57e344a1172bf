"""Call records as the text files that scripts written for VOS3000 read.

One file an hour, by the time a call ended, a line a record, 18 fields between ``|``. The meaning of
the fields 10 to 15 and 18 is not public; ours are in :data:`FIELDS`. A sign that would break a line
or a field becomes a space. Fees have six decimals. Times are those of the zone of this machine, as
files of a server are.
"""

from pathlib import Path
from typing import Final

from engine.store.cdr_database import CdrDatabase
from engine.store.csv_columns import fee_text

FIELDS: Final = (
    *("callerE164", "calleeE164", "startTime", "stopTime", "holdTime", "endReason"),
    *("endDirection", "callerGatewayId", "calleeGatewayId", "callerIp", "calleeIp", "feeTime"),
    *("fee", "account", "sipStatus", "calleeBilling", "billingMode", "flowNo"),
)
"""Names of the fields, in order. ``calleeBilling`` is always 0, the caller pays."""

QUARTER_MS: Final = 900_000
"""Hours of every zone begin at a quarter of an hour of UTC."""

LONGEST_MS: Final = 32 * 86_400_000
"""A call that ended within a file's hour began at most so long before; saves reading the rest."""

_BREAKS: Final = "chr(124) || chr(13) || chr(10) || chr(0)"
_TEXTS: Final = frozenset(
    {"caller", "callee", "caller_gateway", "callee_gateway", "caller_ip", "callee_ip", "account"}
)
_COLUMNS: Final = (
    *("caller", "callee", "start", "stop", "hold_time_s", "end_reason", "end_direction"),
    *("caller_gateway", "callee_gateway", "caller_ip", "callee_ip", "fee_time_s", "fee"),
    *("account", "sip_status", "0", "billing_mode", "flow_no"),
)


class TextFiles:
    """Writes such files from one database."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def zone(self) -> str:
        """IANA name of the zone of this machine."""
        return str(self._database.fetch("SELECT current_setting('TimeZone')")[0][0])

    def counts(self, first_ms: int, end_ms: int, *, connected: bool = False) -> dict[int, int]:
        """Records that ended in ``[first_ms, end_ms)`` by the quarter (epoch ms) they ended in.

        With ``connected`` only those of calls that were answered, as for :meth:`write`.
        """
        quarter, which = f"stop - stop % {QUARTER_MS}", _which(connected=connected)
        statement = f"SELECT {quarter}, count(*) FROM cdr WHERE {which} GROUP BY 1"  # noqa: S608
        rows = self._database.fetch(statement, [first_ms, end_ms, first_ms - LONGEST_MS])
        return dict(rows)

    def write(self, first_ms: int, end_ms: int, path: Path, *, connected: bool = False) -> int:
        """Write the records that ended in ``[first_ms, end_ms)``, oldest first; how many.

        Raises:
            StoreError: the file could not be written.
        """
        cells = ", ".join(map(_cell, _COLUMNS))
        statement = (
            f"COPY (SELECT concat_ws('|', {cells}) FROM cdr WHERE {_which(connected=connected)} "  # noqa: S608
            "ORDER BY stop, flow_no) TO ? (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', "
            "DELIMITER '\x1f')"
        )
        values = [first_ms, end_ms, first_ms - LONGEST_MS, str(path)]
        with self._database.cursor() as cursor:
            return int(cursor.execute(statement, values).fetchall()[0][0])


_ENDED: Final = "stop >= ? AND stop < ? AND start >= ?"


def _which(*, connected: bool) -> str:
    return f"{_ENDED} AND answer IS NOT NULL" if connected else _ENDED


def _cell(column: str) -> str:
    if column in ("start", "stop"):
        return f"strftime(make_timestamptz({column} * 1000), '%Y-%m-%d %H:%M:%S')"
    if column in _TEXTS:
        return f"translate({column}, {_BREAKS}, '    ')"
    return fee_text() if column == "fee" else f"CAST({column} AS VARCHAR)"
