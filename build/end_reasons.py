"""Write the table of end reasons as a page: docs/end-reasons.md.

    .venv/bin/python build/end_reasons.py

A test compares the file with what this would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.billing.reasons import NORMAL, REASONS  # noqa: E402

PAGE = ROOT / "docs" / "end-reasons.md"
HEAD = """# End reasons

The field `end_reason` of a call record: why the call ended. Made from the table of
`engine.billing.reasons`; do not edit.

0 is a call that was answered and hung up. A negative number is a decision of the switch that no SIP
status tells; a number keeps its meaning for ever. A positive number is the SIP status that ended
the call; one that is not listed is shown by its class. Who ended the call is in `end_direction`:
0 caller, 1 callee, 2 server. The status that the caller got is in `sip_status`, also where the
switch has a reason of its own.
"""


def table(title: str, codes: Iterable[int]) -> list[str]:
    """Write the rows of ``codes`` under a title."""
    lines = [f"## {title}", "", "| Code | English | Chinese |", "| ---: | --- | --- |"]
    lines += [f"| {code} | {REASONS[code][0]} | {REASONS[code][1]} |" for code in codes]
    return [*lines, ""]


def render() -> str:
    """Return the text of the page."""
    ours = sorted((code for code in REASONS if code <= NORMAL), reverse=True)
    statuses = sorted(code for code in REASONS if code > NORMAL)
    lines = [*table("Reasons of the switch", ours), *table("SIP statuses", statuses)]
    return "\n".join([HEAD, *lines])


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
