"""Whatever the records and the filter: pages, export, count, figures and a plain filter agree."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.billing.records import CdrRecord
from engine.store.cdr_export import SLICE_ROWS
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import NUMBERS, TEXTS
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.archives import archive_by_hand
from tests.helpers.cdr_matching import matches
from tests.helpers.stores import START, cdr, segment

MOST_MS = 200_000
SORTS = [*NUMBERS, *TEXTS]
_NUMBERS = st.sampled_from(["1001", "1002", "8801711", "8801712", "0044", "*98", ""])
_IPS = st.sampled_from(["203.0.113.7", "203.0.114.7", "10.0.0.1", "2001:db8::1", "2001:db8:0:1::"])
_GATEWAYS = st.sampled_from(["", "east", "west"])
_REASONS = st.sampled_from([0, -9, -16, 404, 486, 503, 603])
_TEXTS = st.sampled_from(
    ["1001", "8801*", "*11", "*0*", "!1002", "!88*", r"\*98", "*", '""', '!""']
)
_OTHERS = tuple(f"none-{number}" for number in range(20))
_PLACES = st.sampled_from(
    [
        "203.0.113.7",
        "203.0.112.0/22",
        "10.*",
        "!10.0.0.0/8",
        "2001:db8::/64",
        "!::/0",
        "*7",
        '""',
        '!""',
    ]
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    held = draw(st.sampled_from([0, 0, 999, 1000, 61_000]))
    return {
        "start": draw(st.integers(0, MOST_MS)),
        "caller": draw(_NUMBERS),
        "callee": draw(_NUMBERS),
        "caller_ip": draw(_IPS),
        "callee_ip": draw(st.one_of(st.just(""), _IPS)),
        "caller_gateway": draw(_GATEWAYS),
        "callee_gateway": draw(_GATEWAYS),
        "account": draw(st.sampled_from(["", "1001"])),
        "hold_ms": held,
        "hold_time_s": held // 1000,
        "fee": held * draw(st.sampled_from([0.0, 0.0000004, 0.0001 / 3])),
        "billing_mode": draw(st.sampled_from([0, 1, 9])),
        "end_direction": draw(st.integers(0, 2)),
        "end_reason": draw(_REASONS),
        "sip_status": draw(st.sampled_from([200, 403, 404])),
        "call_id": draw(st.sampled_from(["a@x", "b@x", "B@y,\"'"])),
        "user_agent": draw(st.sampled_from(["friendly-scanner", "Phone/1", ""])),
    }


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.just(()), st.lists(values, min_size=1, max_size=3).map(tuple))


def pasted(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some values alone or among so many others that they go as a list."""
    return st.one_of(several(values), several(values).map(lambda some: some + _OTHERS))


FILTERS = st.builds(
    CdrFilter,
    billing_modes=several(st.sampled_from([0, 1, 9])),
    callers=pasted(_TEXTS.filter(lambda text: "\\" not in text)),
    numbers=pasted(_TEXTS.filter(lambda text: "\\" not in text)),
    ips=several(_PLACES),
    caller_ips=several(_PLACES),
    gateways=several(st.sampled_from(["east", "w*", "!west", '""', '!""'])),
    accounts=several(st.sampled_from(["1001", '""', '!""'])),
    end_reasons=several(_REASONS),
    not_end_reasons=several(_REASONS),
    reason_classes=several(st.sampled_from(["normal", "switch", "request", "global"])),
    sip_statuses=several(st.sampled_from([200, 404])),
    end_directions=several(st.integers(0, 2)),
    hold_min=st.one_of(st.none(), st.integers(0, 2)),
    hold_max=st.one_of(st.none(), st.integers(0, 61)),
    user_agents=pasted(st.sampled_from(["FRIENDLY*", "!phone/1", "PHONE/1", '""', '!""'])),
    q=st.sampled_from(["", "", "B@", "113", "scan"]),
    connected=st.sampled_from([None, None, True, False]),
    illegal=st.sampled_from([None, None, True, False]),
)


