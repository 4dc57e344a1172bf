"""From ended calls to records: gates, aggregates and the lines of the journal.

Everything here is arithmetic on values. The switch process calls it, writes the lines it gets and
hands the segments over; the store reads them; the API shows the texts.

Public surface
==============

:mod:`engine.billing.records`
    ``CdrRecord``, ``AggregateRecord``, ``SuspensionRecord``: one journal line each; times are epoch
    milliseconds.
:mod:`engine.billing.journal`
    ``encode(record) -> bytes`` (one line with its line end), ``decode(kind, line) -> Record``
    (ValueError), ``kind_of(record) -> Kind``, ``segment_name(kind, unique, sealed=False) -> str``,
    ``parse_segment_name(name) -> SegmentName | None``, ``seal_due(records, opened_at, now)``.
:mod:`engine.billing.cdr`
    ``cdr(call: Refused, *, record_id, flow_no, wall_offset) -> CdrRecord`` and
    ``billing_mode(call) -> int``; ``wall_offset`` is ``clock.wall() - clock.now()``.
:mod:`engine.billing.history`
    ``history(event: LockoutEvent, *, record_id, wall_offset) -> SuspensionRecord``.
:mod:`engine.billing.gates`
    ``RecordPolicy(zero_hold_time, illegal_call, server_hang_up)``, ``closed_gate(illegal, answered,
    policy, by_server=False)`` is None when the call is to be recorded, else the name of the gate
    that keeps it out.
:mod:`engine.billing.rating`
    ``RatingPolicy(precision_ms, free_s, free_numbers)``; ``whole_seconds(held_ms, precision_ms)``
    is the rule of rounding, ``billed_seconds(seconds, callee, policy)`` what of it is billed.
:mod:`engine.billing.aggregates`
    ``Aggregates().add(wall_ms, billing_mode, source, callee, gate)``, ``.drain()`` gives the
    ``AggregateRecord`` deltas since the last drain.
:mod:`engine.billing.modes`, :mod:`engine.billing.reasons`
    What the numbers mean: ``MODES``, ``mode_name(code, language)``; ``REASONS``,
    ``reason_text(code, language)``; languages are ``"en"`` and ``"zh"``.
"""
