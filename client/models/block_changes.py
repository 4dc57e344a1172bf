"""Undoing and keeping what is blocked, one row or many, and the sentence that says what was done.

The calls run in a worker thread. One that fails does not stop the rest; what was done and what was
not are both said. What was gone already counts as undone: two operators may press the same button.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from client.api.block_values import Block, Limited, RemovedPart, Trusted, Unblocked
from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, Unreachable
from client.formats import Formats
from client.models.block_rows import BlockRow, Key, Layer
from client.models.endpoint_changes import NAMED, clear, names

Failure = tuple[str, ApiError]


@dataclass(frozen=True, slots=True)
class Undone:
    """What unblocking came to.

    Attributes:
        keys: rows that are not blocked any more.
        done: their names.
        removed: what was taken away in each layer.
        trusted_until: until when the addresses are trusted, if they are.
        failed: the others, each with the reason.
    """

    keys: tuple[Key, ...] = ()
    done: tuple[str, ...] = ()
    removed: tuple[RemovedPart, ...] = ()
    trusted_until: datetime | None = None
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What making permanent came to: the entries as stored, and what failed."""

    blocks: tuple[Block, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Distrusted:
    """What taking entries off the allow list came to: their values, and what failed."""

    done: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


def unblock(api: ApiClient, rows: Sequence[BlockRow], trust_s: int, reason: str) -> Undone:
    """Take rows away in every layer.

    Args:
        api: the way to the engine.
        rows: what is to be unblocked.
        trust_s: seconds for which the addresses are trusted; 0: not at all.
        reason: for the audit of lockouts.
    """
    keys: list[Key] = []
    done: list[str] = []
    removed: list[RemovedPart] = []
    failed: list[Failure] = []
    trusted: datetime | None = None
    locks = [row for row in rows if row.layer is Layer.EXTENSION]
    if locks:
        try:
            removed += _clear(api, [row.what for row in locks], reason)
            keys += [row.key for row in locks]
            done += [row.what for row in locks]
        except ApiError as error:
            failed += [(row.what, error) for row in locks]
    blocked = [row for row in rows if row.layer is not Layer.EXTENSION]
    for place, row in enumerate(blocked):
        try:
            answer = _unblock_one(api, row, trust_s)
        except Unreachable as error:
            failed += [(rest.what, error) for rest in blocked[place:]]
            break
        except ApiError as error:
            failed.append((row.what, error))
            continue
        keys.append(row.key)
        done.append(row.what)
        removed += answer.removed
        trusted = answer.trusted_until or trusted
    return Undone(tuple(keys), tuple(done), tuple(removed), trusted, tuple(failed))


def _clear(api: ApiClient, extensions: list[str], reason: str) -> list[RemovedPart]:
    return [
        RemovedPart("suspension", item.extension)
        for item in clear(api, extensions, reason)
        if item.was_suspended
    ]


def _unblock_one(api: ApiClient, row: BlockRow, trust_s: int) -> Unblocked:
    try:
        if row.block is not None:
            return api.unblock(row.block.id, trust_s)
        if row.rate is not None:
            return _lift(api, row.rate, trust_s)
        if row.throttle is not None:
            gone = api.open_throttle(row.throttle.id)
            return Unblocked((RemovedPart("sign_in", gone.name or gone.address),))
    except Missing:
        pass
    return Unblocked()


def _lift(api: ApiClient, rate: Limited, trust_s: int) -> Unblocked:
    """Let a source begin anew; trusted, it may do as much as our own."""
    gone = api.lift_limit(rate.id)
    until = None
    if trust_s:
        until = api.trust(rate.value, "", datetime.now(UTC) + timedelta(seconds=trust_s)).until
    return Unblocked((RemovedPart("rate", gone.value),), until)


def make_permanent(api: ApiClient, rows: Sequence[BlockRow]) -> Kept:
    """Let entries of the blacklist never end."""
    blocks: list[Block] = []
    failed: list[Failure] = []
    for row in rows:
        if row.block is not None:
            try:
                blocks.append(api.keep_blocked(row.block.id, None))
            except ApiError as error:
                failed.append((row.what, error))
    return Kept(tuple(blocks), tuple(failed))


def distrust(api: ApiClient, entries: Sequence[Trusted]) -> Distrusted:
    """Take entries off the allow list; one that is gone already counts as taken."""
    done: list[str] = []
    failed: list[Failure] = []
    for entry in entries:
        try:
            api.distrust(entry.id)
        except Missing:
            done.append(entry.value)
        except ApiError as error:
            failed.append((entry.value, error))
        else:
            done.append(entry.value)
    return Distrusted(tuple(done), tuple(failed))


def undone_text(result: Undone, formats: Formats) -> tuple[str, str]:
    """Return what unblocking removed where, and the tone of that."""
    parts = []
    if len(result.done) == 1:
        parts.append(_tr("{name} is not blocked any more.").format(name=result.done[0]))
    elif result.done:
        text = _tr("%Ln are not blocked any more: {names}.", len(result.done))
        parts.append(text.format(names=names(result.done)))
    if result.removed:
        counted = dict.fromkeys(f"{_layer(part.layer)}: {part.what}" for part in result.removed)
        listed = list(counted)[:NAMED]
        rest = len(counted) - NAMED
        if rest > 0:
            listed.append(_tr("{count} more").format(count=rest))
        parts.append(_tr("Removed: {what}.").format(what="; ".join(listed)))
    if result.trusted_until is not None:
        moment = formats.date_time(result.trusted_until)
        parts.append(_tr("Trusted until {moment}.").format(moment=moment))
    return _with_failures(parts, result.failed)


def kept_text(result: Kept) -> tuple[str, str]:
    """Return what is blocked for good now, and the tone of that."""
    values = [block.value for block in result.blocks]
    parts = []
    if values:
        parts.append(_tr("Blocked for good: {names}.").format(names=names(values)))
    return _with_failures(parts, result.failed)


def distrusted_text(result: Distrusted) -> tuple[str, str]:
    """Return what is not trusted any more, and the tone of that."""
    parts = []
    if result.done:
        parts.append(_tr("Not trusted any more: {names}.").format(names=names(result.done)))
    return _with_failures(parts, result.failed)


def _with_failures(parts: list[str], failed: Sequence[Failure]) -> tuple[str, str]:
    for name, error in failed[:NAMED]:
        parts.append(_tr("{name} was not changed: {why}").format(name=name, why=error.detail))
    if len(failed) > NAMED:
        parts.append(_tr("%Ln more were not changed.", len(failed) - NAMED))
    return " ".join(parts), "bad" if failed else "ok"


def _layer(layer: str) -> str:
    return {
        "blacklist": _tr("blacklist"),
        "counters": _tr("counters"),
        "kernel": _tr("kernel"),
        "suspension": _tr("lockout"),
        "rate": _tr("rate limit"),
        "sign_in": _tr("sign-in"),
    }.get(layer, layer)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockChanges", text, "", count)
