"""What an empty list says."""

from __future__ import annotations

import pytest

from client.models.endpoint_pages import Shows
from client.models.endpoint_policy import EndpointPolicy
from client.views.pages.endpoint_management.states import Steps, nothing
from client.views.pages.nothing import Nothing


class Taken:
    def __init__(self) -> None:
        self.steps: list[str] = []

    def made(self) -> Steps:
        return Steps(
            turn_on=lambda: self.steps.append("turn on"),
            create=lambda: self.steps.append("create"),
            show_all=lambda: self.steps.append("all"),
        )


def say(
    shows: Shows, text: str = "", *, may: bool = True, **policy: bool | None
) -> tuple[Nothing, str]:
    taken = Taken()
    state = nothing(shows, text, EndpointPolicy(**policy), taken.made(), may=may)  # type: ignore[arg-type]
    if state.step is not None:
        state.step[1]()
    return state, (taken.steps or [""])[0]


@pytest.mark.parametrize("shows", [Shows.SUSPENDED, Shows.UNKNOWN])
def test_without_lockouts_the_reason_is_said(shows: Shows) -> None:
    off, step = say(shows, lockout=False)
    assert "SS_ENDPOINTREGISTERSUSPEND" in off.text
    assert step == "turn on"
    on, step = say(shows, lockout=True)
    assert "6 wrong passwords" in on.text
    assert step == "all"


def test_a_search_without_hits_names_what_was_searched() -> None:
    state, step = say(Shows.ALL, "scanner")
    assert "scanner" in state.text
    assert step == "all"


def test_an_empty_engine_offers_the_first_endpoint_to_those_who_may() -> None:
    assert say(Shows.ALL)[1] == "create"
    assert say(Shows.ALL, may=False)[1] == ""


def test_an_empty_state_offers_all() -> None:
    assert say(Shows.REGISTERED)[1] == "all"
