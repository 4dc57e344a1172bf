"""What stands out among the figures of a source: patterns by name.

A pattern is a sentence an operator can act on ("extensions 1000 to 1019 locked out one after the
other"), so each has a limit below which it is chance or somebody's mistake, and keeps the figures
it was found by. The first four are what requirements 112 to 115 ask for; they come from the
history of lockouts. The others come from the numbers of call records.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from engine.store.attack_rows import Device, Lockouts, Numbers, Pattern, PatternName, Run

MANY_EXTENSIONS: Final = 3
"""Extensions locked out from one source: nobody has three phones and forgets all passwords."""

AGAIN: Final = 3
"""Suspensions of one extension: one is a mistake, two a second try."""

MASS_SUSPENSIONS: Final = 20
MASS_EXTENSIONS: Final = 10

MANY_CALLERS: Final = 10
"""Calling numbers of one source: it tries which of them may call."""

ONE_TARGET: Final = 20
"""Calls to one number, if they are half of all."""

ABROAD: Final = 5
"""Calls abroad, if they are half of all."""

PREMIUM: Final = 3

SCANNERS: Final = (
    *("friendly-scanner", "sipvicious", "sipcli", "sundayddr", "pplsip", "sip-scan", "sipscan"),
    *("iwar", "smap", "siparmyknife", "vaxsipuseragent", "scanner"),
)
"""What tools of attackers call themselves, in small letters."""

_HALF: Final = 2


def source_patterns(
    numbers: Numbers, devices: Iterable[Device], lockouts: Lockouts
) -> tuple[Pattern, ...]:
    """What stands out of one source."""
    return (*lockout_patterns(lockouts), *_number_patterns(numbers), *_scanner(devices))


def lockout_patterns(lockouts: Lockouts, *, one_source: bool = True) -> tuple[Pattern, ...]:
    """Requirements 112 to 115 for one source; without the first for all of them together."""
    return tuple(_lockout_patterns(lockouts, one_source))


def _lockout_patterns(lockouts: Lockouts, one_source: bool) -> Iterator[Pattern]:
    figures = {"extensions": lockouts.extensions, "suspensions": lockouts.suspensions}
    if one_source and lockouts.extensions >= MANY_EXTENSIONS:
        unknown = {"unknown": lockouts.unknown}
        yield Pattern("many_extensions_locked", figures | unknown)
    if lockouts.runs:
        yield _runs("extensions_locked_in_sequence", lockouts.runs)
    if lockouts.times >= AGAIN:
        yield Pattern("extension_locked_again", {"times": lockouts.times}, (lockouts.most,))
    if lockouts.suspensions >= MASS_SUSPENSIONS and lockouts.extensions >= MASS_EXTENSIONS:
        yield Pattern("mass_lockout", figures)


def _number_patterns(numbers: Numbers) -> Iterator[Pattern]:
    callees = [run for run in numbers.runs if run.side == "callee"]
    callers = [run for run in numbers.runs if run.side == "caller"]
    if callees:
        yield _runs("callees_in_sequence", callees)
    if callers:
        yield _runs("callers_in_sequence", callers)
    if numbers.callers >= MANY_CALLERS:
        yield Pattern("many_callers", {"callers": numbers.callers})
    if numbers.times >= ONE_TARGET and numbers.times * _HALF >= numbers.examined:
        yield Pattern("one_target", {"calls": numbers.times}, (numbers.most,))
    if numbers.probed:
        figures = {"destinations": numbers.probed, "prefixes": numbers.variants}
        yield Pattern("prefix_probing", figures, (numbers.probe,))
    abroad = numbers.international
    if abroad >= ABROAD and abroad * _HALF >= numbers.examined:
        yield Pattern("international_numbers", {"calls": abroad})
    if numbers.premium >= PREMIUM:
        yield Pattern("premium_numbers", {"calls": numbers.premium}, (numbers.premium_example,))


def _scanner(devices: Iterable[Device]) -> Iterator[Pattern]:
    found = [
        device for device in devices if any(name in device.user_agent.lower() for name in SCANNERS)
    ]
    if found:
        calls = sum(device.records for device in found)
        yield Pattern("scanner", {"calls": calls}, tuple(device.user_agent for device in found))


def _runs(name: PatternName, runs: Iterable[Run]) -> Pattern:
    """The longest run gives the figures, all are examples."""
    listed = list(runs)
    figures = {"runs": len(listed), "longest": max(run.length for run in listed)}
    return Pattern(name, figures, tuple(f"{run.first}-{run.last}" for run in listed))
