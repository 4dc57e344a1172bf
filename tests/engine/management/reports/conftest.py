"""One report for all tests that only look at it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from engine.api.services import ExportRequest, Language
from engine.management.reports.document import Document
from engine.management.reports.illegal_calls import IllegalCallReports
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from engine.store.config_store import ConfigStore
from tests.helpers.stores import START, Wall, aggregate, cdr, config_store, connected, segment

FILTERS = CdrFilter(
    from_=datetime(2023, 11, 8, 23, tzinfo=UTC),
    to=datetime(2023, 11, 15, 23, tzinfo=UTC),
    illegal=True,
)
HOSTILE = "\u202eevil\x00\n=cmd|'/C calc'!A0 " + "x" * 300
DAY_MS = 86_400_000


class Office(NamedTuple):
    """Stores with a week of attempts, and what makes reports of them."""

    config: ConfigStore
    cdrs: CdrStore
    reports: IllegalCallReports
    wall: Wall


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """21 attempts of two addresses on two days, one call of a customer, 12 attempts counted."""
    folder = tmp_path_factory.mktemp("office")
    wall = Wall()
    config = config_store(folder / "config", wall)
    cdrs = open_cdrs(folder / "cdr.duckdb", wall=wall)
    records = [cdr(start=START - DAY_MS + number) for number in range(14)]
    records += [cdr(start=START + number, caller_ip="203.0.113.9") for number in range(6)]
    records += [cdr(start=START + 10, caller=HOSTILE, user_agent=HOSTILE), connected(5000)]
    cdrs.ingest(segment(folder / "journal", "cdr", *records))
    counted = [aggregate(count=7), aggregate(count=5, gate="illegal_call")]
    cdrs.ingest(segment(folder / "journal", "agg", *counted))
    yield Office(config, cdrs, IllegalCallReports(config, cdrs.evidence, wall), wall)
    cdrs.close()
    config.close()


def asked(
    file_format: str = "json", filters: CdrFilter = FILTERS, language: Language = "en"
) -> ExportRequest:
    return ExportRequest(
        filters,
        (),
        "Europe/Berlin",
        "alice",
        file_format,  # type: ignore[arg-type]
        "illegal-calls",
        language=language,
    )


@pytest.fixture
def paper() -> Iterator[Document]:
    with closing(Document("Title", "made by alice")) as document:
        yield document


def text_of(path: Path) -> str:
    """The text of a document, as a reader copies it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
