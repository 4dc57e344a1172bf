"""How much memory the records may have: a tenth of the machine's, and what they need at least.

What is asked again and again, the columns of a week and their index, is unpacked from the file for
every question when it does not fit: half of the time of a search for four digits in ten million
records. A tenth leaves the switch and everything else their part, also while a heavy query has all
of it. DuckDB knows what the machine has, or the container that the engine is shut into.
"""

import re
from functools import cache
from typing import Final

import duckdb

LEAST_MB: Final = 512
"""A heavy query spills to the disk below it, which takes ten times as long."""

_SHARE: Final = "10%"
_UNITS_MB: Final = {"bytes": 2**-20, "KiB": 2**-10, "MiB": 1, "GiB": 2**10, "TiB": 2**20}
_SIZE: Final = re.compile(rf"([0-9.]+) ({'|'.join(_UNITS_MB)})")


@cache
def own_share() -> str:
    """The limit in DuckDB's words."""
    with duckdb.connect(config={"memory_limit": _SHARE}) as connection:
        tenth = str(connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])
    return f"{max(LEAST_MB, megabytes(tenth))}MiB"


def megabytes(size: str) -> int:
    """Whole MiB of a size as DuckDB writes it, ``2.3 GiB``.

    Raises:
        ValueError: it is none.
    """
    found = _SIZE.fullmatch(size)
    if not found:
        raise ValueError(f"no size of memory: {size!a}")
    return int(float(found[1]) * _UNITS_MB[found[2]])
