"""Wrong input over real HTTP: a problem that names the fault, never a crash and never silence.

The table of wrong values is made from the interface's own description, so a route that is added
later is in it from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.helpers.api import Api
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import (
    MEGABYTE,
    assert_unhurt,
    connections,
    health,
    is_closed,
    memory_of,
    pids,
    raw_http,
)

pytestmark = pytest.mark.slow

PLACES = {
    "name": "SS_ENDPOINTREGISTERRETRY",
    "extension": "1001",
    "export_id": "01a208cd-aba2-767e-8ab3-684c8c9190f1",
    "record_id": "01a208cd-aba2-767e-8ab3-684c8c9190f1",
}
WRONG_PLACES = ["x" * 5_000, "\x00", "\x1b[31m", "..;", "a/../../b", "'; DROP TABLE cdr;--", "％"]
WRONG_TYPES: dict[str, list[Any]] = {
    "string": [7, True, ["x"], {"x": "y"}],
    "integer": ["many", 1.5, [1], {"x": 1}, 10**30],
    "boolean": ["perhaps", 7, [True]],
    "array": ["text", 7, {"0": "x"}, [[[]]]],
    "object": ["text", 7, []],
}
WRONG_WORDS = {
    "integer": ["many", "1.5", "", "99999999999999999999999", "٣"],
    "boolean": ["perhaps", "2", ""],
    "date-time": ["yesterday", "2026-13-45T00:00:00Z", "2026-11-23T00:00:00", "", "9" * 400],
}


SMUGGLED = (
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path_factory.mktemp("http") / "data") as process:
        yield process


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    session.add("1001")
    yield session
    session.close()


@pytest.fixture(scope="module")
def described(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.call("GET", "/openapi.json")
    return found


@pytest.fixture(autouse=True)
def unhurt(engine: EngineProcess) -> Iterator[None]:
    before = pids(engine)
    yield
    assert_unhurt(engine, before)
    assert health(engine)["status"] == "ok"


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def filled(path: str, place: str = "", value: str = "") -> str:
    for name, usual in PLACES.items():
        path = path.replace(f"{{{name}}}", quote(value if name == place else usual, safe=""))
    return path


def resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, without references, and without the null of an optional value."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return resolved(described["components"]["schemas"][name], described)
    choices = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    return resolved(choices[0], described) if len(choices) == 1 else schema


def out_of_range(schema: dict[str, Any]) -> list[Any]:
    """Values one step beyond each limit that the schema names."""
    wrong: list[Any] = []
    if "minimum" in schema:
        wrong.append(int(schema["minimum"]) - 1)
    if "maximum" in schema:
        wrong.append(int(schema["maximum"]) + 1)
    if "maxLength" in schema:
        wrong.append("x" * (schema["maxLength"] + 1))
    if schema.get("minLength"):
        wrong.append("")
    if "enum" in schema or "pattern" in schema:
        wrong.append(" no such thing ")
    if "maxItems" in schema:
        wrong.append(["x"] * (schema["maxItems"] + 1))
    return wrong


def wrong_words(schema: dict[str, Any], described: dict[str, Any]) -> list[Any]:
    """What cannot stand for such a value in a query."""
    schema = resolved(schema, described)
    if schema.get("type") == "array":
        inner = resolved(schema["items"], described)
        return [[word] for word in wrong_words(inner, described)] + out_of_range(schema)
    kind = schema.get("format") or schema.get("type", "")
    return [*WRONG_WORDS.get(kind, []), *out_of_range(schema)]


def wrong_values(schema: dict[str, Any], described: dict[str, Any]) -> list[Any]:
    """What cannot stand for such a value in a body; nothing where several types may."""
    schema = resolved(schema, described)
    return [*WRONG_TYPES.get(schema.get("type", ""), []), *out_of_range(schema)]


class Judge:
    """Sends one request after the other and keeps what was not refused as it should be."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.asked = 0
        self.faults: list[str] = []

    def refuse(self, allowed: set[int], method: str, path: str, about: str, **more: Any) -> None:
        self.asked += 1
        answer = self.api.session.request(method, self.api.url + path, timeout=10, **more)
        kind = answer.headers.get("content-type", "")
        if answer.status_code not in allowed or kind != "application/problem+json":
            self.faults.append(f"{method} {path[:80]} {about[:80]}: {answer.status_code} {kind}")
            return
        problem = answer.json()
        if (
            problem["status"] != answer.status_code
            or not problem["detail"]
            or "\x1b" in str(problem)
        ):
            self.faults.append(f"{method} {path[:80]} {about[:80]}: {problem}")


