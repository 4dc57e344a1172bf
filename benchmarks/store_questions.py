"""The questions of the portal to the store, each beside the time that it may take.

Every condition that a filter has is asked for by itself, in each of the forms that it can be
written in, as a value that is frequent, one that is rare and one that is nowhere.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final, NamedTuple

from benchmarks.invented import END
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import MOST, MOST_TEXTS
from engine.store.cdr_rows import CdrRow
from engine.store.cdr_store import CdrStore

REPEATS: Final = 11
ATTACKS: Final[dict[str, dict[str, Any]]] = {
    "20 addresses": {"limit": 20},
    "50 addresses": {"limit": 50},
    "networks": {"limit": 20, "by": "network"},
}
TOPS: Final = ("caller_ip", "callee_prefix", "user_agent", "end_reason", "callee_gateway", "hour")
LIST: Final = tuple(str(8_801_700_000_000 + number * 7_919) for number in range(500))
"""Numbers as an operator pastes them; hardly any is there."""


class Bar(NamedTuple):
    """Milliseconds that a question may take, in the first release and as the goal."""

    first: float
    goal: float


PAGE: Final = Bar(100, 30)
FIGURES: Final = Bar(300, 100)


class Answer(NamedTuple):
    """What was measured of one question, milliseconds; no bar where nothing was promised."""

    median: float
    p99: float
    cpu: float
    bar: Bar | None

    def verdict(self) -> str:
        """What the median says of the bar."""
        if self.bar is None:
            return ""
        if self.median > self.bar.first:
            return "missed"
        return "goal" if self.median <= self.bar.goal else "first"


def filters(refused: CdrRow, phone: CdrRow) -> dict[str, CdrFilter]:
    """A week, with each condition there is.

    Args:
        refused: A refused call of the week.
        phone: A call of a phone in the week.
    """
    week = CdrFilter(from_=END - timedelta(days=9), to=END - timedelta(days=2))
    some = {
        **_plain(phone),
        **_numbers(refused, phone),
        **_places(refused, phone),
        **_texts(refused, phone),
    }
    return {name: replace(week, **condition) for name, condition in some.items()}


def _plain(phone: CdrRow) -> dict[str, dict[str, Any]]:
    return {
        "nothing else": {},
        "billing mode 9": {"billing_modes": (9,)},
        "illegal": {"illegal": True},
        "connected": {"connected": True},
        "zero duration of phones": {"connected": False, "illegal": False},
        "end reason": {"end_reasons": (480,)},
        "end reason, not": {"not_end_reasons": (-9,)},
        "class of end reasons": {"reason_classes": ("request",)},
        "SIP status": {"sip_statuses": (480,)},
        "end direction": {"end_directions": (2,)},
        "hold time from 290 s": {"hold_min": 290},
        "hold time up to 3 s": {"hold_max": 3, "connected": True},
        "Call-ID": {"call_ids": (phone.call_id,)},
        "Call-ID, prefix": {"call_ids": (f"{phone.call_id[:10]}*",)},
        "device": {"user_agents": ("phone 7/2.3",)},
        "device, contains, nowhere": {"user_agents": ("*zoiper*",)},
        "flow numbers up to one": {"flow_max": phone.flow_no},
    }


def _numbers(refused: CdrRow, phone: CdrRow) -> dict[str, dict[str, Any]]:
    return {
        "caller": {"callers": (phone.caller,)},
        "caller, nowhere": {"callers": ("nobody",)},
        "caller, not": {"callers": (f"!{phone.caller}",)},
        "callee": {"callees": (phone.callee,)},
        "callee, prefix": {"callees": (f"{refused.callee[:9]}*",)},
        "callee, prefix of all phones": {"callees": ("8801*",)},
        "callee, suffix of 4": {"callees": (f"*{phone.callee[-4:]}",)},
        "callee, suffix of 6": {"callees": (f"*{phone.callee[-6:]}",)},
        "callee, contains 6": {"callees": (f"*{phone.callee[5:11]}*",)},
        "callee, list of 500": {"callees": LIST},
        "number of either side": {"numbers": (phone.callee,)},
        "number, suffix of 6": {"numbers": (f"*{phone.callee[-6:]}",)},
    }


def _places(refused: CdrRow, phone: CdrRow) -> dict[str, dict[str, Any]]:
    return {
        "address": {"ips": (refused.caller_ip,)},
        "address, source": {"caller_ips": (refused.caller_ip,)},
        "address, destination": {"callee_ips": (phone.callee_ip,)},
        "network": {"ips": ("198.51.3.0/24",)},
        "network, nowhere": {"ips": ("192.168.0.0/16",)},
        "address, not": {"ips": (f"!{refused.caller_ip}",)},
        "gateway": {"gateways": (phone.callee_gateway,)},
        "gateway, nowhere": {"gateways": ("nowhere",)},
        "mapping gateway": {"caller_gateways": ("nowhere",)},
        "routing gateway": {"callee_gateways": (phone.callee_gateway,)},
        "account": {"accounts": (phone.account,)},
    }


def _texts(refused: CdrRow, phone: CdrRow) -> dict[str, dict[str, Any]]:
    return {
        "text, whole number": {"q": phone.callee},
        "text, 7 digits": {"q": phone.callee[-7:]},
        "text, 6 digits": {"q": phone.callee[-6:]},
        "text, 5 digits": {"q": phone.callee[-5:]},
        "text, 4 digits": {"q": phone.callee[-4:]},
        "text, 8 signs of a Call-ID": {"q": phone.call_id[:8]},
        "text, Call-ID": {"q": phone.call_id},
        "text, address": {"q": refused.caller_ip},
        "text, word of devices": {"q": "friendly"},
        "text, 4 letters, nowhere": {"q": "yate"},
        "two texts and a mode": {"q": "friendly", "callees": ("00972*",), "billing_modes": (9,)},
    }


def questions(store: CdrStore) -> Iterator[tuple[str, Answer]]:
    """Every question and its answer, one after the other."""
    week = CdrFilter(from_=END - timedelta(days=9), to=END - timedelta(days=2))
    [refused], _ = store.page(replace(week, illegal=True), limit=1)
    [phone], _ = store.page(replace(week, illegal=False, connected=True), limit=1)
    deep = f"{int((END - timedelta(days=7)).timestamp() * 1000)}.{10**17}"
    for name, chosen in filters(refused, phone).items():
        yield f"first page, {name}", timed(partial(store.page, chosen), PAGE)
        yield f"deep page, {name}", timed(partial(store.page, chosen, cursor=deep), PAGE)
        yield f"count, {name}", timed(partial(store.count, chosen), FIGURES)
        yield f"totals, {name}", timed(partial(store.summary, chosen), FIGURES)
        yield f"chart by 600 s, {name}", timed(partial(store.series, chosen, 600), FIGURES)
    yield "row 2,500,000", timed(partial(store.page, week, offset=2_500_000), None)
    yield from sorted_pages(store)
    for by in TOPS:
        yield f"top list, {by}", timed(partial(store.top, week, by), None)
    for name, how in ATTACKS.items():
        yield f"attacks, {name}", timed(partial(store.attacks, week, **how), None)


def sorted_pages(store: CdrStore) -> Iterator[tuple[str, Answer]]:
    """Pages in other orders than that of time, as far as these are offered."""
    day = CdrFilter(from_=END - timedelta(days=3), to=END - timedelta(days=2))
    hours = replace(day, from_=END - timedelta(days=2, hours=4))
    for what, chosen, orders, most in (
        ("day", day, ("hold_time_s", "fee", "stop"), MOST),
        ("4 hours", hours, ("caller", "caller_ip"), MOST_TEXTS),
    ):
        count = store.count(chosen)
        for by in orders if count <= most else ():
            asked = partial(store.page, chosen, by=by)
            cursor = asked()[1]
            middle = partial(asked, offset=count // 2)
            yield f"first page, {what}, by {by}", timed(asked, None)
            yield f"next page, {what}, by {by}", timed(partial(asked, cursor=cursor), None)
            yield f"middle of {count:,}, {what}, by {by}", timed(middle, None)


def timed(ask: Callable[[], object], bar: Bar | None) -> Answer:
    """Median and p99 on the wall of some repetitions, and the median processor time."""
    took, worked = [], []
    for _ in range(REPEATS):
        began, began_cpu = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - began_cpu) * 1000)
    p99 = statistics.quantiles(took, n=100, method="inclusive")[98]
    return Answer(statistics.median(took), p99, statistics.median(worked), bar)
