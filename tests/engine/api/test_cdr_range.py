from datetime import UTC, datetime, timedelta

import pytest

from engine.api.cdr_range import (
    POINTS,
    WIDTHS_S,
    bounds,
    closed,
    fitting_bucket,
    seconds,
    to_filter,
)
from engine.api.models.cdr_filters import CdrFilters
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY

NOW = datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
DAY = timedelta(days=1)


def test_without_a_range_it_reaches_back_as_far_as_allowed(shared: Stage) -> None:
    found = to_filter(shared.services, CdrFilters())
    assert (found.from_, found.to) == (NOW - 31 * DAY, None)
    assert seconds(shared.services, found) == 31 * 86_400


def test_an_end_alone_moves_the_beginning(shared: Stage) -> None:
    found = to_filter(shared.services, CdrFilters.model_validate({"to": "2026-01-31T00:00:00Z"}))
    assert found.from_ == datetime(2025, 12, 31, tzinfo=UTC)


def test_the_parameter_decides_how_long_a_range_may_be(stage: Stage) -> None:
    given = CdrFilters.model_validate(
        {"from": "2026-08-01T00:00:00Z", "to": "2026-09-01T00:00:00Z"}
    )
    assert to_filter(stage.services, given).from_ is not None
    stage.config.parameters.set("SERVER_QUERY_CDR_MAX_DAY_INTERVAL", 7, **BY)
    with pytest.raises(Invalid, match="more than 7 days") as caught:
        to_filter(stage.services, given)
    assert caught.value.field == "from"
    stage.config.parameters.set("SERVER_QUERY_CDR_MAX_DAY_INTERVAL", 3660, **BY)
    assert to_filter(stage.services, CdrFilters()).from_ == NOW - 3660 * DAY


def test_a_range_that_ends_before_it_begins_is_refused(shared: Stage) -> None:
    given = {"from": "2026-09-02T00:00:00Z", "to": "2026-09-01T00:00:00Z"}
    with pytest.raises(Invalid, match="ends before"):
        to_filter(shared.services, CdrFilters.model_validate(given))


def test_a_beginning_in_the_future_is_an_empty_range(shared: Stage) -> None:
    given = CdrFilters.model_validate({"from": "2026-09-22T00:00:00Z"})
    assert to_filter(shared.services, given).to is None


def test_closing_gives_an_open_range_the_present_as_its_end(shared: Stage) -> None:
    opened = to_filter(shared.services, CdrFilters())
    assert closed(shared.services, opened).to == NOW
    assert closed(shared.services, CdrFilter(to=NOW - DAY)).to == NOW - DAY


def test_bounds_are_written_like_every_time() -> None:
    assert bounds(CdrFilter(from_=NOW)) == ("2026-09-21T14:13:20.000Z", None)
    assert bounds(CdrFilter(to=NOW)) == ("1970-01-01T00:00:00.000Z", "2026-09-21T14:13:20.000Z")


def test_every_filter_is_handed_on(shared: Stage) -> None:
    given = CdrFilters.model_validate(
        {
            "billing_mode": ["9", 0],
            "caller": "100",
            "callee": ["0044*"],
            "ip": "192.0.2.1",
            "end_reason": -9,
            "call_id": "x",
            "hold_min": "1",
            "hold_max": 5,
            "connected": "true",
            "q": "scanner",
        }
    )
    found = to_filter(shared.services, given)
    assert (found.billing_modes, found.callers, found.callees) == ((9, 0), ("100",), ("0044*",))
    assert (found.ips, found.end_reasons, found.call_ids) == (("192.0.2.1",), (-9,), ("x",))
    assert (found.hold_min, found.hold_max, found.connected) == (1, 5, True)
    assert found.q == "scanner"


@pytest.mark.parametrize(
    ("range_s", "width"),
    [(1, 1), (POINTS, 1), (POINTS + 1, 5), (86_400, 60), (7 * 86_400, 600), (10**9, 86_400)],
)
def test_a_chart_gets_the_finest_width_that_fits(range_s: int, width: int) -> None:
    assert fitting_bucket(range_s) == width
    assert list(WIDTHS_S) == sorted(WIDTHS_S)


def test_zero_duration_asks_for_the_opposite_of_connected(shared: Stage) -> None:
    for given, expected in (({"zero_duration": True}, False), ({"zero_duration": False}, True)):
        assert to_filter(shared.services, CdrFilters.model_validate(given)).connected is expected
    both = CdrFilters.model_validate({"zero_duration": False, "connected": True})
    assert to_filter(shared.services, both).connected is True
    with pytest.raises(Invalid):
        to_filter(
            shared.services, CdrFilters.model_validate({"zero_duration": True, "connected": True})
        )
