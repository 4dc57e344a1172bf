"""Service control answers JSON lines, and nonsense harms nobody."""

import asyncio
import json
import os
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ConfigError
from engine.supervisor.control import MAX_LINE_BYTES, ControlServer, answer
from engine.supervisor.service import Supervisor
from tests.engine.supervisor.fakes import eventually, module

Body = Callable[[Supervisor, Path], Awaitable[None]]


def served(tmp_path: Path, body: Body) -> None:
    async def main() -> None:
        supervisor = Supervisor(
            [module(tmp_path, "good", "switch"), module(tmp_path, "good", "management")]
        )
        path = tmp_path / "s.sock"
        server = ControlServer(path, supervisor)
        await server.open()
        try:
            async with asyncio.timeout(30):
                await body(supervisor, path)
        finally:
            await supervisor.shutdown()
            await server.close()
        assert not path.exists()

    asyncio.run(main())


async def ask(path: Path, *requests: bytes) -> list[dict[str, Any]]:
    reader, writer = await asyncio.open_unix_connection(path)
    answers = []
    for request in requests:
        writer.write(request + b"\n")
        answers.append(json.loads(await reader.readline()))
    writer.close()
    await writer.wait_closed()
    return answers


def states(reply: dict[str, Any]) -> list[str]:
    return [entry["state"] for entry in reply["modules"].values()]


def test_operations_are_answered_with_the_status_after_them(tmp_path: Path) -> None:
    async def body(_supervisor: Supervisor, path: Path) -> None:
        replies = await ask(
            path,
            b'{"op": "status"}',
            b'{"op": "start", "module": "all"}',
            b'{"op": "stop", "module": "switch"}',
            b'{"op": "start"}',
            b'{"op": "restart", "module": "management"}',
        )
        assert [states(reply) for reply in replies] == [
            ["stopped", "stopped"],
            ["running", "running"],
            ["stopped", "running"],
            ["running", "running"],
            ["running", "running"],
        ]

    served(tmp_path, body)


def test_the_socket_is_private_and_replaces_one_left_behind(tmp_path: Path) -> None:
    (tmp_path / "s.sock").write_text("left by a killed engine")

    async def body(_supervisor: Supervisor, path: Path) -> None:
        mode = os.stat(path).st_mode
        assert stat.S_ISSOCK(mode)
        assert stat.S_IMODE(mode) == 0o600

    served(tmp_path, body)


@pytest.mark.parametrize(
    "request_line",
    [
        b"",
        b"status",
        b"[]",
        b"null",
        b'{"op": "explode"}',
        b'{"op": ["start"]}',
        b'{"op": null}',
        b'{"op": "start", "module": "kernel"}',
        b'{"op": "start", "module": ["switch"]}',
        b'{"op": "start", "module": null}',
        b"\xff\xfe",
        b"[" * 3000,
    ],
)
def test_nonsense_is_answered_with_an_error_and_the_connection_goes_on(
    tmp_path: Path, request_line: bytes
) -> None:
    async def body(_supervisor: Supervisor, path: Path) -> None:
        nonsense, status = await ask(path, request_line, b'{"op": "status"}')
        assert nonsense["error"].startswith("not a request")
        assert states(status) == ["stopped", "stopped"]

    served(tmp_path, body)


def test_a_line_without_end_ends_the_connection_and_only_that(tmp_path: Path) -> None:
    async def body(_supervisor: Supervisor, path: Path) -> None:
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"x" * (4 * MAX_LINE_BYTES))
        assert await reader.read() == b""
        writer.close()
        (status,) = await ask(path, b'{"op": "status"}')
        assert states(status) == ["stopped", "stopped"]

    served(tmp_path, body)


def test_status_is_answered_while_an_operation_takes_its_time(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = Supervisor([module(tmp_path, "silent", "switch")])
        path = tmp_path / "s.sock"
        server = ControlServer(path, supervisor)
        await server.open()
        _, writer = await asyncio.open_unix_connection(path)
        writer.write(b'{"op": "start", "module": "all"}\n')
        await eventually(lambda: supervisor.modules["switch"].pid is not None)
        async with asyncio.timeout(5):
            (status,) = await ask(path, b'{"op": "status"}')
        assert states(status) == ["starting"]
        writer.close()
        await supervisor.shutdown()
        await server.close()

    asyncio.run(main())


def test_a_shutdown_is_told_to_whoever_asks_for_more(tmp_path: Path) -> None:
    async def body(supervisor: Supervisor, path: Path) -> None:
        await supervisor.shutdown()
        (reply,) = await ask(path, b'{"op": "start"}')
        assert reply == {"error": "the engine is shutting down"}

    served(tmp_path, body)


def test_a_socket_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    server = ControlServer(tmp_path / "missing" / "s.sock", Supervisor([]))
    with pytest.raises(ConfigError, match="cannot listen"):
        asyncio.run(server.open())


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.fixed_dictionaries(
            {"op": st.one_of(st.text(), st.none(), st.lists(st.text()))},
            optional={"module": st.one_of(st.text(), st.integers(), st.lists(st.text()))},
        ).map(lambda request: json.dumps(request).encode()),
    )
)
def test_no_request_raises(line: bytes) -> None:
    reply = asyncio.run(answer(line, Supervisor([])))
    assert "error" in reply or reply == {"modules": {}}
