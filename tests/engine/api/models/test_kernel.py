"""The model names every state there is."""

from __future__ import annotations

from typing import get_args

from engine.api.models.kernel import KernelState
from engine.control.kernel import State


def test_the_states_are_those_of_the_helper() -> None:
    assert set(get_args(KernelState)) == set(get_args(State))