def test_wrong_query_values_are_refused_by_every_route(api: Api, described: dict[str, Any]) -> None:
    judge = Judge(api)
    for method, path, operation in operations(described):
        if path == "/api/v1/events":
            continue
        where = filled(path)
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "query":
                continue
            for word in wrong_words(parameter["schema"], described):
                query = {parameter["name"]: word}
                judge.refuse({415, 422}, method, where, str(query), params=query)
        if operation.get("parameters") and "{" not in path and path.startswith("/api/v1/cdrs"):
            judge.refuse({422}, method, where, "unknown", params={"no_such_name": "1"})
    assert judge.asked > 150
    assert judge.faults == []


def test_wrong_names_in_the_path_are_refused_by_every_route(
    api: Api, described: dict[str, Any]
) -> None:
    judge = Judge(api)
    for method, path, operation in operations(described):
        body: dict[str, Any] = {"json": {}} if "requestBody" in operation else {}
        for name in PLACES:
            for value in WRONG_PLACES if f"{{{name}}}" in path else []:
                where = filled(path, name, value)
                judge.refuse({400, 404, 405, 422}, method, where, repr(value), **body)
    assert judge.asked > 50
    assert judge.faults == []


def test_wrong_bodies_are_refused_by_every_route(api: Api, described: dict[str, Any]) -> None:
    judge = Judge(api)
    for method, path, operation in operations(described):
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            continue
        where = filled(path)
        schema = resolved(content["application/json"]["schema"], described)
        allowed = {401, 422, 429} if path.endswith("/session") else {422}
        wholes: list[Any] = [None, 7, "text", [], [{}]]
        for whole in wholes:
            judge.refuse(allowed, method, where, repr(whole), json=whole)
        for text in ("{", "\xff", "{'a': 1}", "[" * 100_000, '{"a": NaN}'):
            raw = text.encode("latin-1")
            header = {"Content-Type": "application/json"}
            judge.refuse({400, 422}, method, where, text[:20], data=raw, headers=header)
        judge.refuse({415, 422}, method, where, "no JSON", data=b"\x00\x01", headers={})
        judge.refuse(allowed, method, where, "unknown field", json={"no_such_field": 1})
        for name, inner in schema["properties"].items():
            for value in wrong_values(inner, described):
                judge.refuse(allowed, method, where, f"{name}: {value}", json={name: value})
    assert judge.asked > 150
    assert judge.faults == []


def test_a_parameter_out_of_range_is_refused_with_the_range(api: Api) -> None:  # req 71
    for parameter in api.call("GET", "/parameters")["items"]:
        if parameter["type"] == "text":
            continue
        low, high = parameter["minimum"], parameter["maximum"]
        for value in (low - 1, high + 1, "many", 1.5, None, [low]):
            problem = api.call("PUT", f"/parameters/{parameter['name']}", {"value": value}, 422)
            if isinstance(value, int) and parameter["type"] == "integer":
                assert str(low) in problem["detail"], problem
                assert str(high) in problem["detail"], problem
        assert api.call("GET", f"/parameters/{parameter['name']}")["value"] == parameter["value"]


def test_nobody_signed_in_learns_nothing(engine: EngineProcess, described: dict[str, Any]) -> None:
    for method, path, operation in operations(described):
        answer = requests.request(
            method, engine.http_url + filled(path), json={}, timeout=10, stream=True
        )
        open_to_all = path in {"/api/v1/health", "/metrics"} or "401" not in operation["responses"]
        signing_in = (method, path) == ("POST", "/api/v1/session")
        assert (answer.status_code == 401) is not (open_to_all or signing_in), (method, path)
        answer.close()


