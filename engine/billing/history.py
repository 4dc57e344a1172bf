"""From what happened to a lockout or a block to its line in the history (requirements 104, 196)."""

from engine.billing.cdr import clean
from engine.billing.records import BlockAction, BlockRecord, SuspensionRecord
from engine.defence.entries import Block
from engine.defence.number_entries import NumberBlock
from engine.registrar.lockout_record import LockoutEvent


def history(event: LockoutEvent, *, record_id: str, wall_offset: float) -> SuspensionRecord:
    """The record of ``event``.

    Args:
        event: What happened; its times are monotonic seconds.
        record_id: UUIDv7.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """

    def wall_ms(moment: float) -> int:
        return int((moment + wall_offset) * 1000)

    return SuspensionRecord(
        id=record_id,
        at=wall_ms(event.at),
        action=event.action,
        extension=clean(event.extension),
        known=event.known,
        since=wall_ms(event.since),
        until=wall_ms(event.until),
        reason=event.reason,
        failures=event.failures,
        sources=list(event.sources),
        repeats=event.repeats,
        user_agent=clean(event.user_agent),
        by=event.by,
    )


def block_history(
    entry: Block | NumberBlock,
    action: BlockAction,
    by: str,
    *,
    at: float,
    record_id: str,
    wall_offset: float,
) -> BlockRecord:
    """The record of what happened to a block.

    Args:
        entry: The block, as it is after what happened.
        action: What happened.
        by: Who did it, "" for nobody.
        at: When, monotonic seconds.
        record_id: UUIDv7.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    until = entry.until
    return BlockRecord(
        id=record_id,
        at=int((at + wall_offset) * 1000),
        action=action,
        layer=entry.kind,
        value=entry.value,
        rule=entry.rule,
        reason=clean(entry.reason),
        by=clean(by),
        since=int((entry.since + wall_offset) * 1000),
        until=None if until is None else int((until + wall_offset) * 1000),
        repeats=entry.repeats,
        hits=entry.hits,
        evidence=clean(entry.evidence),
    )
