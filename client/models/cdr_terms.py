"""What an operator types into the filter line, understood: one word or several.

``203.0.113.7`` is an address, ``00441904*`` a number that begins so, ``hold>30`` a hold time,
``-9`` an end reason; ``caller:100``, ``callee:0044*``, ``ip:192.0.2.*``, ``id:...`` name the field
themselves. Everything else is text that occurs somewhere. Pasting many numbers adds them all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from client.models.cdr_filter import CdrFilter

_FIELDS = {
    "caller": "callers",
    "from": "callers",
    "callee": "callees",
    "to": "callees",
    "ip": "ips",
    "address": "ips",
    "source": "ips",
    "id": "call_ids",
    "reason": "end_reasons",
    "mode": "billing_modes",
}
_NUMBERS = ("end_reasons", "billing_modes")
_ADDRESS = re.compile(
    r"\d{1,3}(\.\d{1,3}){3}|\d{1,3}(\.\d{1,3}){0,2}\.\*|[0-9a-fA-F]*:[0-9a-fA-F:.]+\*?"
)
_PHONE = re.compile(r"\+?\d{3,}\*?|\d{1,}\*")
_HOLD = re.compile(r"hold(>=|<=|>|<|=)(\d{1,9})")
_REASON = re.compile(r"-\d{1,3}")


class NotUnderstoodError(ValueError):
    """A word that names a field but has no usable value; its text is the word."""


def add_terms(current: CdrFilter, line: str) -> CdrFilter:
    """The filter with everything of *line* added.

    Raises:
        NotUnderstoodError: for a word such as ``reason:abc``; nothing is added then.
    """
    result = current
    plain: list[str] = []
    for word in re.split(r"[\s,;]+", line.strip()):
        taken = _one(result, word) if word else result
        if taken is None:
            plain.append(word)
        else:
            result = taken
    if plain:
        result = replace(result, text=" ".join(plain))
    return result


def _one(current: CdrFilter, word: str) -> CdrFilter | None:
    """The filter with one word added, None if the word is plain text."""
    name, colon, value = word.partition(":")
    field = _FIELDS.get(name.lower()) if colon else None
    if field is not None:
        return _named(current, field, value, word)
    if held := _HOLD.fullmatch(word.lower()):
        return _hold_time(current, held[1], int(held[2]))
    if _ADDRESS.fullmatch(word):
        return current.adding("ips", word)
    if _REASON.fullmatch(word):
        return current.adding("end_reasons", int(word))
    if _PHONE.fullmatch(word):
        return current.adding("callees", word)
    return None


def _named(current: CdrFilter, field: str, value: str, word: str) -> CdrFilter:
    if not value:
        raise NotUnderstoodError(word)
    if field not in _NUMBERS:
        return current.adding(field, value)
    if not re.fullmatch(r"-?\d{1,4}", value):
        raise NotUnderstoodError(word)
    return current.adding(field, int(value))


def _hold_time(current: CdrFilter, relation: str, seconds: int) -> CdrFilter:
    least = {">": seconds + 1, ">=": seconds, "=": seconds}.get(relation)
    most = {"<": max(0, seconds - 1), "<=": seconds, "=": seconds}.get(relation)
    if least is not None:
        current = replace(current, hold_min=least)
    if most is not None:
        current = replace(current, hold_max=most)
    return current
