from datetime import UTC, datetime

import pytest

from client.api.cdr_values import Cdr, Vocabulary, Word
from client.formats import Formats
from client.models.cdr_columns import EXPORTED, cdr_columns, details
from client.models.cdr_vocabulary import CdrWords

WORDS = CdrWords(Vocabulary((Word(9, "Illegal call", ""),)), "en")
FORMATS = Formats("Asia/Dhaka")
RECORD = Cdr(
    id="018f",
    flow_no=77,
    caller="1001",
    callee="00441904856250",
    caller_ip="203.0.113.52",
    callee_ip="",
    start=datetime(2026, 11, 23, 4, 59, 15, 410_000, UTC),
    stop=datetime(2026, 11, 23, 4, 59, 15, 420_000, UTC),
    hold_time_s=0,
    billing_mode=9,
    end_reason=-9,
    user_agent="=cmd|' /C calc'!A0",
)


def shown() -> dict[str, str]:
    return {column.key: column.text(RECORD) for column in cdr_columns(FORMATS, lambda: WORDS)}


def test_every_column_formats_a_record() -> None:
    cells = shown()
    assert cells["start"] == "2026-11-23 10:59:15"
    assert cells["mode"] == "9 Illegal call"
    assert cells["hold"] == "0:00"
    assert cells["reason"] == "-9"
    assert cells["callee"] == "00441904856250"
    assert cells["device"] == RECORD.user_agent


def test_every_column_can_be_exported() -> None:
    assert set(shown()) == set(EXPORTED)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_details_name_every_field_and_show_a_dash_for_nothing(language: str) -> None:
    fields = dict(details(RECORD, FORMATS, CdrWords(Vocabulary(), language)))
    assert len(fields) == 20
    assert fields["Answer"] == "–"
    assert fields["Flow number"] == "77"
    assert all(fields.values())


def test_what_never_steps_aside_fits_a_small_screen() -> None:
    """1,280 pixels less the navigation and the margins; the page lets the others step aside."""
    lesser = {"device", "ended", "source", "reason"}
    columns = [column for column in cdr_columns(FORMATS, lambda: WORDS) if not column.hidden]
    assert sum(column.width for column in columns if column.key not in lesser) <= 1280 - 262 - 48
