"""What an attacker with endless addresses and extensions costs: memory, and time to count him.

    python -m benchmarks.bench_defence [--extensions 10000000] [--sources 1000000] [--ipv6]
                                       [--cases lockouts,blacklist]

Each case runs in a process of its own, in which nothing but the table under test grows: the
lockouts of extensions are fed wrong passwords of invented extensions, the rules of the blacklist
scanners and failures from invented addresses, the rate limits requests from as many, and the
blacklist of numbers calls to invented numbers. Printed are events a second of one core, the growth
of the process at its peak (Linux counts it), and what the table holds at the end: the peak is that
of the bound, not of the attack. With ``--ipv6`` every source is another /64, which is a subscriber.
"""

import argparse
import contextlib
import io
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.billing.aggregates import Aggregates
from engine.defence.guard import Guard
from engine.defence.limits import Limits
from engine.defence.number_guard import NumberGuard
from engine.defence.number_rules import NumberPolicy
from engine.defence.rates import Limit, RatePolicy
from engine.defence.rules import DefencePolicy, Rule
from engine.registrar import LockoutPolicy
from engine.registrar.lockout_record import Attempt
from engine.registrar.suspension import SuspensionBook
from engine.switch.attemptlog import AttemptLog
from engine.switch.refusal_log import RefusalLog

Case = Callable[[int, int], tuple[int, str]]
IPV6 = False
EVENTS_A_SECOND = 20_000
"""Of the clock that the tables see."""


def addresses(count: int) -> Iterator[str]:
    """Different ones, in an order in which none comes again before all came."""
    if IPV6:
        return (f"2001:db8:{n >> 16:x}:{n & 65535:x}::1" for n in range(count))
    return (f"{n >> 16 & 255 | 16}.{n >> 8 & 255}.{n & 255}.{n >> 20 & 15}" for n in range(count))


def iter_again(count: int) -> Iterator[str]:
    """The same addresses again and again, without keeping them."""
    while True:
        yield from addresses(count)


def lockouts(extensions: int, sources: int) -> tuple[int, str]:
    """Wrong passwords of invented extensions from as many addresses as there are."""
    book, policy = SuspensionBook(0.0), LockoutPolicy(enabled=True, retry=3, duration=180)
    where = iter_again(sources)
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


def each_once(rule: Rule, sources: int) -> tuple[int, str]:
    """One event under one rule from so many sources; none of them is blocked for it."""
    guard = Guard(str, lambda *_: False)
    guard.policy = DefencePolicy(enabled=True)
    for number, address in enumerate(addresses(sources)):
        now = number / EVENTS_A_SECOND
        guard.saw(rule, address, now, "no SIP at all")
        if number % EVENTS_A_SECOND == 0:
            guard.sweep(now)
    return sources, f"{len(guard._suspects):,} sources suspected"


def malformed(_: int, sources: int) -> tuple[int, str]:
    """One message that is no SIP from so many sources."""
    return each_once(Rule.MALFORMED, sources)


def illegal(_: int, sources: int) -> tuple[int, str]:
    """One illegal call from so many sources."""
    return each_once(Rule.ILLEGAL_CALLS, sources)


def attempts(_: int, sources: int) -> tuple[int, str]:
    """What is written down for trying proposed limits, a wrong password from so many sources."""
    with tempfile.TemporaryDirectory() as folder:
        log = AttemptLog(Path(folder))
        for number, address in enumerate(addresses(sources)):
            log.saw("wrong", address, f"ext{number}")
            if number % EVENTS_A_SECOND == EVENTS_A_SECOND - 1:
                log.write(1e9 + number / EVENTS_A_SECOND)
        log.close()
        size = sum(each.stat().st_size for each in Path(folder).iterdir())
        return sources, f"{size / 2**20:.1f} MB on disk, {log.missed:,} events counted only"


def aggregates(_: int, sources: int) -> tuple[int, str]:
    """Counts of calls that were kept out of the records, one from each of so many sources."""
    counts, most = Aggregates(), 0
    for number, address in enumerate(addresses(sources)):
        wall_ms = 10**12 + number * 1000 // EVENTS_A_SECOND
        counts.add(wall_ms, 9, address, f"0099{number}", "blacklist")
        if number % EVENTS_A_SECOND == EVENTS_A_SECOND - 1:
            most = max(most, len(counts.drain()))
    return sources, f"{most:,} rows a second at most"


def refusals(_: int, sources: int) -> tuple[int, str]:
    """Lines of the log, one refusal of each of so many sources."""
    lines = io.StringIO()
    log = RefusalLog()
    with contextlib.redirect_stdout(lines), contextlib.redirect_stderr(lines):
        for number, address in enumerate(addresses(sources)):
            log.note(Rule.FAILED_REGISTRATIONS, address, f"ext{number}")
            if number % EVENTS_A_SECOND == 0:
                log.sweep()
    return sources, f"{lines.getvalue().count(chr(10)):,} lines"


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
    "malformed": malformed,
    "illegal": illegal,
    "limits": limits,
    "numbers": numbers,
    "attempts": attempts,
    "aggregates": aggregates,
    "refusals": refusals,
}


def main() -> int:
    """Run every case in a process of its own, or the one that is named."""
    options = _options()
    if options.case:
        global IPV6
        IPV6 = options.ipv6
        _run(options.case, options.extensions, options.sources)
        return 0
    print(
        f"python {sys.version.split()[0]}, {options.extensions:,} extensions, "
        f"{options.sources:,} sources{', each another /64' if options.ipv6 else ''}"
    )
    for case in options.cases.split(","):
        sizes = (f"--extensions={options.extensions}", f"--sources={options.sources}")
        command = [sys.executable, "-m", "benchmarks.bench_defence", f"--case={case}", *sizes]
        command += ["--ipv6"] if options.ipv6 else []
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
    parser.add_argument("--ipv6", action="store_true", help="sources are networks of IPv6")
    parser.add_argument("--cases", default=",".join(CASES), help="of them, separated by commas")
    parser.add_argument("--case", choices=tuple(CASES), default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
