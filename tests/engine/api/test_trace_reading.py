"""A trace is put together from pages; one that never ends is given up."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs

from engine.api.trace_reading import MAX_PAGES, read
from engine.control.traces import TraceAnswer
from engine.errors import NotFound
from tests.helpers.switch_port import FakeSwitch, call, said, trace


class NoRecords:
    """A store in which nothing is."""

    def get(self, record_id: str) -> Any:
        raise NotFound(record_id)


@pytest.fixture
def switch() -> FakeSwitch:
    made = FakeSwitch()
    made.traces["a"] = trace(call(1))
    return made


def services(switch: Any) -> Any:
    return SimpleNamespace(switch=switch, cdrs=NoRecords())


def test_pages_become_one(switch: FakeSwitch) -> None:
    found = read(services(switch), "a")
    assert [message.number for message in found.trace.messages] == [1, 2, 3, 4, 5, 6]
    assert switch.traced == [("a", 0), ("a", 2), ("a", 4)]
    assert (found.trace.more, found.minutes) == (False, 15)
    assert read(services(switch), "a", 6).trace.messages == []


def test_another_call_that_took_its_place_meanwhile_is_not_mixed_in(switch: FakeSwitch) -> None:
    class Changing(FakeSwitch):
        def trace(self, call: str, after: int = 0) -> TraceAnswer:
            answer = switch.trace(call, after)
            if after and answer.page is not None:
                return structs.replace(answer, page=structs.replace(answer.page, id="other"))
            return answer

    assert len(read(services(Changing()), "a").trace.messages) == 2


def test_a_call_that_says_more_and_more_comes_to_an_end() -> None:
    class Endless(FakeSwitch):
        def trace(self, call: str, after: int = 0) -> TraceAnswer:
            self.traced.append((call, after))
            page = structs.replace(PAGE, messages=[said(after + 1, "BYE x SIP/2.0")], more=True)
            return TraceAnswer(True, 15, page)

    switch = Endless()
    assert len(read(services(switch), "a").trace.messages) == MAX_PAGES + 1
    assert len(switch.traced) == MAX_PAGES + 1


PAGE = trace(call(1))


def test_what_is_not_there_is_explained(switch: FakeSwitch) -> None:
    with pytest.raises(NotFound, match="SS_SIP_TRACE_MEMORY"):
        read(services(switch), "b")
