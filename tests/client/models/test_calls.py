"""Running calls change in place: nothing is reset under the operator's eyes."""

from __future__ import annotations

from typing import Any

import pytest

from client.formats import Formats
from client.models.call_rows import CallState
from client.models.calls import CallTable
from client.models.table import CellRole
from tests.helpers.call_stubs import call


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Watched:
    """A table whose signals are counted."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.table = CallTable(Formats("UTC"), self.clock)
        self.resets, self.changed = 0, list[tuple[int, int, int]]()
        self.table.modelReset.connect(self._reset)
        self.table.dataChanged.connect(self._change)

    def _reset(self) -> None:
        self.resets += 1

    def _change(self, first: Any, last: Any, _roles: Any = ()) -> None:
        self.changed.append((first.row(), last.row(), first.column()))

    def ids(self) -> list[str]:
        return [row.id for row in self.table.rows()]

    def cell(self, row: int, key: str) -> str:
        return str(self.table.index(row, self.table.column(key)).data())


@pytest.fixture
def watched() -> Watched:
    made = Watched()
    made.table.show([call(1), call(2), call(3)])
    made.resets, made.changed = 0, []
    return made


def test_the_newest_call_comes_first(watched: Watched) -> None:
    assert watched.ids() == ["call-3", "call-2", "call-1"]
    watched.table.sync([call(number) for number in (1, 2, 3, 5, 4)])
    assert watched.ids() == ["call-5", "call-4", "call-3", "call-2", "call-1"]


def test_a_list_that_says_the_same_paints_nothing(watched: Watched) -> None:
    watched.clock.now = 1005.0
    watched.table.sync([call(number, duration_s=64.0) for number in (1, 2, 3)])
    assert (watched.resets, watched.changed) == (0, [])


def test_calls_come_change_and_go_without_a_reset(watched: Watched) -> None:
    watched.table.sync([call(1), call(3, codec="G729"), call(4)])
    assert watched.ids() == ["call-4", "call-3", "call-1"]
    assert watched.cell(1, "codec") == "G729"
    assert watched.resets == 0
    assert [place for place, _last, _column in watched.changed] == [0]


def test_events_change_a_state_at_once_and_end_a_call(watched: Watched) -> None:
    watched.table.sync([call(1), call(2, state="ringing"), call(3)])
    watched.clock.now = 1010.0
    strange = watched.table.happened([
        {"id": "call-2", "state": "answered"}, {"id": "call-3", "state": "ended"},
        {"id": "call-3", "state": "ended"},
    ])  # fmt: skip
    watched.table.tick(0, 9)
    assert not strange
    assert watched.ids() == ["call-2", "call-1"]
    assert (watched.cell(0, "state"), watched.cell(0, "duration")) == ("Talking", "0:00")
    assert watched.table.happened([{"id": "call-9", "state": "connecting"}])
    assert not watched.table.happened([{"id": "call-9", "state": "ended"}])


def test_durations_tick_for_the_rows_that_are_seen(watched: Watched) -> None:
    assert watched.cell(0, "duration") == "1:00"
    watched.clock.now = 1003.0
    watched.table.tick(1, 40)
    assert watched.cell(1, "duration") == "1:03"
    assert watched.changed == [(1, 2, watched.table.column("duration"))]


def test_a_state_is_chosen_and_all_are_counted(watched: Watched) -> None:
    watched.table.sync([call(1), call(2, state="ringing"), call(3)])
    watched.table.choose(CallState.RINGING)
    assert watched.ids() == ["call-2"]
    assert (watched.table.loaded(), watched.table.counts()[CallState.ANSWERED]) == (3, 2)
    watched.table.happened([{"id": "call-2", "state": "answered"}])
    assert watched.ids() == []
    watched.table.sync([call(1, state="ringing"), call(2), call(3)])
    assert watched.ids() == ["call-1"]
    watched.table.choose(None)
    assert len(watched.ids()) == 3


def test_calls_ended_from_here_leave(watched: Watched) -> None:
    watched.table.drop(["call-2", "unknown"])
    assert watched.ids() == ["call-3", "call-1"]
    assert watched.table.call("call-2") is None


def test_parties_are_gateways_or_extensions(watched: Watched) -> None:
    watched.table.sync([
        call(1), call(2, caller_gateway="", account="1001", callee_gateway=""),
        call(3, callee_gateway="", callee_ip=""),
    ])  # fmt: skip
    found = [(watched.cell(row, "from"), watched.cell(row, "to")) for row in range(3)]
    assert found == [
        ("acme-pbx", "–"), ("Extension 1001", "Extension 004419000002"), ("acme-pbx", "carrier-a"),
    ]  # fmt: skip


def test_every_cell_can_be_shown(watched: Watched) -> None:
    watched.table.sync([call(1, codec="", callee_ip="", answer=None, state="connecting")])
    cells = [watched.table.index(0, number).data(CellRole)
             for number in range(watched.table.columnCount())]  # fmt: skip
    assert all(cell is not None and (cell.pill or cell.text) for cell in cells)


def test_thousands_of_calls_are_followed_without_a_reset(watched: Watched) -> None:
    many = [call(number) for number in range(4000)]
    watched.table.show(many)
    watched.resets, watched.changed = 0, []
    watched.table.sync(many[100:] + [call(number) for number in range(4000, 4100)])
    assert (watched.resets, watched.table.rowCount(), watched.changed) == (0, 4000, [])
