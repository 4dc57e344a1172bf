from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.api.refusals import EVERY_S
from engine.management import history_keeper
from engine.management.history_keeper import (
    AUDIT_ROWS,
    DAY_S,
    HOUR_S,
    PAST_ROWS,
    HistoryKeeper,
)
from engine.store.security_history import HistoryFilter
from tests.helpers.api_app import Stage
from tests.helpers.stores import suspension


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


def test_histories_are_kept_within_their_bounds(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(history_keeper._log, "info", lambda _event, **more: told.append(more))
    keeper = HistoryKeeper(stage.services)
    keeper.sweep()
    keeper.sweep()
    assert [more["number"] for more in told] == [stage.config.audit.head().id]
    stage.config.parameters.set(AUDIT_ROWS, 10_000, actor="alice", address="")
    stage.ingest("sus", suspension(), suspension())
    monkeypatch.setattr(keeper, "_number", lambda name: int(name in (AUDIT_ROWS, PAST_ROWS)))
    keeper.sweep()
    assert len(stage.config.audit.page()) > 2, "not before an hour is over"
    stage.clock.advance(HOUR_S)
    keeper.sweep()
    assert [row.action for row in stage.config.audit.page()] == ["audit.remove", "parameter.set"]
    assert stage.cdrs.security.count(HistoryFilter()) == 0, "both are of one moment, and old"
    stage.clock.advance(DAY_S)
    keeper.sweep()
    assert sum("chain" in more for more in told) == 2


def test_refusals_are_written_down(stage: Stage) -> None:
    stage.services.refusals._wall = stage.clock.wall
    stage.services.refusals._since = stage.clock.wall()
    stage.must_fail(401, "GET", "/audit", role=None)
    stage.must_fail(403, "POST", "/operators", role="auditor", json={})
    stage.clock.advance(EVERY_S)
    HistoryKeeper(stage.services).sweep()
    rows = stage.config.audit.page(limit=2)
    assert {row.action for row in rows} == {"refused.token", "refused.role"}
    assert {row.after["requests"][0] for row in rows} == {
        "GET /audit",
        "POST /operators",
    }
