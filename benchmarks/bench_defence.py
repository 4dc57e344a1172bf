"""What an attacker with endless addresses and extensions costs: memory, and time to count him.

    python -m benchmarks.bench_defence [--extensions 10000000] [--sources 1000000]

Each case runs in a process of its own, in which nothing but the table under test grows: the
lockouts of extensions are fed wrong passwords of invented extensions, the rules of the blacklist
scanners and failures from invented addresses, the rate limits requests from as many, and the
blacklist of numbers calls to invented numbers. Printed are events a second of one core, the growth
of the process at its peak (Linux counts it), and what the table holds at the end: the peak is that
of the bound, not of the attack.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from engine.defence.guard import Guard
from engine.defence.limits import Limits
from engine.defence.number_guard import NumberGuard
from engine.defence.number_rules import NumberPolicy
from engine.defence.rates import Limit, RatePolicy
from engine.defence.rules import DefencePolicy, Rule
from engine.registrar import LockoutPolicy
from engine.registrar.lockout_record import Attempt
from engine.registrar.suspension import SuspensionBook

Case = Callable[[int, int], tuple[int, str]]
EVENTS_A_SECOND = 20_000
"""Of the clock that the tables see."""


def addresses(count: int) -> Iterator[str]:
    """Different ones, in an order in which none comes again before all came."""
    return (f"{n >> 16 & 255 | 16}.{n >> 8 & 255}.{n & 255}.{n >> 20 & 15}" for n in range(count))


def lockouts(extensions: int, sources: int) -> tuple[int, str]:
    """Wrong passwords of invented extensions from as many addresses as there are."""
    book, policy = SuspensionBook(0.0), LockoutPolicy(enabled=True, retry=3, duration=180)
    where = itertools.cycle(addresses(min(sources, 100_000)))
    for number in range(extensions):
        now = number / EVENTS_A_SECOND
        book.fail(Attempt(f"ext{number}", False, next(where), "scanner", now), policy)
        if number % EVENTS_A_SECOND == 0:
            book.sweep(now)
    return extensions, f"{len(book):,} extensions remembered"


def blacklist(_: int, sources: int) -> tuple[int, str]:
    """Scanners, which are listed at their first message: as fast as the list can be filled."""
    numbers = itertools.count()
    guard = Guard(lambda: str(next(numbers)), lambda *_: False)
    guard.policy = DefencePolicy(enabled=True)
    for number, address in enumerate(addresses(sources)):
        now = number / EVENTS_A_SECOND
        guard.saw(Rule.SCANNER, address, now, "User-Agent: friendly-scanner")
        guard.take_changes()
        if number % EVENTS_A_SECOND == 0:
            guard.sweep(now)
    return sources, f"{len(guard.blocks):,} sources listed"


def scanning(extensions: int, sources: int) -> tuple[int, str]:
    """Different extensions from so many sources, all of them less than the rule wants."""
    guard = Guard(str, lambda *_: False)
    guard.policy = DefencePolicy(enabled=True)
    names = itertools.count()
    count = 0
    for address in addresses(sources):
        for _ in range(min(3, max(1, extensions // sources))):
            guard.saw(Rule.EXTENSIONS, address, 1.0, "", f"ext{next(names)}")
            count += 1
    return count, f"{len(guard._suspects):,} sources suspected"


def limits(_: int, sources: int) -> tuple[int, str]:
    """Requests of all three kinds, more than may be, from so many sources."""
    numbers = itertools.count()
    made = Limits(lambda: str(next(numbers)), lambda *_: False)
    made.policy = RatePolicy(True, registrations=1, requests=1, calls=1)
    count = 0
    for number, address in enumerate(addresses(sources)):
        now = number / EVENTS_A_SECOND
        for limit in Limit:
            for _ in range(2):
                over = made.over(limit, address, now)
                count += 1
                if over is not None:
                    made.refuse(over, now, "INVITE sip:0099@x SIP/2.0")
        made.take_changes()
    return count, f"{len(made):,} buckets, {len(made.limited):,} shown as limited"


def numbers(extensions: int, _: int) -> tuple[int, str]:
    """Calls to and from invented numbers."""
    guard = NumberGuard(str)
    guard.policy = NumberPolicy(enabled=True)
    calls = extensions // 2
    for number in range(calls):
        caller, callee = f"1{number}", f"0099{number}"
        guard.began(caller, callee, "", 1.0)
        guard.ended(caller, callee, "", 1.0, answered=False, silent=True)
    held = sum(map(len, guard._counts.values()))
    return calls, f"{held:,} numbers counted"


CASES: dict[str, Case] = {
    "lockouts": lockouts,
    "blacklist": blacklist,
    "scanning": scanning,
    "limits": limits,
    "numbers": numbers,
}


def main() -> int:
    """Run every case in a process of its own, or the one that is named."""
    options = _options()
    if options.case:
        _run(options.case, options.extensions, options.sources)
        return 0
    print(
        f"python {sys.version.split()[0]}, {options.extensions:,} extensions, "
        f"{options.sources:,} sources"
    )
    for case in CASES:
        sizes = (f"--extensions={options.extensions}", f"--sources={options.sources}")
        command = [sys.executable, "-m", "benchmarks.bench_defence", f"--case={case}", *sizes]
        subprocess.run(command, check=True)
    return 0


def _run(case: str, extensions: int, sources: int) -> None:
    before, started = _peak_mb(), time.process_time()
    events, held = CASES[case](extensions, sources)
    seconds = time.process_time() - started
    print(
        f"  {case:<10} {events:>12,} events, {events / seconds:>9,.0f} a second, "
        f"peak +{_peak_mb() - before:,.0f} MB, {held}",
        flush=True,
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--extensions", type=int, default=10_000_000)
    parser.add_argument("--sources", type=int, default=1_000_000)
    parser.add_argument("--case", choices=tuple(CASES), default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
