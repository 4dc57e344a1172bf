"""Fixtures of the client's tests."""

from tests.helpers.client_fixtures import (
    api,
    english,
    fake,
    garbage,
    loop,
    no_collector,
    session,
    settings,
    signed_in,
    stage,
    tasks,
    theme,
    window,
)

__all__ = [
    "api", "english", "fake", "garbage", "loop", "no_collector", "session", "settings", "signed_in",
    "stage", "tasks", "theme", "window",
]  # fmt: skip
