"""An empty list teaches what the page is for and what to do."""

import pytest

from client.views.pages.gateways.states import nothing
from client.views.pages.nothing import Nothing


def say(kind: str = "routing", text: str = "", *, may: bool = True) -> Nothing:
    return nothing(kind, text, lambda: "create", lambda: "all", may=may)


@pytest.mark.parametrize("kind", ["mapping", "routing"])
def test_each_kind_says_what_it_is(kind: str) -> None:
    state = say(kind)
    assert kind in state.title
    assert kind in state.text
    assert state.step is not None
    assert state.step[0] == f"New {kind} gateway"
    assert state.step[1]() == "create"


def test_who_may_not_create_learns_who_does() -> None:
    state = say(may=False)
    assert state.step is None
    assert "administrator" in state.text


def test_a_search_without_result_can_be_taken_back() -> None:
    state = say(text="xyz", may=False)
    assert "xyz" in state.text
    assert state.step is not None
    assert state.step[1]() == "all"
