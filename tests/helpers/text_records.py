"""Records in which rare texts stand, a known block each, for searches in an index of texts."""

import random
import string
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.billing.records import CdrRecord
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import START, cdr

HOUR: Final = 3_600_000
NEEDLES: Final = ("Zürich-7@PBX", "+4420794600001", "AgentÜber/9", "fe80::1234", "王芳打电话给")
"""One in each of the first blocks."""


def text_records(count: int) -> list[CdrRecord]:
    """Records an hour apart in each block, with the needles in one place each."""
    draw = random.Random(7)
    made = [
        cdr(
            start=START + number // BLOCK_ROWS * HOUR + number % 997,
            call_id="".join(draw.choices(string.hexdigits, k=24)),
            callee=str(draw.randrange(10**9)),
        )
        for number in range(count)
    ]
    columns = ("call_id", "callee", "user_agent", "caller_ip", "caller")
    for place, (column, needle) in enumerate(zip(columns, NEEDLES, strict=True)):
        number = 100 + place * BLOCK_ROWS
        text = f"{'x' * place}{needle}{'y' * (3 - place % 3)}"
        made[number] = cdr(**{"start": made[number].start, column: text})
    return made


def searches(made: list[CdrRecord]) -> list[str]:
    """Each needle in part, one whole in the other case, and what is short, frequent or nowhere."""
    draw = random.Random(11)
    cuts = [NEEDLES[0].upper()]
    for place, needle in enumerate(NEEDLES):
        first = draw.randrange(len(needle) - 5)
        cuts.append(needle[first:] if place % 2 else needle[first : first + 6])
    some = draw.choice(made)
    short = [some.callee[-5:], some.call_id[4:9], "pbx", "%"]
    return [*cuts, some.call_id[3:11], *short, "nobody at all", "friendly"]


def all_answers(cdrs: CdrStore, text: str) -> tuple[object, ...]:
    """What the store says about a text, in several ranges and forms."""
    filters = CdrFilter(q=text)
    late = CdrFilter(q=text, from_=datetime.fromtimestamp(START / 1000, UTC) + timedelta(hours=2))
    early = CdrFilter(q=text, to=datetime.fromtimestamp(START / 1000, UTC) + timedelta(hours=3))
    return (
        cdrs.page(filters, oldest=True, limit=7),
        cdrs.page(late, cursor=f"{START + 3 * HOUR}.0"),
        cdrs.summary(early),
        cdrs.series(filters, 3600),
    )
