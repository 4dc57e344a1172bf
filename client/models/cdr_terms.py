"""What an operator types into the filter line, understood: one word or several.

``203.0.113.7`` and ``10.0.0.0/8`` are addresses, ``8801*`` a number that begins so, ``hold>30`` a
hold time, ``-9`` and ``486`` end reasons; ``caller:100``, ``account:1001``, ``gateway:carrier-a``,
``is:zero`` name the field themselves. ``!`` in front means everything but that. Everything else is
text that occurs somewhere. Pasting many numbers adds them all: three or more words of digits, one
of which cannot be an end reason, are a list of numbers, ``1001 486 1002``, whatever else is with
them, and so are three with quotes around each; ``480 486 503`` stay end reasons. Quotes keep a
value with spaces together, ``device:"Zoiper 5.6"``, and make a word in them plain text; with
nothing between them they are the empty value: ``mapping:""`` has no mapping gateway,
``!account:""`` has some account.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from ipaddress import ip_network
from typing import Any

from client.models.cdr_filter import EMPTY, CdrFilter

_FIELDS = {
    "number": "numbers",
    "caller": "callers",
    "from": "callers",
    "callee": "callees",
    "to": "callees",
    "ip": "ips",
    "address": "ips",
    "source": "caller_ips",
    "destination": "callee_ips",
    "gateway": "gateways",
    "mapping": "caller_gateways",
    "routing": "callee_gateways",
    "account": "accounts",
    "id": "call_ids",
    "device": "user_agents",
    "agent": "user_agents",
    "reason": "end_reasons",
    "class": "reason_classes",
    "status": "sip_statuses",
    "ended": "end_directions",
    "mode": "billing_modes",
}
_NUMBERS = ("end_reasons", "billing_modes", "sip_statuses")
_ADDRESSES = ("ips", "caller_ips", "callee_ips")
CLASSES = ("normal", "switch", "redirected", "request", "server", "global")
_SIDES = {"caller": 0, "callee": 1, "server": 2}
FLAGS = {
    "connected": ("connected", True),
    "failed": ("connected", False),
    "zero": ("zero_duration", True),
    "illegal": ("illegal", True),
    "legal": ("illegal", False),
}
LONGEST = 128
LONGEST_TEXT = 100
"""Signs of the text that occurs somewhere: the engine takes no more."""

_WORD = re.compile(r'(?:"[^"]*"|[^\s,;])+')
_QUOTED = re.compile(r'"([^"]+)"')
_ADDRESS = re.compile(
    r"\d{1,3}(\.\d{1,3}){3}(/\d{1,2}|/\d{1,3}(\.\d{1,3}){3})?|\d{1,3}(\.\d{1,3}){0,2}\.\*"
    r"|[0-9a-fA-F]*:[0-9a-fA-F:.]+(\*|/\d{1,3})?"
)
_PLACE = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}|\[([0-9a-fA-F:.]+)\](?::\d{1,5})?")
"""An address with its port, as it stands in logs and traces."""

_PHONE = re.compile(r"\+?\d{3,}\*?|\d{1,}\*|\*\+?\d+\*?")
_HOLD = re.compile(r"hold(>=|<=|>|<|=)(\d{1,9})")
_REASON = re.compile(r"-\d{1,3}|[3-6]\d\d")
_BARE = re.compile(rf"[0-9]{{1,{LONGEST}}}")
LEAST_LIST = 3
"""Bare numbers that make a list; fewer are read one by one."""


_AS_TYPED = str.maketrans("：＞＜＝，；、！＊", ":><=,;,!*")
"""Signs of a Chinese keyboard, and what they are in a filter."""

_QUOTES = re.compile(r'("[^"]*")')
_APART = re.compile(r"\b(hold)\s*(>=|<=|>|<|=)\s*(?=\d)", re.IGNORECASE)
_FIELD = re.compile(r"!?([A-Za-z_]{2,}):.+", re.DOTALL)
_SCHEMES = frozenset({"sip", "sips", "tel", "http", "https", "urn", "transport"})
"""Names in front of a colon that stand in records themselves."""


class NotUnderstoodError(ValueError):
    """A word that names a field but has no usable value; its text is the word."""


class UnknownFieldError(NotUnderstoodError):
    """A word that names a field that there is not: text it would be looked for in vain.

    Attributes:
        nearest: the name that was probably meant, or an empty text.
    """

    def __init__(self, word: str, name: str) -> None:
        super().__init__(word)
        names = [*_FIELDS, "is"]
        self.nearest = next(iter(get_close_matches(name.lower(), names, n=1)), "")


class TooManyError(ValueError):
    """More values in one part than the engine takes."""


def add_terms(current: CdrFilter, line: str) -> CdrFilter:
    """The filter with everything of *line* added.

    Raises:
        NotUnderstoodError: for a word such as ``reason:abc``; nothing is added then.
        TooManyError: for more values than `MAX_VALUES`; nothing is added then.
    """
    result = current
    plain: list[str] = []
    words = _WORD.findall(_plain(line))
    listed = _listed(words)
    for found in words:
        word = _QUOTED.sub(r"\1", found)
        if found in listed:
            taken: CdrFilter | None = result.adding("numbers", word)
        else:
            taken = None if found.startswith('"') else _one(result, word)
        if taken is None:
            plain.append(_text(word, found))
        else:
            result = taken
            if result.crowded():
                raise TooManyError
    text = " ".join(plain)
    if len(text) > LONGEST_TEXT:
        raise NotUnderstoodError(text)
    return replace(result, text=text) if plain else result


def _listed(words: list[str]) -> set[str]:
    """The words that are a list of numbers, as of extensions of different lengths.

    Three or more with quotes around each are one too, as a spreadsheet writes them: as texts they
    would have to occur one behind the other.
    """
    bare = [word for word in words if _BARE.fullmatch(word)]
    quoted = [word for word in words if _BARE.fullmatch(word[1:-1]) and f'"{word[1:-1]}"' == word]
    found = [] if all(_REASON.fullmatch(word) for word in bare) else [bare]
    return {word for each in (*found, quoted) if len(each) >= LEAST_LIST for word in each}


def _plain(line: str) -> str:
    """The line with the signs that are meant, and a hold time in one piece; quotes as they are."""
    parts = _QUOTES.split(line)
    parts[::2] = [_APART.sub(r"\1\2", part.translate(_AS_TYPED)) for part in parts[::2]]
    return "".join(parts)


def _text(word: str, written: str) -> str:
    """A word as the text that occurs somewhere; that it does not occur cannot be asked for.

    A star at its ends says what is meant anyway; one within it, which would be looked for as the
    sign it is, has to be in quotes.
    """
    text = word if written.startswith('"') else word.strip("*")
    within = "*" in text and not written.startswith('"')
    if written.startswith("!") or not text.strip() or text == EMPTY or within:
        raise NotUnderstoodError(written)
    return text


def _one(current: CdrFilter, word: str) -> CdrFilter | None:
    """The filter with one word added, None if the word is plain text."""
    bare, denied = word.removeprefix("!"), word.startswith("!")
    if place := _PLACE.fullmatch(bare):
        bare = place[1] or place[2]
        word = f"!{bare}" if denied else bare
    name, colon, value = bare.partition(":")
    if colon and name.lower() == "is":
        return _flag(current, value, word, denied=denied)
    field = _FIELDS.get(name.lower()) if colon else None
    if field is not None:
        return _named(current, field, value, word, denied=denied)
    if (named := _FIELD.fullmatch(word)) and named[1].lower() not in _SCHEMES and not _hex(bare):
        raise UnknownFieldError(word, named[1])
    if held := _HOLD.fullmatch(bare.lower()):
        return None if denied else _hold_time(current, held[1], int(held[2]))
    if _ADDRESS.fullmatch(bare):
        address = _address(word)
        if address is None and ":" not in bare:  # four numbers can be meant as nothing else
            raise NotUnderstoodError(word)
        return None if address is None else current.adding("ips", address)
    if _REASON.fullmatch(bare):
        return current.adding("not_end_reasons" if denied else "end_reasons", int(bare))
    if _PHONE.fullmatch(bare) and len(word) <= LONGEST:
        return current.adding("numbers", word)
    return None


def _hex(bare: str) -> bool:
    """Whether a word can be an address of IPv6 or of a device, ``fe80::1``, ``ab:cd:...``."""
    return re.fullmatch(r"[0-9a-fA-F:.*/]+", bare) is not None


def _named(current: CdrFilter, field: str, value: str, word: str, *, denied: bool) -> CdrFilter:
    if value.startswith("!"):  # caller:!100 and !caller:100 mean the same
        value, denied = value[1:], not denied
    if field in _NUMBERS:
        return _coded(current, field, value, word, denied=denied)
    chosen: dict[str, Any] = {}
    if field == "reason_classes":
        chosen = {name: name for name in CLASSES}
    elif field == "end_directions":
        chosen = dict(_SIDES)
    if chosen:
        if denied or value.lower() not in chosen:
            raise NotUnderstoodError(word)
        return current.adding(field, chosen[value.lower()])
    signs = re.sub(r"\\.", "x", value)  # what a backslash escapes is a sign like any other
    if not value or "*" in signs[1:-1] or "\\" in signs or len(value) >= LONGEST:
        raise NotUnderstoodError(word)
    value = f"!{value}" if denied else value
    meant = _address(value) if field in _ADDRESSES else value
    if meant is None:
        raise NotUnderstoodError(word)
    return current.adding(field, meant)


def _coded(current: CdrFilter, field: str, value: str, word: str, *, denied: bool) -> CdrFilter:
    if not re.fullmatch(r"-\d{1,3}|\d{1,4}", value) or (denied and field != "end_reasons"):
        raise NotUnderstoodError(word)
    return current.adding("not_end_reasons" if denied else field, int(value))


def _flag(current: CdrFilter, value: str, word: str, *, denied: bool) -> CdrFilter:
    if value.lower() not in FLAGS:
        raise NotUnderstoodError(word)
    name, holds = FLAGS[value.lower()]
    wanted: dict[str, Any] = {name: holds != denied}
    return replace(current, **wanted)


def _address(word: str) -> str | None:
    """The address or network of a word in its shortest form, part of one or none; else None."""
    bare = word.removeprefix("!")
    if "*" in bare or bare == EMPTY:
        return word
    try:
        network = str(ip_network(bare, strict=False))
    except ValueError:
        return None
    plain = network if "/" in bare else network.partition("/")[0]
    return f"!{plain}" if word.startswith("!") else plain


def _hold_time(current: CdrFilter, relation: str, seconds: int) -> CdrFilter:
    least = {">": seconds + 1, ">=": seconds, "=": seconds}.get(relation)
    most = {"<": max(0, seconds - 1), "<=": seconds, "=": seconds}.get(relation)
    if least is not None:
        current = replace(current, hold_min=least)
    if most is not None:
        current = replace(current, hold_max=most)
    return current
