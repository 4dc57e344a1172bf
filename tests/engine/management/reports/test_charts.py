from pathlib import Path

import pytest

from engine.management.reports.charts import (
    Bar,
    bar_chart,
    heat_map,
    nice_top,
    shade,
    switch_band,
)
from engine.management.reports.document import ACCENT, PALE, Document
from tests.engine.management.reports.conftest import text_of


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 4), (4, 4), (5, 8), (9, 12), (10, 20), (99, 120), (401, 800), (1000, 2000)],
)
def test_an_axis_ends_above_everything_at_a_short_number(most: int, top: int) -> None:
    assert nice_top(most) == top
    assert top % 4 == 0


def test_none_is_paler_than_one_and_the_most_is_full() -> None:
    assert shade(0, 100) == PALE
    assert shade(100, 100) == ACCENT
    assert shade(1, 100) != PALE
    assert shade(0, 0) == PALE


def test_charts_name_their_bars_and_what_is_hatched(paper: Document, tmp_path: Path) -> None:
    bar_chart(paper, [Bar("Mon", 5), Bar("Tue", 0, 7)])
    bar_chart(paper, [])
    bar_chart(paper, [Bar(f"{number:04}", number) for number in range(400)])
    heat_map(paper, ["Row"], [[0] * 23 + [9]])
    switch_band(paper, "A switch", [(0.0, 1.0, True), (1.0, 1.0, False), (1.0, 3.0, False)])
    paper.output(str(tmp_path / "c.pdf"))
    text = text_of(tmp_path / "c.pdf")
    assert "Tue" in text
    assert text.count("kept out of the records") == 1
    assert "0398" not in text, "labels are left out where they have no room"
    assert "A switch" in text
