from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Export
from client.formats import DASH, Formats
from client.models import export_list
from client.models.export_list import ExportList, export_columns, pill, renamed, told
from client.session import Session
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_data import cdr

NAME = "cdr_20261101T000000Z_20261102T000000Z_Asia-Dhaka.xlsx"
DONE = Export("e1", "done", 1200, 1200, 2048, "ab" * 32, "", NAME, "xlsx", "maria")


def test_a_row_says_what_who_when_and_how_much() -> None:
    texts = [column.text(DONE) for column in export_columns(Formats("UTC"))]
    assert texts[:3] == [NAME, "done", "maria"]
    assert texts[4:6] == ["1,200", Formats.size(2048)]
    empty = [column.text(Export("e", "queued")) for column in export_columns(Formats("UTC"))]
    assert (empty[1], empty[3], empty[5], empty[6]) == ("waits", DASH, DASH, DASH)


@pytest.mark.parametrize(
    ("status", "tone"),
    [("queued", "neutral"), ("running", "accent"), ("done", "ok"), ("cancelled", "neutral"),
     ("failed", "bad")],
)  # fmt: skip
def test_every_state_has_a_word(status: str, tone: str) -> None:
    assert pill(Export("e", status)).tone == tone
    assert pill(Export("e", status)).word


def test_there_is_a_word_about_each_export() -> None:
    assert told(None) != told(None, kept=False)
    assert told(DONE) == f"SHA-256 {'ab' * 32}"
    assert told(Export("e", "failed", detail="the disk is full")) == "the disk is full"
    assert told(Export("e", "running"))


def test_a_file_over_other_dates_is_named_after_them() -> None:
    first, last = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)
    assert renamed(DONE, first, last) == "cdr_20261201T0000Z_20261202T0000Z_Asia-Dhaka.xlsx"
    assert renamed(Export("e", "done", filename="", format="csv"), first, last).endswith(".csv")


def test_the_list_follows_the_engine(
    signed_in: Session, fake: FakeApi, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_list, "LOOK_MS", 20)
    made = ExportList(signed_in, Formats("UTC"))
    fake.exports["export-1"] = cdr.export("done", fake.cdrs)
    qtbot.waitUntil(lambda: made.table.rowCount() == 1)
    made.remove(made.table.rows()[0])
    qtbot.waitUntil(lambda: made.table.rowCount() == 0)
    assert fake.exports == {}


def test_one_complaint_is_enough(signed_in: Session, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /cdrs/exports"] = (500, {"detail": "broken"})
    made = ExportList(signed_in, Formats("UTC"))
    heard: list[Any] = []
    made.failed.connect(heard.append)
    made.load()
    qtbot.waitUntil(lambda: bool(heard))
    assert not made._timer.isActive()
