"""Rewriting of numbers: what a gateway makes of the calling and the called number.

A rule is ``PREFIX:REPLACEMENT``. Of all rules whose prefix the number begins with, the one with
the longest prefix is applied, once: ``00:`` takes an international prefix off, ``0:44`` makes a
national number international, ``:9`` puts a 9 before everything that no other rule fits. Signs
have no other meaning than themselves: ``*`` and ``#`` are keys of a phone, no wildcards.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from engine.sip.errors import PeerError, excerpt

MAX_NUMBER: Final = 64
"""Characters of a number, of a prefix and of a replacement: those of an extension. E.164 numbers
have 15 digits, and what carriers put before them is short."""

MAX_RULES: Final = 100
"""Rules in one list: more are a dial plan, which belongs into the prefixes of gateways."""

_SIGNS: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+*#")


class Rules(NamedTuple):
    """Rules in the form that is quick to apply.

    Attributes:
        by_prefix: Prefix -> replacement.
        lengths: The lengths of prefixes that there are, longest first.
    """

    by_prefix: dict[str, str]
    lengths: tuple[int, ...]


NO_RULES: Final = Rules({}, ())


def parse_rules(rules: Iterable[str]) -> Rules:
    """Read rules as an operator wrote them.

    Raises:
        ValueError: one cannot be read, two have the same prefix, or there are too many; the text
            is one sentence for the operator.
    """
    by_prefix: dict[str, str] = {}
    for rule in rules:
        prefix, replacement = _parts(rule)
        if prefix in by_prefix:
            raise ValueError(f"two rules have the prefix {excerpt(prefix)}: keep one of them")
        by_prefix[prefix] = replacement
    if len(by_prefix) > MAX_RULES:
        raise ValueError(f"there are {len(by_prefix)} rules, at most {MAX_RULES} are possible")
    return Rules(by_prefix, tuple(sorted({len(prefix) for prefix in by_prefix}, reverse=True)))


def rewrite(number: str, rules: Rules) -> str:
    """``number`` after the rule that fits it best, ``number`` itself when none does.

    Raises:
        PeerError: the result is longer than :data:`MAX_NUMBER`; to cut it would be to dial
            somebody else.
    """
    for length in rules.lengths:
        if length <= len(number):
            replacement = rules.by_prefix.get(number[:length])
            if replacement is not None:
                return _bounded(replacement + number[length:])
    return number


def _bounded(number: str) -> str:
    if len(number) > MAX_NUMBER:
        detail = f"{excerpt(number)} has {len(number)} characters after rewriting"
        raise PeerError(404, "Not Found", detail)
    return number


def _parts(rule: str) -> tuple[str, str]:
    prefix, colon, replacement = rule.partition(":")
    if not colon:
        raise ValueError(f"the rule {excerpt(rule)} has no colon: write PREFIX:REPLACEMENT")
    if not _SIGNS.issuperset(prefix + replacement):
        signs = "digits, letters, +, * and #"
        raise ValueError(f"the rule {excerpt(rule)} may hold nothing but {signs} beside its colon")
    if max(len(prefix), len(replacement)) > MAX_NUMBER:
        raise ValueError(f"the rule {excerpt(rule)} has more than {MAX_NUMBER} characters a side")
    return prefix, replacement
