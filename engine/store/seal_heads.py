"""The heads of the chain of seals that the audit knows.

Whoever can write to the store of call records and has ``secret.key`` can change records and seal
all days anew: the chain is whole again, and a check of the store alone finds nothing. But after
each sealing the head was written into the audit, which is another database with a chain of its own.
A link that is not the one the audit names, or that is not there any more, gives that away.
"""

from collections.abc import Mapping
from typing import Any, Final

from engine.store.audit import Audit
from engine.store.rows import AuditFilter

ACTION: Final = "records.seal"

MOST: Final = 20_000
"""Heads that are compared, the newest: of more than fifty years, at one a day."""

_PAGE: Final = 1000


def head_state(number: int, chain: str) -> dict[str, Any]:
    """A head as it is written into the audit."""
    return {"number": number, "chain": chain}


def audited_heads(audit: Audit, most: int = MOST) -> dict[int, str]:
    """Number and chain of every head in the audit; of two for one number the older one."""
    found: dict[int, str] = {}
    before: int | None = None
    while len(found) < most:
        rows = audit.page(limit=_PAGE, before_id=before, filters=AuditFilter(action=ACTION))
        for row in rows:
            if _whole(row.after):
                found[int(row.after["number"])] = str(row.after["chain"])
        if len(rows) < _PAGE:
            break
        before = rows[-1].id
    return found


def newest_head(audit: Audit) -> tuple[int, str]:
    """The head that was written last; (0, "") before the first."""
    rows = audit.page(limit=1, filters=AuditFilter(action=ACTION))
    if rows and _whole(rows[0].after):
        return int(rows[0].after["number"]), str(rows[0].after["chain"])
    return 0, ""


def _whole(state: object) -> bool:
    return isinstance(state, Mapping) and {"number", "chain"} <= state.keys()
