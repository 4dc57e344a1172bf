import asyncio
import io
from collections.abc import AsyncIterator, Callable

import pytest

from engine.api import body_limit
from engine.api.body_limit import MEGABYTE
from tests.helpers.api_app import Stage

DAY = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-15T00:00:00Z"}
JSON = {"Content-Type": "application/json"}
CSV = {"Content-Type": "text/csv"}


async def chunks(total: int) -> AsyncIterator[bytes]:
    """A body of unknown length."""
    for _ in range(total // MEGABYTE * 4):
        yield b"1" * (MEGABYTE // 4)


def test_a_declared_length_over_the_limit_is_refused_unread(stage: Stage) -> None:
    body = b'"' + b"x" * MEGABYTE + b'"'
    problem = stage.must_fail(413, "POST", "/endpoints", content=body, headers=JSON)
    assert "1048576" in problem["detail"]
    stage.must_fail(413, "POST", "/session", role=None, content=body, headers=JSON)


def test_a_body_without_length_is_counted_while_it_arrives(stage: Stage) -> None:
    stage.must_fail(413, "POST", "/endpoints", content=chunks(2 * MEGABYTE), headers=JSON)
    stage.must_fail(413, "POST", "/endpoints/import", content=chunks(11 * MEGABYTE), headers=CSV)


def test_an_import_may_be_ten_megabytes(stage: Stage) -> None:
    body = b"x" * (10 * MEGABYTE + 1)
    stage.must_fail(413, "POST", "/endpoints/import", content=body, headers=CSV)
    # Two million characters in one cell: within the limit, and a fault of the line.
    report = stage.expect("POST", "/endpoints/import", content=body[: 2 * MEGABYTE], headers=CSV)
    assert len(report["errors"]) == 1


def test_a_nonsense_length_is_counted_too(stage: Stage) -> None:
    headers = {**JSON, "Content-Length": "1e9"}
    answer = stage.request("POST", "/endpoints", content=b"{}", headers=headers)
    assert answer.status_code == 422


async def trickle() -> AsyncIterator[bytes]:
    """A body whose sender never pauses for long, and never ends."""
    while True:
        yield b" "
        await asyncio.sleep(0.01)


async def silence() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.sleep(60)


@pytest.mark.parametrize("body", [trickle, silence])
def test_a_body_that_does_not_come_is_not_waited_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, body: Callable[[], AsyncIterator[bytes]]
) -> None:
    monkeypatch.setattr(body_limit, "PAUSE_S", 0.1)
    stage.must_fail(408, "POST", "/endpoints", content=body(), headers=JSON)


def test_looking_whether_a_reader_waits_is_no_slow_body(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, log_lines: io.StringIO
) -> None:
    monkeypatch.setattr(body_limit, "PAUSE_S", 0.0)
    stage.expect("GET", "/cdrs/summary", params=DAY)
    assert "a task ended" not in log_lines.getvalue()
