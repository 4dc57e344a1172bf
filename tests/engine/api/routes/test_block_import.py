"""Lists into the blacklist."""

from __future__ import annotations

from typing import Any

import pytest

from engine.api.routes import block_import
from tests.helpers.api_app import Stage

LIST = "203.0.113.7 # scans\n198.51.100.0/24\n192.0.2.7\nnowhere\n"


def send(stage: Stage, query: str = "", text: str = LIST, status: int = 200) -> Any:
    headers = {"Content-Type": "text/plain"}
    path = f"/blacklist/import{query}"
    return stage.expect("POST", path, status, content=text, headers=headers, role="operator")


def listed(stage: Stage) -> dict[str, str]:
    items = stage.expect("GET", "/blacklist")["items"]
    return {item["value"]: item["reason"] for item in items}


def test_a_rehearsal_names_bad_lines_and_whom_it_would_hit(stage: Stage) -> None:
    stage.switch.lists.register("1001", "192.0.2.7")
    body = {"value": "198.51.100.9", "comment": "carrier"}
    stage.expect("POST", "/allowlist", 201, json=body, role="operator")
    report = send(stage, "?dry_run=true")
    assert (report["entries"], report["added"], report["skipped"]) == (3, 1, 2)
    assert [(hit["line"], hit["value"]) for hit in report["hits"]] == [
        (2, "198.51.100.0/24"),
        (3, "192.0.2.7"),
    ]
    assert report["hits"][0]["trusted"] == ["198.51.100.9"]
    assert report["hits"][1]["extensions"] == ["1001"]
    assert [fault["line"] for fault in report["errors"]] == [4]
    assert listed(stage) == {}


def test_a_list_that_hits_somebody_is_skipped_or_forced_only_when_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block_import, "PIECE", 2)
    stage.switch.lists.register("1001", "192.0.2.7")
    headers = {"Content-Type": "text/csv"}
    stage.must_fail(409, "POST", "/blacklist/import", content=LIST, headers=headers)
    assert listed(stage) == {}
    report = send(stage, "?on_hit=skip&reason=Monday")
    assert (report["added"], report["skipped"]) == (2, 1)
    assert listed(stage) == {"203.0.113.7": "scans", "198.51.100.0/24": "Monday"}
    report = send(stage, "?on_hit=block")
    assert (report["added"], report["already"], report["skipped"]) == (1, 2, 0)
    assert "192.0.2.7" in listed(stage)
    (entry, *_) = stage.expect("GET", "/audit?action=blacklist.import")["items"]
    assert entry["after"]["added"] == 1


def test_ones_own_address_counts_as_a_hit(stage: Stage) -> None:
    report = send(stage, "?dry_run=true", "127.0.0.0/8\n")
    assert report["hits"][0]["own_address"]


def test_other_files_are_refused(stage: Stage) -> None:
    for kind in ("application/json", "text/csv; charset=utf-16"):
        answer = {"content": "x", "headers": {"Content-Type": kind}}
        stage.must_fail(415, "POST", "/blacklist/import", **answer)
    headers = {"Content-Type": "text/plain"}
    stage.must_fail(422, "POST", "/blacklist/import", content=b"\xff", headers=headers)
