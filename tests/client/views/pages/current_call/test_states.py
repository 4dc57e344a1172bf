"""An empty list says why it is empty and how to see more."""

from client.models.call_rows import CallState
from client.views.pages.current_call.states import nothing
from client.views.pages.nothing import Nothing


def say(text: str = "", gateway: str = "", state: CallState | None = None) -> Nothing:
    return nothing(text, gateway, state, lambda: "all")


def test_each_filter_is_named() -> None:
    for found, word in (
        (say(text="0044"), "0044"),
        (say(gateway="carrier-a"), "carrier-a"),
        (say(state=CallState.RINGING), "Ringing"),
    ):
        assert word in found.text
        assert found.step is not None
        assert found.step[1]() == "all"


def test_without_a_filter_nobody_calls() -> None:
    found = say()
    assert found.step is None
    assert "CDR" in found.text
