from contextlib import closing
from pathlib import Path

import pytest

from engine.management.reports.document import ACCENT, FOOT, Column, Document
from engine.store.cancelling import QueryStoppedError
from tests.engine.management.reports.conftest import text_of


def test_a_table_goes_on_over_pages_and_repeats_its_head(paper: Document, tmp_path: Path) -> None:
    columns = [Column("Name", 10), Column("Count", 5, "R"), Column("", 5, bar=True)]
    paper.rows(columns, [[f"row {number}", "1", 0.5] for number in range(60)])
    paper.output(str(tmp_path / "d.pdf"))
    text = text_of(tmp_path / "d.pdf")
    assert paper.pages_count == 2
    assert text.count("Count") == 2
    assert text.count("made by alice") == 2
    assert "row 59" in text
    assert "Page 2 of 2" in text


def test_a_text_is_cut_to_its_cell_whatever_it_is(paper: Document) -> None:
    paper.style(8)
    cut = paper.fitting("W" * 500, 30)
    assert cut.endswith("…")
    assert paper.get_string_width(cut) <= 30
    assert paper.fitting("short", 30) == "short"


def test_nothing_reaches_into_the_foot_of_a_page(paper: Document) -> None:
    paper.heading("Part")
    paper.tiles([("1", "a", ACCENT), ("2", "b", ACCENT)])
    paper.facts([(f"name {number}", "text " * 40) for number in range(30)])
    paper.paragraph("words " * 100)
    assert paper.pages_count > 1
    assert paper.get_y() <= paper.h - FOOT + 1


def test_a_document_nobody_waits_for_is_given_up() -> None:
    waits = [True]

    def check() -> None:
        if not waits[0]:
            raise QueryStoppedError("cancelled")

    with closing(Document("Title", "foot", check)) as document:
        waits[0] = False
        with pytest.raises(QueryStoppedError):
            document.rows([Column("a", 1)], [["1"]])