class Times:
    """A store that gives the records of each example a stretch of time of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = open_cdrs(folder / "cdr.duckdb")
        self._begin = START

    def fill(self, given_: list[dict[str, Any]]) -> list[CdrRecord]:
        self._begin += 2 * MOST_MS
        moved = [cdr(**values | {"start": self._begin + values["start"]}) for values in given_]
        if moved:
            self.store.ingest(segment(self.folder / "journal", "cdr", *moved))
        return moved

    def archive(self, before: int) -> None:
        """Move the records of the example that began before that moment into files."""
        for illegal in ("billing_mode = 9", "billing_mode <> 9"):
            condition = f"start >= {self._begin} AND start < {self._begin + before} AND {illegal}"
            if self.store._database.fetch(f"SELECT 1 FROM cdr WHERE {condition} LIMIT 1"):  # noqa: S608
                archive_by_hand(self.store, condition)

    def within(self, chosen: CdrFilter, first: int, last: int) -> CdrFilter:
        begin = datetime.fromtimestamp(self._begin / 1000, UTC)
        start, end = (begin + timedelta(milliseconds=each) for each in (first, last))
        return replace(chosen, from_=start, to=end)


@pytest.fixture(scope="module")
def times(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Times]:
    made = Times(tmp_path_factory.mktemp("agreement"))
    yield made
    made.store.close()


@settings(max_examples=12)
@given(st.lists(records(), max_size=40), st.lists(FILTERS, min_size=1, max_size=4), st.data())
def test_every_way_to_the_records_shows_the_same(
    times: Times, given_: list[dict[str, Any]], filters: list[CdrFilter], data: st.DataObject
) -> None:
    everything = times.fill(given_)
    times.archive(data.draw(st.sampled_from([0, 0, MOST_MS // 2, MOST_MS + 1])))
    if data.draw(st.booleans()):
        times.store.index_texts(1000)
    for chosen in filters:
        first = data.draw(st.one_of(st.just(0), st.integers(0, MOST_MS)))
        last = data.draw(st.one_of(st.just(MOST_MS + 1), st.integers(first, MOST_MS)))
        ranged = times.within(chosen, first, last)
        expected = [record for record in everything if matches(record, ranged)]
        expected.sort(key=lambda record: (record.start, record.flow_no), reverse=True)
        agree(times.store, ranged, expected, times.folder, data.draw(st.integers(1, 7)))
        by, turned = data.draw(st.sampled_from(SORTS)), data.draw(st.booleans())
        sorted_by(times.store, ranged, expected, by, turned, times.folder / "sorted.csv")


def agree(
    store: CdrStore, chosen: CdrFilter, expected: list[CdrRecord], folder: Path, limit: int
) -> None:
    flows = [record.flow_no for record in expected]
    assert [row.flow_no for row in all_pages(store, chosen, limit)] == flows
    assert store.count(chosen) == len(flows)
    figures = store.summary(chosen)
    assert (figures.records, figures.hold_ms) == (len(flows), sum(r.hold_ms for r in expected))
    assert figures.illegal == sum(record.billing_mode == 9 for record in expected)
    assert sum(row.records for row in store.series(chosen, 60)) == len(flows)
    assert sum(row.records for row in store.top(chosen, "caller", 1000)) == len(flows)
    path = folder / "out.csv"
    result = store.export(chosen, path=path, columns=("flow_no", "call_id", "fee"))
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert [int(row[0]) for row in rows[1:]] == flows
    assert [row[1] for row in rows[1:]] == [record.call_id for record in expected]
    fees = [row[2] for row in rows[1:]]
    assert fees == [f"{record.fee:.6f}" for record in expected]
    assert abs(math.fsum(map(float, fees)) - figures.fee) <= len(flows) * 0.5000001e-6
    assert result.rows == len(flows) < SLICE_ROWS["csv"]


def sorted_by(
    store: CdrStore,
    chosen: CdrFilter,
    expected: list[CdrRecord],
    by: str,
    turned: bool,
    path: Path,
) -> None:
    """Every record has one place in every order, also in a file; any place is reached at once."""
    column = NUMBERS.get(by, by)
    places = sorted(
        ((getattr(record, column), record.start, record.flow_no) for record in expected),
        reverse=not turned,
    )
    flows = [flow_no for _, _, flow_no in places]
    pages = all_pages(store, chosen, 9, by=by, oldest=turned)
    assert [row.flow_no for row in pages] == flows
    middle = len(flows) // 2
    rows, _ = store.page(chosen, limit=5, offset=middle, by=by, oldest=turned)
    assert [row.flow_no for row in rows] == flows[middle : middle + 5]
    store.export(chosen, path=path, columns=("flow_no",), sort=by, oldest=turned)
    assert [int(line) for line in path.read_text().split()[1:]] == flows


def all_pages(store: CdrStore, chosen: CdrFilter, limit: int, **order: Any) -> list[Any]:
    rows, cursor = store.page(chosen, limit=limit, **order)
    while cursor is not None:
        more, cursor = store.page(chosen, limit=limit, cursor=cursor, **order)
        rows += more
    return rows


def test_pages_miss_and_repeat_nothing_while_records_arrive(cdrs: CdrStore, journal: Path) -> None:
    snapshot = [cdr(start=START + 10 * number) for number in range(120)]
    cdrs.ingest(segment(journal, "cdr", *snapshot))
    rows, cursor = cdrs.page(CdrFilter(), limit=7)
    number = 0
    while cursor is not None:
        newer = [cdr(start=START + 5000 + number), cdr(start=START + 9 * number)]
        cdrs.ingest(segment(journal, "cdr", *newer))
        more, cursor = cdrs.page(CdrFilter(), limit=7, cursor=cursor)
        rows += more
        number += 1
    shown = [row.flow_no for row in rows]
    assert len(shown) == len(set(shown))
    assert {record.flow_no for record in snapshot} <= set(shown)
