from __future__ import annotations

import os
import shutil
import threading
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from client.api.cdr_values import Export
from client.api.errors import Cancelled, LocalDisk, LocalDiskFull, ServerFault, Unreachable
from client.models import download
from client.models.download import Progress, Target, fetch
from tests.helpers.cdr_stubs import CONTENT, Engine

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "WAITS_S", (0, 0, 0))


def done(engine: Engine) -> Export:
    return Export("e1", "done", 2, 2, len(CONTENT), engine.sha256)


def get(engine: Any, target: Target, stop: threading.Event | None = None) -> Progress:
    progress = Progress()
    fetch(engine, done(engine), target, progress, stop or threading.Event())
    return progress


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    progress = get(Engine(2), Target(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_bytes() == CONTENT
    assert names(tmp_path) == ["a.csv"]
    assert (progress.fetched, progress.bytes, progress.checking) == (14, 14, True)


def test_what_the_file_holds_is_said_beside_it(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.described = b'{"rows": 2}'
    get(engine, Target(tmp_path / "a.csv"))
    assert names(tmp_path) == ["a.csv", "a.csv.meta.json"]
    assert (tmp_path / "a.csv.meta.json").read_bytes() == b'{"rows": 2}'


def test_a_description_that_cannot_be_had_yet_keeps_the_download_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(2)

    def broken(_export_id: str) -> bytes:
        raise Unreachable("gone")

    monkeypatch.setattr(engine, "export_description", broken)
    with pytest.raises(Unreachable):
        get(engine, Target(tmp_path / "a.csv"))
    assert len(names(tmp_path)) == 1
    monkeypatch.undo()
    monkeypatch.setattr(download, "WAITS_S", (0,))
    get(engine, Target(tmp_path / "a.csv"))
    assert names(tmp_path) == ["a.csv"]


def test_a_connection_that_breaks_is_gone_on_with(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.breaks = 8  # more often than it would be tried without a byte
    get(engine, Target(tmp_path / "a.csv"))
    assert engine.downloads[:3] == [(0, 1), (1, 2), (2, 3)]
    assert engine.downloads[-1] == (8, 14)
    assert names(tmp_path) == ["a.csv"]


def test_a_connection_that_stays_broken_leaves_what_has_come(tmp_path: Path) -> None:
    engine, target = Engine(2), Target(tmp_path / "a.csv")
    engine.breaks, engine.step = 1, 5
    stuck = type("Stuck", (), {"sha256": engine.sha256, "calls": 0})()

    def once(*values: Any) -> int:
        stuck.calls += 1
        if stuck.calls == 1:
            return engine.download_export(*values)
        raise Unreachable("down")

    stuck.download_export = once
    with pytest.raises(Unreachable):
        get(stuck, target)
    assert stuck.calls == 1 + len(download.WAITS_S)
    assert target.part(done(engine)).read_bytes() == CONTENT[:5]
    assert not target.path.exists()
    get(engine, target)
    assert engine.downloads[-1] == (5, 14)


def test_a_wrong_checksum_leaves_no_file(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.sha256 = "0" * 64
    with pytest.raises(ServerFault, match="checksum"):
        get(engine, Target(tmp_path / "a.csv"))
    assert names(tmp_path) == []


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        get(Engine(2), Target(tmp_path / "a.csv"), stop)
    assert names(tmp_path) == []
    engine = Engine(2)
    engine.breaks, engine.step = 99, 0
    with pytest.raises(Cancelled):
        get(engine, Target(tmp_path / "a.csv"), stop)
    assert names(tmp_path) == []


def test_a_file_is_replaced_only_when_that_was_agreed_to(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(LocalDisk, match="meanwhile"):
        get(Engine(2), Target(path))
    assert path.read_text() == "mine"
    get(Engine(2), Target(path, replace=True))
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == ["a.csv"]


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_names: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    get(Engine(2), Target(tmp_path / "a.csv"))
    with pytest.raises(LocalDisk, match="meanwhile"):
        get(Engine(2), Target(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_bytes() == CONTENT


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100, 90, 10))
    with pytest.raises(LocalDiskFull, match="are needed"):
        get(engine, Target(tmp_path / "a.csv"))
    assert engine.downloads == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(100, 90, 14))
    get(engine, Target(tmp_path / "a.csv"))
