"""What is blocked in words: the layer, why, by whom, until when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from client.api.block_values import Block, Limited, Throttle
from client.formats import DASH, DAY, Formats
from client.models.block_rows import BlockRow, Layer
from client.models.columns import Pill
from client.models.server_time import seconds_left

#: Half a day: a time of day that is nearer can mean no other day, also over midnight.
NEAR_S = DAY // 2
#: Icon and tone of each layer; the word is translated when it is shown.
LOOKS = {
    Layer.ADDRESS: ("ban", "bad"),
    Layer.EXTENSION: ("lock", "warning"),
    Layer.NUMBER: ("phone-off", "bad"),
    Layer.RATE: ("activity", "accent"),
    Layer.SIGN_IN: ("user", "warning"),
}


def layer_word(layer: Layer) -> str:
    """Return what refuses, as a word."""
    return {
        Layer.ADDRESS: _tr("Address blocked"),
        Layer.EXTENSION: _tr("Extension locked"),
        Layer.NUMBER: _tr("Number blocked"),
        Layer.RATE: _tr("Rate limited"),
        Layer.SIGN_IN: _tr("Sign-in refused"),
    }[layer]


def layer_plural(layer: Layer) -> str:
    """Return what of a layer is listed, as short as a chip wants it."""
    return {
        Layer.ADDRESS: _tr("Addresses"),
        Layer.EXTENSION: _tr("Extensions"),
        Layer.NUMBER: _tr("Numbers"),
        Layer.RATE: _tr("Rate limits"),
        Layer.SIGN_IN: _tr("Sign-ins"),
    }[layer]


def layer_pill(layer: Layer) -> Pill:
    """Return what refuses, as icon, word and tone."""
    icon, tone = LOOKS[layer]
    return Pill(icon, layer_word(layer), tone)


def rule_word(rule: str) -> str:
    """Return the name of a rule; one that this client does not know is named as it is."""
    return {
        "failed_registrations": _tr("Failed registrations"),
        "extensions": _tr("Many extensions"),
        "illegal_calls": _tr("Illegal calls"),
        "malformed": _tr("Malformed messages"),
        "scanner": _tr("Known scanner"),
        "call_rate": _tr("Too many calls a second"),
        "malicious_callee": _tr("Dialled too often"),
        "malicious_caller": _tr("Calls too often"),
        "no_answer": _tr("Never answers"),
        "concurrent": _tr("Too many calls at once"),
    }.get(rule, rule)


def why(row: BlockRow) -> str:
    """Return why it is blocked, in one line: the rule, what it or the operator said, evidence."""
    if row.block is not None:
        return _why_blocked(row.block)
    if row.rate is not None:
        return _why_limited(row.rate)
    if row.throttle is not None:
        return _why_throttled(row.throttle)
    return _why_locked(row)


def _why_blocked(block: Block) -> str:
    if block.source == "operator" or not block.rule:
        first = block.reason or _tr("blocked by hand, no reason given")
    elif block.reason:
        first = _tr("{rule}: {reason}").format(rule=rule_word(block.rule), reason=block.reason)
    else:
        first = rule_word(block.rule)
    return f"{first} · {block.evidence}" if block.evidence else first


def limit_text(limit: str, count: int) -> str:
    """Return how many of what a rate limit counts; an unknown kind is named as the engine does."""
    return {
        "registrations": _tr("%Ln registration(s)", count),
        "requests": _tr("%Ln request(s)", count),
        "calls": _tr("%Ln new call(s)", count),
    }.get(limit, f"{count:,} {limit}")


def _why_limited(rate: Limited) -> str:
    text = _tr("more than {limit} in {seconds} s").format(
        limit=limit_text(rate.limit, rate.events), seconds=rate.per_s
    )
    parts = [text, _tr("{count} refused").format(count=rate.refused)]
    if rate.own:
        parts.append(_tr("one of ours, never banned by a rule"))
    if rate.live_endpoints:
        parts.append(_tr("%Ln phone(s) registered there", rate.live_endpoints))
    if rate.evidence:
        parts.append(rate.evidence)
    return " · ".join(parts)


def _why_throttled(throttle: Throttle) -> str:
    text = _tr("%Ln wrong password(s) of operators", throttle.failures)
    if throttle.name is None:
        return _tr("{why}, any name from {address}").format(why=text, address=throttle.address)
    return _tr("{why}, from {address}").format(why=text, address=throttle.address)


def _why_locked(row: BlockRow) -> str:
    lock = row.lock
    if lock is None:
        return DASH
    if lock.failures:
        parts = [_tr("%Ln wrong password(s)", lock.failures)]
    else:
        parts = [lock.reason or _tr("wrong passwords")]
    if lock.sources:
        parts.append(_tr("from {sources}").format(sources=", ".join(lock.sources)))
    if not lock.known:
        parts.append(_tr("no such endpoint"))
    return " · ".join(parts)


def who(row: BlockRow) -> str:
    """Return by whom: an operator's name, or that a rule did it."""
    if row.block is not None and row.block.source == "operator":
        return row.block.by or _tr("an operator")
    return _tr("rule")


def until_text(row: BlockRow, now: datetime, formats: Formats) -> str:
    """Return when it ends by itself, with the time that is left."""
    if row.rate is not None:
        return _tr("while more comes")
    if row.until is None:
        return _tr("for good")
    left = seconds_left(row.until, now)
    if not left:
        return _tr("ending now")
    return f"{moment_text(row.until, now, formats)} · {left_text(left, formats)}"


def moment_text(moment: datetime, now: datetime, formats: Formats) -> str:
    """Return a moment as short as it can be told: the time if it is near, else without seconds."""
    if abs((moment - now).total_seconds()) < NEAR_S:
        return formats.time(moment)
    return formats.date_time(moment)[:-3]


def left_text(left: int, formats: Formats) -> str:
    """Return the time that is left, to the second on the last day."""
    return formats.countdown(left) if left < DAY else formats.span(left)


def hits_text(row: BlockRow, formats: Formats) -> str:
    """Return how many messages were dropped; a lockout counts none."""
    if row.rate is not None:
        return formats.count(row.rate.refused)
    return formats.count(row.block.hits) if row.block is not None else DASH


def own_text(row: BlockRow, own: str, formats: Formats) -> str:
    """Return that the operator's own address is blocked, by what, until when and why."""
    values = {"address": own, "value": row.what, "why": why(row)}
    if row.rate is not None:
        return _tr("Your own address {address} is limited, not blocked: {why}").format(**values)
    if row.throttle is not None:
        text = _tr("Sign-ins from your own address {address} are refused until {moment}: {why}")
        return text.format(moment=formats.date_time(row.until), **values)
    if row.until is None:
        return _tr("Your own address {address} is blocked for good by {value}: {why}").format(
            **values
        )
    text = _tr("Your own address {address} is blocked by {value} until {moment}: {why}")
    return text.format(moment=formats.date_time(row.until), **values)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("BlockText", text, "", count)
