"""Commands while the engine runs: its HTTP interface, with the token of this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.cli.administration import OperatorLine, ParameterLine
from engine.cli.http import HttpAdministration
from engine.datapaths import DataPaths
from engine.errors import Conflict, ControlError, Invalid, NotFound
from tests.engine.cli.fakes import TOKEN, FakeEngine, running

RETRY = {"name": "SS_ENDPOINTREGISTERRETRY", "value": 6, "revert_at": None}
OPERATOR = {"name": "maria", "role": "admin", "enabled": True, "last_login_at": None}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[FakeEngine]:
    with running(tmp_path / "data", FakeEngine()) as fake:
        yield fake


@pytest.fixture
def http(engine: FakeEngine, tmp_path: Path) -> HttpAdministration:
    return HttpAdministration(DataPaths(tmp_path / "data"))


def test_requests_carry_the_token_and_no_proxy_sees_it(
    http: HttpAdministration, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    engine.replies["GET", "/api/v1/operators"] = 200, {"items": [OPERATOR]}
    assert http.operators() == [OperatorLine("maria", "admin", True)]
    assert engine.requests == [("GET", "/api/v1/operators", None, TOKEN)]


def test_each_change_is_the_request_of_the_contract(
    http: HttpAdministration, engine: FakeEngine
) -> None:
    engine.replies |= {
        ("POST", "/api/v1/operators"): (201, OPERATOR),
        ("PATCH", "/api/v1/operators/maria"): (200, OPERATOR),
        ("DELETE", "/api/v1/operators/maria"): (204, {}),
        ("PUT", "/api/v1/parameters/SS_ENDPOINTREGISTERRETRY"): (200, RETRY),
    }
    http.add_operator("maria", "admin", "secret")
    http.set_password("maria", "other")
    http.set_enabled("maria", False)
    http.set_role("maria", "auditor")
    http.remove_operator("maria")
    http.set_parameter("SS_ENDPOINTREGISTERRETRY", "3", "attack", 600)
    http.set_parameter("SS_ENDPOINTREGISTERRETRY", "3", "", None)
    assert [body for _, _, body, _ in engine.requests] == [
        {"name": "maria", "role": "admin", "password": "secret"},
        {"password": "other"},
        {"enabled": False},
        {"role": "auditor"},
        None,
        {"value": "3", "reason": "attack", "revert_after_s": 600},
        {"value": "3", "reason": ""},
    ]


def test_parameters_are_read_with_the_times_that_matter(
    http: HttpAdministration, engine: FakeEngine
) -> None:
    changed = {**RETRY, "effective_at": "2026-01-01T00:00:00.000Z", "revert_at": "later"}
    engine.replies |= {
        ("GET", "/api/v1/parameters"): (200, {"items": [RETRY]}),
        ("GET", "/api/v1/parameters/SS_ENDPOINTREGISTERRETRY"): (200, changed),
    }
    assert http.parameters() == [ParameterLine("SS_ENDPOINTREGISTERRETRY", 6)]
    assert http.parameter("SS_ENDPOINTREGISTERRETRY") == ParameterLine(
        "SS_ENDPOINTREGISTERRETRY", 6, "later", "2026-01-01T00:00:00.000Z"
    )


def test_a_name_cannot_leave_its_place_in_the_path(
    http: HttpAdministration, engine: FakeEngine
) -> None:
    with pytest.raises(NotFound):
        http.set_enabled("../session?x=#", False)
    assert engine.requests[0][1] == "/api/v1/operators/..%2Fsession%3Fx%3D%23"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotFound),
        (409, Conflict),
        (412, Conflict),
        (422, Invalid),
        (400, Invalid),
        (503, ControlError),
        (500, ControlError),
    ],
)
def test_a_refusal_is_told_in_the_engine_s_own_words(
    http: HttpAdministration, engine: FakeEngine, status: int, kind: type[Exception]
) -> None:
    problem = {"detail": "not so", "errors": [{"field": "value", "detail": "from 1 to 100"}]}
    engine.replies["GET", "/api/v1/operators"] = status, problem
    with pytest.raises(kind, match=r"^not so; from 1 to 100$"):
        http.operators()


@pytest.mark.parametrize("body", [b"", b"<html>", [], {"detail": 5}, {"errors": 1}])
def test_a_refusal_without_words_is_told_by_its_status(
    http: HttpAdministration, engine: FakeEngine, body: Any
) -> None:
    engine.replies["GET", "/api/v1/operators"] = 500, body
    with pytest.raises(ControlError, match="status 500"):
        http.operators()


def test_an_answer_that_is_no_json_is_no_crash(
    http: HttpAdministration, engine: FakeEngine
) -> None:
    engine.replies["GET", "/api/v1/operators"] = 200, b"<html>"
    with pytest.raises(ControlError, match="does not answer"):
        http.operators()


def test_an_engine_that_is_gone_is_told(tmp_path: Path) -> None:
    with running(tmp_path / "data", FakeEngine()):
        http = HttpAdministration(DataPaths(tmp_path / "data"))
    with pytest.raises(ControlError, match="does not answer at http://127"):
        http.parameters()


def test_a_folder_whose_token_cannot_be_read_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="must be run by the user"):
        HttpAdministration(DataPaths(tmp_path))


@pytest.mark.parametrize(("address", "token"), [("file:///etc/passwd", "x"), ("http://h", "a\nb")])
def test_damaged_files_in_the_folder_are_not_used(tmp_path: Path, address: str, token: str) -> None:
    paths = DataPaths(tmp_path)
    paths.prepare()
    paths.http_address.write_text(address)
    paths.local_token.write_text(token)
    with pytest.raises(ControlError, match="damaged"):
        HttpAdministration(paths)
