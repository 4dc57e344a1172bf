"""A reason goes with every change of a piece of work, and with no question."""

import inspect
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from types import UnionType
from typing import Any, NoReturn, Union, cast, get_args, get_origin, get_type_hints
from urllib.parse import unquote

import pytest

from client.api.because import LONGEST, because, reason_headers, reasoned
from client.api.client import ApiClient
from client.api.errors import Unreachable


def test_changes_within_have_the_reason_and_questions_do_not() -> None:
    with because(" 客户来电: 10% "):
        with because(""):
            assert reason_headers("PUT") == {}
        header = reason_headers("DELETE")["X-Reason"]
        assert (unquote(header), header.isascii()) == ("客户来电: 10%", True)
        assert reason_headers("get") == {}
    assert reason_headers("PUT") == {}


def test_what_the_engine_would_not_keep_is_cut_off() -> None:
    with because("x" * (LONGEST + 1)):
        assert len(reason_headers("POST")["X-Reason"]) == LONGEST


def test_the_engine_takes_one_line_and_gets_one() -> None:
    with because(" moved\n to\tanother  office "):
        assert unquote(reason_headers("PATCH")["X-Reason"]) == "moved to another office"


def test_work_takes_its_reason_along() -> None:
    assert reasoned("moved", reason_headers)("PUT") == {"X-Reason": "moved"}
    assert reason_headers("PUT") == {}


class _Wire:
    """Stands for the network: notes what is sent and answers nothing that can be used."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, str]]] = []

    def request(self, method: str, _url: str, **options: Any) -> NoReturn:
        self.sent.append((method, options["headers"]))
        raise OSError("no network here")


def _changing() -> list[str]:
    """Return the methods of the client that send anything but questions."""
    sends = ('"POST"', '"PUT"', '"PATCH"', '"DELETE"')
    methods = inspect.getmembers(ApiClient, inspect.isfunction)
    return [
        name for name, method in methods
        if not name.startswith("_") and any(each in inspect.getsource(method) for each in sends)
    ]  # fmt: skip


def _some(kind: Any) -> Any:
    """Return any value of a type, for an argument that is only written down."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    origin = get_origin(kind) or kind
    if isinstance(origin, type) and is_dataclass(origin):
        hints = get_type_hints(origin)
        return origin(**{each.name: _some(hints[each.name]) for each in fields(origin)})
    known: dict[Any, Any] = {
        str: "x", int: 1, float: 1.0, bool: True, bytes: b"x", object: 1, Any: 1,
        datetime: datetime(2026, 1, 1, tzinfo=UTC), tuple: (), Sequence: (), Mapping: {},
        dict: {},
    }  # fmt: skip
    return known[origin]


@pytest.mark.parametrize("name", _changing())
def test_every_change_is_sent_with_the_reason(name: str) -> None:
    client, wire = ApiClient("http://127.0.0.1:9"), _Wire()
    client._http._session = cast(Any, wire)
    method = getattr(client, name)
    hints = get_type_hints(method)
    arguments = inspect.signature(method).parameters.values()
    needed = [
        each.name for each in arguments
        if each.default is each.empty and each.kind is not each.VAR_KEYWORD
    ]  # fmt: skip
    with because("ticket 4711"), suppress(Unreachable):
        method(**{each: _some(hints[each]) for each in needed})
    ((sent, headers),) = wire.sent
    assert sent in {"POST", "PUT", "PATCH", "DELETE"}
    assert headers["X-Reason"] == "ticket 4711"


def test_the_list_of_changes_is_not_empty() -> None:
    assert {"delete_gateway", "block", "lift_hold", "add_operator"} <= set(_changing())
