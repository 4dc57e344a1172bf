from typing import Any

import pytest

from engine.api.models.attacks import CdrAttacks
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, aggregate, cdr, connected, suspension

RANGE = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-16T00:00:00Z"}


@pytest.fixture(scope="module")
def attacked(shared: Stage) -> Stage:
    shared.ingest(
        "cdr",
        *(cdr(start=START + n, caller_ip="193.0.6.1", callee=f"00441{n:03d}") for n in range(6)),
        connected(1000, caller_ip="192.0.2.20"),
    )
    shared.ingest("agg", aggregate(source="193.0.6.2", count=4))
    shared.ingest("sus", *(suspension(extension=str(n), sources=["193.0.6.1"]) for n in range(3)))
    return shared


def ask(stage: Stage, **query: Any) -> dict[str, Any]:
    body: dict[str, Any] = stage.expect(
        "GET", "/cdrs/attacks", params={**RANGE, **query}, role="auditor"
    )
    CdrAttacks.model_validate(body)
    return body


def test_illegal_calls_are_read_by_source(attacked: Stage) -> None:  # req 54, 61, 112, 113
    body = ask(attacked, timezone="Asia/Shanghai")
    assert (body["from"], body["timezone"], body["by"]) == (
        *("2023-11-14T00:00:00.000Z", "Asia/Shanghai", "address"),
    )
    first, second = body["items"]
    assert (first["source"], first["records"], first["not_recorded"]) == ("193.0.6.1", 6, 0)
    assert (second["source"], second["records"], second["not_recorded"]) == ("193.0.6.2", 0, 4)
    assert first["country"] == {
        "kind": "country", "code": "NL", "name": "Netherlands", "name_zh": "荷兰",
    }  # fmt: skip
    assert first["hours"][6] == 6
    names = [pattern["name"] for pattern in first["patterns"]]
    assert names == [
        *("many_extensions_locked", "callees_in_sequence", "international_numbers", "scanner"),
    ]


def test_a_network_is_a_source_when_asked_for(attacked: Stage) -> None:
    items = ask(attacked, by="network", limit=1)["items"]
    assert [(item["source"], item["addresses"], item["attempts"]) for item in items] == [
        ("193.0.6.0/24", 2, 10),
    ]


def test_the_filters_of_the_records_hold(attacked: Stage) -> None:
    assert [item["source"] for item in ask(attacked, billing_mode=0)["items"]] == ["192.0.2.20"]
    narrowed = ask(attacked, callee="00441003")
    assert (narrowed["narrowed"], narrowed["items"][0]["records"]) == (True, 1)


@pytest.mark.parametrize(
    "query", [{"by": "country"}, {"limit": 201}, {"timezone": "x"}, {"caller_ip": "1/x"}]
)
def test_what_cannot_be_read_is_refused(attacked: Stage, query: dict[str, Any]) -> None:
    assert attacked.must_fail(422, "GET", "/cdrs/attacks", params={**RANGE, **query})["errors"]
