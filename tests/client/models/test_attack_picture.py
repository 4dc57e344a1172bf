"""The picture of attacks: curves out of minutes and seconds, patterns in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.api.attack_picture_values import LockoutPattern
from client.formats import Formats
from client.models.attack_picture import (
    FIGURES,
    MOST_LIVE,
    SPANS,
    TONES,
    PictureFeed,
    figure_word,
    listed,
    now_utc,
    pattern_facts,
    pattern_meaning,
    pattern_title,
    rate_text,
    span_word,
)
from tests.helpers.page_stage import PageStage

DAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
RUN = LockoutPattern(
    "sequential", 60, DAY, DAY + timedelta(hours=5), ("1001", "1002"), 60, ("192.0.2.1",), 2
)


@pytest.fixture
def feed(stage: PageStage, qtbot: QtBot) -> PictureFeed:
    made = PictureFeed(stage.session)
    with qtbot.waitSignal(made.loaded):
        made.choose(3)
    return made


def test_minutes_become_rates_with_the_empty_ones_between(feed: PictureFeed) -> None:
    moments, rates = feed.curve("failures", DAY + timedelta(seconds=61))
    assert len(moments) == len(rates) == 180
    assert rates[-2:] == [2.0, 0.0]
    assert moments[-1] - moments[0] == 179 * 60
    first, last = feed.span(DAY)
    assert last - first == 3 * 3600


def test_seconds_come_as_events_and_are_bounded(
    feed: PictureFeed, stage: PageStage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.loaded):
        feed.choose(0)
    now = now_utc()
    items = [
        {"at": (now - timedelta(seconds=9 - n)).isoformat(), "failures": float(n)} for n in range(9)
    ]
    with qtbot.waitSignal(feed.told):
        stage.session.happened.emit("attack", {"items": [*items, {"at": "nonsense"}]})
    assert feed.curve("failures", now)[1] == [float(n) for n in range(9)]
    assert feed.curve("failures", now + timedelta(hours=1)) == ([], [])
    for _ in range(MOST_LIVE):
        stage.session.happened.emit("attack", {"items": items[:1]})
    assert len(feed.live) == MOST_LIVE


def test_minutes_stand_before_the_first_second(
    feed: PictureFeed, stage: PageStage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.loaded):
        feed.choose(0)
    now = DAY + timedelta(minutes=5)
    assert feed.curve("failures", now) == ([DAY.timestamp() + 30], [2.0])
    item = {"at": now.isoformat(), "failures": 9.0}
    with qtbot.waitSignal(feed.told):
        stage.session.happened.emit("attack", {"items": [item]})
    assert feed.curve("failures", now)[1] == [2.0, 9.0]


def test_nothing_is_drawn_before_the_first_answer(stage: PageStage) -> None:
    feed = PictureFeed(stage.session)
    feed.hours = 24
    assert feed.curve("failures", DAY) == ([], [])


def test_every_figure_and_span_has_its_words() -> None:
    assert len({figure_word(name) for name in FIGURES}) == len(FIGURES) == len(TONES)
    assert len({span_word(hours) for hours in SPANS}) == len(SPANS)


@pytest.mark.parametrize(
    ("rate", "text"), [(0, "0"), (0.0166, "0.017"), (2.25, "2.2"), (1234.5, "1,234")]
)
def test_rates_are_read_at_a_glance(rate: float, text: str) -> None:
    assert rate_text(rate) == f"{text} a second"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("sequential", "Neighbouring extensions: 1001 and the 59 after it"),
        ("same_source", "Many extensions from 192.0.2.1"),
        ("repeated", "Extension 1001 again and again"),
        ("many", "60 lockouts within an hour"),
        ("new one", "new one"),
    ],
)
def test_patterns_in_words(name: str, title: str) -> None:  # req 112-115
    pattern = replace(RUN, name=name)
    assert pattern_title(pattern, Formats("UTC")) == title
    assert bool(pattern_meaning(name)) is (name != "new one")
    facts = pattern_facts(pattern, Formats("UTC"))
    assert facts.startswith("Lockouts: 60 · extensions: 60 · sources: 2\n")


def test_a_short_run_names_its_ends_and_a_long_list_is_cut() -> None:
    short = replace(RUN, extension_count=2)
    assert pattern_title(short, Formats("UTC")) == "Neighbouring extensions: 1001 to 1002"
    assert listed(("a", "b", "c"), 3) == "a, b, c"
    assert listed(("a", "b", "c"), 9, 2) == "a, b and 7 more"