@pytest.mark.parametrize("extra", [0, 1])
def test_a_body_of_ten_megabytes_is_taken_by_the_import_and_by_nothing_else(
    engine: EngineProcess, api: Api, extra: int
) -> None:
    header = b"extension,password\r\n"
    body = header + b"#" * (10 * MEGABYTE - len(header) + extra)
    before = memory_of(engine, "management")
    answer = api.session.post(
        f"{engine.http_url}/api/v1/endpoints/import",
        data=body,
        headers={"Content-Type": "text/csv"},
        timeout=30,
    )
    assert answer.status_code == (413 if extra else 200), answer.text[:200]
    for path in ("/session", "/endpoints", "/suspensions/clear", "/cdrs/exports", "/operators"):
        problem = api.session.post(f"{api.url}/api/v1{path}", data=body, timeout=30)
        assert problem.status_code == 413, path
        assert "1048576" in problem.json()["detail"]
    assert memory_of(engine, "management") < before + 150


def test_a_large_body_without_a_length_is_cut_off(engine: EngineProcess, api: Api) -> None:
    token = str(api.session.headers["Authorization"])
    head = (
        "POST /api/v1/endpoints HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Authorization: {token}\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    ).encode()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    try:
        status, _ = raw_http(engine.http_url, head + chunk * 32 + b"0\r\n\r\n")
    except ConnectionError:  # cut off before everything was sent
        return
    assert status == 413


TRAVERSALS = [
    "/../../../../etc/passwd",
    "/api/v1/../../../../etc/passwd",
    "/api/v1/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/api/v1/cdrs/exports/..%2f..%2f..%2fadmin-password/file",
    "/api/v1/cdrs/exports/%2e%2e%2f%2e%2e%2fadmin-password/file",
    "/api/v1/cdrs/exports/..%252f..%252fadmin-password/file",
    "/api/v1/cdrs/exports/..%5c..%5cadmin-password/file",
    "/api/v1/cdrs/exports/%2fetc%2fpasswd/file",
    "/api/v1/cdrs/exports/....//....//admin-password/file",
    "/api/v1/cdrs/exports/%c0%ae%c0%ae%c0%afadmin-password/file",
    "/api/v1/cdrs/exports/..%00/file",
    "/api/v1/cdrs/exports/x%0d%0aX-Injected:%20yes/file",
    "//etc/passwd",
    "/%2fetc/passwd",
    "\\..\\..\\admin-password",
    "http://127.0.0.1/etc/passwd",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_interface(engine: EngineProcess, api: Api, path: str) -> None:
    token = str(api.session.headers["Authorization"])
    request = (
        f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nConnection: close\r\n\r\n"
    )
    status, answer = raw_http(engine.http_url, request.encode())
    assert 400 <= status < 500, answer[:300]
    assert b"root:" not in answer
    assert engine.admin_password.encode() not in answer
    assert b"\r\nX-Injected" not in answer


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 1000,
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX: " + b"y" * MEGABYTE + b"\r\n\r\n",
        b"GET /" + b"a" * MEGABYTE + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 5_000 + b"\r\n",
        b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        SMUGGLED,
        b"REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP x\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_or_cut_off(engine: EngineProcess, data: bytes) -> None:
    request = data.replace(b"Host: x\r\n", b"Host: x\r\nConnection: close\r\n", 1)
    try:
        status, _ = raw_http(engine.http_url, request)
    except (ConnectionError, IndexError):  # closed without a word
        return
    assert 400 <= status < 500


def test_slow_clients_hold_nobody_up(engine: EngineProcess, api: Api) -> None:
    """A thousand clients that never finish their request, and one that is in a hurry."""
    host, port = engine.http_url.removeprefix("http://").split(":")
    before = memory_of(engine, "management")
    with connections((host, int(port)), 1_000) as slow:
        assert len(slow) > 900
        for number, sock in enumerate(slow):
            if number % 2:
                sock.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            else:
                sock.sendall(
                    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\n"
                    b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                )
        for _ in range(5):
            assert requests.get(f"{engine.http_url}/api/v1/health", timeout=3).ok
        assert api.endpoint("1001")["extension"] == "1001"
        assert memory_of(engine, "management") < before + 100
        assert all(is_closed(sock, 15.0) for sock in slow[:20]), "the slow ones are cut off"
